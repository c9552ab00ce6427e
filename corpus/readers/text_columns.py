"""Running text in columns on a PDF page: the left column is read before the right one, however they are drawn."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from corpus.readers.printed import PrintedLine

# Lines begin in the same column within so many points.
_SNAP = 3.0
_MIN_LINES = 3
# More lines than any page of text has are letters or a diagram.
_MAX_LINES = 500
# Of the lines of running text so many go on in the middle of a sentence; of the entries of a list or table few do.
_MIN_RUNNING = 0.4
_MIN_WORDS = 2.5
# Where so many of the shorter column's lines are drawn between two of the other's, the page was drawn across.
_MIN_BETWEEN = 0.6
# How far the estimated width of a line may be off.
_WIDTH_ERROR = 0.15


def by_columns(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Give the lines of a page in reading order where it is drawn across its columns; else as they are drawn.

    Only running text outside tables is moved, a stretch at a time: a line that reaches over the columns parts them.
    """
    free = [line for line in lines if line.cell is None]
    if len(free) > _MAX_LINES:
        return list(lines)
    for start in _starts(free):
        for stretch in _stretches(free, start):
            left = [line for line in stretch if line.x < start - _SNAP]
            right = [line for line in stretch if line.x >= start - _SNAP]
            if _is_running(left) and _is_running(right) and _are_drawn_across(lines, left, right):
                return _moved(lines, [*by_columns(_down(left)), *by_columns(_down(right))])
    return list(lines)


def _starts(lines: Sequence[PrintedLine]) -> list[float]:
    """Give where columns other than the first may begin, from left."""
    starts: list[float] = []
    for x in sorted(line.x for line in lines):
        if not starts or x - starts[-1] > _SNAP:
            starts.append(x)
    return [x for x in starts[1:] if sum(abs(line.x - x) <= _SNAP for line in lines) >= _MIN_LINES]


def _stretches(lines: Sequence[PrintedLine], start: float) -> Iterable[list[PrintedLine]]:
    """Give the stretches of a page, from the top, in which no line reaches over where a column begins."""
    stretch: list[PrintedLine] = []
    for line in _down(lines):
        if line.x < start - _SNAP and line.end > start + max(line.size, _WIDTH_ERROR * (line.end - line.x)):
            yield stretch
            stretch = []
        else:
            stretch.append(line)
    yield stretch


def _down(lines: Iterable[PrintedLine]) -> list[PrintedLine]:
    """Give lines from the top of the page down, those of one height from left."""
    return sorted(lines, key=lambda line: (-round(line.y), line.x))


def _is_running(lines: Sequence[PrintedLine]) -> bool:
    """Whether lines are running text: most of them go on with the sentence of the line above."""
    if len(lines) < _MIN_LINES:
        return False
    n_words = sum(len(line.text.split()) for line in lines)
    pairs = [(one.text.strip(), other.text.strip()) for one, other in pairwise(_column_wise(lines))]
    running = sum(one[-1:] not in ".:;!?" and other[:1].islower() for one, other in pairs)
    return n_words >= _MIN_WORDS * len(lines) and running >= _MIN_RUNNING * len(pairs)


def _column_wise(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    starts = [min(line.x for line in lines), *_starts(lines)]
    return sorted(lines, key=lambda line: (max(n for n, x in enumerate(starts) if x <= line.x + _SNAP), -line.y))


def _are_drawn_across(lines: Sequence[PrintedLine], left: Sequence[PrintedLine], right: Sequence[PrintedLine]) -> bool:
    """Whether the drawing goes to and fro between two columns, and does not end one before the other."""
    shorter, longer = sorted((left, right), key=len)
    sides = {id(line): side for side, column in ((0, shorter), (1, longer)) for line in column}
    drawn = [sides[id(line)] for line in lines if id(line) in sides]
    runs = sum(side == 0 and (n == 0 or drawn[n - 1] == 1) for n, side in enumerate(drawn))
    return runs >= _MIN_BETWEEN * len(shorter)


def _moved(lines: Sequence[PrintedLine], ordered: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Give lines with some of them in this order, where the first of those was drawn."""
    inside = {id(line) for line in ordered}
    first = next(n for n, line in enumerate(lines) if id(line) in inside)
    after = [line for line in lines[first:] if id(line) not in inside]
    return [*lines[:first], *ordered, *by_columns(after)]
