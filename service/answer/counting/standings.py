"""Who has which place in an order of numbers: those of the same number share a place."""

from collections.abc import Sequence

from corpus.swedish import listed
from service.asked.asked import Standing

FIRST = Standing(place=1, is_least=False)
SHOWN_BEHIND = 3
Counted = tuple[str, int]

_ORDINALS = {1: "", 2: "näst ", 3: "tredje ", 4: "fjärde ", 5: "femte "}


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


def _with_numbers(named: Sequence[tuple[str, int]]) -> str:
    return listed([f"{name} ({n})" for name, n in named])
