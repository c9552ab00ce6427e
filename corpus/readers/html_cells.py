"""Which cell of a table, or of a definition list, text stands in while a page's elements pass by."""

from collections.abc import Mapping, Sequence

from corpus.pages import Cell
from corpus.readers.html_tables import MAX_SPAN, Part, TableShape

# A definition list is a table of two columns: a label, and what it says of it.
_TERM_COLUMNS = {"dt": 1, "dd": 2}
# Beyond so many columns, cells span one.
_MAX_COLUMNS = 1000


class OpenCells:
    """Follows the tables and lists that are open.

    Attributes:
        cell: The cell that what comes next stands in; None outside tables.
    """

    def __init__(self, shapes: Sequence[TableShape]) -> None:
        """Args: shapes: Of all tables of the page, in the order in which they begin."""
        self.cell: Cell | None = None
        self._shapes = iter(shapes)
        # The tables that are open, those that only place what stands in them among them.
        self._open_tables: list[TableShape] = []
        self._depth = 0
        self._tables = 0
        self._row = self._column = 0
        # Column to the last row that a cell from above reaches down to.
        self._taken: dict[int, int] = {}
        self._lists = 0
        self._list_table = self._list_row = 0
        # The cell of a definition list that is open, also while a table stands in it.
        self._term: Cell | None = None

    def open(self, tag: str, part: Part | None, attributes: Mapping[str, str], *, is_hidden: bool) -> bool:
        """Take the beginning of an element, and tell whether it is a part of a table or a list."""
        if part is Part.TABLE:
            self._open_table()
        elif part is Part.ROW and self._reads_table():
            self._row, self._column, self.cell = self._row + 1, 0, None
        elif part is Part.CELL and self._reads_table():
            # Where one is hidden, those after it move into its place.
            if not is_hidden:
                self._open_cell(attributes)
        elif tag == "dl":
            self._open_list()
        elif tag in _TERM_COLUMNS and self._lists == 1 and not self._depth:
            self._open_term(tag)
        else:
            return False
        return True

    def open_heading(self) -> None:
        """Take the beginning of a heading; one among a list's labels parts sections, and is no label."""
        if not self._depth:
            self.cell = self._term = None

    def close(self, tag: str, part: Part | None) -> None:
        """Take the end of an element."""
        if part is Part.TABLE and self._open_tables.pop().is_data:
            self._depth -= 1
            self.cell = self.cell if self._depth else self._term
        elif tag == "dl":
            self._lists -= 1
        if not self._depth and self._lists == (1 if tag in _TERM_COLUMNS else 0):
            self.cell = self._term = None

    def _reads_table(self) -> bool:
        """Whether rows and cells that begin are those of a table that stands in no other's cell."""
        return self._depth == 1 and self._open_tables[-1].is_data

    def _open_table(self) -> None:
        shape = next(self._shapes)
        self._open_tables.append(shape)
        if not shape.is_data:
            return
        self._depth += 1
        if self._depth == 1:
            self._tables += 1
            self._row, self._column, self._taken = 0, 0, {}

    def _open_list(self) -> None:
        self._lists += 1
        if self._lists == 1 and not self._depth:
            self._tables += 1
            self._list_table, self._list_row = self._tables, 0

    def _open_term(self, tag: str) -> None:
        """Begin a label or its text; what stands before the first label is no row."""
        self._list_row += tag == "dt"
        if self._list_row:
            cell = Cell(table=self._list_table, row=self._list_row, column=_TERM_COLUMNS[tag], n_rows=1)
            self.cell = self._term = cell

    def _open_cell(self, attributes: Mapping[str, str]) -> None:
        self._row = self._row or 1  # A cell without a row begins the first one.
        self._column += 1
        while self._taken.get(self._column, 0) >= self._row:
            self._column += 1
        n_columns = _span(attributes.get("colspan") or attributes.get("aria-colspan")) or 1
        claimed = _span(attributes.get("rowspan") or attributes.get("aria-rowspan"))
        n_rows = self._open_tables[-1].n_rows(self._row, claimed)
        n_columns = max(min(n_columns, _MAX_COLUMNS + 1 - self._column), 1)
        self.cell = Cell(table=self._tables, row=self._row, column=self._column, n_rows=n_rows, n_columns=n_columns)
        if n_rows > 1 and self._column <= _MAX_COLUMNS:
            self._taken |= dict.fromkeys(range(self._column, self._column + n_columns), self._row + n_rows - 1)
        self._column += n_columns - 1


def _span(value: str | None) -> int:
    """Give how many rows or columns are claimed, 0 for all there are."""
    return min(int(value), MAX_SPAN) if value is not None and value.isdecimal() else 1
