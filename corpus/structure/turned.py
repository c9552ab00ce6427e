"""Tables with their heads in the first column: transposed, so that each column is read as a row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, groupby

from corpus.pages import Cell, Line, PageLines
from corpus.structure.grid import Grid, read_grids
from corpus.structure.header_rows import Heads


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turned:
    """A table to be turned.

    Attributes:
        first: The column of its heads.
        tables: Row to the number of the table it becomes part of: where heads begin anew, another one begins.
        heads: Row to the row of its head, which may span several.
    """

    first: int
    tables: dict[int, int]
    heads: dict[int, int]

    def place(self, cell: Cell) -> Cell:
        """Give the place of a cell in the turned table."""
        row = cell.column - self.first + 1
        return Cell(table=self.tables[cell.row], row=row, column=self.heads[cell.row], n_rows=1)


def turn_tables(pages: Sequence[PageLines], heads: Heads) -> Sequence[PageLines]:
    """Give pages on which the tables whose first column is a head, and no row of theirs, are turned.

    Each column then comes after the other, and its lines one after the other. Where the first head comes again, the
    next initiatives begin.
    """
    grids = read_grids(pages)
    free = count(max((grid.number for grid in grids), default=0) + 1)
    turned = {grid.number: _plan(grid, heads, free) for grid in grids if _is_turned(grid, heads)}
    if not turned:
        return pages
    return [
        replace(page, lines=tuple(line for run in _runs(page.lines) for line in _turned(run, turned))) for page in pages
    ]


def _first_column(grid: Grid) -> int:
    return min(column for row in grid.rows.values() for column in row.texts)


def _is_turned(grid: Grid, heads: Heads) -> bool:
    if any(heads.read(row.texts) is not None for row in grid.rows.values()):
        return False
    first = _first_column(grid)
    return heads.read({number: row.text(first) for number, row in grid.rows.items()}) is not None


def _plan(grid: Grid, heads: Heads, free: Iterator[int]) -> _Turned:
    first = _first_column(grid)
    rows = sorted(grid.rows.items())
    opening = next(text for _, row in rows if heads.column(text := row.text(first)) is not None)
    starts = {_titled(grid, number, first, heads) for number, row in rows if row.text(first) == opening}
    tables: dict[int, int] = {}
    under: dict[int, int] = {}
    table, head, reaches = grid.number, 0, 0
    for number, row in rows:
        if number in starts and number != min(starts):
            table = next(free)
        tables[number] = table
        if row.text(first) or number > reaches:
            head, reaches = number, number + row.spans.get(first, 1) - 1
        under[number] = head
    return _Turned(first=first, tables=tables, heads=under)


def _titled(grid: Grid, number: int, first: int, heads: Heads) -> int:
    """Give the row of the title that stands right above a row, alone in its first cell; without one, the row itself."""
    above = grid.rows.get(number - 1)
    if above is None or [column for column in above.texts if above.text(column)] != [first]:
        return number
    return number if heads.column(above.text(first)) is not None else number - 1


def _runs(lines: Sequence[Line]) -> list[list[Line]]:
    return [list(run) for _, run in groupby(lines, key=lambda line: line.cell.table if line.cell else None)]


def _turned(lines: Sequence[Line], turned: dict[int, _Turned]) -> Sequence[Line]:
    """Give the lines of one table, or of none, in the order in which they are read."""
    cells = [line.cell for line in lines]
    if cells[0] is None or cells[0].table not in turned:
        return lines
    plan = turned[cells[0].table]
    told = [replace(line, cell=plan.place(cell)) for line, cell in zip(lines, cells, strict=True) if cell is not None]
    return sorted(told, key=lambda line: (line.cell.table, line.cell.row, line.cell.column) if line.cell else (0, 0, 0))
