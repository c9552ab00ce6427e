"""HTML files: headings, paragraphs and tables as a browser shows them; navigation is left out."""

import re
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from pathlib import Path

from corpus.errors import UnreadableDocumentError
from corpus.limits import Limits
from corpus.pages import Cell, Line, PageLines
from corpus.raised import raised_text
from corpus.readers.encoding import WESTERN_NOTE, declared_text, is_western, western_text
from corpus.readers.html_shown import VOID, Shown, implied_end, is_picture, matching_end, raises, shown_value
from corpus.readers.told import told_pictures

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div", "dl", "dt", "figcaption"}
    | {"figure", "footer", "form", "header", "hr", "li", "main", "ol", "p", "pre", "section", "summary", "ul"}
    | {"table", "thead", "tbody", "tfoot", "tr", "td", "th", *_HEADINGS}
)
_CELLS = frozenset({"td", "th"})
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{1,40})|^\s*<\?xml[^>]{0,100}encoding=["']([\w-]{1,40})""",
    re.IGNORECASE,
)
_DECLARATION_WITHIN = 4096
# Bounds on what a table may claim: rowspan="1000000000" is read as this.
_MAX_SPAN = 1000


def read_html(path: Path, limits: Limits) -> tuple[PageLines, ...]:
    """Read an HTML file as one page, in the encoding it declares as browsers read it, else as UTF-8 or Windows-1252.

    A line in a table carries its cell; items of lists begin with a bullet. A table inside a cell is part of the cell.
    What is hidden is left out; a form's filled-in fields are read. Pictures are noted as not read.

    Raises:
        UnreadableDocumentError: The file is empty, too large, not in its encoding, or holds NUL bytes or no text.
    """
    text, notes = _decode(path, limits)
    parser = _Parser(text)
    try:
        parser.feed(text)
        parser.close()
    except (AssertionError, ValueError) as error:  # What html.parser raises for a broken declaration.
        raise UnreadableDocumentError(path, f"is damaged ({error}); expected HTML") from error
    lines = parser.lines()
    if not any(line.text for line in lines):
        raise UnreadableDocumentError(path, "holds no text; expected HTML with paragraphs or tables")
    received = "\n".join(line.text for line in lines)
    notes = (*notes, *told_pictures(parser.n_pictures, "bilder"))
    return (PageLines(page=1, printed_page=None, lines=lines, received=received, repairs=(), notes=notes),)


def _decode(path: Path, limits: Limits) -> tuple[str, tuple[str, ...]]:
    """Give a file's text, and what is to be told of how it was decoded."""
    data = path.read_bytes()
    if len(data) > limits.max_markup_bytes:
        raise UnreadableDocumentError(path, f"holds {len(data)} bytes; expected at most {limits.max_markup_bytes}")
    declared = _DECLARED.search(data[:_DECLARATION_WITHIN])
    encoding = (declared[1] or declared[2]).decode("ascii") if declared else "utf-8-sig"
    try:
        text = declared_text(data, encoding)
    except LookupError as error:
        raise UnreadableDocumentError(path, f"declares the encoding {encoding!r}; expected a known one") from error
    except UnicodeError as error:
        if encoding.lower().startswith("utf-8") and is_western(data):
            return western_text(data), (WESTERN_NOTE,)
        raise UnreadableDocumentError(path, f"is not in the encoding {encoding} ({error}); expected HTML") from error
    if "\0" in text:
        raise UnreadableDocumentError(path, f"holds a NUL byte at offset {text.index(chr(0))}; expected HTML")
    return text, ()


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that has begun: whether it hides what is in it, and where in the line it raises it from."""

    tag: str
    is_hidden: bool
    raised_from: int | None


class _Parser(HTMLParser):
    """Collects the lines of a page while its tags pass by."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.n_pictures = 0
        self._shown = Shown(page)
        self._found: list[tuple[str, Cell | None, int | None]] = []
        self._text: list[str] = []
        self._elements: list[_Open] = []
        self._heading: int | None = None
        self._depth = 0
        self._tables = 0
        self._row = self._column = 0
        self._cell: Cell | None = None
        # Column to the last row that a cell from above reaches down to.
        self._taken: dict[int, int] = {}

    def lines(self) -> tuple[Line, ...]:
        """Give what was collected, numbered; a blank line ends every paragraph."""
        self._end_paragraph()
        return tuple(
            Line(number=number, text=text, cell=cell, heading=heading)
            for number, (text, cell, heading) in enumerate(self._found, start=1)
        )

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self._close(implied_end(tag, [element.tag for element in self._elements]))
        if tag in _BLOCKS or tag == "br":
            self._end_paragraph()
        self._open(tag, attributes)
        self._heading = _HEADINGS.get(tag, self._heading)
        if tag == "table":
            self._open_table()
        elif tag == "tr" and self._depth == 1:
            self._row, self._column, self._cell = self._row + 1, 0, None
        elif tag in _CELLS and self._depth == 1:
            self._open_cell(attributes)
        elif tag == "li":
            self._text.append("• ")
        elif not self._is_hidden():
            self._text.append(shown_value(tag, attributes))
            self.n_pictures += is_picture(tag, attributes)

    def handle_endtag(self, tag: str) -> None:
        self._close(matching_end(tag, [element.tag for element in self._elements]))
        if tag in _BLOCKS:
            self._end_paragraph()
        if tag in _HEADINGS:
            self._heading = None
        if tag == "table" and self._depth:
            self._depth -= 1
            self._cell = self._cell if self._depth else None

    def handle_data(self, data: str) -> None:
        if not self._is_hidden():
            self._text.append(data)

    def _is_hidden(self) -> bool:
        return bool(self._elements) and self._elements[-1].is_hidden

    def _open(self, tag: str, attributes: dict[str, str | None]) -> None:
        is_hidden = self._is_hidden() or self._shown.hides(tag, attributes)
        if tag not in VOID:
            start = len(self._text) if raises(tag, attributes) else None
            self._elements.append(_Open(tag, is_hidden, start))

    def _close(self, place: int | None) -> None:
        """End the elements from a place on; what they raised is written as such."""
        if place is None:
            return
        for element in self._elements[place:]:
            if element.raised_from is not None:
                before, raised = self._text[: element.raised_from], self._text[element.raised_from :]
                self._text = [*before, raised_text("".join(before), "".join(raised))]
        del self._elements[place:]

    def _open_table(self) -> None:
        self._depth += 1
        if self._depth == 1:
            self._tables += 1
            self._row, self._column, self._taken = 0, 0, {}

    def _open_cell(self, attributes: dict[str, str | None]) -> None:
        self._row = self._row or 1  # A cell without a row begins the first one.
        self._column += 1
        while self._taken.get(self._column, 0) >= self._row:
            self._column += 1
        n_rows, n_columns = _span(attributes.get("rowspan")), _span(attributes.get("colspan"))
        self._cell = Cell(table=self._tables, row=self._row, column=self._column, n_rows=n_rows)
        for column in range(self._column, self._column + n_columns):
            self._taken[column] = self._row + n_rows - 1
        self._column += n_columns - 1

    def _end_paragraph(self) -> None:
        text = " ".join("".join(self._text).split())
        self._text = []
        if any(element.raised_from for element in self._elements):
            self._elements = [replace(element, raised_from=None) for element in self._elements]
        if text and text != "•":
            self._found += [(text, self._cell, self._heading), ("", self._cell, None)]


def _span(value: str | None) -> int:
    return min(max(int(value), 1), _MAX_SPAN) if value is not None and value.isdecimal() else 1
