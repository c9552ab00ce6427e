"""What each row of a document's tables is: a head, a part of an initiative, or text of its own."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cached_property, lru_cache

from corpus.document import Field
from corpus.errors import UnknownRegionError
from corpus.forms.model import GridForm
from corpus.pages import collapse
from corpus.regions import GROUPS, REGIONS, Group, Region, find_mentions, find_place, members
from corpus.structure.builder import Owner
from corpus.structure.grid import Grid, GridRow
from corpus.structure.header_rows import Columns, Heads

# A head may stand below a line or two that name the table.
_HEAD_WITHIN = 3
_LONG_NAME = 15  # words
_NAME_END = re.compile(r"(?<=[^\s.\d][^\s.])(?:[.!?]\s+(?=[A-ZÅÄÖ0-9”])|:\s+)")


class RowRole(Enum):
    """What a row is."""

    HEAD = auto()
    INITIATIVE = auto()  # or a part of one, where an initiative takes several rows
    TEXT = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPlan:
    """What a row is and how its cells are read.

    Attributes:
        columns: What its columns hold; None in a table without a head that is understood.
        story: The number of its initiative.
        theme: What it calls the theme of its initiative; "" where it says nothing of it.
        name_length: Characters of the name at the start of the name's cell.
        names_only_region: All else that is told of its initiative stands in cells that begin in rows above.
    """

    role: RowRole
    columns: Columns | None
    story: int | None
    name_length: int
    theme: str = ""
    names_only_region: bool = False

    def field(self, column: int) -> Field:
        """Give the field that the text of a column is."""
        if self.columns is not None and column == self.columns.theme:
            return Field.TEMPLATE
        if self.columns is not None and column == self.columns.region:
            return Field.ROW if self.names_only_region else Field.TEMPLATE
        if self.role is RowRole.HEAD:
            return Field.TEMPLATE
        if self.role is RowRole.TEXT or self.columns is None:
            return Field.PROSE
        return self.columns.fields.get(column, Field.ROW)


@dataclass
class TablePlans:
    """The plans of all rows, by table and row, and what a person should look at.

    Attributes:
        has_owner: Whether the document speaks for one region or group, so that a row need not name it.
        owners: The initiatives' owners, where their rows name them.
        names: The initiatives' names, where they stand in a row above that tells of another region.
    """

    form: GridForm
    has_owner: bool
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
        reading = _TableReading(columns=None)
        for grid in grids:
            if not grid.continues:
                reading = _TableReading(columns=None)
            reading.reaches = 0
            self._read_grid(grid, reading)
        return self

    def _read_grid(self, grid: Grid, reading: "_TableReading") -> None:
        rows = sorted(grid.rows.items())
        head = _find_head(rows, self._heads)
        reading.columns = self._heads.read(grid.rows[head].texts) if head else reading.columns
        for number, row in rows:
            is_head = head is not None and (number <= head or row.texts == grid.rows[head].texts)
            plan = _plain(RowRole.HEAD, reading) if is_head else self._row(grid, number, row, reading)
            self.plans[grid.number, number] = plan

    def _row(self, grid: Grid, number: int, row: GridRow, reading: "_TableReading") -> RowPlan:
        columns = reading.columns
        if columns is None:
            return _plain(RowRole.TEXT, reading)
        reading.see_region(number, row, columns, self.form.labels)
        if not row.text(columns.name) and reading.story is not None and not _names_region(row, columns):
            return RowPlan(role=RowRole.INITIATIVE, columns=columns, story=reading.story, name_length=0)
        reading.story = None
        if not self._tells_initiative(grid, number, row, reading):
            return _plain(RowRole.TEXT, reading)
        reading.story = self.stories
        self.stories += 1
        if reading.region is not None:
            self.owners[reading.story] = reading.region
        length = _name_length(row.paragraphs(columns.name), is_described=columns.name_is_described)
        if row.text(columns.name):
            reading.name = row.text(columns.name)[:length]
        elif reading.name:
            self.names[reading.story] = reading.name
        return RowPlan(
            role=RowRole.INITIATIVE,
            columns=columns,
            story=reading.story,
            theme=row.text(columns.theme) if columns.theme else "",
            name_length=length,
            names_only_region=all(column == columns.region for column in row.texts if row.text(column)),
        )

    def _says_none(self, row: GridRow, columns: Columns) -> bool:
        none = self.form.not_reported
        return none is not None and any(none.search(text) for text in map(row.text, columns.fields))

    def _tells_initiative(self, grid: Grid, number: int, row: GridRow, reading: "_TableReading") -> bool:
        """Whether a row tells an initiative of someone; what its region's cell says is noted where it is unclear."""
        columns = reading.columns
        if columns is None or self._says_none(row, columns):
            return False
        if columns.region is None:
            return True
        named = row.text(columns.region)
        place = f"sida {row.page}, tabell {grid.number}, rad {number}"
        if reading.region is None and not self.has_owner:
            self.notes.append(f"{place}: ingen region i {named!r}; raden läses som löptext")
            return False
        if len(find_mentions(named)) > 1 and (reading.region is None or reading.region.group is None):
            self.notes.append(f"{place}: flera regioner i {named!r}; raden räknas till den första")
        return True


