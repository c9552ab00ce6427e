"""What the rows of a report together teach of its columns, looked up row by row."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from corpus.structure.clues import ColumnWords, RowUnits
from corpus.structure.columns import Columns
from corpus.structure.labels import rank
from corpus.structure.lattice import Placed
from corpus.structure.lines import TableLine
from corpus.structure.rows import RegionRow, ThemeTable
from corpus.structure.units import TableLayout, count_lower_case, read_layout, read_units

# So many rows of another region, for each of a row's own region, make a unit the other's. In the compilation of 2023 no
# last row of a region holds a unit that twice as many of another's do.
_ROWS_OF_OTHER = 4
_MIN_REPEATED = 12  # characters


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
        self._repeated = _repeated(heads)
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

    def repeated_by(self, row: RegionRow, others: Collection[int]) -> Iterator[TableLine]:
        """Find where units of a row begin that, of all other regions, the rows of one of these repeat.

        Args:
            row: The row.
            others: Places in the alphabet.
        """
        lines = {line.number: line for line in row.lines}
        for unit in self.head(row).units[1:]:
            rows = self._repeated.get(unit.text.casefold(), Counter[int]())
            own = rank(row.region)
            other = next((region for region in rows if region != own), own)
            if len(rows) == 2 and other in others and rows[other] >= _ROWS_OF_OTHER * rows[own]:
                yield lines[unit.lines[0].number]


def _repeated(heads: Iterable[RowUnits]) -> dict[str, Counter[int]]:
    """Count for each unit's text, in lower case, how many rows of each region hold it, by its place in the alphabet."""
    rows: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for head in heads:
        for text in {unit.text.casefold() for unit in head.units if len(unit.text) >= _MIN_REPEATED}:
            rows[text][rank(head.region)] += 1
    return dict(rows)


def _head(row: RegionRow, layout: TableLayout) -> RowUnits:
    units = read_units(row.lines[: row.page_break], layout)
    return RowUnits(region=row.region, layout=layout, units=units)
