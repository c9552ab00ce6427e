"""Documents, pages, sections, initiatives, words and the manifest as rows of one collection.

A record is kept as JSON, cut into pieces where it is longer than Milvus takes, and found by a hash of its id: no id
that a reader sends stands in an expression.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any, TypeVar

import numpy as np
from pydantic import TypeAdapter

from corpus.document import Document, Initiative, Section
from corpus.health.record import ReadingHealth
from corpus.pages import Page
from indexer.folder.manifest import Manifest
from indexer.folder.records import INITIATIVE, PAGE, SECTION
from indexer.milvus.builds import collection
from indexer.milvus.schema import MAX_TEXT_BYTES, Part
from indexer.milvus.server import Row, Server
from indexer.words.word_counts import Word

T = TypeVar("T")

# Milvus takes no collection without vectors.
NO_VECTOR = np.zeros(2, dtype=np.float32)
WORDS_A_RECORD = 1_000

# No character takes more than four bytes.
_PIECE = MAX_TEXT_BYTES // 4
_RECORDS_AT_ONCE = 200


class Kind(StrEnum):
    """What records there are."""

    MANIFEST = "manifest"
    DOCUMENT = "document"
    PAGE = "page"
    SECTION = "section"
    INITIATIVE = "initiative"
    WORDS = "words"


_ADAPTERS: dict[Kind, TypeAdapter[Any]] = {
    Kind.MANIFEST: TypeAdapter(Manifest),
    Kind.DOCUMENT: TypeAdapter(tuple[Document, ReadingHealth]),
    Kind.PAGE: PAGE,
    Kind.SECTION: SECTION,
    Kind.INITIATIVE: INITIATIVE,
    Kind.WORDS: TypeAdapter(list[Word]),
}


def key(*parts: object) -> str:
    """Give what an id, or several, is found by: 32 hex digits."""
    return hashlib.blake2b("\0".join(map(str, parts)).encode(), digest_size=16).hexdigest()


def record_rows(kind: Kind, records: Iterable[tuple[object, Any]]) -> Iterator[Row]:
    """Give the rows of records of one kind, each with its id; they keep their order."""
    for place, (id_, record) in enumerate(records):
        content, found = _ADAPTERS[kind].dump_json(record).decode(), key(kind, id_)
        for piece, start in enumerate(range(0, len(content), _PIECE)):
            yield {
                "id": f"{found}-{piece}",
                "record": found,
                "kind": kind.value,
                "place": place,
                "piece": piece,
                "content": content[start : start + _PIECE],
                "vector": NO_VECTOR,
            }


class ServerRecords:
    """Reads the records of one build; safe to share between threads."""

    def __init__(self, server: Server, build: str) -> None:
        self._server = server
        self._collection = collection(build, Part.RECORDS)

    def manifest(self) -> Manifest | None:
        """Give what the build says of itself; None where it was never finished."""
        found: Manifest | None = self._one(Kind.MANIFEST, "")
        return found

    def documents(self) -> list[tuple[Document, ReadingHealth]]:
        """Give all documents, each with how its reading went, in the catalogue's order."""
        return list(self._all(Kind.DOCUMENT))

    def sections(self) -> list[Section]:
        """Give all sections, in reading order."""
        return list(self._all(Kind.SECTION))

    def initiatives(self) -> list[Initiative]:
        """Give all initiatives, in reading order."""
        return list(self._all(Kind.INITIATIVE))

    def words(self) -> list[Word]:
        """Give the collection's words, in alphabetical order of their letters' code points."""
        return [word for several in self._all(Kind.WORDS) for word in several]

    def page(self, document: str, page: int) -> Page | None:
        """Give a page of a document, if there is one."""
        found: Page | None = self._one(Kind.PAGE, page_id(document, page))
        return found

    def _one(self, kind: Kind, id_: str) -> Any:
        found = self._read(kind, f'record == "{key(kind, id_)}"')
        return found[0] if found else None

    def _all(self, kind: Kind) -> Iterator[Any]:
        for start in range(0, self._server.count(self._collection), _RECORDS_AT_ONCE):
            within = f"place >= {start} and place < {start + _RECORDS_AT_ONCE}"
            found = self._read(kind, f'kind == "{kind.value}" and {within}')
            yield from found
            if len(found) < _RECORDS_AT_ONCE:
                break

    def _read(self, kind: Kind, expression: str) -> list[Any]:
        pieces: defaultdict[int, dict[int, str]] = defaultdict(dict)
        for row in self._server.rows(self._collection, expression, ["place", "piece", "content"]):
            pieces[int(row["place"])][int(row["piece"])] = row["content"]
        contents = ("".join(told[piece] for piece in sorted(told)) for _, told in sorted(pieces.items()))
        return [_ADAPTERS[kind].validate_json(content) for content in contents]


def page_id(document: str, page: int) -> str:
    """Give the id of a page among the records."""
    return f"{document} {page}"
