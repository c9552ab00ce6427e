"""How much of a marked name cell is the initiative's name, where the cell goes on to describe it."""

import re
from collections.abc import Sequence

_LONG_NAME = 15  # words
_NAME_END = re.compile(r"(?<=[^\s.\d][^\s.])(?:[.!?]\s+(?=[A-ZÅÄÖ0-9”])|:\s+)")


def name_length(paragraphs: Sequence[str], *, is_described: bool) -> int:
    """Count the characters of the name in a cell: all, or the first paragraph or sentence of one that describes."""
    if not paragraphs:
        return 0
    first = paragraphs[0]
    if not is_described:
        return len(" ".join(paragraphs))
    end = _NAME_END.search(first)
    if len(first.split()) > _LONG_NAME and end is not None:
        return end.start() + 1
    return len(first)


def rest_length(name: str, paragraphs: Sequence[str], *, is_described: bool) -> int:
    """Count the characters that still belong to a name where a page's end cut its cell."""
    if not paragraphs:
        return 0
    first, *others = paragraphs
    return max(name_length([f"{name} {first}", *others], is_described=is_described) - len(name) - 1, 0)
