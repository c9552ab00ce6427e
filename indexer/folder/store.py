"""An index folder opened for searching: vectors, words, and the passage behind each row."""

from collections.abc import Collection, Sequence
from functools import lru_cache, partial
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.document import Document, Initiative, Section
from corpus.health.record import ReadingHealth
from corpus.pages import Page
from indexer.folder.manifest import Manifest, check_model, read_manifest
from indexer.folder.parts import Parts, open_parts
from indexer.folder.seal import check_files
from indexer.index import Filters, Rows, Scored, Vectors, WordMatches, allowed_rows
from indexer.passage import Passage
from indexer.vectors.embedder import Embedder
from indexer.vectors.fused import word_embedder
from indexer.vectors.interaction import WordQuery
from indexer.vectors.known import KnownVectors
from indexer.vectors.query_vector import embed_query, vector_by_model
from indexer.words.analysis import stems_of
from indexer.words.expansion import weighted_terms
from indexer.words.spelling import Correction, Vocabulary

# About 10 kB each, as many as a model remembers.
_MAX_CACHED_QUESTIONS = 1_024
_MAX_CACHED_PASSAGES = 20_000
_MAX_CACHED_INITIATIVES = 2_000
# About 6 kB each, or 23 µs to read one again.
_MAX_HELD_INITIATIVES = 20_000
# So few are all gone through for names, of which a question may call one; of 6,000 that took a tenth of a second.
_FEW_INITIATIVES = 2_000
_MAX_CACHED_FILTERS = 16
# At a million passages a year may be named by hundreds of thousands: 4 bytes each, and as many half microseconds.
_MAX_CACHED_YEARS = 32
# Misspelt, so that corrections are made ready too.
_WARMING_QUERY = "kompetensförsörjnning"


