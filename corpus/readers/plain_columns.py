"""Columns set side by side with spaces in a plain text file: the left one is read before the right."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.pages import Line

# Between two columns stand at least so many spaces.
_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_MIN_LINES = 5
# Of the lines of running text so many go on in the middle of a sentence; of the entries of a list or table few do.
_MIN_RUNNING = 0.4
_MIN_SHARE = 0.8


def in_columns(lines: Sequence[Line]) -> list[Line]:
    """Give a page's lines with columns of running text one after the other; any other page comes out as it is.

    A line stands in both columns under the same number.
    """
    start = _column_start(lines)
    if start is None:
        return list(lines)
    first, last = _reach(lines, start)
    left = [replace(line, text=line.text[:start].rstrip()) for line in lines[first : last + 1]]
    right = [replace(line, text=line.text[start:]) for line in lines[first : last + 1]]
    if not (_is_running(left) and _is_running(right)):
        return list(lines)
    return [*lines[:first], *left, *right, *lines[last + 1 :]]


def _column_start(lines: Sequence[Line]) -> int | None:
    """Find where the right column begins: where most lines with a wide gap go on after it."""
    starts = Counter(match.end() for line in lines for match in _GAP.finditer(line.text))
    start, count = max(starts.items(), key=lambda item: item[1], default=(0, 0))
    with_gap = sum(_GAP.search(line.text) is not None for line in lines)
    return start if count >= _MIN_LINES and count >= _MIN_SHARE * with_gap else None


def _reach(lines: Sequence[Line], start: int) -> tuple[int, int]:
    """Give the first and last line of the columns; a line that reaches over the gap is none of theirs."""
    both = [n for n, line in enumerate(lines) if (match := _GAP.search(line.text)) and match.end() == start]
    first, last = both[0], both[-1]
    across = [n for n in range(first, last + 1) if lines[n].text[start - 2 : start].strip()]
    return first, (across[0] - 1 if across else last)


def _is_running(lines: Sequence[Line]) -> bool:
    texts = [line.text.strip() for line in lines if line.text.strip()]
    return len(texts) >= _MIN_LINES - 1 and go_on(texts)


def go_on(texts: Sequence[str]) -> bool:
    """Whether lines that follow each other are running text: enough go on with the sentence of the one above."""
    pairs = list(pairwise(texts))
    return sum(one[-1:] not in ".:;!?" and other[:1].islower() for one, other in pairs) >= _MIN_RUNNING * len(pairs)
