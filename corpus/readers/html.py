"""HTML files: headings, paragraphs and tables as a browser shows them; navigation is left out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from lxml import etree

from corpus.errors import UnreadableDocumentError
from corpus.limits import Limits, check_cells
from corpus.pages import Cell, Line, PageLines
from corpus.readers.damaged import damaged
from corpus.readers.html_cells import OpenCells
from corpus.readers.html_elements import APART, Open
from corpus.readers.html_encoding import decode_page
from corpus.readers.html_shown import (
    Effect,
    Shown,
    Styles,
    is_embedded_page,
    is_footer,
    is_picture,
    raises,
    shown_value,
)
from corpus.readers.html_tables import Part, Tables, TableShape, heading_level, table_part
from corpus.readers.told import told_embedded, told_pictures, told_running
from corpus.repair.raised import raised_text

# What keeps the ends of its lines.
_PREFORMATTED = frozenset({"pre", "textarea"})
# A footer in one of these is that part's own.
_PARTS = frozenset({"article", "aside", "blockquote", "figure", "footer", "main", "section", "td"})
# What of a line before a raised figure says how it is written.
_BEFORE_RAISED = 16


def read_html(path: Path, limits: Limits) -> tuple[PageLines, ...]:
    """Read an HTML file as one page, in the encoding it declares as browsers read it, else as UTF-8 or Windows-1252.

    A line in a table carries its cell; items of lists begin with a bullet. A table inside a cell is part of the cell;
    one that only places what stands in it is no table.
    A definition list outside tables is a table of its own, a label and its text a row.
    What is hidden is left out; a form's filled-in fields are read. Pictures and the page's own footer are noted as not
    read: the footer is of the page and of nobody whose part stands last above it.

    Raises:
        UnreadableDocumentError: The file is empty, too large, not in its encoding, or holds NUL bytes or no text.
    """
    text, notes = decode_page(path, limits)
    page = text.encode("utf-8", "ignore")
    try:
        shown = Shown(_parsed(page, Styles()).sheets if b"<style" in page.lower() else ())
        shapes = _parsed(page, Tables())
        check_cells(path, sum(len(row) for shape in shapes for row in shape.rows), limits)
        parser = _Reading(shown, shapes)
        _parsed(page, parser)
    except etree.LxmlError as error:
        raise damaged(path, error, "HTML") from error
    lines = parser.lines()
    if not any(line.text for line in lines):
        raise UnreadableDocumentError(path, "innehåller ingen text; väntade HTML med stycken eller tabeller")
    received = "\n".join(line.text for line in lines)
    running = " ".join("".join(parser.running).split())
    notes = (*notes, *told_pictures(parser.n_pictures, "bilder"), *told_embedded(parser.n_embedded))
    notes = (*notes, *told_running([running]))
    return (PageLines(page=1, printed_page=None, lines=lines, received=received, repairs=(), notes=notes),)


def _parsed(page: bytes, target: Any) -> Any:
    """Give a target that was told of every beginning and end of a page's elements, also those left out, and its text.

    libxml2 takes time in proportion to the page, whatever is nested, unfinished or wrong in it.
    """
    parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True)
    parser.feed(page)
    return parser.close()


class _Reading:
    """Collects the lines of a page while its elements pass by."""

    def __init__(self, shown: Shown, shapes: Sequence[TableShape]) -> None:
        self.n_pictures = self.n_embedded = 0
        self.running: list[str] = []
        self._shown = shown
        self._cells = OpenCells(shapes)
        self._preformatted = 0
        self._found: list[tuple[str, Cell | None, int | None]] = []
        self._text: list[str] = []
        self._paragraph = 0
        self._elements: list[Open] = []
        self._drawing: Open | None = None
        self._heading: int | None = None

    def close(self) -> "_Reading":
        """End the page."""
        self._end_paragraph()
        return self

    def lines(self) -> tuple[Line, ...]:
        """Give what was collected, numbered; a blank line ends every paragraph."""
        return tuple(
            Line(number=number, text=text, cell=cell, heading=heading)
            for number, (text, cell, heading) in enumerate(self._found, start=1)
        )

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        part, level = table_part(tag, attributes), heading_level(tag, attributes)
        self._open(tag, part, attributes)
        self._preformatted += tag in _PREFORMATTED
        if level:
            self._heading = level
            self._cells.open_heading()
        if self._cells.open(tag, part, attributes, is_hidden=self._is_hidden()):
            return
        if tag == "li":
            self._text.append("• ")
        elif tag == "text":
            self._see_drawing()
        elif not self._is_hidden():
            self._text.append(shown_value(tag, attributes))
            self.n_pictures += is_picture(tag, attributes)
            self.n_embedded += is_embedded_page(tag, attributes)

    def end(self, tag: str) -> None:
        """Take the end of the element that began last and has not ended."""
        part = self._close()
        if tag in _PREFORMATTED:
            self._preformatted -= 1
            self._end_lines()
        self._cells.close(tag, part)

    def data(self, text: str) -> None:
        """Take text."""
        if self._is_hidden():
            if Effect.HIDES not in self._elements[-1].effects:
                self.running.append(f" {text}")
            return
        first, *others = text.split("\n") if self._preformatted else [text]
        self._text.append(first)
        for line in others:
            self._end_line()
            self._text.append(line)

    def _is_hidden(self) -> bool:
        return bool(self._elements) and bool(self._elements[-1].effects & {Effect.HIDES, Effect.RUNS})

    def _open(self, tag: str, part: Part | None, attributes: Mapping[str, str]) -> None:
        effects = self._shown.effects(tag, attributes)
        is_apart = tag in APART
        if self._elements:
            effects |= self._elements[-1].effects & {Effect.HIDES, Effect.RUNS}
            is_apart = is_apart or Effect.SPREADS in self._elements[-1].effects
        if is_footer(tag, attributes) and _PARTS.isdisjoint(element.tag for element in self._elements):
            effects.add(Effect.RUNS)
        is_heading = heading_level(tag, attributes) is not None
        element = Open(tag, part, is_heading, effects, None, 0, is_apart)
        if element.ends_paragraph or tag == "br":
            self._end_paragraph()
        elif is_apart:
            self._text.append(" ")
        start = len(self._text) if raises(tag, attributes) else None
        self._elements.append(replace(element, raised_from=start, paragraph=self._paragraph))

    def _see_drawing(self) -> None:
        """Count a drawing that holds text as a picture, once; small ones without text are signs."""
        place = next((n for n, element in enumerate(self._elements) if element.tag == "svg"), None)
        if place is None or self._elements[place] is self._drawing:
            return
        self._drawing = self._elements[place]
        self.n_pictures += not place or Effect.HIDES not in self._elements[place - 1].effects

    def _close(self) -> Part | None:
        """End the innermost element and give what part of a table it was.

        What it raised is written as such, unless its paragraph ended before it.
        """
        element = self._elements.pop()
        start = element.raised_from
        if start is not None and element.paragraph == self._paragraph:
            before, raised = "".join(self._text[max(start - _BEFORE_RAISED, 0) : start]), "".join(self._text[start:])
            self._text[start:] = [raised_text(before[-_BEFORE_RAISED:], raised)]
        if element.ends_paragraph:
            self._end_paragraph()
        elif element.is_apart:
            self._text.append(" ")
        if element.is_heading:
            self._heading = None
        return element.part

    def _end_paragraph(self) -> None:
        text = self._end_text()
        if text and text != "•":
            self._found += [(text, self._cells.cell, self._heading), ("", self._cells.cell, None)]

    def _end_line(self) -> None:
        """End a line inside a paragraph; a blank one ends the paragraph."""
        self._found.append((self._end_text(), self._cells.cell, self._heading))

    def _end_lines(self) -> None:
        if self._found and self._found[-1][0]:
            self._found.append(("", self._cells.cell, None))

    def _end_text(self) -> str:
        text = " ".join("".join(self._text).split())
        self._text = []
        self._paragraph += 1
        return text
