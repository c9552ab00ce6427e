"""Which rows of a table without lines share one cell of the first column: where its regions stand beside them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from corpus.readers.geometry import Rule
from corpus.readers.headed_rows import ROW_GAP, Baselines, HeadedRow, Placing, blocks, is_parted
from corpus.readers.printed import PrintedLine
from corpus.regions.names import find_mentions

# What stands on one height, or in the middle of something, is off by no more than so many sizes.
_LEVEL, _MIDDLE = 0.4, 0.7


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What stands below each other: its baselines, and the highest and lowest of them, in points."""

    baselines: Baselines
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def shared_labels(
    lines: Sequence[PrintedLine],
    baselines: Baselines,
    columns: Placing,
    rules: Sequence[Rule],
    *,
    begins: bool,
    ends: bool,
) -> list[HeadedRow] | None:
    """Part baselines into rows where a region in the first column stands for several; None where none surely does.

    A region may stand at the top of its rows or in the middle of them; where both would fit, how the other cells are
    set decides. In the middle geometry alone does not tell whose a row is (of 40 tables made by chance 7 were parted
    wrongly): then all regions share all rows.

    Args:
        baselines: Below the table's heads, from the top down.
        rules: All of the page; where one parts rows, they are no table without lines.
        begins, ends: Whether the table does so on this page. Else its first rows may be the region's above, and a
            region in the middle of its rows may have others on the other page.
    """
    if not baselines or is_parted(lines, baselines, columns, rules):
        return None
    labels = _labels(lines, baselines, columns)
    rows = list(_rows(lines, baselines, columns))
    named = [[mention.place for mention in find_mentions(_text(lines, label))] for label in labels]
    # Where a region stands beside each of its rows, a row without one is nobody's.
    repeats = any(one == other for one, other in pairwise(named))
    if not 0 < len(labels) < len(rows) or not all(named) or repeats:
        return None
    at_top = _from_top(lines, rows, labels, may_lack_first=not begins)
    in_middle = _around(lines, rows, labels)
    is_whole = begins and ends
    is_doubtful = not is_whole or in_middle not in (None, at_top)
    if at_top is not None and (not is_doubtful or _are_set_to_top(lines, rows, columns)):
        return list(_joined(rows, labels, at_top))
    if len(labels) > 1 and _from_top(lines, rows, labels, may_lack_first=True) is None:
        # Each may stand in the middle of its rows, or not: all of them share the rows, which are so no one's.
        together = [row for label in labels for row in label.baselines]
        return list(_joined(rows, [_stretch(lines, together)], [0]))
    return None


def _text(lines: Sequence[PrintedLine], label: _Stretch) -> str:
    return " ".join(lines[n].text for baseline in label.baselines for n in baseline)


def _labels(lines: Sequence[PrintedLine], baselines: Baselines, columns: Placing) -> list[_Stretch]:
    """Give what stands in the first column, each label with the lines that are no further apart than a text's."""
    first = [own for row in baselines if (own := [n for n in row if columns.column(lines[n]) == 1])]
    return [_stretch(lines, block) for block in blocks(lines, first)]


def _rows(lines: Sequence[PrintedLine], baselines: Baselines, columns: Placing) -> Iterator[_Stretch]:
    """Part what stands in the other columns where a gap runs through all of them and several go on below it."""
    others = [own for row in baselines if (own := [n for n in row if columns.column(lines[n]) > 1])]
    row: list[Sequence[int]] = []
    for block in blocks(lines, others):
        if row and len({columns.column(lines[n]) for one in block for n in one}) > 1:
            yield _stretch(lines, row)
            row = []
        row += block
    if row:
        yield _stretch(lines, row)


def _stretch(lines: Sequence[PrintedLine], baselines: Baselines) -> _Stretch:
    return _Stretch(baselines, lines[baselines[0][0]].y, lines[baselines[-1][0]].y)


def _from_top(
    lines: Sequence[PrintedLine], rows: Sequence[_Stretch], labels: Sequence[_Stretch], *, may_lack_first: bool
) -> list[int] | None:
    """Give the row that each label begins beside, where all begin on the first line of one."""
    near = _LEVEL * lines[labels[0].baselines[0][0]].size
    starts = [next((n for n, row in enumerate(rows) if abs(row.top - label.top) < near), None) for label in labels]
    found = [start for start in starts if start is not None]
    is_whole = len(found) == len(labels) and (may_lack_first or found[0] == 0)
    return found if is_whole else None


def _around(lines: Sequence[PrintedLine], rows: Sequence[_Stretch], labels: Sequence[_Stretch]) -> list[int] | None:
    """Give the row that each label's rows begin with, where every label stands in the middle of its rows."""
    near = _MIDDLE * lines[labels[0].baselines[0][0]].size
    starts, start = [], 0
    for label in labels:
        ends = [
            end
            for end in range(start, len(rows))
            if abs((rows[start].top + rows[end].bottom) / 2 - label.middle) < near
        ]
        if len(ends) != 1:
            return None
        starts.append(start)
        start = ends[0] + 1
    return starts if start == len(rows) else None


def _are_set_to_top(lines: Sequence[PrintedLine], rows: Sequence[_Stretch], columns: Placing) -> bool:
    """Whether shorter cells stand at the top of their rows, and some are shorter."""
    shorter = False
    for row in rows:
        placed = sorted((columns.column(lines[n]), -lines[n].y) for one in row.baselines for n in one)
        heights = [(-ys[0], -ys[-1]) for ys in ([y for _, y in own] for _, own in groupby(placed, lambda one: one[0]))]
        near = _LEVEL * lines[row.baselines[0][0]].size
        if any(row.top - top > near for top, _ in heights):
            return False
        shorter = shorter or any(bottom - row.bottom > ROW_GAP * near for _, bottom in heights)
    return shorter


def _joined(rows: Sequence[_Stretch], labels: Sequence[_Stretch], starts: Sequence[int]) -> Iterator[HeadedRow]:
    """Give the rows, each label's lines with its first one."""
    for n in range(starts[0]):
        yield HeadedRow(baselines=rows[n].baselines, joins_above=False)
    for label, (start, end) in zip(labels, pairwise([*starts, len(rows)]), strict=True):
        for n in range(start, end):
            own = [*label.baselines, *rows[n].baselines] if n == start else rows[n].baselines
            yield HeadedRow(baselines=own, joins_above=n > start)
