"""Slides: each page is one slide, and each slide a section named by its title."""

from collections.abc import Sequence

from corpus.corrections import Corrections
from corpus.document import Content, Document, Field, Status
from corpus.forms.model import SlidesForm
from corpus.pages import PageLines, collapse
from corpus.structure.outline import Heading, Outline, OutlinePiece


def read_structure(
    document: Document, pages: Sequence[PageLines], corrections: Corrections, form: SlidesForm
) -> Content:
    """Read each slide as a section: its title is the heading, speakers and bullets stay where they stand."""
    del corrections  # Slides have needed none so far.
    slides = [[text for line in page.lines if (text := collapse(line.text))] for page in pages]
    titles = [_title(lines, form.max_title_lines) for lines in slides]
    return Outline(
        document=document,
        pages=tuple(pages),
        headings=tuple(
            Heading(title=" ".join(lines[start:end]), theme=None, own_words=True)
            for lines, (start, end) in zip(slides, titles, strict=True)
        ),
        pieces=tuple(
            _piece(page, number, text, is_title=titles[number][0] <= place < titles[number][1])
            for number, page in enumerate(pages)
            for place, text in enumerate(slides[number])
        ),
        status=Status.PROPOSED,
    ).content()


def _title(lines: Sequence[str], max_lines: int) -> tuple[int, int]:
    """Where the title of a slide begins and ends: the first line that is no bullet, and its rest in lower case."""
    start = next((place for place, line in enumerate(lines) if line[0].isupper() or line[0].isdigit()), 0)
    end = start + 1
    while end < min(start + max_lines, len(lines)) and _goes_on(lines[end]):
        end += 1
    return start, end


def _goes_on(line: str) -> bool:
    # "koordinator – Ann Christin Gagge" is a speaker, not the rest of a title.
    return line[0].islower() and " – " not in line


def _piece(page: PageLines, heading: int, text: str, *, is_title: bool) -> OutlinePiece:
    return OutlinePiece(
        page=page.page,
        text=text,
        field=Field.HEADING if is_title else Field.PROSE,
        heading=heading,
        story=None,
    )
