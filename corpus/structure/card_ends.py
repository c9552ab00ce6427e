"""Where the last card ends: at a table that is not about it, and at a heading that begins no other card."""

from dataclasses import dataclass

from corpus.pages import Line


@dataclass(slots=True)
class CardPlace:
    """Where the open card stands: in which table, under a heading of which level.

    Attributes:
        table: The table of its last label, None in running text.
        level: Of its name, where that is a marked heading.
        is_left: Whether what stands there now is none of the card's, until a label takes it up again.
    """

    table: int | None = None
    level: int | None = None
    is_left: bool = False

    def open(self, line: Line) -> None:
        """Begin a card."""
        self.level = line.heading
        self.take_up(line)

    def take_up(self, line: Line) -> None:
        """Go on with the card at one of its labels."""
        self.table, self.is_left = _table(line), False

    def leaves(self, line: Line) -> bool:
        """Say whether the card is left with a line that is no label: here it stands in another table, or in none.

        Running text is the card's up to the next heading where a marked heading is its name.
        """
        was_left = self.is_left
        self.is_left = (was_left or _table(line) != self.table) and not self.goes_on(line)
        return self.is_left and not was_left

    def goes_on(self, line: Line) -> bool:
        """Whether a line is running text after one of the card's tables, under the heading that is its name."""
        return self.level is not None and self.table is not None and line.cell is None

    def ends_at(self, line: Line) -> bool:
        """Whether a marked heading that is no label ends the card: one that is not below the card's own name."""
        return line.heading is not None and (self.level is None or line.heading <= self.level)


def _table(line: Line) -> int | None:
    return line.cell.table if line.cell is not None else None
