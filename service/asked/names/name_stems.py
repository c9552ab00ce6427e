"""Names as runs of stems: what of a name a text may hold, and whether it does."""

import re
from collections.abc import Sequence
from functools import lru_cache

from corpus.regions.names import find_mentions
from indexer.words.analysis import analyse
from service.asked.names.initiative_names import name_words, opening
from service.asked.words.pieces import PREPOSITION

_IN = re.compile(rf"\s{PREPOSITION}\s+(?:region\s+)?$", re.IGNORECASE)


@lru_cache(maxsize=50_000)
def lettered_stems(text: str) -> tuple[str, ...]:
    """Give the stems of a text's words in order, numbers left out, which few who name a project repeat."""
    return tuple(term.stem for term in analyse(text) if any(map(str.isalpha, term.word)))


@lru_cache(maxsize=50_000)
def opening_stems(name: str) -> tuple[str, ...]:
    """Give the stems of what a name opens with, in order, numbers left out.

    There are none where that is no more than plain words and places.
    """
    start = opening(name)
    return lettered_stems(start) if name_words(start) else ()


@lru_cache(maxsize=50_000)
def without_place(name: str) -> str:
    """Give what a name opens with, up to the place it is said to be in: `Ungt mod` of `Ungt mod i Kalmar län`."""
    start = opening(name)
    places = [mention.start for mention in find_mentions(start) if mention.start]
    return _IN.sub("", start[: places[0]]).strip() if places else start


def stand_together(part: Sequence[str], stems: Sequence[str]) -> bool:
    """Tell whether some stems stand among others, in order and together."""
    wanted, told = tuple(part), tuple(stems)
    return any(told[start : start + len(wanted)] == wanted for start in range(len(told) - len(wanted) + 1))
