"""Whether a sentence goes on below a line, by the line's last words."""

import re

from corpus.swedish import NEVER_LAST

# A sentence does not end on one of these: the line after goes on with it, also where it begins with a region.
_UNFINISHED = re.compile(rf"(?:^|\s)(?:{'|'.join(sorted(NEVER_LAST))}|inkl|inklusive|respektive)\s*$")
# Nor does a cell end on one of these above a label that is not the usual one.
_NOT_LAST = re.compile(r"(?i)(?:^|\s)(?:hur|när|där|vilka|region|regionen|regionerna|län|läns|projektet|.*[,/–-])\s*$")
_REGION_WORDS = frozenset({"Jämtland", "Västra", "Östra", "Norra", "Södra"})


def leaves_open(text: str) -> bool:
    """Whether a line breaks off in a sentence, by its last word."""
    return _UNFINISHED.search(text) is not None


def breaks_off(text: str) -> bool:
    """Whether no cell ends as a line does, be it by a word or a mark."""
    return leaves_open(text) or _NOT_LAST.search(text) is not None or _ends_on_region(text)


def _ends_on_region(text: str) -> bool:
    words = text.split()
    return bool(words) and words[-1].strip(".") in _REGION_WORDS and not text.rstrip().endswith(".")
