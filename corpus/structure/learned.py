"""What the rows of a report together teach of its columns, looked up row by row."""

from collections.abc import Sequence

from corpus.structure.clues import ColumnWords, RowUnits
from corpus.structure.columns import Columns
from corpus.structure.lattice import Placed
from corpus.structure.rows import RegionRow, ThemeTable
from corpus.structure.units import TableLayout, count_lower_case, read_layout, read_units


class LearnedTables:
    """Tables with what their rows taught of their columns."""

    def __init__(self, tables: Sequence[ThemeTable], words: ColumnWords) -> None:
        lower_case = count_lower_case(line for table in tables for row in table.rows for line in row.lines)
        heads: list[RowUnits] = []
        for table in tables:
            layout = read_layout((row.lines for row in table.rows), lower_case)
            heads += [_head(row, layout) for row in table.rows]
        self.words = words
        self._columns = Columns(heads, words)
        numbers = [row.number for table in tables for row in table.rows]
        self._heads = dict(zip(numbers, heads, strict=True))
        self._places = {number: place for place, number in enumerate(numbers)}

    def head(self, row: RegionRow) -> RowUnits:
        """Give the units of a row before the next page."""
        return self._heads[row.number]

    def placed(self, row: RegionRow) -> list[Placed]:
        """Give the column of each of these units."""
        return self._columns.place(self._places[row.number])

    def parted(self, row: RegionRow, may_end: Sequence[bool]) -> list[float]:
        """Say for each of these units but the first how much likelier another row begins with it than does not."""
        return self._columns.parted(self._places[row.number], may_end)


def _head(row: RegionRow, layout: TableLayout) -> RowUnits:
    units = read_units(row.lines[: row.page_break], layout)
    return RowUnits(region=row.region, layout=layout, units=units)
