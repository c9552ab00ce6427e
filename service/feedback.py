"""What readers say of hits and quotes, kept in an SQLite file of the service's own where that is switched on."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from corpus.errors import shown
from service.budget import check_budget
from service.errors import BusyError, FeedbackError

SCHEMA = """CREATE TABLE IF NOT EXISTS feedback (
    said TEXT NOT NULL, verdict TEXT NOT NULL, question TEXT NOT NULL, passage TEXT NOT NULL,
    index_version TEXT NOT NULL
)"""


# How long another program may hold the file: less than a request has, so that what could not be kept is told as that,
# and is not kept after all when nobody waits any more.
LOCKED_SECONDS = 2.0
# More than readers say in years; an open service may not fill its disk.
MOST = 100_000
# What readers are told of why SQLite cannot write.
_TOLD = {
    sqlite3.SQLITE_READONLY: "filen med omdömen går bara att läsa",
    sqlite3.SQLITE_FULL: "disken är full",
    sqlite3.SQLITE_CANTOPEN: "filen med omdömen går inte att öppna",
    sqlite3.SQLITE_NOTADB: "filen med omdömen är något annat",
}


class Verdict(StrEnum):
    """What can be said of a passage."""

    RELEVANT = "relevant"
    NOT_RELEVANT = "not-relevant"
    WRONG_PAGE = "wrong-page"
    WRONG_REGION = "wrong-region"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """One thing said; of who said it nothing is kept.

    Attributes:
        said: When, in UTC, to the second (RFC 3339).
        question: What was asked when the passage was shown.
        passage: Its id.
        index_version: The index that showed it.
    """

    said: str
    verdict: Verdict
    question: str
    passage: str
    index_version: str


class FeedbackStore:
    """Keeps what is said; safe to share between threads, since each call opens the file anew."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def prepare(self) -> None:
        """Make the file where there is none, and see that it can be written: better at the start than with a reader.

        Raises:
            FeedbackError: It cannot be written.
        """
        try:
            with closing(self._open()) as file, file:
                file.execute("BEGIN IMMEDIATE")
                file.execute(SCHEMA)
        except (sqlite3.Error, OSError) as error:
            raise FeedbackError(f"{self.path} går inte att spara omdömen i ({error})") from error

    def _open(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        return sqlite3.connect(self.path, timeout=LOCKED_SECONDS)

    def add(self, verdict: Verdict, question: str, passage: str, index_version: str) -> None:
        """Keep what was said, with the time.

        Raises:
            BusyError: Another program holds the file; it may be tried again.
            OverBudgetError: Nobody waits any longer for it to be kept.
            FeedbackError: The file is full or cannot be written; readers are told so, and not where it lies.
        """
        said = datetime.now(UTC).isoformat(timespec="seconds")
        try:
            with closing(self._open()) as file, file:
                # Everything that is waited for is waited for here.
                file.execute("BEGIN IMMEDIATE")
                check_budget()
                file.execute(SCHEMA)
                if file.execute("SELECT count(*) FROM feedback").fetchone()[0] >= MOST:
                    raise FeedbackError(f"filen med omdömen är full; väntade högst {MOST} omdömen")
                file.execute(
                    "INSERT INTO feedback VALUES (?, ?, ?, ?, ?)",
                    (said, verdict.value, question, passage, index_version),
                )
        except (sqlite3.Error, OSError) as error:
            if _code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                told = "ett annat program håller i filen med omdömen; försök igen om en stund"
                raise BusyError(f"omdömet kunde inte sparas: {told}") from error
            reason = error.strerror if isinstance(error, OSError) else _TOLD.get(_code(error), error)
            raise FeedbackError(f"omdömet kunde inte sparas ({reason})") from error

    def read(self) -> Iterator[Feedback]:
        """Give all that was said, oldest first.

        Raises:
            FeedbackError: There is no such file, or it holds something else.
        """
        if not self.path.is_file():
            raise FeedbackError(f"{self.path} finns inte; väntade en fil som tjänsten sparat omdömen i")
        try:
            # As an address: in a name, ? and # would end it, and % stand for something else.
            with closing(sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro", uri=True)) as file:
                rows = file.execute(
                    "SELECT said, verdict, question, passage, index_version FROM feedback ORDER BY rowid"
                ).fetchall()
        except sqlite3.Error as error:
            raise FeedbackError(f"{self.path} går inte att läsa ({error}); väntade omdömen ur tjänsten") from error
        for said, verdict, question, passage, version in rows:
            if verdict not in set(Verdict):
                told = f"omdömet är {shown(verdict)}; väntade ett av: {', '.join(Verdict)}"
                raise FeedbackError(f"{self.path} går inte att läsa: {told}")
            yield Feedback(
                said=said, verdict=Verdict(verdict), question=question, passage=passage, index_version=version
            )


def _code(error: BaseException) -> int:
    """Give the code of one of SQLite's errors without what makes it finer; 0 for another error."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
