"""Slips of the pen: how many letters part two words, with dots and rings or without."""

import unicodedata
from collections.abc import Container, Sequence


def fold(word: str) -> str:
    """Give a word without dots and accents, as it is typed on a foreign keyboard: `försörjning`, `forsorjning`."""
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))


def slips(written: str, meant: str, limit: int) -> int:
    """Count the slips of the pen from what was meant to what is written; a letter written without its dots is none.

    Dots that are written are meant: `översätt` is no slip of `översatts`.

    Returns:
        As `distance` does.
    """
    return _distance(written, [(letter, fold(letter)) for letter in meant], limit)


def distance(first: str, second: str, limit: int) -> int:
    """Count the letters to add, drop, change or swap with a neighbour to get from one word to the other.

    Returns:
        The restricted Damerau-Levenshtein distance; limit + 1 where it is larger than the limit.
    """
    return _distance(first, second, limit)


def _distance(first: str, second: Sequence[Container[str]], limit: int) -> int:
    """Give the distance to a word of which each letter may be one of several."""
    if abs(len(first) - len(second)) > limit:
        return limit + 1
    before: list[int] = []
    above = list(range(len(second) + 1))
    for i, a in enumerate(first, start=1):
        row = [i]
        for j, b in enumerate(second, start=1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a not in b))
            if i > 1 and j > 1 and a in second[j - 2] and first[i - 2] in b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
        before, above = above, row
    return min(above[-1], limit + 1)
