"""What a memo holds, whatever file it becomes."""

from dataclasses import dataclass

Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph of a memo.

    Attributes:
        lead: Set in bold before the text; "" for none.
        note: What the footnote at its end says; "" for none.
    """

    text: str
    lead: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch under one heading."""

    heading: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Memo:
    """A memo with its parts in order.

    Attributes:
        facts: Where it comes from, each with its label: the date, the version of the index, the address.
        summary: What it says in short; stands before the parts.
    """

    title: str
    facts: Facts
    summary: str
    parts: tuple[Part, ...]
