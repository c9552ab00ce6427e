"""What a row of a table is and how its cells are read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from corpus.document import Field
from corpus.structure.header_rows import Columns
from corpus.structure.region_columns import ToldCell
from corpus.structure.shared_rows import SharedRow


class RowRole(Enum):
    """What a row is."""

    HEAD = auto()
    INITIATIVE = auto()  # or a part of one, where an initiative takes several rows
    NOTE = auto()  # to the table
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
        label: The column that says what its cells are about, where each is a region's.
        told: What each of these tells, by column; None in a table of another kind.
        shared: Which of its lines tell of which initiative, where its name's cell lists several.
    """

    role: RowRole
    columns: Columns | None
    story: int | None
    name_length: int
    theme: str = ""
    names_only_region: bool = False
    label: int | None = None
    told: Mapping[int, ToldCell] | None = None
    shared: SharedRow | None = None

    def tells_region(self, column: int) -> bool:
        """Whether a column says whose a row is."""
        return self.columns is not None and column == self.columns.region

    @property
    def stories(self) -> Sequence[int]:
        """The numbers of the initiatives it tells, one unless its name's cell lists several."""
        if self.shared is not None:
            return self.shared.stories
        return () if self.story is None else (self.story,)

    def field(self, column: int) -> Field:
        """Give the field that the text of a column is."""
        if self.role is RowRole.NOTE:
            return Field.PROSE
        if column == self.label or (self.columns is not None and column == self.columns.theme):
            return Field.TEMPLATE
        if self.tells_region(column):
            return Field.ROW if self.names_only_region else Field.TEMPLATE
        if self.role is RowRole.HEAD:
            return Field.TEMPLATE
        if self.role is RowRole.TEXT or self.columns is None:
            return Field.PROSE
        return self.columns.fields.get(column, Field.ROW)


def plain_row(role: RowRole, columns: Columns | None) -> RowPlan:
    """Give the plan of a row that is no initiative."""
    return RowPlan(role=role, columns=columns, story=None, name_length=0)


def told_row(told: Mapping[int, ToldCell], label: int | None, theme: str) -> RowPlan:
    """Give the plan of a row whose cells are each a region's."""
    return RowPlan(role=RowRole.TEXT, columns=None, story=None, theme=theme, name_length=0, label=label, told=told)
