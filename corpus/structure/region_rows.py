"""Tables with regions down the side: what a cell is about heads its column, and each cell is its row's region's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.regions.municipalities import find_local_place
from corpus.structure.builder import NOBODY, Owner
from corpus.structure.grid import Grid, GridRow
from corpus.structure.header_rows import Heads
from corpus.structure.owners import named_owner, region_owner
from corpus.structure.region_columns import ToldCell, is_told
from corpus.structure.row_plans import RowPlan, told_row
from corpus.structure.table_heads import HEAD_WITHIN

_MIN_REGIONS = 2


@dataclass(slots=True, kw_only=True)
class RegionRows:
    """Where the reading of such a table stands.

    Attributes:
        column: The one that names regions.
        heads: What heads each column.
        first: The first row below the head.
        owner: Whose the row is.
        reaches: The last row that its region's cell spans.
    """

    column: int
    heads: Mapping[int, str]
    first: int
    owner: Owner = NOBODY
    reaches: int = 0

    def plan(self, number: int, row: GridRow, own: Owner, theme: str) -> RowPlan:
        """Plan the next row below the head."""
        if row.text(self.column):
            self.owner = region_owner(row.text(self.column), own) or NOBODY
            self.reaches = number + row.spans[self.column] - 1
        elif number > self.reaches:
            self.owner = NOBODY
        cells = {column: row.text(column) for column in row.texts if column != self.column and row.text(column)}
        told = {column: self._told(column, text) for column, text in cells.items()}
        return told_row(told, self.column if self.owner != NOBODY else None, theme)

    def _told(self, column: int, text: str) -> ToldCell:
        owner = self.owner if is_told(text) else NOBODY
        return ToldCell(title=self.heads.get(column, ""), owner=owner, story=None)

    def is_nobodys(self, row: GridRow) -> bool:
        """Whether what the row just planned tells in words is no region's."""
        return self.owner == NOBODY and not row.tells_sums and any(map(is_told, map(row.text, row.texts)))


def region_rows(grid: Grid, heads: Heads, above: Mapping[int, str]) -> RegionRows | None:
    """Give where a table's regions stand, in a column headed so or by nothing; None where there is none.

    Args:
        above: What heads each column of the table that this one goes on with; empty where it does not.
    """
    rows = sorted(grid.rows.items())
    columns = sorted({column for row in grid.rows.values() for column in row.texts})
    fewest = 1 if above else _MIN_REGIONS
    found = (_read_column(rows, column, above) for column in columns if len({*_named(rows, column).values()}) >= fewest)
    headed = (one for one in found if one is not None and _is_headed(one, rows, heads))
    one = next(headed, None)
    telling = [number for number, row in rows if one is not None and number >= one.first and _tells(row, one.column)]
    return one if len(telling) >= fewest else None


def _read_column(rows: Sequence[tuple[int, GridRow]], column: int, above: Mapping[int, str]) -> RegionRows | None:
    """Give what a column of regions' names is headed by, and the others; None where too much stands above."""
    first = min(_named(rows, column))
    before = [row for number, row in rows if number < first]
    filled = [{one: text for one in row.texts if (text := row.text(one))} for row in before]
    # What stands alone names the table, or the theme of the rows below.
    told = next((head for head in reversed(filled) if len(head) > 1), above)
    return RegionRows(column=column, heads=told, first=first) if len(before) <= HEAD_WITHIN else None


def _is_headed(found: RegionRows, rows: Sequence[tuple[int, GridRow]], heads: Heads) -> bool:
    """Whether a column is headed as that of regions; without a head, it names no municipality that is none."""
    head = found.heads.get(found.column, "")
    if head:
        return heads.column(head) == "region"
    named = (row.text(found.column) for number, row in rows if number >= found.first)
    return all(find_local_place(name) is None or named_owner(name) is not None for name in named)


def _named(rows: Sequence[tuple[int, GridRow]], column: int) -> dict[int, Owner]:
    """Give the rows whose cell in a column is the name of a region or group, with whose."""
    return {number: owner for number, row in rows if (owner := named_owner(row.text(column))) is not None}


def _tells(row: GridRow, column: int) -> bool:
    return any(is_told(row.text(one)) for one in row.texts if one != column)
