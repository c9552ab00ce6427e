"""What each row of a document's tables is: a head, a part of an initiative, or text of its own."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile

from corpus.forms.model import GridForm
from corpus.structure.builder import NOBODY, Owner
from corpus.structure.grid import Grid, GridRow
from corpus.structure.header_rows import Columns, Heads
from corpus.structure.name_cells import name_length, rest_length
from corpus.structure.region_columns import RegionColumns, ToldCell, is_told, region_columns
from corpus.structure.region_rows import RegionRows, region_rows
from corpus.structure.row_plans import RowPlan, RowRole, plain_row, told_row
from corpus.structure.shared_rows import SharedRow, listed_names, may_be_several
from corpus.structure.table_heads import (
    HEAD_WITHIN,
    HEAD_WORDS,
    find_head,
    held_by_head,
    is_second_head,
    narrowest_heads,
)
from corpus.structure.table_regions import TO_THE_NEXT, TableReading, regions_without_head
from corpus.structure.theme_headings import titled_theme


@dataclass
class TablePlans:
    """The plans of all rows, by table and row, and what a person should look at.

    Attributes:
        own: The one region or group that the document speaks for, so that a row need not name it; else nobody.
        owners: The initiatives' owners, where their rows name them.
        names: The initiatives' names, where they stand in a row above that tells of another region.
    """

    form: GridForm
    own: Owner
    plans: dict[tuple[int, int], RowPlan] = field(default_factory=dict)
    owners: dict[int, Owner] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    stories: int = 0

    @cached_property
    def _heads(self) -> Heads:
        return Heads.of(self.form)

    def read(self, grids: Iterable[Grid]) -> "TablePlans":
        """Plan the rows of all tables, in order."""
        reading = self._unread()
        for grid in grids:
            if not grid.continues:
                reading = self._unread()
            reading.reaches, reading.is_cut, reading.opens_page = 0, grid.continues, grid.continues
            self._read_grid(grid, reading)
        return self

    def _unread(self) -> TableReading:
        return TableReading(columns=None, own=self.own, region_once=self.form.region_once)

    def _read_grid(self, grid: Grid, reading: TableReading) -> None:
        rows = sorted(grid.rows.items())
        found = region_columns(grid, self._heads)
        if found is not None or (reading.regions is not None and find_head(rows, self._heads) is None):
            self._read_regions(grid, found, reading)
            return
        reading.regions = None
        head = find_head(rows, self._heads)
        if head is not None:
            self.notes.extend(held_by_head(grid, head, reading.head))
            self._open_head(grid, head, reading)
        elif reading.columns is None and (by_region := region_rows(grid, self._heads, reading.head)) is not None:
            self._read_region_rows(grid, by_region, reading)
            return
        else:
            reading.see_rows([row for _, row in rows])
        self.notes.extend(regions_without_head(grid) if reading.columns is None else ())
        for number, row in rows:
            if head is not None and number > head and self._begins_anew(row, reading.columns):
                head = number
                self._open_head(grid, head, reading)
            is_head = head is not None and (number < head + reading.head_rows or row.texts == grid.rows[head].texts)
            plan = plain_row(RowRole.HEAD, reading.columns) if is_head else self._row(grid, number, row, reading)
            self.plans[grid.number, number] = plan

    def _read_regions(self, grid: Grid, found: tuple[int, RegionColumns] | None, reading: TableReading) -> None:
        """Plan the rows of a table with a column for each region."""
        head, regions = found or (0, reading.regions)
        for number, row in sorted(grid.rows.items()):
            again = None if regions is None or number <= head else regions.begins_anew(row, self._heads)
            regions = again or regions
            is_head = number <= head or again is not None
            theme = self._theme_alone(row)
            reading.theme = theme or reading.theme
            if is_head or theme or regions is None:
                self.plans[grid.number, number] = plain_row(RowRole.HEAD, reading.columns)
            else:
                self.plans[grid.number, number] = self._told_row(row, regions, reading)
        reading.regions = regions

    def _read_region_rows(self, grid: Grid, found: RegionRows, reading: TableReading) -> None:
        """Plan the rows of a table with regions down the side."""
        reading.head = found.heads
        if not any(titled_theme(head, self.form.themes) for head in found.heads.values()):
            self.notes.extend(regions_without_head(grid))
        for number, row in sorted(grid.rows.items()):
            theme = self._theme_alone(row)
            reading.theme = theme or reading.theme
            if number < found.first or theme:
                self.plans[grid.number, number] = plain_row(RowRole.HEAD, reading.columns)
                continue
            self.plans[grid.number, number] = found.plan(number, row, self.own, reading.theme)
            if found.is_nobodys(row):
                named = row.text(found.column)
                self.notes.append(f"{grid.told_row(number)}: ingen region i {named!r}; raden läses som löptext")

    def _told_row(self, row: GridRow, regions: RegionColumns, reading: TableReading) -> RowPlan:
        """Plan a row of such a table: what it says of each region in words, by the name of the row."""
        label = regions.label_of(row)
        if label:
            regions.title, regions.cells = label, {}
        if not regions.tells(row):
            return plain_row(RowRole.TEXT, reading.columns)
        told = {column: self._told_cell(row, column, regions) for column in regions.owners if row.text(column)}
        regions.cells = {**regions.cells, **told}
        return told_row(told, regions.label_column(row), regions.theme_of(row) or reading.theme)

    def _told_cell(self, row: GridRow, column: int, regions: RegionColumns) -> ToldCell:
        """Give what a cell tells; where rows are initiatives by name, each region's is one of its own."""
        before = regions.cells.get(column)
        if before is not None:
            return before
        if not is_told(row.text(column)):
            return ToldCell(title=regions.title, owner=NOBODY, story=None)
        owner = regions.owner(row, column, self.own)
        if self._heads.column(regions.label) != "name" or not regions.title:
            return ToldCell(title=regions.title, owner=owner, story=None)
        story = self.stories
        self.stories += 1
        self.owners[story], self.names[story] = owner, regions.title
        return ToldCell(title=regions.title, owner=owner, story=story)

    def _open_head(self, grid: Grid, head: int, reading: TableReading) -> None:
        """Read the rows below a head by it; one whose cells span rows goes on in them."""
        row = grid.rows[head]
        reading.head = {column: row.text(column) for column in row.texts}
        columns = self._heads.read(row.texts)
        n_rows = 1 if columns is None else min(row.spans[columns.name], HEAD_WITHIN)
        if columns is not None and is_second_head(grid, head, head + n_rows, self._heads):
            n_rows += 1
        reading.open(self._heads.read(narrowest_heads(grid, head, n_rows, self._heads)) or columns, n_rows)
        above = (self._theme_alone(row) for number, row in sorted(grid.rows.items()) if number < head)
        reading.theme = next(filter(None, above), reading.theme)
        below = (part for number, part in sorted(grid.rows.items()) if number >= head + reading.head_rows)
        reading.see_rows(list(takewhile(lambda part: not self._begins_anew(part, reading.columns), below)))

    def _theme_alone(self, row: GridRow) -> str:
        """Give what a row says where that is nothing but a theme's name, else ""."""
        told = [text for text in map(row.text, row.texts) if text and self._heads.column(text) != "theme"]
        return told[0] if len(told) == 1 and titled_theme(told[0], self.form.themes) is not None else ""

    def _begins_anew(self, row: GridRow, columns: Columns | None) -> bool:
        """Whether a row below a head is another head, of the same or other columns."""
        if columns is None or max(len(text.split()) for text in row.texts.values()) > HEAD_WORDS:
            return False
        read = self._heads.read(row.texts)
        if read is None or read == columns:
            return False
        same = {*read.fields.values()} == {*columns.fields.values()}
        return same if columns.region is None else read.region is not None

    def _row(self, grid: Grid, number: int, row: GridRow, reading: TableReading) -> RowPlan:
        columns = reading.columns
        is_note = row.is_note(min(reading.head, default=0)) and not reading.opens_page
        if columns is None or is_note:
            return plain_row(RowRole.TEXT if columns is None else RowRole.NOTE, reading.columns)
        theme = self._theme_alone(row)
        if theme:
            reading.theme, reading.story = theme, None
            return plain_row(RowRole.HEAD, reading.columns)
        reading.see_region(number, row, columns, self.form.labels)
        if reading.tells_region_alone(number, row):
            self._see_region_row(grid, number, row, reading)
            return plain_row(RowRole.HEAD if reading.has_region_rows else RowRole.TEXT, reading.columns)
        goes_on, reading.opens_page = reading.goes_on(row), False
        if goes_on:
            return _further_row(row, columns, reading)
        reading.story = None
        if not self._tells_initiative(grid, number, row, reading) or row.tells_sums:
            return plain_row(RowRole.TEXT, reading.columns)
        plan = self._initiative(number, row, columns, reading)
        if plan.shared is None and may_be_several(row, columns):
            named = row.text(columns.name)[:60]
            self.notes.append(f"{grid.told_row(number)}: kanske flera insatser i {named!r}; de läses som en")
        return plan

    def _initiative(self, number: int, row: GridRow, columns: Columns, reading: TableReading) -> RowPlan:
        """Begin an initiative with a row, or all that its name's cell lists; without a name it goes by the last one."""
        items = listed_names(row, columns)
        stories = range(self.stories, self.stories + 1 + max(items.get(columns.name, (0,))))
        reading.story, self.stories = stories[0], stories[-1] + 1
        if reading.region is not None:
            self.owners |= dict.fromkeys(stories, reading.region)
        name = row.text(columns.name)
        length = name_length(row.paragraphs(columns.name), is_described=columns.name_is_described)
        if name:
            reading.name, reading.name_ends = name[:length], length < len(name)
            reading.name_reaches = number + row.spans[columns.name] - 1
        elif reading.name:
            self.names[reading.story] = reading.name
        return RowPlan(
            role=RowRole.INITIATIVE,
            columns=columns,
            story=reading.story,
            theme=row.text(columns.theme) if columns.theme else reading.theme,
            name_length=length,
            names_only_region=all(column == columns.region for column in row.texts if row.text(column)),
            shared=SharedRow(stories=stories, items=items) if items else None,
        )

    def _see_region_row(self, grid: Grid, number: int, row: GridRow, reading: TableReading) -> None:
        """Take the region that a row of its own names for those below, where all rows are told so; else tell it."""
        reading.story = None
        if reading.has_region_rows and reading.region is not None:
            reading.reaches = TO_THE_NEXT
            return
        reading.region, reading.reaches = None, 0
        named = " ".join(filter(None, map(row.text, row.texts)))
        self.notes.append(f"{grid.told_row(number)}: ingen insats vid {named!r}; raden läses som löptext")

    def _says_none(self, row: GridRow, columns: Columns) -> bool:
        none = self.form.not_reported
        return none is not None and any(none.search(text) for text in map(row.text, columns.fields))

    def _tells_initiative(self, grid: Grid, number: int, row: GridRow, reading: TableReading) -> bool:
        """Whether a row tells an initiative of someone; what its region's cell says is noted where it is unclear."""
        columns = reading.columns
        if columns is None or self._says_none(row, columns):
            return False
        if columns.region is None:
            return True
        named = row.text(columns.region)
        place = grid.told_row(number)
        if reading.region is None and self.own == NOBODY:
            self.notes.append(f"{place}: ingen region i {named!r}; raden läses som löptext")
            return False
        if reading.region == NOBODY and named:
            self.notes.append(f"{place}: flera regioner i {named!r}; insatsen räknas inte till någon av dem")
        return True


def _further_row(row: GridRow, columns: Columns, reading: TableReading) -> RowPlan:
    """Give a row that goes on with the initiative above."""
    paragraphs, is_described = row.paragraphs(columns.name), columns.name_is_described
    length = 0 if reading.name_ends else rest_length(reading.name, paragraphs, is_described=is_described)
    return RowPlan(role=RowRole.INITIATIVE, columns=columns, story=reading.story, name_length=length)
