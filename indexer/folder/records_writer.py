"""Writes documents, pages, sections, initiatives, passages and words into a new SQLite file, which `records` reads."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from corpus.document import Content, Initiative
from corpus.health.record import ReadingHealth
from indexer.errors import BuildError
from indexer.folder.records import DOCUMENT, HEALTH, INITIATIVE, NO_STEM, PAGE, PASSAGE, SECTION, marks
from indexer.passage import Passage
from indexer.words.analysis import stems_of
from indexer.words.word_counts import Word

_SCHEMA = """
    CREATE TABLE documents (
        place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, content BLOB NOT NULL, health BLOB NOT NULL
    ) STRICT;
    CREATE TABLE pages (document TEXT, page INTEGER, content BLOB NOT NULL, PRIMARY KEY (document, page)) STRICT;
    CREATE TABLE sections (place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, content BLOB NOT NULL) STRICT;
    CREATE TABLE initiatives (
        place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, input TEXT NOT NULL, content BLOB NOT NULL
    ) STRICT;
    CREATE TABLE retold (place INTEGER PRIMARY KEY) STRICT;
    CREATE TABLE names (stem TEXT, place INTEGER, PRIMARY KEY (stem, place)) STRICT, WITHOUT ROWID;
    CREATE TABLE passages (
        row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, input TEXT NOT NULL, content BLOB NOT NULL
    ) STRICT;
    CREATE TABLE words (word TEXT PRIMARY KEY, stem TEXT NOT NULL, count INTEGER NOT NULL) STRICT, WITHOUT ROWID;
"""


class RecordsWriter:
    """Writes all records to a new file, one document after the other; an unfinished file is none."""

    def __init__(self, path: Path) -> None:
        """Begin.

        Raises:
            BuildError: The file cannot be written, or the disk is full.
        """
        self._path = path
        self._n_rows: Counter[str] = Counter()
        self._retold: set[str] = set()
        with self._told():
            self._database = sqlite3.connect(path)
            # A build that is broken off begins with a new file: nothing need be taken back.
            self._database.execute("PRAGMA journal_mode = OFF")
            self._database.execute("PRAGMA synchronous = OFF")
            self._database.executescript(_SCHEMA)

    def add(
        self,
        content: Content,
        health: ReadingHealth,
        passages: Sequence[Passage],
        inputs: Sequence[str],
        told: Sequence[str],
    ) -> None:
        """Add a document with what stands in it.

        Args:
            health: How its reading went.
            passages: Its own, in row order.
            inputs: For each passage, what identifies the text that was embedded for it; `told`, for each initiative.

        Raises:
            BuildError: The file cannot be written, or the disk is full.
        """
        with self._told():
            document = (content.document.id, DOCUMENT.dump_json(content.document), HEALTH.dump_json(health))
            self._insert_numbered("documents", [document])
            self._insert("pages", ((page.document, page.page, PAGE.dump_json(page)) for page in content.pages))
            self._insert_numbered("sections", ((found.id, SECTION.dump_json(found)) for found in content.sections))
            first = self._n_rows["initiatives"]
            self._insert("names", _names(content.initiatives, first))
            rows = zip(content.initiatives, told, strict=True)
            self._insert_numbered("initiatives", ((one.id, input_, INITIATIVE.dump_json(one)) for one, input_ in rows))
            pairs = zip(passages, inputs, strict=True)
            self._insert_numbered("passages", ((one.id, input_, PASSAGE.dump_json(one)) for one, input_ in pairs))
        for initiative in content.initiatives:
            self._retold.update(initiative.tellings)

    def finish(self, words: Iterable[Word]) -> None:
        """Write the collection's words, and all that is left.

        Raises:
            BuildError: The file cannot be written, or the disk is full.
        """
        with self._told():
            self._insert("words", ((word.word, word.stem, word.count) for word in words))
            for initiative in self._retold:
                self._database.execute("INSERT INTO retold SELECT place FROM initiatives WHERE id = ?", (initiative,))
            self._database.commit()

    def close(self) -> None:
        """Give the file back; what has not been finished is lost."""
        self._database.close()

    def _insert_numbered(self, table: str, rows: Iterable[tuple[object, ...]]) -> None:
        self._insert(table, ((self._next(table), *row) for row in rows))

    def _next(self, table: str) -> int:
        self._n_rows[table] += 1
        return self._n_rows[table] - 1

    def _insert(self, table: str, rows: Iterable[tuple[object, ...]]) -> None:
        for row in rows:
            self._database.execute(f"INSERT INTO {table} VALUES ({marks(row)})", row)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            raise BuildError(f"{self._path} cannot be written ({error}); expected room on the disk") from error


def _names(initiatives: Iterable[Initiative], first: int) -> Iterator[tuple[str, int]]:
    """Give the stems of each initiative's name with its place; the first initiative's is `first`."""
    for place, initiative in enumerate(initiatives, start=first):
        for stem in sorted(set(stems_of(initiative.name)) or {NO_STEM}):
            yield stem, place
