"""Who has which place in an order of numbers: those of the same number share a place."""

from collections.abc import Mapping, Sequence

from corpus.regions import REGIONS
from corpus.swedish import listed
from indexer.index import Filters
from service.asked.asked import Asked, Standing

FIRST = Standing(place=1, is_least=False)
SHOWN_BEHIND = 3
Counted = tuple[str, int]

_ORDINALS = {1: "", 2: "näst ", 3: "tredje ", 4: "fjärde ", 5: "femte "}


def limits_number(asked: Asked) -> bool:
    """Tell whether regions with so many are asked for; of one region its own number is told."""
    return asked.number is not None and len(asked.codes) != 1


def rank_regions(counts: Mapping[str, int], filters: Filters, *, least: bool) -> list[Counted]:
    """Give county codes with how many initiatives each has of its own, most first or least first.

    Args:
        counts: Of those that have any.
    """
    codes = filters.regions or tuple(region.code for region in REGIONS)
    kept = [code for code in codes if code not in filters.without]
    ranked = [(code, counts.get(code, 0)) for code in kept]
    return sorted(ranked, key=lambda item: (item[1] if least else -item[1], item[0]))


def at_standing(ranked: Sequence[Counted], standing: Standing | None) -> Counted:
    """Give the first that has the place asked for, the first place where none is; the last there is of too few."""
    _, there, _ = _parted_at(ranked, standing or FIRST)
    return there[0]


def told_order(ranked: Sequence[Counted], standing: Standing | None, noun: str) -> str:
    """Name who has the place that is asked for, those before it and a few of those behind.

    Args:
        ranked: Names with their numbers, in order.
        noun: What they have so many of.
    """
    standing = standing or FIRST
    before, there, behind = _parted_at(ranked, standing)
    place = min(standing.place, len({n for _, n in ranked}))
    most = "minst antal" if standing.is_least else "flest"
    opening = f"{_ORDINALS[place]}{most}"
    text = f"{opening[0].upper()}{opening[1:]} {noun}: {listed([name for name, _ in there])} ({there[0][1]})."
    if before:
        text += f" Före står {_with_numbers(before)}."
    return f"{text} Därefter {_with_numbers(behind[:SHOWN_BEHIND])}." if behind else text


def _parted_at(ranked: Sequence[Counted], standing: Standing) -> tuple[list[Counted], list[Counted], list[Counted]]:
    """Give those before a place, those who have it, and those behind."""
    numbers = list(dict.fromkeys(n for _, n in ranked))
    place = min(standing.place, len(numbers))
    before, behind = set(numbers[: place - 1]), set(numbers[place:])
    return (
        [each for each in ranked if each[1] in before],
        [each for each in ranked if each[1] == numbers[place - 1]],
        [each for each in ranked if each[1] in behind],
    )


def _with_numbers(named: Sequence[Counted]) -> str:
    return listed([f"{name} ({n})" for name, n in named])
