"""Sentences that deny a claim, or say that it is to be so: `inga resultat ännu`, `en mässa ska hållas`."""

import re
from collections.abc import Callable

from corpus.swedish import YEAR

_WORD = re.compile(r"\w+(?:[-+]\w+)*")
_DENIALS = frozenset(
    {"inte", "ej", "icke", "aldrig", "inga", "ingen", "inget", "ingenting", "saknas", "saknar", "not", "no"}
)
# Behind these a denial limits what is told and denies none of it.
_LIMITS = frozenset({"som", "att", "om", "för", "trots", "då", "när", "vilka", "vilket", "varför"})
_NOT_ONLY = frozenset(
    {"bara", "enbart", "endast", "minst", "längre", "lika", "alltid", "alla", "heller", "mer", "mera"}
)
# So many words behind a denial are what it denies, and so many behind `ska` what is to be done.
REACH = 5
_YEAR = re.compile(rf"\b{YEAR}\b")
_TOO_EARLY = re.compile(
    r"\bför tidigt\b|\b(?:svårt|omöjligt) att (?:se|säga|bedöma|mäta|avgöra|veta|redovisa|uttala)\b|\båterstår att\b",
    re.IGNORECASE,
)
_REPLIES = re.compile(r"^(?:nej|no)\b", re.IGNORECASE)
_TO_BE = re.compile(
    r"\b(?:ska|skall|kommer att|planeras|planerar att|förväntas|avser att|avses|beräknas|är tänkt att)\b", re.IGNORECASE
)


def denies(sentence: str, is_claimed: Callable[[str], bool]) -> bool:
    """Tell whether a sentence says that what a claim says is not so.

    Args:
        is_claimed: Tells whether a word is one of the claim's.
    """
    words = _WORD.findall(sentence)
    if _REPLIES.match(sentence):
        return any(map(is_claimed, words))
    return any(
        word.casefold() in _DENIALS
        and _is_main(words, place)
        and any(map(is_claimed, words[place + 1 : place + 1 + REACH]))
        for place, word in enumerate(words)
    )


def has_denial(sentence: str) -> bool:
    """Tell whether a sentence has a word of denial, or says that something cannot be told yet."""
    is_open = _REPLIES.match(sentence) or _TOO_EARLY.search(sentence)
    return bool(is_open) or any(word.casefold() in _DENIALS for word in _WORD.findall(sentence))


def is_planned(sentence: str, is_done: Callable[[str], bool], reported: int | None) -> bool:
    """Tell whether a sentence says only that what is to be told as done is to be so.

    Args:
        is_done: Tells whether a word says what is done.
        reported: The last year that it reports of; what it tells of later ones is to be. None where that is not known.
    """
    years = [int(year) for year in _YEAR.findall(sentence)]
    if years and reported is not None and min(years) > reported:
        return True
    found = _TO_BE.search(sentence)
    if found is None:
        return False
    return any(map(is_done, _WORD.findall(sentence[found.end() :])[:REACH])) and not any(
        map(is_done, _WORD.findall(sentence[: found.start()]))
    )


def _is_main(words: list[str], place: int) -> bool:
    """Tell whether a denial is that of its sentence, and not of a clause that only tells which or why."""
    before = [word.casefold() for word in words[max(0, place - 4) : place]]
    after = words[place + 1].casefold() if place + 1 < len(words) else ""
    return _LIMITS.isdisjoint(before) and after not in _NOT_ONLY
