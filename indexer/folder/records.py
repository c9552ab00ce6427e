"""Documents, pages, sections, initiatives, passages and words in one SQLite file, written once and then only read."""

import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from corpus.document import Content, Document, Initiative, Section
from corpus.pages import Page
from indexer.errors import BrokenIndexError, BuildError
from indexer.passage import Passage
from indexer.words.spelling import Word

_SCHEMA = """
    CREATE TABLE documents (place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, content BLOB NOT NULL) STRICT;
    CREATE TABLE pages (document TEXT, page INTEGER, content BLOB NOT NULL, PRIMARY KEY (document, page)) STRICT;
    CREATE TABLE sections (place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, content BLOB NOT NULL) STRICT;
    CREATE TABLE initiatives (place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, content BLOB NOT NULL) STRICT;
    CREATE TABLE passages (
        row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, input TEXT NOT NULL, content BLOB NOT NULL
    ) STRICT;
    CREATE TABLE words (word TEXT PRIMARY KEY, stem TEXT NOT NULL, count INTEGER NOT NULL) STRICT, WITHOUT ROWID;
"""

_DOCUMENT, _PAGE, _SECTION = TypeAdapter(Document), TypeAdapter(Page), TypeAdapter(Section)
_INITIATIVE, _PASSAGE = TypeAdapter(Initiative), TypeAdapter(Passage)
# SQLite takes this many values in one statement.
_MAX_VALUES = 30_000


def write_records(
    path: Path, contents: Sequence[Content], passages: Sequence[Passage], inputs: Sequence[str], words: Iterable[Word]
) -> None:
    """Write all records to a new file.

    Args:
        passages: In row order.
        inputs: For each passage, what identifies the text that was embedded for it.

    Raises:
        BuildError: The file cannot be written, or the disk is full.
    """
    try:
        _write(path, contents, passages, inputs, words)
    except sqlite3.OperationalError as error:
        raise BuildError(f"{path} cannot be written ({error}); expected room on the disk") from error


def _write(
    path: Path, contents: Sequence[Content], passages: Sequence[Passage], inputs: Sequence[str], words: Iterable[Word]
) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript(_SCHEMA)
        _insert(database, "documents", _numbered((c.document.id, _DOCUMENT.dump_json(c.document)) for c in contents))
        _insert(database, "pages", ((p.document, p.page, _PAGE.dump_json(p)) for c in contents for p in c.pages))
        _insert(database, "sections", _numbered((s.id, _SECTION.dump_json(s)) for c in contents for s in c.sections))
        initiatives = (initiative for content in contents for initiative in content.initiatives)
        _insert(database, "initiatives", _numbered((i.id, _INITIATIVE.dump_json(i)) for i in initiatives))
        rows = zip(passages, inputs, strict=True)
        _insert(database, "passages", _numbered((p.id, i, _PASSAGE.dump_json(p)) for p, i in rows))
        _insert(database, "words", ((word.word, word.stem, word.count) for word in words))


class Records:
    """Reads one such file; safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """Open a file that `write_records` wrote.

        Raises:
            BrokenIndexError: It is missing or is not such a file.
        """
        self._path = path
        self._lock = threading.Lock()
        try:
            self._connect()
            self.n_passages = int(self._all("SELECT count(*) FROM passages")[0][0])
        except sqlite3.Error as error:
            raise BrokenIndexError(path, f"expected a SQLite file with passages ({error})") from error

    def close(self) -> None:
        """Give the file back."""
        self._database.close()

    def documents(self) -> list[Document]:
        """Give all documents, in the catalogue's order."""
        return self._contents(_DOCUMENT, "SELECT content FROM documents ORDER BY place")

    def sections(self) -> list[Section]:
        """Give all sections, in reading order."""
        return self._contents(_SECTION, "SELECT content FROM sections ORDER BY place")

    def initiatives(self) -> list[Initiative]:
        """Give all initiatives, in reading order."""
        return self._contents(_INITIATIVE, "SELECT content FROM initiatives ORDER BY place")

    def initiative(self, initiative_id: str) -> Initiative | None:
        """Give the initiative with this id, if there is one."""
        found = self._contents(_INITIATIVE, "SELECT content FROM initiatives WHERE id = ?", initiative_id)
        return found[0] if found else None

    def page(self, document: str, page: int) -> Page | None:
        """Give a page of a document, if there is one."""
        found = self._contents(_PAGE, "SELECT content FROM pages WHERE document = ? AND page = ?", document, page)
        return found[0] if found else None

    def n_pages(self, document: str) -> int:
        """Give how many pages a document has."""
        return int(self._all("SELECT count(*) FROM pages WHERE document = ?", document)[0][0])

    def passage(self, passage_id: str) -> Passage | None:
        """Give the passage with this id, if there is one."""
        found = self._contents(_PASSAGE, "SELECT content FROM passages WHERE id = ?", passage_id)
        return found[0] if found else None

    def passages(self, rows: Iterable[int]) -> dict[int, Passage]:
        """Give row to passage for these rows."""
        found = self._in("SELECT row, content FROM passages WHERE row IN ({})", list(rows))
        return {row: _PASSAGE.validate_json(content) for row, content in found}

    def inputs(self) -> list[str]:
        """Give, in row order, what identifies the text that was embedded for each passage."""
        return [found for (found,) in self._all("SELECT input FROM passages ORDER BY row")]

    def words(self) -> list[Word]:
        """Give the collection's words, in alphabetical order of their letters' code points."""
        return [
            Word(word=word, stem=stem, count=count)
            for word, stem, count in self._all("SELECT word, stem, count FROM words ORDER BY word")
        ]

    def _connect(self) -> None:
        # Immutable: a journal that lies beside the file is none of ours, and is not rolled back into it.
        # One connection for all threads: it keeps the file readable when a later build removes its folder.
        self._database = sqlite3.connect(
            f"{self._path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        self._process = os.getpid()

    def _contents(self, adapter: TypeAdapter[Any], query: str, *values: object) -> list[Any]:
        try:
            return [adapter.validate_json(content) for (content,) in self._all(query, *values)]
        except ValidationError as error:
            raise BrokenIndexError(self._path, f"holds a record that cannot be read ({error.title})") from error

    def _in(self, query: str, values: Sequence[int]) -> Iterator[tuple[Any, ...]]:
        for start in range(0, len(values), _MAX_VALUES):
            part = values[start : start + _MAX_VALUES]
            yield from self._all(query.format(_marks(part)), *part)

    def _all(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with self._lock:
            # A forked process would share its parent's place in the file, which both move.
            if self._process != os.getpid():
                self._connect()
            return self._database.execute(query, values).fetchall()


def _insert(database: sqlite3.Connection, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    for row in rows:
        database.execute(f"INSERT INTO {table} VALUES ({_marks(row)})", row)


def _numbered(rows: Iterable[tuple[object, ...]]) -> Iterator[tuple[object, ...]]:
    return ((place, *row) for place, row in enumerate(rows))


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
