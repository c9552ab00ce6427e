"""The search request, checked, and how its words are to be read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.errors import UnknownRegionError, UnknownThemeError, shown
from corpus.regions import members
from corpus.regions.names import find_place
from corpus.themes import find_theme
from indexer.index import Filters, Index
from service.errors import QueryError, UnknownFilterError

MAX_CHARACTERS = 500
# What was asked before, in one conversation.
MAX_TURNS = 10
NO_FILTERS = Filters()
MAX_LIMIT = 1000  # evaluation runs ask for as many; the search page stops at 100
# Half of a pair of UTF-16, as JSON may write it alone (\ud800), or a byte of another encoding from a terminal.
_HALF = re.compile(r"[\ud800-\udfff]")
# No number that is asked for is longer, and Python refuses to read the longest at all.
_WHOLE = re.compile(r"-?[0-9]{1,9}")


class Mode(StrEnum):
    """Which signals find passages."""

    HYBRID = "hybrid"
    DENSE = "dense"
    LEXICAL = "lexical"


class Unit(StrEnum):
    """What counts as one hit: an initiative (in prose a section), or every passage."""

    INITIATIVE = "initiative"
    PASSAGE = "passage"


class Scope(StrEnum):
    """Where comparable initiatives are looked for."""

    OTHER_REGIONS = "other-regions"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """What to search for; checked when it is made.

    Raises:
        QueryError: The text is not 1-500 characters with a letter or digit, the limit not 1-1000, or the offset
            negative.
    """

    text: str
    limit: int = 20
    offset: int = 0
    filters: Filters = NO_FILTERS
    mode: Mode = Mode.HYBRID
    unit: Unit = Unit.INITIATIVE
    explain: bool = False

    def __post_init__(self) -> None:
        check_text(self.text)
        if not 1 <= self.limit <= MAX_LIMIT:
            raise QueryError(f"limit är {self.limit}; väntade 1-{MAX_LIMIT}", "limit")
        if self.offset < 0:
            raise QueryError(f"offset är {self.offset}; väntade 0 eller mer", "offset")


def check_text(text: str, parameter: str = "q") -> None:
    """Refuse a query or question that nothing can be searched for with.

    Args:
        parameter: What it was given as.

    Raises:
        QueryError: It is empty, longer than 500 characters, without a letter or digit, or holds what no text does.
    """
    if len(text) > MAX_CHARACTERS:
        raise QueryError(f"frågan är {len(text)} tecken lång; väntade högst {MAX_CHARACTERS}", parameter)
    if _HALF.search(text):
        raise QueryError(f"frågan är {shown(text)}; väntade text i UTF-8", parameter)
    if not any(character.isalnum() for character in text):
        told = f"frågan är {shown(text)}; väntade en fråga med minst en bokstav eller siffra"
        raise QueryError(told, parameter)


def read_filters(
    index: Index,
    *,
    regions: Sequence[str] = (),
    themes: Sequence[str] = (),
    documents: Sequence[str] = (),
    years: Sequence[int] = (),
) -> Filters:
    """Give the filters that a caller's words stand for.

    Args:
        regions: Names, aliases, groups or county codes; a group stands for its members.
        themes: Slugs or labels.

    Raises:
        UnknownFilterError: The collection has no such region, theme, document or year.
    """
    known = index.documents()
    _refuse_unknown("document", "dokument", documents, [document.id for document in known])
    _refuse_unknown("year", "år", years, sorted({year for document in known for year in document.years}))
    try:
        codes = [code for name in regions for code in members(find_place(name))]
    except UnknownRegionError as error:
        raise UnknownFilterError(str(error), "region") from error
    try:
        slugs = [find_theme(name).id for name in themes]
    except UnknownThemeError as error:
        raise UnknownFilterError(str(error), "theme") from error
    return Filters(
        regions=tuple(dict.fromkeys(codes)),
        themes=tuple(dict.fromkeys(slugs)),
        documents=tuple(dict.fromkeys(documents)),
        years=tuple(dict.fromkeys(years)),
    )


def _refuse_unknown(parameter: str, what: str, values: Sequence[object], known: Sequence[object]) -> None:
    for value in values:
        if value not in known:
            told = f"okänt {what} {shown(value)}; väntade ett av: {', '.join(map(str, known))}"
            raise UnknownFilterError(told, parameter)


def whole_number(name: str, value: str, lowest: int, highest: int) -> int:
    """Read a number that stands as text.

    Raises:
        QueryError: It is none, or outside the range; the message has its name.
    """
    number = int(value) if _WHOLE.fullmatch(value) else None
    if number is None or not lowest <= number <= highest:
        raise QueryError(f"{name} är {shown(value)}; väntade ett heltal {lowest}-{highest}", name)
    return number
