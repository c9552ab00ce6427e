"""Pages: as lines, with what the reader knows of each, and as text once they are repaired."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Where in a table a line stands; all are counted from 1.

    Attributes:
        table: The table's place in the document.
        row: The first row the cell stands in.
        n_rows: How many rows it spans.
        n_columns: How many columns it spans.
        is_unsure: Whether it is not known which cell of the first column stands beside it.
    """

    table: int
    row: int
    column: int
    n_rows: int
    n_columns: int = 1
    is_unsure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a page.

    Attributes:
        number: Its place in the received file, counted from 1.
        cell: The table cell it stands in, where the format marks tables.
        heading: Its level, from 1, where the format marks it as a heading.
    """

    number: int
    text: str
    cell: Cell | None = None
    heading: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLines:
    """One page as lines: what a reader gives, what repairs change and what a structure is read from.

    Attributes:
        page: Number of the page in the file, counted from 1.
        printed_page: The number printed on it, where that is certain.
        lines: With their leading and inner spaces, which mark cells in some reports.
        received: The page as it was received.
        repairs: What was repaired so far, a note a kind with its count.
        notes: What a person may want to look at, in Swedish, one line each.
        speaker: What runs above or below it and names whose it is, where regions have pages of their own.
    """

    page: int
    printed_page: int | None
    lines: tuple[Line, ...]
    received: str
    repairs: tuple[str, ...]
    notes: tuple[str, ...] = ()
    speaker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of a document.

    Attributes:
        page: Number of the page in the file, counted from 1.
        printed_page: The number printed on it, where that is certain.
        text: Repaired, in reading order.
        received: As it was received.
        repairs: What was repaired, a note a kind with its count.
    """

    document: str
    page: int
    printed_page: int | None
    text: str
    received: str
    repairs: tuple[str, ...]


def page_text(page: PageLines, document: str) -> Page:
    """Give a page whose text is its lines in order, without blank ones."""
    lines = [collapse(line.text) for line in page.lines]
    return Page(
        document=document,
        page=page.page,
        printed_page=page.printed_page,
        text="\n".join(line for line in lines if line),
        received=page.received,
        repairs=page.repairs,
    )


def collapse(text: str) -> str:
    """Give the text with every run of white space as one space, none at the ends."""
    return " ".join(text.split())
