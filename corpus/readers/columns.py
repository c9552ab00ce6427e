"""Cells of unruled tables on a PDF page: the text below the head of each column."""

from bisect import bisect_right
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from corpus.readers.geometry import Rule
from corpus.readers.headed_rows import Baselines, HeadedRow, blocks, by_baseline, headed_rows, is_apart
from corpus.readers.label_places import SetAt
from corpus.readers.printed import PrintedLine
from corpus.readers.rules import CellPlace, Places
from corpus.readers.shared_labels import shared_labels
from corpus.structure.header_rows import usual_heads

_HEAD_LINES = 12
_MIN_HEADS = 2
# A line this much larger than the heads of a table stands below it.
_HEADING_SIZE = 1.15


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadedColumns:
    """Where the columns of a table without rules begin, from left, and the size of their heads; in points.

    Attributes:
        set_at: Where in their cells the regions of the first column stand, if that is known.
    """

    starts: tuple[float, ...]
    size: float
    set_at: SetAt | None = None

    def column(self, line: PrintedLine) -> int:
        """Give the column, from 1, that a line begins in; figures set to the right edge may begin left of theirs."""
        column = max(bisect_right(self.starts, line.x + line.size / 2), 1)
        is_figure = 2 * sum(map(str.isdecimal, line.text)) > len("".join(line.text.split()))
        begins_here = line.x - self.starts[column - 1] <= line.size
        if is_figure and not begins_here and column < len(self.starts):
            return column + (line.end > self.starts[column] + line.size)
        return column

    def are_those_of(self, other: "HeadedColumns") -> bool:
        """Whether another table, above, has columns in the same places, so that this one may be the rest of it."""
        pairs = zip(self.starts, other.starts, strict=False)
        return len(self.starts) == len(other.starts) and all(abs(one - its) <= self.size for one, its in pairs)

    def holds(self, line: PrintedLine) -> bool:
        """Whether a line keeps within its column and is no heading."""
        column = self.column(line)
        if line.size > _HEADING_SIZE * self.size:
            return False
        is_right_of_first = line.x >= self.starts[0] - line.size
        return is_right_of_first and (column == len(self.starts) or line.end <= self.starts[column] + 4 * line.size)


def headed_cells(
    lines: Sequence[PrintedLine],
    columns: HeadedColumns | None,
    rules: Sequence[Rule],
    shades: Sequence[Rule],
    *,
    is_last: bool,
) -> tuple[Places, HeadedColumns | None]:
    """Give, for each line outside ruled tables, the cell of a table whose columns have heads but no rules between them.

    Args:
        lines: The lines of a page, no running ones.
        columns: Those of a table that reached the end of the page before.
        rules: Of the page; those across a table part its rows.
        shades: The edges of its shaded areas, which do so too.
        is_last: Whether no page follows.

    Returns:
        The cells, and the columns of a table that reaches the end of the page.
    """
    places: Places = [None] * len(lines)
    rows, parting = by_baseline(lines), [*rules, *shades]
    heads = {
        place: head for place in range(len(rows)) if (head := _read_head(lines, rows[place:], parting)) is not None
    }
    if columns is not None and not _goes_on(lines, rows, columns):
        columns = None
    table, place, above = 1, 0, columns
    while place < len(rows):
        first = 1
        if place in heads:
            columns, n_lines = heads[place]
            table, first = table + 1, 2
            _put(
                lines, rows[place : place + n_lines], CellPlace(table=table, row=1, column=1, n_rows=1), columns, places
            )
            place += n_lines
        if columns is None:
            place += 1
            continue
        end = _end(lines, rows, place, heads, columns)
        begins = first > 1 and (above is None or not columns.are_those_of(above))
        ends = is_last or end < len(rows)
        set_at = None if begins or above is None else above.set_at
        shared = shared_labels(lines, rows[place:end], columns, rules, shades, begins=begins, ends=ends, set_at=set_at)
        columns = replace(columns, set_at=shared.set_at if shared else set_at)
        found = shared.rows if shared else headed_rows(lines, rows[place:end], columns, parting)
        _put_rows(lines, found, table, first, columns, places)
        columns, above = columns if end == len(rows) else None, None
        place = end
    return places, columns


def _end(
    lines: Sequence[PrintedLine], rows: Sequence[list[int]], place: int, heads: Container[int], columns: HeadedColumns
) -> int:
    """Give the place of the first baseline that is too wide or too large for a table, or another's head."""
    for end in range(place, len(rows)):
        if end in heads or not all(columns.holds(lines[n]) for n in rows[end]):
            return end
    return len(rows)


