"""How the elements of an HTML page are laid out: on lines of their own, apart from their neighbours, or inline."""

from dataclasses import dataclass

from corpus.readers.html_shown import Effect
from corpus.readers.html_tables import HEADINGS, Part

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div", "dl", "dt", "figcaption"}
    | {"figure", "footer", "form", "header", "hr", "li", "main", "ol", "p", "pre", "section", "summary", "textarea"}
    | {"ul", "table", "thead", "tbody", "tfoot", "tr", "td", "th", *HEADINGS}
    | {"center", "dialog", "dir", "fieldset", "hgroup", "legend", "menu", "optgroup", "search"}
)
# What stands in a line with a room around it.
APART = frozenset({"button", "option", "select"})


@dataclass(frozen=True, slots=True)
class Open:
    """An element that has begun.

    Attributes:
        effects: What styles do to its text; what hides it may be around it.
        raised_from: The place in its paragraph from which its text is raised.
        paragraph: The number of the paragraph it began in.
        is_apart: Whether it stands apart from what is beside it in its line.
    """

    tag: str
    part: Part | None
    is_heading: bool
    effects: set[Effect]
    raised_from: int | None
    paragraph: int
    is_apart: bool

    @property
    def ends_paragraph(self) -> bool:
        """Whether it stands on lines of its own."""
        return self.tag in _BLOCKS or self.part is not None or self.is_heading or Effect.IS_BLOCK in self.effects
