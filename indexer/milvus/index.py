"""An index kept by Milvus: the same answers as from a folder, with nothing local but the models."""

from collections.abc import Collection, Sequence
from functools import lru_cache, partial
from typing import Any

import numpy as np

from corpus.document import Document, Initiative, Section
from corpus.health.record import ReadingHealth
from corpus.pages import Page
from indexer.errors import IndexServerError
from indexer.folder.manifest import check_model
from indexer.folder.records import PASSAGE
from indexer.index import Filters, Rows, Scored, Vectors, WordMatches
from indexer.initiative_columns import InitiativeColumns
from indexer.milvus.builds import collection, current_build
from indexer.milvus.columns import read_columns
from indexer.milvus.filters import expression, filtered
from indexer.milvus.held_rows import HeldRows
from indexer.milvus.impacts import query_vector
from indexer.milvus.records import ServerRecords, key
from indexer.milvus.schema import Part
from indexer.milvus.server import MAX_FOUND, Server
from indexer.milvus.words import ServerWords, words_of
from indexer.passage import Passage
from indexer.ties import EMPTY, first_with_ties_by_row
from indexer.vectors.embedder import Embedder
from indexer.vectors.fused import word_embedder
from indexer.vectors.interaction import WordQuery
from indexer.vectors.query_vector import embed_query, vector_by_model
from indexer.words.analysis import analyse
from indexer.words.expansion import full_names, weighted_terms
from indexer.words.spelling import Correction, Vocabulary

# About 5 kB each.
_MAX_HELD_PASSAGES = 20_000
# About 10 kB each.
_MAX_CACHED_QUESTIONS = 256
# Some hundred bytes each.
_MAX_HELD_WORD_NUMBERS = 20_000


