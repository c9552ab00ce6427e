"""Word files: paragraphs with their heading levels and tables cell by cell, in the order of the document."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from corpus.errors import UnreadableDocumentError
from corpus.limits import Limits
from corpus.pages import Cell, Line, PageLines

# An element of python-docx's tree; the library gives it no public type.
_Element = Any

_EXPECTED = "expected a Word file (.docx)"
# What stands around paragraphs, rows and cells without being one: a form's content control, a tracked insertion.
_WRAPPERS = {qn(f"w:{name}") for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
# Deleted text, field codes, and the second of two forms of the same drawing.
_NOT_TEXT = {qn(f"w:{name}") for name in ("del", "moveFrom", "instrText", "pPr", "rPr")} | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
_PARAGRAPH = qn("w:p")
_TABLE_PARTS = {qn(f"w:{name}") for name in ("tbl", "tr", "tc")}
_TEXT = qn("w:t")
_SIGNS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_RENDERED_BREAK = qn("w:lastRenderedPageBreak")
# Word translates the names of heading styles on screen, but not always in the file.
_HEADING = re.compile(r"(?:heading|rubrik) (?P<level>[1-9])", re.IGNORECASE)
_PAGE = "\f"


def read_word(path: Path, limits: Limits) -> tuple[PageLines, ...]:
    """Read a .docx file; its pages are those Word last laid out where it noted them, else those its author began.

    A line that stands in a table carries its cell; a merged cell is given once, where it begins. Tracked insertions
    are read, deletions are not. A list's items begin with a bullet.

    Raises:
        UnreadableDocumentError: The file is no Word file, is damaged, or unpacks to more than the limits.
    """
    _check_archive(path, limits)
    try:
        word = docx.Document(str(path))
        reading = _Reading(word)
        reading.body(word.element.body)
    except Exception as error:  # A damaged file shows in any error that its parsing stumbles on.
        raise UnreadableDocumentError(path, f"is damaged ({_one_line(error)}); {_EXPECTED}") from error
    return reading.pages()


def _check_archive(path: Path, limits: Limits) -> None:
    """Refuse what is no Word file or unpacks to too much, before anything is unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError) as error:
        raise UnreadableDocumentError(path, f"is damaged ({_one_line(error)}); {_EXPECTED}") from error
    if "word/document.xml" not in {entry.filename for entry in entries}:
        raise UnreadableDocumentError(path, f"is a packed file without word/document.xml; {_EXPECTED}")
    unpacked = sum(entry.file_size for entry in entries)
    markup = sum(entry.file_size for entry in entries if entry.filename.endswith((".xml", ".rels")))
    for size, most in ((unpacked, limits.max_unpacked_bytes), (markup, limits.max_markup_bytes)):
        if size > most:
            raise UnreadableDocumentError(path, f"unpacks to {size} bytes; expected at most {most}")


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


class _Reading:
    """The lines read so far, page by page."""

    def __init__(self, word: Any) -> None:
        self.word = word
        self.lines: list[list[Line]] = [[]]
        self.page = 0
        self.number = 0
        self.tables = 0
        self.was_laid_out = next(word.element.body.iter(_RENDERED_BREAK), None) is not None

    def body(self, body: _Element) -> None:
        for element in _unwrapped(body):
            if element.tag == _PARAGRAPH:
                self._paragraph(element, cell=None)
            elif element.tag == qn("w:tbl"):
                self.tables += 1
                self._table(element, self.tables)

    def _table(self, table: _Element, number: int) -> None:
        rows = [list(_cells(row)) for row in _unwrapped(table) if row.tag == qn("w:tr")]
        for n, cells in enumerate(rows):
            start, pages = self.page, [self.page]
            for column, element in cells:
                if _goes_on(element):
                    continue
                n_rows = 1
                while n + n_rows < len(rows) and any(c == column and _goes_on(e) for c, e in rows[n + n_rows]):
                    n_rows += 1
                self.page = start
                cell = Cell(table=number, row=n + 1, column=column, n_rows=n_rows)
                for paragraph in _paragraphs(element):
                    self._paragraph(paragraph, cell)
                pages.append(self.page)
            self.page = max(pages)

    def _paragraph(self, element: _Element, cell: Cell | None) -> None:
        """Add a paragraph's lines and a blank one after them."""
        level, is_item = self._style(element)
        text = "".join(_texts(element, with_breaks=not self.was_laid_out))
        first, *others = text.split(_PAGE)
        if is_item and first.strip():
            first = f"• {first.strip()}"
        self._add(first, cell, level)
        for part in others:
            self.page += 1
            if self.page == len(self.lines):
                self.lines.append([])
            self._add(part, cell, level)
        self._add("", cell, None)

    def _add(self, text: str, cell: Cell | None, level: int | None) -> None:
        for line in text.split("\n"):
            self.number += 1
            self.lines[self.page].append(Line(number=self.number, text=line, cell=cell, heading=level))

    def _style(self, element: _Element) -> tuple[int | None, bool]:
        """Give the heading level of a paragraph, None in running text, and whether it is an item of a list."""
        style = Paragraph(element, self.word._body).style
        is_item = element.pPr is not None and element.pPr.numPr is not None
        while style is not None:
            found = _HEADING.fullmatch(style.name or "")
            if found or style.name == "Title":
                return int(found["level"]) if found else 1, False
            is_item = is_item or ((style.name or "").startswith("List ") and style.name != "List Paragraph")
            style = style.base_style
        return None, is_item

    def pages(self) -> tuple[PageLines, ...]:
        return tuple(
            PageLines(
                page=page,
                printed_page=None,
                lines=tuple(lines),
                received="\n".join(line.text for line in lines),
                repairs=(),
            )
            for page, lines in enumerate(self.lines, start=1)
        )


def _unwrapped(element: _Element) -> Iterator[_Element]:
    """Give an element's children, those inside a wrapper in its place."""
    for child in element.iterchildren():
        if child.tag in _WRAPPERS:
            yield from _unwrapped(child)
        else:
            yield child


def _cells(row: _Element) -> Iterator[tuple[int, _Element]]:
    """Give a row's cells with the column each begins in, from 1; a cell may span several."""
    column = 1 + row.grid_before
    for cell in _unwrapped(row):
        if cell.tag == qn("w:tc"):
            yield column, cell
            column += cell.grid_span


def _paragraphs(element: _Element) -> Iterator[_Element]:
    """Give the paragraphs of a cell, those of tables inside it in their place."""
    for child in _unwrapped(element):
        if child.tag == _PARAGRAPH:
            yield child
        elif child.tag in _TABLE_PARTS:
            yield from _paragraphs(child)


def _goes_on(cell: _Element) -> bool:
    """Whether a cell is the lower part of one that begins in a row above."""
    return bool(cell.vMerge == "continue")


def _texts(element: _Element, *, with_breaks: bool) -> Iterator[str]:
    """Give the text of a paragraph, a form feed where a page begins."""
    for child in element.iterchildren():
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag == _RENDERED_BREAK or (child.tag == qn("w:br") and child.get(qn("w:type")) == "page"):
            yield _PAGE if with_breaks or child.tag == _RENDERED_BREAK else ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag == _PARAGRAPH:  # In a text box.
            yield "\n"
            yield from _texts(child, with_breaks=with_breaks)
        elif child.tag not in _NOT_TEXT:
            yield from _texts(child, with_breaks=with_breaks)
