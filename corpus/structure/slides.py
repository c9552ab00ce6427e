"""Slides: each page is a slide, a slide is a section called by its first line."""

from collections.abc import Sequence

from corpus.corrections import Corrections
from corpus.document import Content, Document, Field, PageLines, Status, collapse, page_text
from corpus.structure.outline import Heading, Outline, Piece


def read_structure(document: Document, pages: Sequence[PageLines], corrections: Corrections) -> Content:
    """Read each slide as a section; its first line is the heading, speakers stay where they stand."""
    del corrections  # Slides have needed none so far.
    return Outline(
        document=document,
        pages=tuple(page_text(page, document.id) for page in pages),
        headings=tuple(Heading(title=_title(page), theme=None, own_words=True) for page in pages),
        pieces=tuple(piece for number, page in enumerate(pages) for piece in _pieces(page, number)),
        status=Status.PROPOSED,
        notes=(),
    ).content()


def _title(page: PageLines) -> str:
    return next((collapse(line.text) for line in page.lines if line.text.strip()), "")


def _pieces(page: PageLines, heading: int) -> list[Piece]:
    lines = [collapse(line.text) for line in page.lines if line.text.strip()]
    return [
        Piece(
            page=page.page,
            text=text,
            field=Field.HEADING if place == 0 else Field.PROSE,
            heading=heading,
            story=None,
            opens_block=False,
        )
        for place, text in enumerate(lines)
    ]
