"""Running text under headings, and tables of figures in it: a proposal for a decision."""

import re
from collections.abc import Iterator, Sequence

from corpus.corrections import Corrections
from corpus.document import Content, Document, Field, Status
from corpus.forms.model import ProseForm
from corpus.pages import PageLines, collapse
from corpus.regions import members
from corpus.regions.names import find_mentions
from corpus.structure.headings import heading_lines
from corpus.structure.outline import Heading, OutlinePiece, read_outline
from corpus.swedish import YEAR

# Three years or more in a row head a table of figures; three amounts or more end each of its rows.
TABLE_HEAD = re.compile(rf"\b(?P<heads>(?:{YEAR}\s+){{3,}}\w+)$")
_FIGURES = re.compile(r"(?:\s\d{1,3}(?:\s\d{3})+){3,}$")


def read_structure(
    document: Document, pages: Sequence[PageLines], corrections: Corrections, form: ProseForm
) -> Content:
    """Read running text as sections by heading.

    The rows of a table of figures are sections of their own, called by the table and what the row is about, so that a
    row is found and quoted alone: "Finansiering: Region Sörmland". Rows about the same region are one.
    """
    del corrections, form  # Running text has needed none of them so far.
    reading = _Reading(document.title)
    return read_outline(document, pages, reading, Status.PROPOSED).content()


class _Reading:
    """Where the reading of a document stands: under which heading, and in which table of figures."""

    def __init__(self, title: str) -> None:
        self.headings = [Heading(title=title, theme=None, own_words=True)]
        self.current = 0
        self.in_table = False
        self.row: list[str] = []
        self.subject: object = None

    def page(self, page: PageLines) -> Iterator[OutlinePiece]:
        """Label the lines of the next page."""
        titles, title_left = heading_lines(page), 0
        for place, line in enumerate(page.lines):
            text = collapse(line.text)
            if place in titles:
                title_left = titles[place]
                self._open(collapse(" ".join(part.text for part in page.lines[place : place + title_left])))
            if title_left:
                title_left -= 1
                yield _piece(page, text, Field.HEADING, self.current)
            elif text:
                yield from self._line(page, text)
            elif not self.row:
                self.in_table = False

    def _open(self, title: str) -> None:
        self.headings.append(Heading(title=title, theme=None, own_words=True))
        self.current, self.in_table, self.subject = len(self.headings) - 1, False, None

    def _line(self, page: PageLines, text: str) -> list[OutlinePiece]:
        if TABLE_HEAD.search(text):
            self.in_table = True
        elif self.in_table:
            self.row.append(text)
            return self._row(page) if _FIGURES.search(text) else []
        return [_piece(page, text, Field.PROSE, self.current)]

    def _row(self, page: PageLines) -> list[OutlinePiece]:
        """Give the lines of a row that its figures have ended."""
        lines, self.row = self.row, []
        label = collapse(_FIGURES.sub("", " ".join(lines)))
        mention = next(iter(find_mentions(label)), None)
        subject = label if mention is None else members(mention.place)
        if subject != self.subject:
            name = label if mention is None else label[: mention.end]
            title = f"{self.headings[self.current].title}: {name}"
            self.headings.append(Heading(title=title, theme=None, own_words=True))
        self.subject = subject
        return [_piece(page, line, Field.PROSE, len(self.headings) - 1) for line in lines]


def _piece(page: PageLines, text: str, field: Field, heading: int) -> OutlinePiece:
    return OutlinePiece(page=page.page, text=text, field=field, heading=heading, story=None)
