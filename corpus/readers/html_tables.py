"""Which tables of an HTML page hold data, and which are only layout."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

HEADINGS = {f"h{level}": level for level in range(1, 7)}
_DEFAULT_LEVEL = 2
_GROUPS = frozenset({"thead", "tbody", "tfoot"})
# A table may claim more: rowspan="1000000000" is read as this.
MAX_SPAN = 1000
_ONLY_PLACES = frozenset({"presentation", "none"})


class Part(StrEnum):
    """A part of a table."""

    TABLE = "table"
    ROW = "row"
    CELL = "cell"


_TAGS = {"table": Part.TABLE, "tr": Part.ROW, "td": Part.CELL, "th": Part.CELL}
_ROLES = {
    **dict.fromkeys(("table", "grid"), Part.TABLE),
    "row": Part.ROW,
    **dict.fromkeys(("cell", "gridcell", "columnheader", "rowheader"), Part.CELL),
}


def table_part(tag: str, attributes: Mapping[str, str]) -> Part | None:
    """Give the part of a table that an element is, by its tag or by the role that it says it has."""
    return _TAGS.get(tag) or _ROLES.get(attributes.get("role", ""))


def heading_level(tag: str, attributes: Mapping[str, str]) -> int | None:
    """Give the level of a heading, from 1, by its tag or its role."""
    if attributes.get("role") != "heading":
        return HEADINGS.get(tag)
    level = attributes.get("aria-level", "")
    return int(level) if level in "123456" and level else _DEFAULT_LEVEL


@dataclass(slots=True)
class TableShape:
    """What is seen of a table before its text is read.

    Attributes:
        places: Whether it is said only to place what stands in it.
        has_head: Whether it marks heads or is named.
        rows: For each cell, row by row, whether it holds a section of its own: a heading and more, or a table.
        groups: For each row, the number of the group that it belongs to.
    """

    places: bool
    has_head: bool = False
    rows: list[list[bool]] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)
    group: int = 0
    under_heading: bool = False

    def open_row(self) -> None:
        """Begin a row."""
        self.rows.append([])
        self.groups.append(self.group)

    def open_cell(self) -> None:
        """Begin a cell; one without a row begins the first."""
        if not self.rows:
            self.open_row()
        self.rows[-1].append(False)
        self.under_heading = False

    def see_section(self) -> None:
        """Note that the open cell holds a section of its own."""
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] = True

    @property
    def is_data(self) -> bool:
        """Whether its rows are rows of data.

        One without heads that holds sections is, where its first row names columns: no section stands in it, and no
        row is longer.
        """
        if self.places or self.has_head or not self.holds_sections:
            return not self.places
        first, *others = self.rows
        return len(first) > 1 and not any(first) and max(map(len, others), default=0) == len(first)

    @property
    def holds_sections(self) -> bool:
        """Whether a cell holds a section of its own."""
        return any(map(any, self.rows))

    @property
    def has_columns(self) -> bool:
        """Whether it is a table of data by its form alone."""
        return not self.places and (self.has_head or sum(len(row) > 1 for row in self.rows) > 1)

    def n_rows(self, row: int, claimed: int) -> int:
        """Give how many rows a cell spans that claims so many, 0 for all: it ends with its group, rows from 1."""
        left = bisect_right(self.groups, self.groups[row - 1]) - row + 1
        return min(claimed or MAX_SPAN, left)


class Tables:
    """Collects the shapes of a page's tables, in the order in which they begin, while its elements pass by."""

    def __init__(self) -> None:
        self.shapes: list[TableShape] = []
        self._open: list[TableShape] = []
        self._elements: list[tuple[str, Part | None, bool]] = []
        self._headings = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        part, is_heading = table_part(tag, attributes), heading_level(tag, attributes) is not None
        self._elements.append((tag, part, is_heading))
        self._headings += is_heading
        if part is Part.TABLE:
            self._open.append(TableShape(places=attributes.get("role") in _ONLY_PLACES))
            self.shapes.append(self._open[-1])
        elif self._open:
            self._see(self._open[-1], tag, part, attributes.get("role", ""))

    def _see(self, shape: TableShape, tag: str, part: Part | None, role: str) -> None:
        shape.has_head |= tag in ("th", "caption", "thead") or role == "columnheader"
        shape.group += tag in _GROUPS or role == "rowgroup"
        if part is Part.ROW:
            shape.open_row()
        elif part is Part.CELL:
            shape.open_cell()

    def end(self, _tag: str) -> None:
        """Take the end of the element that began last and has not ended."""
        tag, part, is_heading = self._elements.pop()
        self._headings -= is_heading
        if part is Part.TABLE:
            inner = self._open.pop()
            if self._open and (inner.has_columns or inner.holds_sections):
                self._open[-1].see_section()
        elif self._open:
            self._open[-1].under_heading |= is_heading
            self._open[-1].group += tag in _GROUPS

    def data(self, text: str) -> None:
        """Take text."""
        if self._open and self._open[-1].under_heading and not self._headings and text.strip():
            self._open[-1].see_section()

    def close(self) -> Sequence[TableShape]:
        """End the page."""
        return self.shapes
