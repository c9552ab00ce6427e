"""Tables with a column for each region: what a row is about stands to the left, and each cell is its region's."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import takewhile

from corpus.forms.model import ColumnName
from corpus.structure.builder import Owner
from corpus.structure.grid import Grid, GridRow
from corpus.structure.header_rows import Heads
from corpus.structure.owners import joint_owner, sole_owner
from corpus.structure.table_heads import HEAD_WITHIN, find_head

_MIN_REGIONS = 2
# "Ja", "Pågår" and "12 %" tell nothing of a region without their row.
_MIN_WORDS = 3
_WORD = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldCell:
    """What a cell tells: what it is about, of whom, and the number of its initiative, None where it tells of none."""

    title: str
    owner: Owner
    story: int | None


@dataclass(slots=True, kw_only=True)
class RegionColumns:
    """Where the reading of such a table stands.

    Attributes:
        owners: Whose the cells of a column are.
        left: What the columns to the left of the regions' hold, as far as their heads say.
        label: What its head says of the column to the left of the regions': that of names, where there is one.
        title: What the row is about.
        cells: What the row's cells tell, by column.
    """

    owners: Mapping[int, Owner]
    left: Mapping[ColumnName, int]
    label: str
    title: str = ""
    cells: Mapping[int, ToldCell] = field(default_factory=dict)

    def begins_anew(self, row: GridRow, heads: Heads) -> "RegionColumns | None":
        """Give the columns of a further head, which says the same of the column to the left of the regions'."""
        again = _read_head(row, heads)
        return again if again is not None and again.label.casefold() == self.label.casefold() else None

    def owner(self, row: GridRow, column: int, own: Owner) -> Owner:
        """Give whose a cell is; one over the columns of several regions is what they share."""
        under = range(column, column + row.widths.get(column, 1))
        return joint_owner([self.owners[one] for one in under if one in self.owners], own)

    def label_column(self, row: GridRow) -> int | None:
        """Give the column of what a row is about: that of names, else the first filled to the left of the regions'."""
        if "name" in self.left:
            return self.left["name"]
        left = sorted(column for column in row.texts if column < min(self.owners))
        return next((column for column in left if row.text(column)), None)

    def label_of(self, row: GridRow) -> str:
        """Give what a row is about, "" where it does not say."""
        column = self.label_column(row)
        return "" if column is None else row.text(column)

    def theme_of(self, row: GridRow) -> str:
        """Give what a row calls its theme in a column for it, "" where it does not."""
        return row.text(self.left["theme"]) if "theme" in self.left else ""

    def tells(self, row: GridRow) -> bool:
        """Whether a row tells something of a region in words."""
        return not row.tells_sums and any(is_told(row.text(column)) for column in self.owners)


def is_told(text: str) -> bool:
    """Whether a cell's text is words enough to be a region's own, and no figure or mark."""
    return len([word for word in text.split() if _WORD.search(word)]) >= _MIN_WORDS


def region_columns(grid: Grid, heads: Heads) -> tuple[int, RegionColumns] | None:
    """Give the row that heads the columns of a table with regions, among its first, and these.

    None where there is none, or where it stands below another head: of initiatives, or of a column of regions.
    """
    rows = sorted(grid.rows.items())
    other = find_head(rows, heads)
    within = [one for one in rows[:HEAD_WITHIN] if other is None or one[0] <= other]
    above = takewhile(lambda one: not _heads_regions(one[1], heads), within)
    return next(((number, read) for number, row in above if (read := _read_head(row, heads)) is not None), None)


def _heads_regions(row: GridRow, heads: Heads) -> bool:
    """Whether a row heads one column of regions' names, and not several that are a region's each."""
    return any(heads.column(row.text(one)) == "region" and row.widths[one] == 1 for one in row.texts)


def _read_head(row: GridRow, heads: Heads) -> RegionColumns | None:
    """Give the columns of a row in which two regions or more, and few other heads to the right, head columns."""
    named = {column: owner for column in row.texts if (owner := sole_owner(row.text(column))) is not None}
    if len({*named.values()}) < _MIN_REGIONS:
        return None
    right = {row.text(column) for column in row.texts if row.text(column) and column >= min(named)}
    if 2 * len(named) <= len(right):
        return None
    over = {column + n: owner for column, owner in named.items() for n in range(row.widths[column])}
    beside = [column for column in sorted(row.texts) if column < min(named) and row.text(column)]
    left = {kind: column for column in reversed(beside) if (kind := heads.column(row.text(column))) is not None}
    label = left.get("name", beside[0] if beside else 0)
    return RegionColumns(owners=over, left=left, label=row.text(label))
