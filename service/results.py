"""What the service gives back: hits, search results, answers and comparable initiatives."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from corpus.document import Document, Initiative
from corpus.regions import Region
from indexer.passage import Passage


class Kind(StrEnum):
    """What a question asks for: which regions, one fact, what the documents tell, or what is made of records.

    OUTSIDE is no question to such documents at all.
    """

    REGIONS = "regions"
    FACT = "fact"
    PASSAGES = "passages"
    COMPARE = "compare"
    COUNT = "count"
    OVERVIEW = "overview"
    SIMILAR = "similar"
    OUTSIDE = "outside"


class AnswerStatus(StrEnum):
    """Whether a question was answered, and if not, why."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    NOT_FOUND = "not_found"
    OUTSIDE = "outside"
    UNCLEAR = "unclear"

    @property
    def is_said(self) -> bool:
        """Whether the documents say at least a part."""
        return self in (AnswerStatus.ANSWERED, AnswerStatus.PARTIAL)


class RegionStatus(StrEnum):
    """What the documents show of one region and the topic asked about."""

    EVIDENCE = "evidence"
    MENTIONED = "mentioned"
    NONE = "none"
    NO_DOCUMENTS = "no_documents"


class Relation(StrEnum):
    """How an initiative relates to the one it is compared with, in the words officers are shown."""

    SAME_PROJECT = "samma projekt"
    COMPARABLE = "jämförbar"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionEvidence:
    """A quote, at most 60 words, that shows what a region does, or where it is mentioned.

    Attributes:
        quote: A substring of its page's text, runs of white space counted as one space.
        passage: Where the quote stands: id, document, page and printed page.
        initiative: The initiative it belongs to; None in prose.
    """

    quote: str
    passage: Passage
    initiative: Initiative | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionAnswer:
    """What was found of one region; `confidence` is the probability that the region works with the topic."""

    region: Region
    status: RegionStatus
    confidence: float
    evidence: tuple[RegionEvidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A numbered quote, at most 60 words; the passage says whose it is (region or group) and where it stands."""

    number: int
    quote: str
    passage: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortAnswer:
    """The words that answer: characters `start` up to `end` of the quote of citation number `citation`."""

    text: str
    citation: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What was understood of a question, as callers are told it: names, labels and years.

    Attributes:
        topics: In the question's own words.
        join: "or" or "and" where there are several topics.
        regions, excluded_regions: Names of the regions asked for and left out, a group's members one by one.
        themes: Slugs.
        initiative: Name of the initiative that the question names.
        negated: It asks for those who do not.
    """

    kind: Kind
    topics: tuple[str, ...]
    join: str | None
    regions: tuple[str, ...]
    excluded_regions: tuple[str, ...]
    years: tuple[int, ...]
    themes: tuple[str, ...]
    aspect: str | None
    initiative: str | None
    negated: bool
    language: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a comparison: a region or an initiative, and the numbers of the citations that speak for it.

    The status is `evidence`, or `none` where nothing was found.
    """

    label: str
    region: str | None
    initiative_id: str | None
    citations: tuple[int, ...]
    status: RegionStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number counted from the records: what was counted, and the address that lists it; None where none does."""

    value: int
    of: str
    list: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What an answer rests on: the documents that were searched after filters."""

    documents: int
    pages: int
    regions_with_documents: int
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to a question, made of quotes and counts only.

    Attributes:
        answered: False when the documents do not say; `nearest` then shows what came closest.
        confidence: Probability that what the answer says is right, 0 to 1, of every kind: that the best of what is
            shown is about the question or answers it; where not answered, that the documents do not say.
        text: Swedish, one or a few sentences, naming the reporting years.
        regions: All 21 for a regions question, evidence first, best first; empty otherwise.
        nearest: At most 5 hits; empty when answered.
        answer: The words that answer a fact question; None for other kinds and when not answered.
        status: Whether it is answered, and if not, why; `answered` is true for answered and partial.
        sides: What is compared; empty for other kinds.
        missing: What the nearest finds lack; None when answered, or where nothing can be told.
        nearest_missing: What each of `nearest` lacks, in their order; None where nothing can be told.
    """

    question: str
    kind: Kind
    answered: bool
    confidence: float
    text: str
    index_version: str
    regions: tuple[RegionAnswer, ...]
    citations: tuple[Citation, ...]
    coverage: Coverage
    nearest: tuple[Hit, ...]
    answer: ShortAnswer | None
    status: AnswerStatus
    understood: Understood
    sides: tuple[Side, ...]
    count: Count | None
    missing: str | None
    nearest_missing: tuple[str | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarHit:
    """A comparable initiative; `why` is one Swedish sentence naming what the two share.

    The hit's confidence is the probability that it is comparable.
    """

    hit: Hit
    relation: Relation
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarResult:
    """Initiatives comparable with one, the same project told elsewhere first; `total` counts them before the limit."""

    source: Initiative
    total: int
    index_version: str
    hits: tuple[SimilarHit, ...]
