"""Reading order of the text on a PDF page, whatever order it was drawn in: left column first, from top to bottom."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from corpus.readers.plain_columns import go_on
from corpus.readers.printed import PrintedLine

# Lines begin in the same column within so many points.
_SNAP = 3.0
_MIN_LINES = 3
# More lines than any page of text has are letters or a diagram.
_MAX_LINES = 500
_MIN_WORDS = 2.5
# Where so many of the shorter column's lines are drawn between two of the other's, the page was drawn across.
_MIN_BETWEEN = 0.6
# Baselines nearer than this share of the size are the same line; letters reach so far above theirs.
_SAME_LINE, _LETTER_HEIGHT = 0.4, 0.7
# A line this much larger than most, with so many sizes of room beside it, heads both columns.
_HEADING_SIZE, _HEADING_ROOM = 1.15, 1.2


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


def downwards(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Give the lines of a page from the top where nothing stands beside anything else; otherwise as they come.

    Programs for layout and slides draw in the order in which things were put on the page.
    """
    units: list[list[PrintedLine]] = []
    tables: dict[int, list[PrintedLine]] = {}
    for line in lines:
        if line.cell is not None and line.cell.table in tables:
            tables[line.cell.table].append(line)
        elif line.cell is None and units and _is_beside(units[-1][-1], line):
            units[-1].append(line)
        else:
            units.append([line])
            if line.cell is not None:
                tables[line.cell.table] = units[-1]
    ordered = sorted(units, key=lambda unit: -max(line.y for line in unit))
    if not all(line.is_placed for line in lines) or any(
        _lowest(one) < _highest(other) for one, other in pairwise(ordered)
    ):
        return list(lines)
    return [line for unit in ordered for line in unit]


def _is_beside(before: PrintedLine, line: PrintedLine) -> bool:
    """Whether a line goes on to the right of the one drawn before it, as an entry does after its label."""
    is_level = abs(before.y - line.y) < _SAME_LINE * line.size
    return before.cell is None and is_level and before.x < line.x


def _lowest(unit: Iterable[PrintedLine]) -> float:
    return min(line.y for line in unit)


def _highest(unit: Iterable[PrintedLine]) -> float:
    return max(line.y + _LETTER_HEIGHT * line.size for line in unit)


def _starts(lines: Sequence[PrintedLine]) -> list[float]:
    """Give where columns other than the first may begin, from left."""
    starts: list[float] = []
    for x in sorted(line.x for line in lines):
        if not starts or x - starts[-1] > _SNAP:
            starts.append(x)
    return [x for x in starts[1:] if sum(abs(line.x - x) <= _SNAP for line in lines) >= _MIN_LINES]


def _stretches(lines: Sequence[PrintedLine], start: float) -> Iterable[list[PrintedLine]]:
    """Give the stretches of a page, from the top, in which no line reaches over where a column begins or heads both."""
    heading = _HEADING_SIZE * median(line.size for line in lines)
    right = [line.y for line in lines if line.x >= start - _SNAP]
    stretch: list[PrintedLine] = []
    for line in _down(lines):
        reaches_over = line.end > start + max(line.size, line.error)
        if line.x < start - _SNAP and (reaches_over or (line.size >= heading and _heads_both(line, right))):
            yield stretch
            stretch = []
        else:
            stretch.append(line)
    yield stretch


def _heads_both(line: PrintedLine, right: Iterable[float]) -> bool:
    """Whether the column to the right, whose baselines are given, leaves room for a large line and goes on below it."""
    above = [(y - line.y) / line.size for y in right]
    return min(map(abs, above)) > _HEADING_ROOM and min(above) < 0 < max(above)


def _down(lines: Iterable[PrintedLine]) -> list[PrintedLine]:
    """Give lines from the top of the page down, those of one height from left."""
    return sorted(lines, key=lambda line: (-round(line.y), line.x))


def _is_running(lines: Sequence[PrintedLine]) -> bool:
    """Whether lines are running text: most of them go on with the sentence of the line above."""
    if len(lines) < _MIN_LINES:
        return False
    n_words = sum(len(line.text.split()) for line in lines)
    return n_words >= _MIN_WORDS * len(lines) and go_on([line.text.strip() for line in _column_wise(lines)])


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