class MilvusIndex:
    """One build on a server; safe to share between threads.

    Read when it is opened, and held: the columns, the documents, the initiatives and the words that queries are
    corrected by. All else is asked for when it is needed. At most 16,384 rows are found by one search.

    Attributes:
        version: Id of the build, the same as of the folder it was written from.
        columns: What is known of every passage without reading it.
        initiative_columns: What is known of every initiative without reading it.
    """

    def __init__(self, server: Server, build: str, embedder: Embedder) -> None:
        """Open a build and check it.

        Raises:
            IndexServerError: The server does not answer, or the build was never finished.
            MismatchedIndexError: It was built with another model.
        """
        self._server = server
        self._passages = collection(build, Part.PASSAGES)
        self._initiatives = collection(build, Part.INITIATIVES)
        self._records = ServerRecords(server, build)
        manifest = self._records.manifest()
        if manifest is None:
            raise IndexServerError(f"har inget färdigt bygge {build}")
        self.manifest = manifest
        self.version = manifest.build
        self.embedder = embedder
        check_model(server.uri, manifest, embedder)
        self._words = ServerWords(server, build, word_embedder(embedder).dim)
        self.columns = read_columns(server, self._passages, manifest.passages)
        found = self._records.documents()
        self._documents = [document for document, _ in found]
        self._health = {document.id: health for document, health in found}
        self._all_initiatives = self._records.initiatives()
        self._places = {initiative.id: place for place, initiative in enumerate(self._all_initiatives)}
        self.initiative_columns = InitiativeColumns.of(self._all_initiatives, self._documents)
        self._held_passages = HeldRows(self._read_passages, _MAX_HELD_PASSAGES)
        self._word_numbers = HeldRows(self._read_word_numbers, _MAX_HELD_WORD_NUMBERS)
        self._correct = lru_cache(maxsize=_MAX_CACHED_QUESTIONS)(Vocabulary(self._records.words()).correct)
        self._embed = lru_cache(maxsize=_MAX_CACHED_QUESTIONS)(partial(embed_query, embedder))
        self._words_of = lru_cache(maxsize=_MAX_CACHED_QUESTIONS)(self._read_words)
        self._sections = lru_cache(maxsize=1)(self._records.sections)

    @classmethod
    def open(cls, server: Server, embedder: Embedder) -> "MilvusIndex":
        """Open the build in use.

        Raises:
            MissingIndexError: Nothing has been put into use on this server.
            IndexServerError, MismatchedIndexError: As when a build is opened.
        """
        return cls(server, current_build(server), embedder)

    def dense(self, query: str, words: str, k: int, allowed: Rows | None) -> Scored:
        """Find the k rows whose vectors are nearest to the query's, by cosine similarity; best first."""
        vector = self._embed(self.correct(query).text, self.correct(words).text)[0]
        return self._best("vector", vector, k, allowed)

    def lexical(self, query: str, k: int, allowed: Rows | None) -> Scored:
        """Find the k rows that match the query's words best; rows without a match are left out."""
        terms = weighted_terms(self.correct(query).text)
        found = self._best("terms", query_vector(terms), k, allowed) if terms else EMPTY
        matching = found.scores > 0
        return Scored(rows=found.rows[matching], scores=found.scores[matching])

    def naming(self, year: int, allowed: Rows | None) -> Rows:
        """Give the rows whose words name a year, in any order; of those allowed, where rows are narrowed."""
        return self.lexical(str(year), len(self.columns), allowed).rows

    def word_matches(self, query: str, rows: Rows) -> WordMatches:
        """Compare the words of a query one by one with those of the passages at these rows."""
        words = self._word_numbers.at(rows.tolist())
        return self._words.of_passages(words).match(self._words_of(query), np.arange(len(rows)))

    def text_matches(self, query: str, texts: Sequence[str]) -> WordMatches:
        """Compare the words of a query one by one with those of any texts."""
        held = self._words.named({word for text in texts for word in words_of(text)})
        return held.match_texts(self._words_of(query), texts)

    def vectors(self, rows: Rows) -> Vectors:
        """Give the vectors of the passages at these rows, shape (len(rows), dim)."""
        return self._vectors_of(self._passages, rows)

    def query_vector(self, query: str, model: str) -> Vectors | None:
        """Give a query's vector by the model with this fingerprint, shape (dim,); None when the index has another."""
        return vector_by_model(self.embedder, query, model)

    def correct(self, query: str) -> Correction:
        """Give the query as it is searched: dots restored, misspelt words put right."""
        return self._correct(query)

    def allowed(self, filters: Filters) -> Rows | None:
        """Give the rows that pass the filters, ascending, shape (n,); None when nothing is filtered."""
        return filtered(self.columns, filters)

    def passages(self, rows: Sequence[int]) -> list[Passage]:
        """Give the passages at these rows, in their order."""
        return self._held_passages.at(rows)

    def passage(self, passage_id: str) -> Passage | None:
        """Give the passage with this id, if there is one."""
        found = self._server.rows(self._passages, f'key == "{key(passage_id)}"', ["content"])
        return PASSAGE.validate_json(found[0]["content"]) if found else None

    def initiative(self, initiative_id: str) -> Initiative | None:
        """Give the initiative with this id, if there is one."""
        place = self._places.get(initiative_id)
        return None if place is None else self._all_initiatives[place]

    def called(self, _text: str) -> list[Initiative]:
        """Give the initiatives that a text may call by name, in reading order: all, which are held."""
        return self.initiatives()

    def initiatives(self) -> list[Initiative]:
        """Give all initiatives, in reading order."""
        return list(self._all_initiatives)

    def initiatives_at(self, places: Sequence[int]) -> list[Initiative]:
        """Give the initiatives at these places in reading order, from 0, in the order of the places."""
        return [self._all_initiatives[place] for place in places]

    def initiative_places(self, ids: Collection[str]) -> dict[str, int]:
        """Give the place in reading order, from 0, of each of these initiatives that there is."""
        return {id_: self._places[id_] for id_ in ids if id_ in self._places}

    def retold(self) -> list[Initiative]:
        """Give the initiatives that tell one project with others, in reading order."""
        told = {id_ for found in self._all_initiatives for id_ in found.tellings}
        return [initiative for initiative in self._all_initiatives if initiative.id in told]

    def initiative_vectors(self, places: Rows) -> Vectors:
        """Give what the initiatives at these places are compared by, a unit vector each, shape (len(places), dim)."""
        return self._vectors_of(self._initiatives, places)

    def sections(self) -> list[Section]:
        """Give all sections, in reading order."""
        return list(self._sections())

    def documents(self) -> list[Document]:
        """Give all documents, in the catalogue's order."""
        return list(self._documents)

    def health(self, document: str) -> ReadingHealth | None:
        """Give how the reading of a document went, if there is such a document."""
        return self._health.get(document)

    def page(self, document: str, page: int) -> Page | None:
        """Give a page of a document, if there is one."""
        return self._records.page(document, page)

    def n_pages(self, document: str) -> int:
        """Give how many pages a document has."""
        health = self._health.get(document)
        return health.pages if health else 0

    def _best(self, field: str, vector: Any, k: int, allowed: Rows | None) -> Scored:
        if k < 1:
            raise ValueError(f"k is {k}; expected at least 1")
        n_rows = min(len(self.columns) if allowed is None else len(allowed), MAX_FOUND)
        if n_rows == 0:
            return EMPTY
        admitted = expression(allowed)
        return first_with_ties_by_row(
            lambda n: self._server.nearest(self._passages, field, vector, n, admitted), min(k, n_rows), n_rows
        )

    def _read_passages(self, rows: Sequence[int]) -> dict[int, Passage]:
        found = self._server.numbered(self._passages, "row", rows, ["content"])
        return {row: PASSAGE.validate_json(told["content"]) for row, told in found.items()}

    def _read_word_numbers(self, rows: Sequence[int]) -> dict[int, Sequence[int]]:
        """Give the numbers of the words of each of these passages."""
        found = self._server.numbered(self._passages, "row", rows, ["words"])
        return {row: np.array(told["words"], dtype=np.int64).tolist() for row, told in found.items()}

    def _read_words(self, query: str) -> WordQuery:
        asked = [query, *(name for term in analyse(query) for name in full_names(term))]
        held = self._words.named({word for text in asked for word in words_of(text)})
        return held.read(query, word_embedder(self.embedder))

    def _vectors_of(self, kept: str, rows: Rows) -> Vectors:
        """Give the vectors of these rows of a collection, shape (len(rows), dim)."""
        told = self._server.numbered(kept, "row", rows.tolist(), ["vector"])
        found = [told[row]["vector"] for row in rows.tolist()]
        return np.array(found, dtype=np.float32).reshape(len(rows), self.manifest.dim)
