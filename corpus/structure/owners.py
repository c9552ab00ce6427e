"""The region or group that a text names as the owner of what it describes."""

import re
from collections.abc import Iterable, Set
from functools import lru_cache

from corpus.regions import GROUPS, REGIONS, Group, Region, group_by_id, members
from corpus.regions.abbreviations import abbreviated_region
from corpus.regions.names import find_mentions, named_place
from corpus.structure.builder import NOBODY, Owner

_WORD = re.compile(r"[^\W\d_]+")
# A county code has so many digits; a sheet of numbers loses a 0 before them.
_CODE = 2
_BREAK = re.compile(r"[\s\u2010-\u2013-]+")
_LIST = re.compile(r"\s*(?:[,;/&+]|\b(?:och|samt)\b)\s*")
# What a heading may say beside the region it names: what is told of it, and for when.
_TOLD_OF_IT = re.compile(
    r"(?:insats|åtgärd|projekt|aktivitet|prestation|resultat|effekt|redovisning|återrapportering|årsrapport|rapport)"
    r"(?:en|et|er|erna|ar|arna|ens|s)?|sammanställning|reg|år|under|för|från|i|och"
)


def region_owner(text: str, own: Owner) -> Owner | None:
    """Give the region or group a text names and nothing else, or that it mentions; None where it names none.

    Regions that together are the members of a named group are that group. What several others share is nobody's,
    unless `own`, who speaks in the document, is one of them or the group that they belong to.
    """
    place = _place_called(text) or _unbroken_names().get(_unbroken(text)) or named_place(text.strip().zfill(_CODE))
    if place is not None:
        return _owner(place)
    short = (abbreviated_region(part) for part in _LIST.split(text))
    places = [*(mention.place for mention in find_mentions(text)), *(place for place in short if place is not None)]
    if not places:
        return None
    if len({*places}) == 1:
        return _owner(places[0])
    return _joint({code for place in places for code in members(place)}, own)


def joint_owner(owners: Iterable[Owner], own: Owner) -> Owner:
    """Give whose that is which these share, by the rule of `region_owner`."""
    told = {*owners}
    if len(told) == 1:
        return told.pop()
    groups = {code for one in told if one.group is not None for code in group_by_id(one.group).members}
    return _joint(groups | {one.region for one in told if one.region is not None}, own)


def _joint(named: Set[str], own: Owner) -> Owner:
    whole = next((group for group in GROUPS if set(group.members) == named), None)
    return _owner(whole) if whole is not None else _shared(named, own)


def _shared(named: Set[str], own: Owner) -> Owner:
    """Give whose that is which these regions share."""
    is_own = own.region in named or (own.group is not None and named <= {*group_by_id(own.group).members})
    return own if is_own else NOBODY


def named_owner(text: str) -> Owner | None:
    """Give the region or group that a text is a name of; a figure is none."""
    place = _place_called(text) if _WORD.search(text) else None
    return _owner(place) if place is not None else None


def sole_owner(text: str) -> Owner | None:
    """Give the region or group that a heading names and no other, beside what it says is told of it."""
    mentions = find_mentions(text)
    rest = text
    for mention in reversed(mentions):
        rest = rest[: mention.start] + rest[mention.end :]
    if len({mention.place for mention in mentions}) != 1:
        return named_owner(text)
    is_told = all(_TOLD_OF_IT.fullmatch(word.casefold()) for word in _WORD.findall(rest))
    return _owner(mentions[0].place) if is_told else None


def _place_called(text: str) -> Region | Group | None:
    return named_place(text) or abbreviated_region(text)


@lru_cache(maxsize=1)
def _unbroken_names() -> dict[str, Region | Group]:
    """Names of regions and groups as a narrow column may break them: `Östergötlan d`, `Väster-norrlands län`."""
    named = [(name, place) for place in (*GROUPS, *REGIONS) for name in (place.name, *place.aliases)]
    return {_unbroken(name): place for name, place in named}


def _unbroken(text: str) -> str:
    return _BREAK.sub("", text.casefold())


def _owner(place: Region | Group) -> Owner:
    if isinstance(place, Group):
        return Owner(region=None, group=place.id)
    return Owner(region=place.code, group=None)
