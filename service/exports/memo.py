"""The parts of a memo, whatever file it becomes."""

from dataclasses import dataclass

from service.exports.sheet import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph of a memo.

    Attributes:
        lead: Set in bold before the text; "" for none.
        note: What the footnote at its end says; "" for none.
        page: The address of the page that the footnote names, from the service's root; "" for none.
    """

    text: str
    lead: str = ""
    note: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch under one heading."""

    heading: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """What stands side by side under one heading.

    Attributes:
        columns: What heads each column after the first.
        rows: Each with what it is called, and what stands in every column.
        is_whole: Whether nothing that stands in it is told in full elsewhere.
    """

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[Paragraph, ...], ...]], ...]
    is_whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Memo:
    """A memo with its parts in order.

    Attributes:
        origin: Where it comes from, which stands under the title.
        summary: What it says in short; stands before the parts.
    """

    title: str
    origin: Origin
    summary: str
    parts: tuple[Part | Grid, ...]
