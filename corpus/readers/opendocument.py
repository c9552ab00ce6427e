"""OpenDocument text (.odt): paragraphs with their heading levels and tables cell by cell, in order."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from corpus.errors import UnreadableDocumentError
from corpus.limits import Limits, check_cells
from corpus.pages import Cell, PageLines, collapse
from corpus.readers.collector import Collector
from corpus.readers.damaged import damaged
from corpus.readers.opendocument_styles import OASIS, TextStyles, text_styles
from corpus.readers.package import check_size, xml_parser
from corpus.readers.told import told_comments, told_pictures, told_running
from corpus.repair.raised import raised_text

# An element of lxml's tree; the library gives it no public type.
_Element = Any

_TEXT, _TABLE, _OFFICE, _DRAW, _STYLE = (
    f"{{{OASIS}{name}:1.0}}" for name in ("text", "table", "office", "drawing", "style")
)
_SVG = f"{{{OASIS}svg-compatible:1.0}}"
_RUNNING = tuple(f"{_STYLE}{where}{pages}" for where in ("header", "footer") for pages in ("", "-left", "-first"))
_MANIFEST = "META-INF/manifest.xml"
_PARTS = ("content.xml", "styles.xml")
_PARAGRAPHS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_BOX = f"{_DRAW}text-box"
_SHAPES = frozenset(f"{_DRAW}{name}" for name in ("custom-shape", "rect", "ellipse", "circle", "polygon", "path"))
_BOXES = frozenset({_BOX, *_SHAPES})
# What is not text of the document: what was deleted or hidden, comments, lists of where things stand, what asks to be
# filled in, what pictures are called, and notes and boxes, which follow their paragraph.
_LEFT_OUT = frozenset(
    {f"{_TEXT}tracked-changes", f"{_TEXT}hidden-text", f"{_TEXT}note", f"{_OFFICE}annotation"}
    | {f"{_OFFICE}annotation-end", f"{_TEXT}ruby-text", f"{_TEXT}table-of-content", *_BOXES}
    | {f"{_TEXT}placeholder", f"{_SVG}title", f"{_SVG}desc"}
    | {f"{_TEXT}{kind}-index" for kind in ("alphabetical", "illustration", "object", "table", "user")}
)
_SPACE = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_PAGE = f"{_TEXT}soft-page-break"
_MAX_SPAN = 1000
_MAX_REPEATED = 20


def read_opendocument(path: Path, limits: Limits) -> tuple[PageLines, ...]:
    """Read an OpenDocument text; its pages are those its author began, and those it was last laid out in where noted.

    Notes and boxes follow the paragraph they belong to. Text that is deleted, struck out or hidden and the table of
    contents are left out; comments, pictures and what is embedded are noted as not read.

    Raises:
        UnreadableDocumentError: The file is damaged, protected by a password, or unpacks to more than the limits.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            check_size(path, archive, limits)
            if _MANIFEST in archive.namelist() and b"encryption-data" in archive.read(_MANIFEST):
                raise UnreadableDocumentError(path, "är skyddad med lösenord; väntade en fil som sparats utan")
            parts = [archive.read(name) for name in _PARTS if name in archive.namelist()]
        root, *others = (etree.fromstring(part, xml_parser()) for part in parts)
        body = root.find(f"{_OFFICE}body/{_OFFICE}text")
        if body is None:
            raise UnreadableDocumentError(path, "innehåller inget textdokument; väntade OpenDocument-text (.odt)")
        check_cells(path, sum(map(_n_cells, body.iter(f"{_TABLE}table-row"))), limits)
        reading = _Reading(text_styles([root, *others]))
        reading.blocks(body, None)
        objects = sum(1 for _ in body.iter(f"{_DRAW}object", f"{_DRAW}object-ole"))
        comments = sum(1 for _ in body.iter(f"{_OFFICE}annotation"))
        pictures = sum(1 for _ in body.iter(f"{_DRAW}image"))
        running = [text for part in (root, *others) for text in _running_texts(part)]
        return reading.lines.pages(
            (
                *told_running(running),
                *told_comments(comments),
                *told_pictures(pictures, "bilder"),
                *told_pictures(objects, "infogade diagram, formler och tabeller"),
            )
        )
    except UnreadableDocumentError:
        raise
    except Exception as error:  # A damaged file shows in any error that its parsing stumbles on.
        raise damaged(path, error, "OpenDocument (.odt)") from error


