"""What each row of a document's tables is: a head, a part of an initiative, or text of its own."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile

from corpus.forms.model import GridForm
from corpus.structure.builder import NOBODY, Owner
from corpus.structure.grid import Grid, GridRow
from corpus.structure.header_rows import Columns, Heads
from corpus.structure.name_cells import name_length, rest_length
from corpus.structure.row_plans import RowPlan, RowRole
from corpus.structure.table_regions import TO_THE_NEXT, TableReading, regions_without_head
from corpus.structure.theme_headings import titled_theme

# A head may stand below a line or two that name the table.
_HEAD_WITHIN = 3
_HEAD_WORDS = 6  # of a cell, in a head that follows rows


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
        head = _find_head(rows, self._heads)
        if head is not None:
            self.notes.extend(_held_by_head(grid, head, reading.head))
            self._open_head(grid, head, reading)
        else:
            reading.see_rows([row for _, row in rows])
        self.notes.extend(regions_without_head(grid) if reading.columns is None else ())
        for number, row in rows:
            if head is not None and number > head and self._begins_anew(row, reading.columns):
                head = number
                self._open_head(grid, head, reading)
            is_head = head is not None and (number < head + reading.head_rows or row.texts == grid.rows[head].texts)
            plan = _plain(RowRole.HEAD, reading) if is_head else self._row(grid, number, row, reading)
            self.plans[grid.number, number] = plan

    def _open_head(self, grid: Grid, head: int, reading: TableReading) -> None:
        """Read the rows below a head by it; one whose cells span rows goes on in them."""
        row = grid.rows[head]
        reading.head = {column: row.text(column) for column in row.texts}
        columns = self._heads.read(row.texts)
        n_rows = 1 if columns is None else min(row.spans[columns.name], _HEAD_WITHIN)
        if columns is not None and self._is_second_head(grid, head, head + n_rows):
            n_rows += 1
        reading.open(self._heads.read(self._narrowest(grid, head, n_rows)) or columns, n_rows)
        above = (self._theme_alone(row) for number, row in sorted(grid.rows.items()) if number < head)
        reading.theme = next(filter(None, above), reading.theme)
        below = (part for number, part in sorted(grid.rows.items()) if number >= head + reading.head_rows)
        reading.see_rows(list(takewhile(lambda part: not self._begins_anew(part, reading.columns), below)))

    def _theme_alone(self, row: GridRow) -> str:
        """Give what a row says where that is nothing but a theme's name, else ""."""
        told = [text for text in map(row.text, row.texts) if text and self._heads.column(text) != "theme"]
        return told[0] if len(told) == 1 and titled_theme(told[0], self.form.themes) is not None else ""

    def _narrowest(self, grid: Grid, head: int, n_rows: int) -> dict[int, str]:
        """Give a column's head over so many rows: what stands lowest, for `Effekter` may stand below a wide `Resultat`.

        What is not understood stands aside for the wider head.
        """
        texts = dict(grid.rows[head].texts)
        below = (row for number, row in sorted(grid.rows.items()) if head < number < head + n_rows)
        for row in below:
            texts |= {column: text for column, text in row.texts.items() if self._heads.column(text) is not None}
        return texts

    def _is_second_head(self, grid: Grid, head: int, number: int) -> bool:
        """Whether a row below a head names columns as heads do, and some that the wide cells above it only cover."""
        row = grid.rows.get(number)
        if row is None or self._heads.read(row.texts) is None:
            return False
        covered = {column for column in row.texts if not grid.rows[head].text(column)}
        return bool(covered) and max(len(text.split()) for text in row.texts.values()) <= _HEAD_WORDS

    def _begins_anew(self, row: GridRow, columns: Columns | None) -> bool:
        """Whether a row below a head is another head, of the same or other columns."""
        if columns is None or max(len(text.split()) for text in row.texts.values()) > _HEAD_WORDS:
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
            return _plain(RowRole.TEXT if columns is None else RowRole.NOTE, reading)
        theme = self._theme_alone(row)
        if theme:
            reading.theme, reading.story = theme, None
            return _plain(RowRole.HEAD, reading)
        reading.see_region(number, row, columns, self.form.labels)
        if reading.tells_region_alone(number, row):
            self._see_region_row(grid, number, row, reading)
            return _plain(RowRole.HEAD if reading.has_region_rows else RowRole.TEXT, reading)
        goes_on, reading.opens_page = reading.goes_on(row), False
        if goes_on:
            return _further_row(row, columns, reading)
        reading.story = None
        if not self._tells_initiative(grid, number, row, reading) or row.tells_sums:
            return _plain(RowRole.TEXT, reading)
        return self._initiative(number, row, columns, reading)

    def _initiative(self, number: int, row: GridRow, columns: Columns, reading: TableReading) -> RowPlan:
        """Begin an initiative with a row; one without a name goes by that of the row above."""
        reading.story = self.stories
        self.stories += 1
        if reading.region is not None:
            self.owners[reading.story] = reading.region
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
        )

    def _see_region_row(self, grid: Grid, number: int, row: GridRow, reading: TableReading) -> None:
        """Take the region that a row of its own names for those below, where all rows are told so; else tell it."""
        reading.story = None
        if reading.has_region_rows and reading.region is not None:
            reading.reaches = TO_THE_NEXT
            return
        reading.region, reading.reaches = None, 0
        named = " ".join(filter(None, map(row.text, row.texts)))
        self.notes.append(
            f"sida {row.page}, tabell {grid.number}, rad {number}: ingen insats vid {named!r}; raden läses som löptext"
        )

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
        place = f"sida {row.page}, tabell {grid.number}, rad {number}"
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


def _plain(role: RowRole, reading: TableReading) -> RowPlan:
    return RowPlan(role=role, columns=reading.columns, story=None, name_length=0)


def _find_head(rows: Sequence[tuple[int, GridRow]], heads: Heads) -> int | None:
    return next((number for number, row in rows[:_HEAD_WITHIN] if heads.read(row.texts) is not None), None)


def _held_by_head(grid: Grid, head: int, before: Mapping[int, str]) -> Iterator[str]:
    """Tell what a head that is printed again holds beside what it held before: the rest of a row cut by the page."""
    row = grid.rows[head]
    more = [row.text(column).removeprefix(text) for column, text in before.items() if text]
    if all(row.text(column).startswith(text) for column, text in before.items()) and any(more):
        yield (
            f"sida {row.page}, tabell {grid.number}, rad {head}: huvudet rymmer mer än förra gången, "
            f"{' '.join(' '.join(more).split())[:60]!r}; det räknas inte till någon"
        )
