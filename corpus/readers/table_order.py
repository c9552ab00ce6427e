"""Where tables come in the reading order of a PDF page: between the lines they are seen between, whenever drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import sub

from corpus.readers.printed import PrintedLine

# More lines than any page of text and tables has are letters or a diagram.
_MAX_LINES = 2000
# Of two texts above each other, the narrower one lies so far under the other.
_MIN_SHARE = 0.5
# The last lines of two columns above a wide table are within so many sizes of each other.
_NEAR = 4.0


@dataclass(frozen=True, eq=False)
class _Unit:
    """A line outside tables, or all lines of a table."""

    lines: list[PrintedLine]

    @cached_property
    def box(self) -> tuple[float, float, float, float]:
        """The leftmost and lowest beginning of its lines, their farthest end and highest baseline, in points."""
        ys = [line.y for line in self.lines]
        end = max(self._last_column_end(), *(line.end for line in self.lines))
        return min(line.x for line in self.lines), min(ys), end, max(ys)

    def _last_column_end(self) -> float:
        """Give how far the last column of a table reaches if it is as wide as its narrowest; its text may be short."""
        starts: dict[int, float] = {}
        for line in self.lines:
            if line.cell is not None:
                starts[line.cell.column] = min(line.x, starts.get(line.cell.column, line.x))
        ordered = sorted(starts.values())
        return ordered[-1] + min(map(sub, ordered[1:], ordered)) if len(ordered) > 1 else 0.0

    @property
    def is_table(self) -> bool:
        return self.lines[0].cell is not None

    def is_in_line_with(self, other: "_Unit") -> bool:
        """Whether one stands above the other."""
        shared = min(self.box[2], other.box[2]) - max(self.box[0], other.box[0])
        return shared > _MIN_SHARE * min(self.box[2] - self.box[0], other.box[2] - other.box[0])

    def is_above(self, other: "_Unit") -> bool:
        return self.box[1] > other.box[3] and self.is_in_line_with(other)

    def is_beside(self, other: "_Unit") -> bool:
        return self.box[1] <= other.box[3] and other.box[1] <= self.box[3] and not self.is_in_line_with(other)


def tables_in_place(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Give the lines of a page with each table after the text right above it, or before that right below it.

    A table that is drawn before or after one of these stays, as does one after all that stands higher and before all
    that stands lower. Programs for layout draw a page's tables after the text
    of all its columns.
    """
    if len(lines) > _MAX_LINES or not all(line.is_placed for line in lines):
        return list(lines)
    units = _units(lines)
    for table in [unit for unit in units if unit.is_table]:
        units = _with_in_place(units, table)
    return [line for unit in units for line in unit.lines]


def _units(lines: Sequence[PrintedLine]) -> list[_Unit]:
    units: list[_Unit] = []
    tables: dict[int, _Unit] = {}
    for line in lines:
        if line.cell is not None and line.cell.table in tables:
            tables[line.cell.table].lines.append(line)
            continue
        units.append(_Unit([line]))
        if line.cell is not None:
            tables[line.cell.table] = units[-1]
    return units


def _with_in_place(units: list[_Unit], table: _Unit) -> list[_Unit]:
    place = next(n for n, unit in enumerate(units) if unit is table)
    before, after = units[:place], units[place + 1 :]
    if all(one.box[1] > table.box[3] for one in before) and all(table.box[1] > one.box[3] for one in after):
        return units
    above = _nearest([unit for unit in units if unit.is_above(table)], table)
    below = _nearest([unit for unit in units if table.is_above(unit)], table)
    if not (above or below) or _next_to(before[::-1], table) in above or _next_to(after, table) in below:
        return units
    others = [*before, *after]
    if above:
        last = max(n for n, unit in enumerate(others) if unit in above)
        return [*others[: last + 1], table, *others[last + 1 :]]
    first = min(n for n, unit in enumerate(others) if unit in below)
    return [*others[:first], table, *others[first:]]


def _nearest(units: Sequence[_Unit], table: _Unit) -> list[_Unit]:
    """Give the units that stand nearest above a table, or below it: as many as there are columns."""
    gaps = [max(unit.box[1] - table.box[3], table.box[1] - unit.box[3]) for unit in units]
    size = table.lines[0].size
    return [unit for unit, gap in zip(units, gaps, strict=True) if gap < min(gaps) + _NEAR * size]


def _next_to(units: Sequence[_Unit], table: _Unit) -> _Unit | None:
    """Give the first of these units that is no other table at the same height."""
    return next((unit for unit in units if not (unit.is_table and unit.is_beside(table))), None)