class _Reading:
    """The lines read so far, and how many tables."""

    def __init__(self, styles: TextStyles) -> None:
        self.styles = styles
        self.lines = Collector()
        self.tables = 0

    def blocks(self, parent: _Element, cell: Cell | None, mark: str = "") -> None:
        """Add the paragraphs, lists and tables of a body, a section, an item or a cell."""
        for element in parent:
            if _is_hidden(element):
                continue
            name = element.get(f"{_TABLE}style-name", element.get(f"{_TEXT}style-name"))
            if cell is None and self.lines.has_text and name in self.styles.on_new_pages:
                self.lines.open_page()
            if element.tag in _PARAGRAPHS:
                self._paragraph(element, cell, mark)
            elif element.tag == f"{_TABLE}table" and cell is None:
                self.tables += 1
                self._table(element)
            elif element.tag == f"{_TEXT}list-item":
                self.blocks(element, cell, "• ")
            elif element.tag == _PAGE and cell is None:
                self.lines.open_page()
            elif element.tag in _BOXES or (isinstance(element.tag, str) and element.tag not in _LEFT_OUT):
                self.blocks(element, cell, mark)

    def _paragraph(self, element: _Element, cell: Cell | None, mark: str) -> None:
        if any(one.get(f"{_TEXT}is-hidden") == "true" for one in element.iter(f"{_TEXT}hidden-paragraph")):
            return
        level = element.get(f"{_TEXT}outline-level") if element.tag == f"{_TEXT}h" else None
        first, *others = self._text(element).split(_PAGE)
        if first.strip():
            self.lines.add(f"{mark}{first.strip()}", cell=cell, heading=int(level) if level else None)
        for part in others:
            if cell is None:
                self.lines.open_page()
            self.lines.add(part.strip(), cell=cell)
        for part in _beside(element):
            self.blocks(part, cell)

    def _table(self, table: _Element) -> None:
        """Add the cells of a table; of what it repeats, no more is read than a table of text may hold."""
        number = 1
        for row in _rows(table):
            if row.get(f"{_TABLE}visibility", "visible") == "visible":
                for n in range(min(_repeated(row, "rows"), _MAX_REPEATED)):
                    self._row(row, number + n)
            number += min(_repeated(row, "rows"), _MAX_SPAN)

    def _row(self, row: _Element, number: int) -> None:
        column = 1
        for element in row:
            repeated = _repeated(element, "columns")
            if element.tag == f"{_TABLE}table-cell":
                n_rows, n_columns = (
                    min(int(element.get(f"{_TABLE}number-{way}-spanned", "1")), _MAX_SPAN)
                    for way in ("rows", "columns")
                )
                for n in range(min(repeated, _MAX_REPEATED)):
                    cell = Cell(table=self.tables, row=number, column=column + n, n_rows=n_rows, n_columns=n_columns)
                    self.blocks(element, cell)
            if element.tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                column += min(repeated, _MAX_SPAN)

    def _text(self, element: _Element) -> str:
        """Give the text of a paragraph, a mark where a page ends in it."""
        is_shown = element.get(f"{_TEXT}style-name") not in self.styles.left_out
        text = (element.text or "") if is_shown else ""
        for child in element:
            if child.tag in _SPACE:
                text += _SPACE[child.tag]
            elif child.tag == f"{_TEXT}s":
                text += " " * min(int(child.get(f"{_TEXT}c", "1")), _MAX_SPAN)
            elif child.tag == _PAGE:
                text += _PAGE
            elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT and not _is_hidden(child):
                told = self._text(child)
                is_raised = child.get(f"{_TEXT}style-name") in self.styles.raised
                text += raised_text(text, told) if is_raised else told
            text += (child.tail or "") if is_shown else ""
        return text


def _repeated(element: _Element, way: str) -> int:
    """Give how often a row or a cell stands there."""
    return int(element.get(f"{_TABLE}number-{way}-repeated", "1"))


def _n_cells(row: _Element) -> int:
    """Give how many cells with something in them are read of a row, as often as it is repeated."""
    filled = (cell for cell in row.iterchildren(f"{_TABLE}table-cell") if len(cell))
    n_cells = sum(min(_repeated(cell, "columns"), _MAX_REPEATED) for cell in filled)
    return n_cells * min(_repeated(row, "rows"), _MAX_REPEATED)


def _is_hidden(element: _Element) -> bool:
    """Whether a section, or a value that a field only keeps, does not show."""
    return bool(element.get(f"{_TEXT}display") == "none")


def _rows(table: _Element) -> Iterator[_Element]:
    """Give a table's rows, those of its head first; a table inside a cell keeps its own."""
    for element in table:
        if element.tag == f"{_TABLE}table-row":
            yield element
        elif isinstance(element.tag, str) and element.tag.startswith(f"{_TABLE}table-"):
            yield from _rows(element)


def _beside(element: _Element) -> Iterator[_Element]:
    """Give the notes and boxes of a paragraph; those inside a box are told with it."""
    for child in element:
        if child.tag == f"{_TEXT}note-body" or child.tag in _BOXES:
            yield child
        else:
            yield from _beside(child)


def _running_texts(part: _Element) -> Iterator[str]:
    """Give what stands above and below all pages."""
    for running in part.iter(*_RUNNING):
        text = collapse(" ".join("".join(line.itertext()) for line in running.iter(*_PARAGRAPHS)))
        if text:
            yield text
