"""Finds regions and groups by what they are called: one given name, or every name in a text."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from corpus.errors import UnknownRegionError, shown
from corpus.regions import GROUPS, REGIONS, Group, Region
from corpus.repair import compose, plain_text

# How alike a name mistyped and the name meant are at least, from 0 to 1: `Skone` and `Skåne` are 0.8.
_NEAR = 0.75
# Longer than any place's name; no more of what was typed is compared.
_LONGEST = 100


def _called(place: Region | Group) -> Iterator[str]:
    """Give all that a place is called; of a group also its regions as one word: `norrlandslänen`, `ÖMS-regionerna`."""
    yield from (place.name, *place.aliases)
    for name in (place.name, *place.aliases) if isinstance(place, Group) else ():
        if name.isalpha():
            joint = "-" if name.isupper() else "s" * (not name.endswith("s"))
            yield from (f"{name}{joint}{regions}" for regions in ("regioner", "regionerna", "län", "länen"))


@lru_cache(maxsize=1)
def _names() -> dict[str, Region | Group]:
    names: dict[str, Region | Group] = {}
    for place in (*REGIONS, *GROUPS):
        identity = place.code if isinstance(place, Region) else place.id
        for name in (identity, *_called(place)):
            names.setdefault(_key(name), place)
    return names


@lru_cache(maxsize=1)
def _undotted_names() -> dict[str, Region | Group]:
    """Names as typed without dots and rings: `skane`; no two regions become one by it."""
    return {_undotted(name): place for name, place in reversed(_names().items())}


def _undotted(name: str) -> str:
    return name.translate(str.maketrans("åäö", "aao"))


def _key(name: str) -> str:
    return compose(" ".join(plain_text(name).casefold().replace("–", "-").split()))


def find_place(name: str) -> Region | Group:
    """Give the region or group called this: a name, an alias, a county code or a group id, in any case, dots or not.

    Letters may be composed or not, and hyphens and spaces of any kind.

    Raises:
        UnknownRegionError: Nothing is called that.
    """
    place = named_place(name)
    if place is None:
        near = get_close_matches(_key(name)[:_LONGEST], _names(), n=1, cutoff=_NEAR)
        expected = "väntade en av de 21 regionerna, en länskod (01-25) eller en grupp som Norra Mellansverige"
        hint = f"menade du {_names()[near[0]].name!r}?" if near else expected
        raise UnknownRegionError(f"okänd region {shown(name)}; {hint}")
    return place


def named_place(name: str) -> Region | Group | None:
    """Give what `find_place` gives; None where nothing is called that, which most of what a report says is not."""
    return _names().get(_key(name)) or _undotted_names().get(_undotted(_key(name)))


def find_region(name: str) -> Region | None:
    """Give the region with this name, alias or county code; None where it is a group's or nobody's."""
    place = named_place(name)
    return place if isinstance(place, Region) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A region or group named in a text, from character `start` up to `end`."""

    place: Region | Group
    start: int
    end: int


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    names = {name for place in (*REGIONS, *GROUPS) for name in _called(place)}
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_any_form, longest_first))})s?(?!\w)", re.IGNORECASE)


def _any_form(name: str) -> str:
    """Give a pattern for a name whose letters may stand apart from their dots, and whose hyphens may be special."""
    forms = {"-": r"[-\u2010\u2011]", " ": r"[ \u00a0]"}
    return "".join(forms.get(letter) or _with_parts(letter) for letter in name)


def _with_parts(letter: str) -> str:
    apart = unicodedata.normalize("NFD", letter)
    return re.escape(letter) if apart == letter else f"(?:{letter}|{apart})"


def find_mentions(text: str) -> list[Mention]:
    """Find every region and group named in a text, longest name first, in text order."""
    mentions = []
    for match in _pattern().finditer(text):
        place = _names().get(_key(match.group())) or _names().get(_key(match.group().removesuffix("s")))
        if place is not None:
            mentions.append(Mention(place=place, start=match.start(), end=match.end()))
    return mentions
