"""Reads documents, pages, sections, initiatives, passages and words from one SQLite file, which only a build writes."""

import os
import sqlite3
import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from corpus.document import Document, Initiative, Section
from corpus.health.record import ReadingHealth
from corpus.pages import Page
from indexer.errors import BrokenIndexError
from indexer.passage import Passage
from indexer.words.word_counts import Word

# How each kind of record is kept.
DOCUMENT, PAGE, SECTION = TypeAdapter(Document), TypeAdapter(Page), TypeAdapter(Section)
INITIATIVE, PASSAGE, HEALTH = TypeAdapter(Initiative), TypeAdapter(Passage), TypeAdapter(ReadingHealth)
# As many names are looked through in some milliseconds.
MAX_CALLED = 1_000
# Stands for the words of a name that has none but stop words, and which any text may call: `ViA`.
NO_STEM = ""
# SQLite takes this many values in one statement.
_MAX_VALUES = 30_000


class Records:
    """Reads a file of records; safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """Open a file that `records_writer` wrote.

        Raises:
            BrokenIndexError: It is missing or is not such a file.
        """
        self._path = path
        self._lock = threading.Lock()
        try:
            self._connect()
            self.n_passages = int(self._all("SELECT coalesce(max(row) + 1, 0) FROM passages")[0][0])
        except sqlite3.Error as error:
            raise BrokenIndexError(path, f"expected a SQLite file with passages ({error})") from error

    def close(self) -> None:
        """Give the file back."""
        self._database.close()

    def documents(self) -> list[Document]:
        """Give all documents, in the catalogue's order."""
        return self._contents(DOCUMENT, "SELECT content FROM documents ORDER BY place")

    def health(self, document: str) -> ReadingHealth | None:
        """Give how the reading of a document went, if there is such a document."""
        found = self._contents(HEALTH, "SELECT health FROM documents WHERE id = ?", document)
        return found[0] if found else None

    def sections(self) -> list[Section]:
        """Give all sections, in reading order."""
        return self._contents(SECTION, "SELECT content FROM sections ORDER BY place")

    def initiatives(self) -> list[Initiative]:
        """Give all initiatives, in reading order."""
        return self._contents(INITIATIVE, "SELECT content FROM initiatives ORDER BY place")

    def initiatives_at(self, places: Iterable[int]) -> dict[int, Initiative]:
        """Give place in reading order, from 0, to initiative for these places."""
        found = self._in("SELECT place, content FROM initiatives WHERE place IN ({})", list(places))
        return {place: INITIATIVE.validate_json(content) for place, content in found}

    def retold(self) -> list[Initiative]:
        """Give the initiatives that tell one project with others, in reading order."""
        return self._contents(
            INITIATIVE, "SELECT content FROM initiatives JOIN retold USING (place) ORDER BY initiatives.place"
        )

    def called(self, stems: Collection[str]) -> list[int]:
        """Give the places of the initiatives whose name holds one of these stems, or no stem, ascending.

        Stems that are in few names come first; what so many names hold that over MAX_CALLED would be given is no name
        by itself, and is passed over.
        """
        counted = self._in("SELECT stem, count(*) FROM names WHERE stem IN ({}) GROUP BY stem", [NO_STEM, *stems])
        kept: list[str] = []
        total = 0
        for stem, count in sorted(counted, key=lambda item: item[1]):
            total += count
            if total > MAX_CALLED:
                break
            kept.append(stem)
        return sorted({place for (place,) in self._in("SELECT place FROM names WHERE stem IN ({})", kept)})

    def initiative_places(self, ids: Collection[str]) -> dict[str, int]:
        """Give the place in reading order, from 0, of each of these initiatives that there is."""
        return dict(self._in("SELECT id, place FROM initiatives WHERE id IN ({})", list(ids)))

    def initiative(self, initiative_id: str) -> Initiative | None:
        """Give the initiative with this id, if there is one."""
        found = self._contents(INITIATIVE, "SELECT content FROM initiatives WHERE id = ?", initiative_id)
        return found[0] if found else None

    def page(self, document: str, page: int) -> Page | None:
        """Give a page of a document, if there is one."""
        found = self._contents(PAGE, "SELECT content FROM pages WHERE document = ? AND page = ?", document, page)
        return found[0] if found else None

    def n_pages(self, document: str) -> int:
        """Give how many pages a document has."""
        return int(self._all("SELECT count(*) FROM pages WHERE document = ?", document)[0][0])

    def passage(self, passage_id: str) -> Passage | None:
        """Give the passage with this id, if there is one."""
        found = self._contents(PASSAGE, "SELECT content FROM passages WHERE id = ?", passage_id)
        return found[0] if found else None

    def passages(self, rows: Iterable[int]) -> dict[int, Passage]:
        """Give row to passage for these rows."""
        found = self._in("SELECT row, content FROM passages WHERE row IN ({})", list(rows))
        return {row: PASSAGE.validate_json(content) for row, content in found}

    def inputs(self) -> Iterator[bytes]:
        """Give, in row order, what identifies the text that was embedded for each passage."""
        return self._inputs("SELECT input FROM passages ORDER BY row")

    def initiative_inputs(self) -> Iterator[bytes]:
        """Give, in reading order, what identifies the text that was embedded for each initiative."""
        return self._inputs("SELECT input FROM initiatives ORDER BY place")

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

    def _inputs(self, query: str) -> Iterator[bytes]:
        with self._lock:
            for (found,) in self._database.execute(query):
                yield found.encode()

    def _in(self, query: str, values: Sequence[int | str]) -> Iterator[tuple[Any, ...]]:
        for start in range(0, len(values), _MAX_VALUES):
            part = values[start : start + _MAX_VALUES]
            yield from self._all(query.format(marks(part)), *part)

    def _all(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with self._lock:
            # A forked process would share its parent's place in the file, which both move.
            if self._process != os.getpid():
                self._connect()
            return self._database.execute(query, values).fetchall()


def marks(values: Sequence[object]) -> str:
    """Give the question marks that stand for values in a statement."""
    return ", ".join("?" * len(values))
