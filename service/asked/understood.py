"""What was understood of a question: what it asks for, and what callers are told of it."""

from dataclasses import dataclass
from enum import StrEnum


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
