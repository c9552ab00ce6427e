"""Tables whose heads stand in their first column: turned, so that what stands under one another is read as a row."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from corpus.pages import Cell, Line, PageLines
from corpus.structure.grid import Grid, read_grids
from corpus.structure.header_rows import Heads


def turn_tables(pages: Sequence[PageLines], heads: Heads) -> Sequence[PageLines]:
    """Give pages on which the tables whose first column is a head, and no row of theirs, are turned.

    Each column then comes after the other, and its lines one after the other.
    """
    turned = {grid.number: _first_column(grid) for grid in read_grids(pages) if _is_turned(grid, heads)}
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


def _runs(lines: Sequence[Line]) -> list[list[Line]]:
    return [list(run) for _, run in groupby(lines, key=lambda line: line.cell.table if line.cell else None)]


def _turned(lines: Sequence[Line], turned: dict[int, int]) -> Sequence[Line]:
    """Give the lines of one table, or of none, in the order in which they are read."""
    cells = [line.cell for line in lines]
    if cells[0] is None or cells[0].table not in turned:
        return lines
    first = turned[cells[0].table]
    told = [
        replace(line, cell=Cell(table=cell.table, row=cell.column - first + 1, column=cell.row, n_rows=1))
        for line, cell in zip(lines, cells, strict=True)
        if cell is not None
    ]
    return sorted(told, key=lambda line: (line.cell.row, line.cell.column) if line.cell else (0, 0))
