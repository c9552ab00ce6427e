"""The result of a comparison of initiatives."""

from dataclasses import dataclass
from enum import StrEnum

from corpus.document import Initiative
from service.search.hits import Hit


class Relation(StrEnum):
    """How an initiative relates to the one it is compared with, in the words officers are shown."""

    SAME_PROJECT = "samma projekt"
    COMPARABLE = "jämförbar"


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