@dataclass(slots=True)
class _TableReading:
    """Where the reading of a table stands: its columns, its current region and initiative."""

    columns: Columns | None
    story: int | None = None
    region: Owner | None = None
    reaches: int = 0
    name: str = ""

    def see_region(self, number: int, row: GridRow, columns: Columns, labels: Mapping[str, Sequence[str]]) -> None:
        """Take the region a row names; a cell that spans several rows names it for all of them."""
        if columns.region is None:
            return
        if _names_region(row, columns):
            self.region = _labelled(row.text(columns.region), labels) or region_owner(row.text(columns.region))
            self.reaches = number + row.spans[columns.region] - 1
        elif number > self.reaches:
            self.region = None


def _plain(role: RowRole, reading: _TableReading) -> RowPlan:
    return RowPlan(role=role, columns=reading.columns, story=None, name_length=0)


def _find_head(rows: Sequence[tuple[int, GridRow]], heads: Heads) -> int | None:
    return next((number for number, row in rows[:_HEAD_WITHIN] if heads.read(row.texts) is not None), None)


def _names_region(row: GridRow, columns: Columns) -> bool:
    return columns.region is not None and bool(row.text(columns.region))


def _labelled(text: str, labels: Mapping[str, Sequence[str]]) -> Owner | None:
    """Give the region that a form says is called this."""
    told = collapse(text).casefold()
    codes = (code for code, names in labels.items() if told in {name.casefold() for name in names})
    return next((Owner(region=code, group=None) for code in codes), None)


def region_owner(text: str) -> Owner | None:
    """Give the region or group a text names and nothing else, or the first of several; None where it names none.

    Regions that together are the members of a named group are that group.
    """
    try:
        return _owner(find_place(text))
    except UnknownRegionError:
        broken = _names_without_spaces().get("".join(text.casefold().split()))
        places = [broken] if broken else [mention.place for mention in find_mentions(text)]
    if not places:
        return None
    named = {code for place in places for code in members(place)}
    whole = next((group for group in GROUPS if set(group.members) == named), None)
    return _owner(whole if whole is not None and len(places) > 1 else places[0])


def sole_owner(text: str) -> Owner | None:
    """Give the region or group that a text names and nothing else."""
    try:
        find_place(text)
    except UnknownRegionError:
        return None
    return region_owner(text)


@lru_cache(maxsize=1)
def _names_without_spaces() -> dict[str, Region | Group]:
    """Names of regions and groups as a narrow column may break them: "Östergötlan d"."""
    named = [(name, place) for place in (*GROUPS, *REGIONS) for name in (place.name, *place.aliases)]
    return {"".join(name.casefold().split()): place for name, place in named}


def _owner(place: Region | Group) -> Owner:
    if isinstance(place, Group):
        return Owner(region=None, group=place.id)
    return Owner(region=place.code, group=None)


def _name_length(paragraphs: Sequence[str], *, is_described: bool) -> int:
    """Count the characters of the name in a cell: all, or the first paragraph or sentence of one that describes."""
    if not paragraphs:
        return 0
    first = paragraphs[0]
    if not is_described:
        return len(" ".join(paragraphs))
    end = _NAME_END.search(first)
    if len(first.split()) > _LONG_NAME and end is not None:
        return end.start() + 1
    return len(first)
