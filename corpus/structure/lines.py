"""Lines with their pages, and stretches of them with their field: what tables are read from."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.document import Field
from corpus.pages import Line, PageLines, collapse


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLine:
    """A line, or a part of one, with the page it stands on.

    Attributes:
        number: The line in the received file, counted from 1.
        is_joined: Whether a word broken by a hyphen was moved up to its end, so that it is wider than it was printed.
        starts_page: Whether it is the first line of its page.
    """

    page: int
    number: int
    text: str
    is_joined: bool
    starts_page: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A line, or a part of one, that belongs to one field."""

    field: Field
    line: TableLine


def table_lines(pages: Sequence[PageLines]) -> list[TableLine]:
    """Give the lines that hold text, in order, each with its page."""
    return [line for page in pages for line in _page_lines(page) if line.text.strip()]


def _page_lines(page: PageLines) -> Iterator[TableLine]:
    received = page.received.split("\n")
    for line in page.lines:
        place = line.number - page.lines[0].number
        was = received[place] if place < len(received) else ""
        yield TableLine(
            page=page.page,
            number=line.number,
            text=line.text,
            is_joined=was.rstrip().endswith("-") and not line.text.rstrip().endswith("-"),
            starts_page=line is page.lines[0],
        )


def join_lines(lines: Iterable[TableLine | Line]) -> str:
    """Give the text of lines as one, white space collapsed."""
    return collapse(" ".join(line.text for line in lines))


def told_place(line: TableLine) -> str:
    """Say where a line stands, as `python -m corpus check` tells it."""
    return f"sida {line.page}, rad {line.number}"
