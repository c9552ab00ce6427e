"""Running text under headings, with tables of figures kept row by row: a proposal for a decision."""

import re
from collections.abc import Iterator, Sequence

from corpus.corrections import Corrections
from corpus.document import Content, Document, Field, Line, PageLines, Status, collapse, page_text
from corpus.structure.headings import heading_lines
from corpus.structure.outline import Heading, Outline, Piece

# The figures at the end of a table's row: years or amounts, at least three.
_FIGURES = re.compile(r"(?:\s\d{1,3}(?:\s\d{3})*|\s(?:19|20)\d\d){3,}(?:\s\w+)?$")


def read_structure(document: Document, pages: Sequence[PageLines], corrections: Corrections) -> Content:
    """Read running text as sections by heading; each row of a table of figures is a block of its own."""
    del corrections  # Running text has needed none so far.
    headings = [Heading(title=document.title, theme=None, own_words=True)]
    pieces = [piece for page in pages for piece in _pieces(page, headings)]
    return Outline(
        document=document,
        pages=tuple(page_text(page, document.id) for page in pages),
        headings=tuple(headings),
        pieces=tuple(pieces),
        status=Status.PROPOSED,
        notes=(),
    ).content()


def _pieces(page: PageLines, headings: list[Heading]) -> Iterator[Piece]:
    titles, in_heading = heading_lines(page), 0
    for place, line in enumerate(page.lines):
        if place in titles:
            in_heading = titles[place]
            title = collapse(" ".join(line.text for line in page.lines[place : place + in_heading]))
            headings.append(Heading(title=title, theme=None, own_words=True))
        if line.text.strip():
            yield _piece(page.page, line, len(headings) - 1, is_heading=in_heading > 0)
        in_heading = max(in_heading - 1, 0)


def _piece(page: int, line: Line, heading: int, *, is_heading: bool) -> Piece:
    return Piece(
        page=page,
        text=collapse(line.text),
        field=Field.HEADING if is_heading else Field.PROSE,
        heading=heading,
        story=None,
        opens_block=bool(_FIGURES.search(collapse(line.text))),
    )
