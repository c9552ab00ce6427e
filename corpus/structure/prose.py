"""Running text under headings, and tables of figures in it: a proposal for a decision."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.corrections import Corrections
from corpus.document import Content, Document, Field, Status
from corpus.forms.model import ProseForm
from corpus.pages import Line, PageLines, collapse
from corpus.structure.figure_rows import MAX_LABEL_LINES, begins_table, ends_row, join_cells, row_label, row_subject
from corpus.structure.headings import heading_lines, marked_titles, marks_headings
from corpus.structure.outline import Heading, OutlinePiece, read_outline


def read_structure(
    document: Document, pages: Sequence[PageLines], corrections: Corrections, form: ProseForm
) -> Content:
    """Read running text as sections by heading.

    The rows of a table of figures are sections of their own, called by the table and what the row is about, so that a
    row is found and quoted alone: "Finansiering: Region Sörmland". Rows about the same region are one. What stands in
    a table and ends in no figures is running text.
    """
    del corrections, form  # Running text has needed none of them so far.
    pages = [join_cells(page) for page in pages]
    reading = _Reading(document.title, is_marked=marks_headings(pages))
    return read_outline(document, pages, reading, Status.PROPOSED).content()


class _Reading:
    """Where the reading of a document stands: under which heading, and in which table of figures."""

    def __init__(self, title: str, *, is_marked: bool) -> None:
        self.headings = [Heading(title=title, theme=None, own_words=True)]
        self.is_marked = is_marked
        self.current = 0
        self.table: int | None = None  # The marked table that the last line stands in.
        self.columns: tuple[str, ...] = ()  # Heads of the table that is open.
        self.label: list[OutlinePiece] = []  # Lines of a row whose figures are still to come.
        self.subject: object = None

    def page(self, page: PageLines) -> Iterator[OutlinePiece]:
        """Label the lines of the next page."""
        titles, title_left = self._titles(page), 0
        for place, line in enumerate(page.lines):
            text = collapse(line.text)
            table = line.cell.table if line.cell else None
            if text and table != self.table:
                yield from self._close()
                self.table = table
            heads = () if title_left else begins_table(page.lines, place, in_table=bool(self.columns))
            if heads:
                yield from self._close()
                self.columns = heads
                yield _piece(page, text, Field.PROSE, self.current)
                continue
            if place in titles and not (self.columns and ends_row(text, len(self.columns))):
                yield from self._close()
                title_left = titles[place]
                self._open(collapse(" ".join(part.text for part in page.lines[place : place + title_left])))
            if title_left:
                title_left -= 1
                yield _piece(page, text, Field.HEADING, self.current)
            elif text:
                yield from self._line(page, text)
            elif not self._goes_on(page.lines[place:]):
                yield from self._close()
        yield from self._given_up()

    def _titles(self, page: PageLines) -> dict[int, int]:
        """Give where headings begin and how many lines they have; none stands in a cell."""
        if self.is_marked:
            return marked_titles(page.lines)
        outside = [line if line.cell is None else replace(line, text="") for line in page.lines]
        return heading_lines(replace(page, lines=tuple(outside)))

    def _open(self, title: str) -> None:
        self.headings.append(Heading(title=title, theme=None, own_words=True))
        self.current, self.subject = len(self.headings) - 1, None

    def _goes_on(self, lines: Sequence[Line]) -> bool:
        """Whether the table has another row below a blank line."""
        below = next((text for line in lines if (text := collapse(line.text))), "")
        return not self.label and bool(self.columns) and ends_row(below, len(self.columns))

    def _close(self) -> list[OutlinePiece]:
        """End the table."""
        self.columns, self.subject = (), None
        return self._given_up()

    def _given_up(self) -> list[OutlinePiece]:
        """Give lines that no figures ended: they are running text below the table."""
        left, self.label = self.label, []
        return left

    def _line(self, page: PageLines, text: str) -> list[OutlinePiece]:
        piece = _piece(page, text, Field.PROSE, self.current)
        if not self.columns:
            return [piece]
        self.label.append(piece)
        if ends_row(text, len(self.columns)):
            return self._row()
        return self._close() if len(self.label) > MAX_LABEL_LINES else []

    def _row(self) -> list[OutlinePiece]:
        """Give the lines of a row that its figures have ended."""
        lines, self.label = self.label, []
        label = row_label(" ".join(line.text for line in lines))
        if label:
            name, subject = row_subject(label)
            if subject != self.subject:
                title = f"{self.headings[self.current].title}: {name}"
                self.headings.append(Heading(title=title, theme=None, own_words=True))
            self.subject = subject
        # Figures without a label go on with the row above.
        heading = self.current if self.subject is None else len(self.headings) - 1
        return [replace(line, heading=heading) for line in lines]


def _piece(page: PageLines, text: str, field: Field, heading: int) -> OutlinePiece:
    return OutlinePiece(page=page.page, text=text, field=field, heading=heading, story=None)
