"""Whose a text says that something is: the region or group that it names."""

from functools import lru_cache

from corpus.errors import UnknownRegionError
from corpus.regions import GROUPS, REGIONS, Group, Region, find_mentions, find_place, members
from corpus.structure.builder import Owner


def region_owner(text: str) -> Owner | None:
    """Give the region or group a text names and nothing else, or the first of several; None where it names none.

    Regions that together are the members of a named group are that group.
    """
    try:
        return _owner(find_place(text))
    except UnknownRegionError:
        broken = _names_without_spaces().get("".join(text.casefold().split()))
        places = [broken] if broken else [mention.place for mention in find_mentions(text)]
    if not places:
        return None
    named = {code for place in places for code in members(place)}
    whole = next((group for group in GROUPS if set(group.members) == named), None)
    return _owner(whole if whole is not None and len(places) > 1 else places[0])


def sole_owner(text: str) -> Owner | None:
    """Give the region or group that a text names and nothing else."""
    try:
        find_place(text)
    except UnknownRegionError:
        return None
    return region_owner(text)


@lru_cache(maxsize=1)
def _names_without_spaces() -> dict[str, Region | Group]:
    """Names of regions and groups as a narrow column may break them: "Östergötlan d"."""
    named = [(name, place) for place in (*GROUPS, *REGIONS) for name in (place.name, *place.aliases)]
    return {"".join(name.casefold().split()): place for name, place in named}


def _owner(place: Region | Group) -> Owner:
    if isinstance(place, Group):
        return Owner(region=None, group=place.id)
    return Owner(region=place.code, group=None)
