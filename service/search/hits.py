"""The result of a search: hits, counts over them, and how the query was understood."""

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.document import Document, Initiative
from indexer.passage import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """Characters `start` up to `end` of a passage's text, which match a word of the query."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage that was found, with what stands behind it.

    Attributes:
        rank: Place in the ranking, from 1; counted from the first hit of all, not from the offset.
        score: Larger is better; comparable within one search only.
        confidence: Probability that the passage is about the query, 0 to 1.
        initiative: What the passage belongs to; None in prose.
        explain: The parts of the score by name; empty unless asked for.
    """

    rank: int
    score: float
    confidence: float
    passage: Passage
    highlights: tuple[Highlight, ...]
    initiative: Initiative | None
    document: Document
    explain: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One value of a filter and how many hits have it.

    Attributes:
        value: What the filter takes: a region's name, a theme's slug, a document's id or a year.
        label: What officers are shown.
    """

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """Counts over all hits of a search, not only those shown; most frequent first, then by value."""

    region: tuple[Facet, ...]
    theme: tuple[Facet, ...]
    document: tuple[Facet, ...]
    year: tuple[Facet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryEcho:
    """How a query was understood.

    Attributes:
        text: As it was asked.
        language: "sv", "en" or None where it is too short to tell.
        regions: Names of the regions it names, a group's members included.
        suggestion: The query with a misspelt word put right (Menade du); None when every word is known.
    """

    text: str
    language: str | None
    regions: tuple[str, ...]
    suggestion: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """One page of hits.

    Attributes:
        total: Hits in all, whatever the limit and the offset.
        took_ms: Milliseconds from the request to this result.
    """

    query: QueryEcho
    total: int
    limit: int
    offset: int
    took_ms: float
    index_version: str
    hits: tuple[Hit, ...]
    facets: Facets
