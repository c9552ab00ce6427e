"""The types of a form's values: words, regular expressions, and the themes, regions and groups they stand for."""

import re
from collections.abc import Callable, Iterable
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

from corpus.errors import UnknownRegionError, UnknownThemeError
from corpus.regions import Region
from corpus.regions.names import find_place
from corpus.themes import find_theme

# A form's expressions may name the years that a report tells of, which stand for these letters.
YEARS = "{years}"


def _said(text: str) -> str:
    if not text.strip():
        raise ValueError(f"{text!r} säger ingenting och passar därför allt; väntade ord")
    return text


def _compiled(told: object) -> object:
    """Compile an expression; what is no text is left to be refused by its type."""
    if not isinstance(told, str):
        return told
    try:
        return re.compile(_said(told))
    except re.error as error:
        raise ValueError(f"{told!r} är inget reguljärt uttryck ({error})") from error


def _any_of(told: object) -> object:
    """Join expressions of which any may hold."""
    if not isinstance(told, list):
        return _compiled(told)
    if not told:
        raise ValueError("[] säger ingenting; väntade minst ett uttryck")
    for one in told:
        _compiled(one)
    return re.compile("|".join(told)) if all(isinstance(one, str) for one in told) else told


def _fits(told: str) -> str:
    _compiled(told.replace(YEARS, "2023"))
    return told


def naming(*groups: str) -> Callable[[re.Pattern[str]], re.Pattern[str]]:
    """Give what refuses an expression that does not name these groups."""

    def check(pattern: re.Pattern[str]) -> re.Pattern[str]:
        lacking = [group for group in groups if group not in pattern.groupindex]
        if lacking:
            raise ValueError(f"{pattern.pattern!r} har ingen grupp {lacking[0]!r}; väntade (?P<{lacking[0]}>...) i det")
        return pattern

    return check


def _theme_id(name: str) -> str:
    try:
        return find_theme(name).id
    except UnknownThemeError as error:
        raise ValueError(str(error)) from error


def _region_code(name: str) -> str:
    try:
        place = find_place(name)
    except UnknownRegionError as error:
        raise ValueError(str(error)) from error
    if not isinstance(place, Region):
        raise ValueError(f"{name!r} är en grupp av regioner; väntade en region")
    return place.code


def refuse_shared(key: str, wordings: Iterable[tuple[str, Iterable[str]]]) -> None:
    """Refuse words that a form says of two things at once.

    Raises:
        ValueError: Two of them share a wording.
    """
    known: dict[str, str] = {}
    for name, told in wordings:
        for word in told:
            other = known.setdefault(" ".join(word.casefold().split()), name)
            if other != name:
                raise ValueError(f"{key}: {word!r} står för både {other} och {name}; väntade det en gång")


Wordings = tuple[Annotated[str, AfterValidator(_said)], ...]
Expressions = tuple[Annotated[str, AfterValidator(_fits)], ...]
Expression = Annotated[re.Pattern[str], BeforeValidator(_compiled)]
# A list of regular expressions, of which any may hold.
AnyOf = Annotated[re.Pattern[str], BeforeValidator(_any_of)]
ThemeId = Annotated[str, AfterValidator(_theme_id)]
RegionCode = Annotated[str, AfterValidator(_region_code)]
