"""Whose a page is by what runs above or below it, where each region has pages of its own."""

import re
from collections.abc import Sequence

from corpus.regions import Group, Region
from corpus.regions.names import find_mentions

_FIGURES = re.compile(r"\d+")
_MIN_PLACES = 2


def named_by(text: str) -> tuple[Region | Group, str] | None:
    """Give the only region or group that a running text names, and the text without it and without its figures."""
    mentions = find_mentions(text)
    if len({mention.place for mention in mentions}) != 1:
        return None
    rest = f"{text[: mentions[0].start]}{text[mentions[-1].end :]}"
    return mentions[0].place, _FIGURES.sub("#", rest).strip()


def page_speakers(told: Sequence[Sequence[str]]) -> list[str | None]:
    """Give for each page the running text that names whose it is; None where none does, or several name others.

    None for all where they name but one: that may be who made the report.

    Args:
        told: What runs above and below each page.
    """
    named = [{found[0]: text for text in texts if (found := named_by(text)) is not None} for texts in told]
    alone = [next(iter(places.items())) if len(places) == 1 else None for places in named]
    are_several = len({one[0] for one in alone if one is not None}) >= _MIN_PLACES
    return [one[1] if are_several and one is not None else None for one in alone]
