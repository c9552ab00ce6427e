"""HTML files: headings, paragraphs and tables; scripts, styles and navigation are left out."""

import re
from html.parser import HTMLParser
from pathlib import Path

from corpus.errors import UnreadableDocumentError
from corpus.limits import Limits
from corpus.pages import Cell, Line, PageLines

_LEFT_OUT = frozenset({"script", "style", "noscript", "template", "svg", "nav", "head"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div", "dl", "dt", "figcaption"}
    | {"figure", "footer", "form", "header", "hr", "li", "main", "ol", "p", "pre", "section", "summary", "ul"}
    | {"table", "thead", "tbody", "tfoot", "tr", "td", "th", *_HEADINGS}
)
_CELLS = frozenset({"td", "th"})
_DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{1,40})""", re.IGNORECASE)
_DECLARATION_WITHIN = 4096
# Bounds on what a table may claim: rowspan="1000000000" is read as this.
_MAX_SPAN = 1000


def read_html(path: Path, limits: Limits) -> tuple[PageLines, ...]:
    """Read an HTML file as one page, in the encoding it declares, else as UTF-8.

    A line in a table carries its cell; items of lists begin with a bullet. A table inside a cell is part of the cell.

    Raises:
        UnreadableDocumentError: The file is empty, too large, not in its encoding, or holds NUL bytes or no text.
    """
    text = _decode(path, limits)
    parser = _Parser()
    try:
        parser.feed(text)
        parser.close()
    except (AssertionError, ValueError) as error:  # What html.parser raises for a broken declaration.
        raise UnreadableDocumentError(path, f"is damaged ({error}); expected HTML") from error
    lines = parser.lines()
    if not any(line.text for line in lines):
        raise UnreadableDocumentError(path, "holds no text; expected HTML with paragraphs or tables")
    received = "\n".join(line.text for line in lines)
    return (PageLines(page=1, printed_page=None, lines=lines, received=received, repairs=()),)


def _decode(path: Path, limits: Limits) -> str:
    data = path.read_bytes()
    if len(data) > limits.max_markup_bytes:
        raise UnreadableDocumentError(path, f"holds {len(data)} bytes; expected at most {limits.max_markup_bytes}")
    if b"\0" in data:
        offset = data.index(b"\0")
        raise UnreadableDocumentError(path, f"holds a NUL byte at offset {offset}; expected HTML")
    declared = _DECLARED.search(data[:_DECLARATION_WITHIN])
    encoding = declared[1].decode("ascii") if declared else "utf-8-sig"
    try:
        return data.decode("utf-8-sig" if encoding.lower() == "utf-8" else encoding)
    except LookupError as error:
        raise UnreadableDocumentError(path, f"declares the encoding {encoding!r}; expected a known one") from error
    except UnicodeError as error:
        raise UnreadableDocumentError(path, f"is not in the encoding {encoding} ({error}); expected HTML") from error


class _Parser(HTMLParser):
    """Collects the lines of a page while its tags pass by."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._found: list[tuple[str, Cell | None, int | None]] = []
        self._text: list[str] = []
        self._hidden: list[str] = []
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
        if tag in _LEFT_OUT:
            self._hidden.append(tag)
        if tag in _BLOCKS or tag == "br":
            self._end_paragraph()
        self._heading = _HEADINGS.get(tag, self._heading)
        if tag == "table":
            self._open_table()
        elif tag == "tr" and self._depth == 1:
            self._row, self._column, self._cell = self._row + 1, 0, None
        elif tag in _CELLS and self._depth == 1:
            self._open_cell(dict(attrs))
        elif tag == "li":
            self._text.append("• ")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._hidden:
            del self._hidden[self._hidden.index(tag) :]
        if tag in _BLOCKS:
            self._end_paragraph()
        if tag in _HEADINGS:
            self._heading = None
        if tag == "table" and self._depth:
            self._depth -= 1
            self._cell = self._cell if self._depth else None

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._text.append(data)

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
        if text and text != "•":
            self._found += [(text, self._cell, self._heading), ("", self._cell, None)]


def _span(value: str | None) -> int:
    return min(max(int(value), 1), _MAX_SPAN) if value is not None and value.isdecimal() else 1
