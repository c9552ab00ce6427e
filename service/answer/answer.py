"""What a question gives: an answer of quotes and counts, and whether there is one."""

from dataclasses import dataclass
from enum import StrEnum

from corpus.document import Initiative
from corpus.regions import Region
from indexer.passage import Passage
from service.asked.understood import Kind, Understood
from service.search.hits import Hit


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
        regions: All 21 for a regions question, evidence first, best first; where those that do not are asked for, these
            alone; empty otherwise.
        other_regions: The rest, where those that do not are asked for: no part of the answer, but of its map.
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
    other_regions: tuple[RegionAnswer, ...]
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
