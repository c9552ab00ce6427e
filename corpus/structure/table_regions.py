"""Which region a table's row belongs to: by its region cell, a region's row above, or a cell that says "ditto"."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from sys import maxsize

from corpus.pages import collapse
from corpus.regions.municipalities import find_local_place
from corpus.structure.builder import NOBODY, Owner
from corpus.structure.grid import Grid, GridRow
from corpus.structure.header_rows import Columns
from corpus.structure.owners import named_owner, region_owner
from corpus.structure.region_columns import RegionColumns

TO_THE_NEXT = maxsize  # A region's row holds until another's.
# What stands for the cell above.
_DITTO = re.compile(r"[-–—]?\s*(?:[\"”“″〃]|'')\s*[-–—]?|d:o|dito|samma(?: som ovan)?", re.IGNORECASE)
_MUNICIPALITY = re.compile(r"kommun(?:er|en|ens namn)?", re.IGNORECASE)
_OF_MUNICIPALITY = re.compile(r"s?\s+(?:kommun|stad)$", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]{3}")
_MIN_REGIONS = 2


@dataclass(slots=True)
class TableReading:
    """Where the reading of a table stands: its columns, its current region and initiative.

    Attributes:
        own: The one region or group that the document speaks for; else nobody.
        region_once: Whether a row without a region is of the region above.
        head: The texts of its head, by column.
        head_rows: How many rows its head has.
        reaches: The last row that the current region holds for.
        name: That of the initiative, and whether its cell goes on to describe.
        has_region_rows: Whether each region stands in a row of its own above its initiatives.
        merges: Whether a region's cell was seen to span rows.
        lacks: Whether one was seen to be empty beside a name, so that it is not known where regions' cells end.
        is_cut: Whether the rows so far are the first of a page that the table goes on to, so that the cell of the
            region above may reach into them.
        opens_page: Whether no row has been read yet on the page that the table goes on to.
        theme: What a row of its own calls the theme of the initiatives below; "" where none does.
        regions: Its columns where each is a region's.
    """

    columns: Columns | None
    own: Owner
    region_once: bool
    head: Mapping[int, str] = field(default_factory=dict)
    head_rows: int = 1
    story: int | None = None
    region: Owner | None = None
    reaches: int = 0
    name: str = ""
    name_ends: bool = False
    name_reaches: int = 0
    has_region_rows: bool = False
    merges: bool = False
    lacks: bool = False
    is_cut: bool = False
    opens_page: bool = False
    theme: str = ""
    regions: RegionColumns | None = None

    def open(self, columns: Columns | None, head_rows: int) -> None:
        """Begin to read by a head; one of other columns ends what was open."""
        if columns != self.columns:
            self.story, self.region, self.reaches, self.theme = None, None, 0, ""
        self.columns, self.head_rows = columns, head_rows

    def goes_on(self, row: GridRow) -> bool:
        """Whether a row is more of the initiative above: without a name, or the rest of what a page's end cut."""
        if self.columns is None or self.story is None or row.tells_sums or names_region(row, self.columns):
            return False
        name = row.text(self.columns.name)
        return not name or (self.opens_page and name[0].islower())

    def see_rows(self, rows: Sequence[GridRow]) -> None:
        """See from the rows below a head whether regions stand in rows of their own, and in none of the others."""
        self.name_reaches = 0
        columns = self.columns
        told = any(self._is_region_row(row) for row in rows)
        self.has_region_rows = told and not any(
            columns is not None and names_region(row, columns) and row.text(columns.name) for row in rows
        )

    def tells_region_alone(self, number: int, row: GridRow) -> bool:
        """Whether a row names a region and nothing else, nor stands beside the name of an initiative above."""
        return self._is_region_row(row) and number > self.name_reaches

    def _is_region_row(self, row: GridRow) -> bool:
        """Whether a row's only text is a region's; without a column for it, only where rows must say whose they are."""
        if self.columns is None:
            return False
        filled = [column for column in row.texts if row.text(column)]
        if self.columns.region is not None:
            return filled == [self.columns.region]
        return len(filled) == 1 and self.own == NOBODY and named_owner(row.text(filled[0])) is not None

    def see_region(self, number: int, row: GridRow, columns: Columns, labels: Mapping[str, Sequence[str]]) -> None:
        """Take the region a row names; a cell that spans several rows names it for all of them."""
        if columns.region is None:
            if self._is_region_row(row):
                self.region = named_owner(" ".join(map(row.text, row.texts)))
            return
        if names_region(row, columns):
            named = row.text(columns.region)
            is_ditto = _DITTO.fullmatch(named) is not None and self.reaches >= number - 1
            self.region = self.region if is_ditto else _labelled(named, labels) or region_owner(named, self.own)
            self.reaches = number + row.spans[columns.region] - 1
            self.merges = self.merges or row.spans[columns.region] > 1
            self.is_cut = False
        elif number > self.reaches and not (self.region_once or self._may_reach_into(row) or self._lies_in_region(row)):
            self.lacks = self.lacks or bool(row.text(columns.name))
            self.region = None

    def _lies_in_region(self, row: GridRow) -> bool:
        """Whether the municipality that a row names lies in the county of the region above."""
        named = (row.text(column) for column, head in self.head.items() if _MUNICIPALITY.fullmatch(head))
        places = (find_local_place(_OF_MUNICIPALITY.sub("", name)) for name in named)
        return any(place is not None and self.region == Owner(region=place.region, group=None) for place in places)

    def _may_reach_into(self, row: GridRow) -> bool:
        """Whether the cell of the region above, on the page before, goes on beside a row without one."""
        return self.is_cut and self.merges and not self.lacks and not row.is_unsure


def names_region(row: GridRow, columns: Columns) -> bool:
    """Whether a row's cell for the region is filled."""
    return columns.region is not None and bool(row.text(columns.region))


def regions_without_head(grid: Grid) -> Iterator[str]:
    """Tell of a table that no head was found in, though its rows name regions and say something of them."""
    named = Counter(
        column
        for row in grid.rows.values()
        for column in row.texts
        if named_owner(row.text(column)) is not None
        and any(_LETTERS.search(row.text(other)) for other in row.texts if other != column)
    )
    n_rows = max(named.values(), default=0)
    if n_rows >= _MIN_REGIONS:
        first = grid.rows[min(grid.rows)]
        head = " | ".join(filter(None, map(first.text, first.texts)))
        yield (
            f"sida {first.page}, tabell {grid.number}: tabellens huvud känns inte igen i {head[:60]!r}; "
            f"{n_rows} rader som nämner regioner läses som löptext"
        )


def _labelled(text: str, labels: Mapping[str, Sequence[str]]) -> Owner | None:
    """Give the region that a form says is called this."""
    told = collapse(text).casefold()
    codes = (code for code, names in labels.items() if told in {name.casefold() for name in names})
    return next((Owner(region=code, group=None) for code in codes), None)
