"""Lines with their pages, and stretches of them with the field they belong to: what tables are read from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.document import Field, PageLines, collapse


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLine:
    """A line, or a part of one, with the page it stands on.

    Attributes:
        number: The line in the received file, counted from 1.
        starts_page: Whether it is the first line of its page.
    """

    page: int
    number: int
    text: str
    starts_page: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A line, or a part of one, that belongs to one field."""

    field: Field
    line: TableLine


def table_lines(pages: Sequence[PageLines]) -> list[TableLine]:
    """Give the lines that hold text, in order, each with its page."""
    return [
        TableLine(page=page.page, number=line.number, text=line.text, starts_page=line is page.lines[0])
        for page in pages
        for line in page.lines
        if line.text.strip()
    ]


def join_lines(lines: Iterable[TableLine]) -> str:
    """Give the text of lines as one, white space collapsed."""
    return collapse(" ".join(line.text for line in lines))