class IndexFolder:
    """The local index: FAISS, tantivy and SQLite by the same row number; safe to share between threads.

    Attributes:
        version: Id of the build; the same documents, code and model give the same.
        columns: What is known of every passage without reading it.
        initiative_columns: What is known of every initiative without reading it.
    """

    def __init__(self, manifest: Manifest, embedder: Embedder, parts: Parts) -> None:
        self.version = manifest.build
        self.manifest = manifest
        self.embedder = embedder
        self.columns = parts.columns
        self.initiative_columns = parts.initiative_columns
        self._vectors = parts.vectors
        self._initiative_vectors = parts.initiative_vectors
        self._words = parts.words
        self._word_vectors = parts.word_vectors
        self._records = parts.records
        self._cached: dict[int, Passage] = {}
        # A question is asked of both signals, and of the whole collection as well as of one region; its words by
        # themselves as well as the whole of it.
        self._correct = lru_cache(maxsize=2 * _MAX_CACHED_QUESTIONS)(Vocabulary(parts.records.words()).correct)
        self._embed = lru_cache(maxsize=_MAX_CACHED_QUESTIONS)(partial(embed_query, embedder))
        self._terms = lru_cache(maxsize=_MAX_CACHED_QUESTIONS)(weighted_terms)
        # Its words are compared with the candidates and with every sentence that may be quoted.
        self._words_of = lru_cache(maxsize=_MAX_CACHED_QUESTIONS)(self._read_words)
        # A filter is asked for by every page of a result; at a million passages one takes milliseconds, and 8 MB.
        self._allowed = lru_cache(maxsize=_MAX_CACHED_FILTERS)(partial(allowed_rows, parts.columns))
        self._named = lru_cache(maxsize=_MAX_CACHED_YEARS)(self._find_named)
        self._initiative = lru_cache(maxsize=_MAX_CACHED_INITIATIVES)(parts.records.initiative)
        self._held: dict[int, Initiative] = {}
        # Every request that names filters asks for them: 9 µs each to read again, 2,600 of a million passages.
        self._documents = lru_cache(maxsize=1)(parts.records.documents)

    @classmethod
    def open(cls, folder: Path, embedder: Embedder) -> "IndexFolder":
        """Open an index folder and check it against its manifest.

        Args:
            embedder: The model to search with.

        Raises:
            MissingIndexError: There is no index folder.
            BrokenIndexError: A file is missing or is not as it was written.
            MismatchedIndexError: It was built in another format or with another model.
        """
        manifest = read_manifest(folder)
        check_model(folder, manifest, embedder)
        # Before any library reads them: what it makes of a damaged file is anything from a wrong hit to a crash.
        check_files(folder, manifest.files)
        index = cls(manifest, embedder, open_parts(folder, manifest))
        # Else the first reader waits 0.2 s for word lists to be read.
        index.lexical(_WARMING_QUERY, 1, None)
        index.dense(_WARMING_QUERY, _WARMING_QUERY, 1, None)
        return index

    def close(self) -> None:
        """Give the folder's files back."""
        self._records.close()

    def dense(self, query: str, words: str, k: int, allowed: Rows | None) -> Scored:
        """Find the k rows whose vectors are nearest to the query's, by cosine similarity; best first."""
        vectors = self._embed(self.correct(query).text, self.correct(words).text)
        return self._vectors.search(vectors, k, allowed)[0]

    def lexical(self, query: str, k: int, allowed: Rows | None) -> Scored:
        """Find the k rows that match the query's words best; rows without a match are left out."""
        return self._words.search(self._terms(self.correct(query).text), k, allowed)

    def naming(self, year: int, allowed: Rows | None) -> Rows:
        """Give the rows whose words name a year, in any order; of those allowed, where rows are narrowed."""
        named = self._named(year).astype(np.int64)
        if allowed is None:
            return named
        is_allowed = np.zeros(len(self.columns), dtype=np.bool_)
        is_allowed[allowed] = True
        return named[is_allowed[named]]

    def word_matches(self, query: str, rows: Rows) -> WordMatches:
        """Compare the words of a query one by one with those of the passages at these rows."""
        return self._word_vectors.match(self._words_of(query), rows)

    def text_matches(self, query: str, texts: Sequence[str]) -> WordMatches:
        """Compare the words of a query one by one with those of any texts."""
        return self._word_vectors.match_texts(self._words_of(query), texts)

    def vectors(self, rows: Rows) -> Vectors:
        """Give the vectors of the passages at these rows, shape (len(rows), dim)."""
        return self._vectors.rows(rows)

    def query_vector(self, query: str, model: str) -> Vectors | None:
        """Give a query's vector by the model with this fingerprint, shape (dim,); None when the index has another."""
        return vector_by_model(self.embedder, query, model)

    def correct(self, query: str) -> Correction:
        """Give the query as it is searched: dots restored, misspelt words put right."""
        return self._correct(query)

    def allowed(self, filters: Filters) -> Rows | None:
        """Give the rows that pass the filters, ascending, shape (n,); None when nothing is filtered."""
        return self._allowed(filters)

    def passages(self, rows: Sequence[int]) -> list[Passage]:
        """Give the passages at these rows, in their order."""
        missing = [row for row in set(rows) if row not in self._cached]
        found = self._records.passages(missing) if missing else {}
        result = [found.get(row) or self._cached[row] for row in rows]
        if len(self._cached) < _MAX_CACHED_PASSAGES:
            self._cached.update(found)
        return result

    def passage(self, passage_id: str) -> Passage | None:
        """Give the passage with this id, if there is one."""
        return self._records.passage(passage_id)

    def initiative(self, initiative_id: str) -> Initiative | None:
        """Give the initiative with this id, if there is one."""
        return self._initiative(initiative_id)

    def called(self, text: str) -> list[Initiative]:
        """Give the initiatives that a text may call by name, in reading order."""
        if self.manifest.initiatives <= _FEW_INITIATIVES:
            return self.initiatives()
        return self.initiatives_at(self._records.called(set(stems_of(text))))

    def initiatives(self) -> list[Initiative]:
        """Give all initiatives, in reading order."""
        if self.manifest.initiatives > _MAX_HELD_INITIATIVES:
            return self._records.initiatives()
        return self.initiatives_at(range(self.manifest.initiatives))

    def initiatives_at(self, places: Sequence[int]) -> list[Initiative]:
        """Give the initiatives at these places in reading order, from 0, in the order of the places."""
        missing = [place for place in places if place not in self._held]
        found = self._records.initiatives_at(missing) if missing else {}
        result = [found.get(place) or self._held[place] for place in places]
        if len(self._held) < _MAX_HELD_INITIATIVES:
            self._held.update(found)
        return result

    def initiative_places(self, ids: Collection[str]) -> dict[str, int]:
        """Give the place in reading order, from 0, of each of these initiatives that there is."""
        return self._records.initiative_places(ids)

    def retold(self) -> list[Initiative]:
        """Give the initiatives that tell one project with others, in reading order."""
        return self._records.retold()

    def initiative_vectors(self, places: Rows) -> Vectors:
        """Give what the initiatives at these places are compared by, a unit vector each, shape (len(places), dim)."""
        return self._initiative_vectors[places]

    def sections(self) -> list[Section]:
        """Give all sections, in reading order."""
        return self._records.sections()

    def documents(self) -> list[Document]:
        """Give all documents, in the catalogue's order."""
        return list(self._documents())

    def health(self, document: str) -> ReadingHealth | None:
        """Give how the reading of a document went, if there is such a document."""
        return self._records.health(document)

    def page(self, document: str, page: int) -> Page | None:
        """Give a page of a document, if there is one."""
        return self._records.page(document, page)

    def n_pages(self, document: str) -> int:
        """Give how many pages a document has."""
        return self._records.n_pages(document)

    def known_vectors(self) -> KnownVectors:
        """Give embedding input id to vector, for a later build with the same model to take over."""
        inputs = (self._records.inputs(), self._records.initiative_inputs())
        return KnownVectors(inputs, (self._vectors.vectors(), self._initiative_vectors))

    def nearest(self, row: int) -> Scored:
        """Give the row whose vector is nearest to a row's own: itself, or the first of those with the same vector.

        For a build that looks at what it wrote: it holds none of the vectors after that.
        """
        found = self._vectors.search(self._vectors.rows(np.array([row])), 1)[0]
        self._vectors.let_go()
        return found

    def _find_named(self, year: int) -> npt.NDArray[np.int32]:
        return self.lexical(str(year), len(self.columns), None).rows.astype(np.int32)

    def _read_words(self, query: str) -> WordQuery:
        return self._word_vectors.read(query, word_embedder(self.embedder))
