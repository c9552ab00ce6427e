"""The cells of tables without rules on a PDF page: what stands below the heads of their columns."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.readers.printed import PrintedLine
from corpus.readers.rules import CellPlace, Places
from corpus.structure.header_rows import usual_heads

# A baseline further below the last one than this many sizes begins a new row.
_ROW_GAP = 1.5
_HEAD_LINES = 12
# A line this much larger than the heads of a table stands below it.
_HEADING_SIZE = 1.15


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadedColumns:
    """Where the columns of a table without rules begin, from left, and the size of their heads; in points."""

    starts: tuple[float, ...]
    size: float

    def column(self, line: PrintedLine) -> int:
        """Give the column, from 1, that a line begins in; figures set to the right edge may begin left of theirs."""
        column = max(bisect_right(self.starts, line.x + line.size / 2), 1)
        is_figure = 2 * sum(map(str.isdecimal, line.text)) > len("".join(line.text.split()))
        begins_here = line.x - self.starts[column - 1] <= line.size
        if is_figure and not begins_here and column < len(self.starts):
            return column + (line.end > self.starts[column] + line.size)
        return column

    def holds(self, line: PrintedLine) -> bool:
        """Whether a line keeps within its column and is no heading."""
        column = self.column(line)
        if line.size > _HEADING_SIZE * self.size:
            return False
        is_right_of_first = line.x >= self.starts[0] - line.size
        return is_right_of_first and (column == len(self.starts) or line.end <= self.starts[column] + 4 * line.size)


def headed_cells(lines: Sequence[PrintedLine], columns: HeadedColumns | None) -> tuple[Places, HeadedColumns | None]:
    """Give, for each line outside ruled tables, the cell of a table whose columns have heads but no rules.

    Args:
        lines: The lines of a page, no running ones.
        columns: Those of a table that reached the end of the page before.

    Returns:
        The cells, and the columns of a table that reaches the end of the page.
    """
    places: Places = [None] * len(lines)
    rows = _baselines(lines)
    table, place = 1, 0
    if columns is not None and not any(_is_table_line(lines, row, columns) for row in rows[:3]):
        columns = None
    reader = _HeadedReader(columns=columns, table=table)
    while place < len(rows):
        head = _read_head(lines, rows[place : place + _HEAD_LINES])
        if head is not None:
            columns, n_lines = head
            table += 1
            reader = _HeadedReader(columns=columns, table=table)
            reader.take_head(lines, rows[place : place + n_lines], places)
            place += n_lines
            continue
        if reader.columns is not None:
            reader.take(lines, rows[place], places)
        place += 1
    return places, reader.columns


@dataclass(slots=True)
class _HeadedReader:
    """Where the reading of a table without rules stands; `columns` is None once it has ended."""

    columns: HeadedColumns | None
    table: int
    row: int = 1
    has_rows: bool = False
    last_first: float | None = None
    last: float | None = None

    def take_head(self, lines: Sequence[PrintedLine], rows: Sequence[list[int]], places: Places) -> None:
        for row in rows:
            self._put(lines, row, places)
        self.row += 1

    def take(self, lines: Sequence[PrintedLine], row: list[int], places: Places) -> None:
        """Put the lines of one baseline into cells, or end the table where one is too wide or too large."""
        columns = self.columns
        if columns is None or not all(columns.holds(lines[n]) for n in row):
            self.columns = None
            return
        first = next((lines[n] for n in row if columns.column(lines[n]) == 1), None)
        if first is not None:
            is_apart = self.last is None or self.last - first.y > _ROW_GAP * first.size
            was_apart = self.last_first is None or self.last_first - first.y > _ROW_GAP * first.size
            if self.has_rows and is_apart and was_apart:
                self.row += 1
            self.last_first = first.y
        self._put(lines, row, places)
        self.has_rows = True

    def _put(self, lines: Sequence[PrintedLine], row: list[int], places: Places) -> None:
        if self.columns is None:
            return
        for n in row:
            column = self.columns.column(lines[n])
            places[n] = CellPlace(table=self.table, row=self.row, column=column, n_rows=1)
        self.last = lines[row[0]].y


def head_lines(lines: Sequence[PrintedLine]) -> frozenset[int]:
    """Give the places of the lines that head the columns of tables without rules."""
    rows = _baselines(lines)
    heads = ((place, _read_head(lines, rows[place : place + _HEAD_LINES])) for place in range(len(rows)))
    return frozenset(n for place, head in heads if head for row in rows[place : place + head[1]] for n in row)


def _baselines(lines: Sequence[PrintedLine]) -> list[list[int]]:
    """Group lines outside ruled tables that stand on one baseline, from left; from the top of the page down."""
    rows: list[list[int]] = []
    order = sorted((n for n in range(len(lines)) if lines[n].cell is None), key=lambda n: (-lines[n].y, lines[n].x))
    for n in order:
        if rows and abs(lines[rows[-1][0]].y - lines[n].y) < 0.4 * lines[n].size:
            rows[-1].append(n)
        else:
            rows.append([n])
    return [sorted(row, key=lambda n: lines[n].x) for row in rows]


def _is_table_line(lines: Sequence[PrintedLine], row: Sequence[int], columns: HeadedColumns) -> bool:
    return len(row) > 1 and all(columns.holds(lines[n]) for n in row)


def _read_head(lines: Sequence[PrintedLine], rows: Sequence[list[int]]) -> tuple[HeadedColumns, int] | None:
    """Give the columns that the next baselines head and how many baselines the heads take, else None."""
    first = [lines[n] for n in rows[0]]
    if sum(usual_heads().column(line.text) is not None for line in first) < 2:
        return None
    columns = HeadedColumns(starts=tuple(line.x for line in first), size=max(line.size for line in first))
    texts: dict[int, str] = {}
    n_lines = 0
    for row in rows:
        is_apart = n_lines and lines[rows[n_lines - 1][0]].y - lines[row[0]].y > _ROW_GAP * lines[row[0]].size
        if is_apart or not all(columns.holds(lines[n]) for n in row):
            break
        for n in row:
            column = columns.column(lines[n])
            texts[column] = f"{texts.get(column, '')} {lines[n].text}"
        n_lines += 1
    return (columns, n_lines) if usual_heads().read(texts) is not None else None
