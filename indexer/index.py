"""What a searcher needs from an index, wherever it is kept; `indexer.folder.store` is the local folder."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from corpus.document import Document, Initiative, Section
from corpus.health.record import ReadingHealth
from corpus.pages import Page
from indexer.column import Flags
from indexer.columns import Columns, Table
from indexer.initiative_columns import InitiativeColumns
from indexer.passage import Passage
from indexer.words.spelling import Correction

Vectors = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a search is narrowed to; an empty tuple leaves that side open, several values of one side are alternatives.

    Attributes:
        regions: County codes; a passage credited to a group is found under its members.
        themes: Theme slugs.
        documents: Document ids.
        years: Reporting years.
        without: County codes that are left out; a passage of a group stays while one of its members is not.
    """

    regions: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    without: tuple[str, ...] = ()

    def admits(self, passage: Passage) -> bool:
        """Tell whether a passage passes, as `Index.allowed` does for all."""
        sides = (
            (self.regions, passage.regions),
            (self.themes, (passage.theme,)),
            (self.documents, (passage.document,)),
            (self.years, passage.years),
        )
        is_kept = not passage.regions or not set(self.without).issuperset(passage.regions)
        return is_kept and all(not wanted or not set(wanted).isdisjoint(held) for wanted, held in sides)


def allowed_rows(columns: Table, filters: Filters) -> Rows | None:
    """Give the rows whose columns pass the filters, ascending, shape (n,); None when nothing is filtered."""
    passes = passing(columns, filters)
    return None if passes is None else np.flatnonzero(passes)


def passing(columns: Table, filters: Filters) -> Flags | None:
    """Tell for each row whether its columns pass the filters, shape (n,); None when nothing is filtered."""
    sides = [
        (columns.regions.has, filters.regions),
        (columns.themes.is_in, filters.themes),
        (columns.documents.is_in, filters.documents),
        (columns.years.has, tuple(map(str, filters.years))),
    ]
    flags = [passes(wanted) for passes, wanted in sides if wanted]
    if filters.without:
        flags.append(columns.regions.has_other(filters.without) | ~columns.regions.has(columns.regions.names))
    return np.logical_and.reduce(flags) if flags else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """Rows of the index with their scores, best first; both of shape (n,)."""

    rows: Rows
    scores: npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordMatches:
    """How near the words of a query come to the words of passages.

    Attributes:
        nearness: Cosine of each word of the query and the nearest word of each passage, 0 to 1, shape (rows, words).
        weights: How much each word of the query tells, together 1, shape (words,).
        strength: Length of all its words' vectors together: the rarer what it asks for, the longer; 0 where the model
            does not tell.
    """

    nearness: Vectors
    weights: Vectors
    strength: float


class Index(Protocol):
    """Vectors, words and what stands behind each row; a row is a passage's place in the index, from 0.

    An initiative's place is that in reading order, from 0: the row of its columns and its vector.
    """

    version: str
    columns: Columns
    initiative_columns: InitiativeColumns

    def dense(self, query: str, words: str, k: int, allowed: Rows | None) -> Scored:
        """Find the k rows whose vectors are nearest to the query's, by cosine similarity.

        Args:
            words: The query's words that carry its topic, for a model that knows only words.
        """

    def lexical(self, query: str, k: int, allowed: Rows | None) -> Scored:
        """Find the k rows that match the query's words best."""

    def naming(self, year: int, allowed: Rows | None) -> Rows:
        """Give the rows whose words name a year, in any order; of those allowed, where rows are narrowed."""

    def word_matches(self, query: str, rows: Rows) -> WordMatches:
        """Compare the words of a query one by one with those of the passages at these rows."""

    def text_matches(self, query: str, texts: Sequence[str]) -> WordMatches:
        """Compare the words of a query one by one with those of any texts."""

    def vectors(self, rows: Rows) -> Vectors:
        """Give the vectors of the passages at these rows, shape (len(rows), dim)."""

    def query_vector(self, query: str, model: str) -> Vectors | None:
        """Give a query's vector by the model with this fingerprint, shape (dim,); None when the index has another."""

    def correct(self, query: str) -> Correction:
        """Give the query as it is best searched: dots restored, misspelt words put right."""

    def allowed(self, filters: Filters) -> Rows | None:
        """Give the rows that pass the filters, ascending; None when nothing is filtered."""

    def passages(self, rows: Sequence[int]) -> list[Passage]:
        """Give the passages at these rows, in their order."""

    def passage(self, passage_id: str) -> Passage | None:
        """Give the passage with this id, if there is one."""

    def initiative(self, initiative_id: str) -> Initiative | None:
        """Give the initiative with this id, if there is one."""

    def called(self, text: str) -> list[Initiative]:
        """Give the initiatives that a text may call by name, in reading order.

        Those whose name has no word of the text are left out where all would be too many to go through.
        """

    def initiatives(self) -> list[Initiative]:
        """Give all initiatives, in reading order; of a million passages that takes seconds and gigabytes."""

    def initiatives_at(self, places: Sequence[int]) -> list[Initiative]:
        """Give the initiatives at these places, in the order of the places."""

    def initiative_places(self, ids: Collection[str]) -> dict[str, int]:
        """Give the place of each of these initiatives that there is."""

    def retold(self) -> list[Initiative]:
        """Give the initiatives that tell one project with others, in reading order; far fewer than all."""

    def initiative_vectors(self, places: Rows) -> Vectors:
        """Give what the initiatives at these places are compared by, a unit vector each, shape (len(places), dim)."""

    def sections(self) -> list[Section]:
        """Give all sections, in reading order."""

    def documents(self) -> list[Document]:
        """Give all documents, in the catalogue's order."""

    def health(self, document: str) -> ReadingHealth | None:
        """Give how the reading of a document went, if there is such a document."""

    def page(self, document: str, page: int) -> Page | None:
        """Give a page of a document, if there is one."""

    def n_pages(self, document: str) -> int:
        """Give how many pages a document has."""


def spread_over(n: int, most: int) -> range:
    """Give so many places at most, spread evenly over n of them, ascending."""
    return range(0, n, max(1, -(-n // most)))


def some_initiatives(index: Index, most: int) -> list[Initiative]:
    """Give so many initiatives at most, spread evenly over all, in reading order."""
    return index.initiatives_at(spread_over(len(index.initiative_columns), most))


def pages_of(index: Index, document: str) -> list[Page]:
    """Give all pages of a document, in order."""
    pages = (index.page(document, number) for number in range(1, index.n_pages(document) + 1))
    return [page for page in pages if page is not None]
