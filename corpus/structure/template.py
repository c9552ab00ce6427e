"""A filled-in national template: its questions and instructions apart from the answers, its tables as initiatives."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import Enum, auto
from itertools import takewhile

from corpus.corrections import Corrections
from corpus.document import Content, Document, Field, Status
from corpus.forms.model import QuestionnaireForm
from corpus.pages import Line, PageLines, collapse
from corpus.structure.headings import heading_lines
from corpus.structure.outline import Heading, OutlinePiece, read_outline
from corpus.structure.template_chapters import CHAPTER, QUESTION, chapter_lines, told_of_chapters, without_mark
from corpus.structure.template_footnotes import footnote_mark, told_of_footnotes
from corpus.structure.template_tables import CellLine, TableReading
from corpus.structure.theme_headings import heading_theme


def read_structure(
    document: Document, pages: Sequence[PageLines], corrections: Corrections, form: QuestionnaireForm
) -> Content:
    """Read answers as sections with the theme of their chapter, table rows as reported initiatives.

    The template's own words are kept as `Field.TEMPLATE`: they say nothing of the region.
    """
    reading = _Reading(document, corrections, form, chapter_lines(pages, form))
    outline = read_outline(document, pages, reading, Status.REPORTED)
    notes = (*told_of_chapters(reading.titles, reading.tabled, form), *told_of_footnotes(pages, form))
    return replace(outline, notes=notes).content()


class _Part(Enum):
    PREFACE = auto()  # until the first chapter
    HEADING = auto()  # a chapter's heading, which may go on on the next line
    ASKING = auto()  # a question or an instruction, to the end of its paragraph
    ANSWER = auto()
    SUBHEADING = auto()  # a heading inside an answer
    TABLE_HEAD = auto()
    TABLE = auto()


class _Reading:
    """Where the reading of a template stands: in which chapter, section and part."""

    def __init__(
        self, document: Document, corrections: Corrections, form: QuestionnaireForm, chapters: frozenset[int]
    ) -> None:
        self.form = form
        self.chapters = chapters  # The lines that their headings begin on.
        self.titles: list[str] = []
        self.tabled: set[str] = set()  # Those under which the head of a table stands.
        self.footnote = footnote_mark(form)
        self.headings = [Heading(title=document.title, theme=None, own_words=False)]
        self.part = _Part.PREFACE
        self.chapter, self.title, self.question = 0, "", ""
        self.table = TableReading(form.table, corrections)

    def page(self, page: PageLines) -> Iterator[OutlinePiece]:
        """Label the lines of the next page."""
        titles, blank = _titles(page), True
        for place, line in enumerate(page.lines):
            text = collapse(line.text)
            if self.footnote.match(text):
                yield from (self._piece(page, rest, Field.TEMPLATE) for rest in _texts(page.lines[place:]))
                return
            if text:
                self._turn(line, text, titles.get(place), opens_paragraph=blank)
                paragraph = _paragraph(page.lines[place:]) if blank else None
                cell = CellLine(number=line.number, text=text, opens_page=place == 0, paragraph=paragraph)
                yield from self._pieces(page, cell)
            blank = not text

    def _turn(self, line: Line, text: str, title: str | None, *, opens_paragraph: bool) -> None:
        """Settle which part a line stands in."""
        if line.number in self.chapters:
            self._open_chapter(text)
        elif not opens_paragraph:
            self._go_on(text)
        elif self._opens_question(text) or self.part is _Part.PREFACE:
            return
        elif text == self.form.closing:
            self.chapter, self.title, self.question = 0, text, ""
            self._open(text, own_words=True, part=_Part.SUBHEADING)
        elif text.startswith(self.form.table.head_begins):
            self.part = _Part.TABLE_HEAD
        elif self.part not in (_Part.TABLE_HEAD, _Part.TABLE):
            self._turn_in_answer(text, title)

    def _turn_in_answer(self, text: str, title: str | None) -> None:
        if self.form.asks.match(text):
            self.part = _Part.ASKING
        elif title is not None and self.question:
            self._open(f"{self.question} {title}", own_words=True, part=_Part.SUBHEADING)
        else:
            self.part = _Part.ANSWER

    def _go_on(self, text: str) -> None:
        """Settle the part of a line that follows another in its paragraph."""
        if self.part is _Part.HEADING:
            self.title = without_mark(f"{self.title} {text}")
            title = f"{self.chapter}. {self.title}"
            self.titles[-1:] = [self.title]
            self.headings[-1] = replace(self.headings[-1], title=title, theme=self._theme())
        elif self.part is _Part.SUBHEADING and not self.headings[-1].title.endswith(text):
            self.part = _Part.ANSWER

    def _open_chapter(self, heading: str) -> None:
        found = CHAPTER.match(heading)
        number, title = (found["number"], found["title"]) if found else (0, heading)
        self.chapter, self.title, self.question = int(number), without_mark(title), ""
        self.titles.append(self.title)
        self._open(f"{self.chapter}. {self.title}", own_words=False, part=_Part.HEADING)

    def _opens_question(self, text: str) -> bool:
        found = QUESTION.match(text)
        if found is None or int(found["chapter"]) != self.chapter:
            return False
        self.question = found["place"].split(" ", maxsplit=1)[0].rstrip(".):")
        self._open(f"{self.question} {self.title}", own_words=True, part=_Part.ASKING)
        return True

    def _open(self, title: str, *, own_words: bool, part: _Part) -> None:
        self.headings.append(Heading(title=title, theme=self._theme(), own_words=own_words))
        self.part = part

    def _theme(self) -> str | None:
        """Give the theme of the chapter by its heading, whatever its number."""
        theme = heading_theme(self.title, self.form.themes)
        return theme.id if theme else None

    def _pieces(self, page: PageLines, line: CellLine) -> list[OutlinePiece]:
        if self.part is _Part.TABLE:
            return [self._piece(page, text, field) for field, text in self.table.read(line)]
        if self.part is _Part.TABLE_HEAD and line.text.endswith(self.form.table.head_ends):
            self.table.open_table()
            self.tabled.add(self.title)
            self.part = _Part.TABLE
            return [self._piece(page, line.text, Field.TEMPLATE)]
        return [self._piece(page, line.text, self._field(line.text))]

    def _field(self, text: str) -> Field:
        if self.part in (_Part.HEADING, _Part.SUBHEADING):
            return Field.HEADING
        is_answer = self.part is _Part.ANSWER and text != self.form.placeholder and self.form.empty_box not in text
        return Field.PROSE if is_answer else Field.TEMPLATE

    def _piece(self, page: PageLines, text: str, field: Field) -> OutlinePiece:
        in_row = self.part is _Part.TABLE and field is not Field.TEMPLATE
        return OutlinePiece(
            page=page.page,
            text=text,
            field=field,
            heading=len(self.headings) - 1,
            story=self.table.rows - 1 if in_row else None,
        )


def _titles(page: PageLines) -> dict[int, str]:
    return {
        place: " ".join(_texts(page.lines[place : place + n_lines])) for place, n_lines in heading_lines(page).items()
    }


def _paragraph(lines: Sequence[Line]) -> str:
    return " ".join(takewhile(bool, (collapse(line.text) for line in lines)))


def _texts(lines: Sequence[Line]) -> list[str]:
    return [text for line in lines if (text := collapse(line.text))]
