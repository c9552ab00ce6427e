"""The tables of a filled-in template: a row is an initiative, its cells stand one after the other, unmarked."""

from dataclasses import dataclass, field

from corpus.corrections import Action, Corrections
from corpus.document import Field
from corpus.forms.model import UnmarkedTable


@dataclass(frozen=True, slots=True, kw_only=True)
class CellLine:
    """A line of a table; `paragraph` is the whole paragraph where the line opens one, else None."""

    number: int
    text: str
    opens_page: bool
    paragraph: str | None


@dataclass(slots=True)
class TableReading:
    """Where the reading of a template's tables stands.

    Attributes:
        rows: How many rows have begun.
        column: The cell of the current row that is being read.
        tails: The last line of each cell of the row so far.
        resumed: Whether the row goes on after a page break that came once all its cells had begun.
    """

    form: UnmarkedTable
    corrections: Corrections
    rows: int = 0
    column: Field = Field.GOALS
    tails: dict[Field, str] = field(default_factory=dict)
    resumed: bool = False

    def read(self, line: CellLine) -> list[tuple[Field, str]]:
        """Give the stretches of a line with the field of each; `rows` counts up when a row begins."""
        name_end = self.corrections.values(Action.NAME_END).get(line.number)
        told = self.corrections.values(Action.FIELD).get(line.number)
        if line.paragraph is not None:
            self._turn(line, line.paragraph, None if name_end else told)
        if name_end is None:
            return [self._put(cell) for cell in self.form.between_cells.split(line.text)]
        name, _, rest = line.text.partition(name_end)
        cells = [self._put(name + name_end)]
        self.column = Field(told or Field.DESCRIPTION)
        return [*cells, self._put(rest.strip())] if rest.strip() else cells

    def open_table(self) -> None:
        """Begin a table: whatever comes next is a new row."""
        self.column, self.tails = Field.GOALS, {}

    def _turn(self, line: CellLine, paragraph: str, told: str | None) -> None:
        """Settle which column a paragraph stands in, or that it begins a row."""
        self.resumed = (self.resumed or line.opens_page) and Field.GOALS in self.tails
        if told is not None:
            self.column = Field(told)
        elif self.resumed and self.form.goals_go_on.search(paragraph):
            self.column = Field.GOALS
        elif line.opens_page and not self._all_ended():
            self.column = self._continued(line.text)
        elif self._opens_row(line, paragraph):
            self.rows, self.column, self.tails = self.rows + 1, Field.NAME, {}
        elif self.column is Field.NAME:
            self.column = Field.DESCRIPTION
        elif line.text[0].islower() and _has_ended(self.tails.get(self.column, "")):
            self.column = self._continued(line.text)

    def _opens_row(self, line: CellLine, paragraph: str) -> bool:
        if line.number in self.corrections.lines(Action.ROW_START):
            return True
        if line.number in self.corrections.lines(Action.NOT_ROW_START) or self.column is not Field.GOALS:
            return False
        goes_on = line.text[0].islower() or self.tails.get(Field.GOALS, "").endswith(",")
        return not self.tails or not (goes_on or self.form.goals_go_on.search(paragraph))

    def _continued(self, text: str) -> Field:
        """The column whose cell a paragraph continues: the first that broke off, or ended in a colon."""
        waits = (lambda tail: tail.endswith(":")) if text[0].isupper() else (lambda tail: not _has_ended(tail))
        return next((column for column in self.form.columns[1:] if waits(self.tails.get(column, "."))), Field.GOALS)

    def _all_ended(self) -> bool:
        return all(_has_ended(tail) for tail in self.tails.values())

    def _put(self, text: str) -> tuple[Field, str]:
        opened = next((column for column, opener in self.form.opens.items() if opener.match(text)), None)
        self.column = opened or self.column
        self.tails[self.column] = text
        return self.column, text


def _has_ended(tail: str) -> bool:
    return tail.endswith((".", "!", "?", "”", ")"))