def _put_rows(
    lines: Sequence[PrintedLine],
    rows: Sequence[HeadedRow],
    table: int,
    first: int,
    columns: HeadedColumns,
    places: Places,
) -> None:
    """Put rows into cells; a first column that several rows share is one cell of theirs."""
    starts = [n for n, row in enumerate(rows) if n == 0 or not row.joins_above]
    for start, end in pairwise([*starts, len(rows)]):
        shared = CellPlace(table=table, row=first + start, column=1, n_rows=end - start)
        for n in range(start, end):
            own = CellPlace(table=table, row=first + n, column=1, n_rows=1, is_unsure=rows[n].is_unsure)
            _put(lines, rows[n].baselines, own, columns, places, shared)


def _put(
    lines: Sequence[PrintedLine],
    baselines: Baselines,
    row: CellPlace,
    columns: HeadedColumns,
    places: Places,
    first_cell: CellPlace | None = None,
) -> None:
    """Put lines into the cells of a row, those of the first column into that which it may share with others."""
    for n in (n for baseline in baselines for n in baseline):
        column = columns.column(lines[n])
        places[n] = (first_cell or row) if column == 1 else replace(row, column=column)


def head_lines(lines: Sequence[PrintedLine]) -> frozenset[int]:
    """Give the places of the lines that head the columns of tables without rules."""
    rows = by_baseline(lines)
    heads = ((place, _read_head(lines, rows[place:], ())) for place in range(len(rows)))
    return frozenset(n for place, head in heads if head for row in rows[place : place + head[1]] for n in row)


def _goes_on(lines: Sequence[PrintedLine], rows: Sequence[list[int]], columns: HeadedColumns) -> bool:
    """Whether a page begins with what stands in two or more columns side by side."""
    block = next(blocks(lines, rows), [])
    held = list(takewhile(lambda row: all(columns.holds(lines[n]) for n in row), block))
    return len({columns.column(lines[n]) for row in held for n in row}) > 1


def _read_head(
    lines: Sequence[PrintedLine], rows: Sequence[list[int]], rules: Sequence[Rule]
) -> tuple[HeadedColumns, int] | None:
    """Give the columns that the next baselines head and how many baselines the heads take, else None."""
    first = [lines[n] for n in rows[0]]
    columns = HeadedColumns(starts=tuple(line.x for line in first), size=max(line.size for line in first))
    block = [rows[0]]
    for row in rows[1:_HEAD_LINES]:
        ends = is_apart(lines, block[-1], row) or _is_ruled_off(lines, block[-1], row, rules)
        if ends or not all(columns.holds(lines[n]) for n in row):
            break
        block.append(row)
    begins = sum(usual_heads().column(line.text) is not None for line in first) >= _MIN_HEADS
    if begins and _are_heads(lines, block, columns):
        return columns, len(block)
    return _read_set_head(lines, rows, rules)


def _read_set_head(
    lines: Sequence[PrintedLine], rows: Sequence[list[int]], rules: Sequence[Rule]
) -> tuple[HeadedColumns, int] | None:
    """Read heads that are set to the middle or the foot of their row, so that the longest begin above the others.

    They end with a gap or a rule, and each of their columns must be understood: what stands above heads is none.
    """
    block = [rows[0]]
    for row in rows[1 : _HEAD_LINES + 1]:
        if is_apart(lines, block[-1], row) or _is_ruled_off(lines, block[-1], row, rules):
            break
        block.append(row)
    told = [lines[n] for row in block for n in row]
    size = max(line.size for line in told)
    starts: list[float] = []
    for line in sorted(told, key=lambda line: line.x):
        if not starts or line.x - starts[-1] > size:
            starts.append(line.x)
    if len(block) > _HEAD_LINES or len(starts) < _MIN_HEADS:
        return None
    columns = HeadedColumns(starts=tuple(starts), size=size)
    heads = _texts(lines, block, columns)
    is_known = all(usual_heads().column(text) is not None for text in heads.values())
    return (columns, len(block)) if is_known and _are_heads(lines, block, columns) else None


def _is_ruled_off(
    lines: Sequence[PrintedLine], above: Sequence[int], below: Sequence[int], rules: Sequence[Rule]
) -> bool:
    """Whether a rule across parts two baselines."""
    return any(rule.is_horizontal and lines[below[0]].y < rule.at < lines[above[0]].y for rule in rules)


def _are_heads(lines: Sequence[PrintedLine], rows: Sequence[list[int]], columns: HeadedColumns) -> bool:
    return usual_heads().read(_texts(lines, rows, columns)) is not None


def _texts(lines: Sequence[PrintedLine], rows: Sequence[list[int]], columns: HeadedColumns) -> dict[int, str]:
    """Give the text of each column."""
    texts: dict[int, str] = {}
    for n in (n for row in rows for n in row):
        column = columns.column(lines[n])
        texts[column] = f"{texts.get(column, '')} {lines[n].text}"
    return texts
