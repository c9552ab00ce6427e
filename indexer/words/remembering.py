"""What was found out of a word, remembered so that looking it up changes nothing in memory."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

Found = TypeVar("Found")


def remembered(most: int) -> Callable[[Callable[[str], Found]], Callable[[str], Found]]:
    """Have a function of one text remember what it has given for so many; then it begins anew.

    `lru_cache` notes with each look-up which entry was used last, and so writes into three of them. A forked process
    would soon have a copy of its own of all that its parent had remembered.
    """

    def remembering(function: Callable[[str], Found]) -> Callable[[str], Found]:
        known: dict[str, Found] = {}

        @wraps(function)
        def found(text: str) -> Found:
            try:
                return known[text]
            except KeyError:
                result = function(text)
            if len(known) >= most:
                known.clear()
            known[text] = result
            return result

        return found

    return remembering
