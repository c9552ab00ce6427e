"""Word files: paragraphs with their heading levels and tables cell by cell, in the order of the document."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from corpus.errors import UnreadableDocumentError
from corpus.limits import Limits, check_cells
from corpus.pages import Cell, Line, PageLines
from corpus.readers.collector import numbered_pages
from corpus.readers.damaged import damaged
from corpus.readers.speakers import page_speakers
from corpus.readers.word_notes import WordNotes, left_out, section_texts
from corpus.readers.word_package import WordPackage, open_package
from corpus.readers.word_tables import TABLE, TABLE_PARTS, goes_on, only_places, table_rows, unwrapped
from corpus.readers.word_text import (
    BOX,
    PAGE,
    PARAGRAPH,
    RENDERED_BREAK,
    note_references,
    paragraph_text,
    run_styles,
    shown,
)

# An element of python-docx's tree; the library gives it no public type.
_Element = Any

# Word translates the names of heading styles on screen, but not always in the file.
_CONTENTS = re.compile(r"toc \d|toc heading|table of figures", re.IGNORECASE)
_HEADING = re.compile(r"(?:heading|rubrik) (?P<level>[1-9])", re.IGNORECASE)


def read_word(path: Path, limits: Limits) -> tuple[PageLines, ...]:
    """Read a .docx file; its pages are those Word last laid out where it noted them, else those its author began.

    A line that stands in a table carries its cell; a merged cell is given once, where it begins. Tracked changes are
    read as if accepted; text that is hidden or struck out, fields not filled in and lists of contents are left out. A
    list's items begin with a bullet. What stands in a box, a footnote or an endnote follows the paragraph it belongs
    to. Comments, pictures, embedded files, headers and footers are noted as not read.

    Raises:
        UnreadableDocumentError: The file is no Word file, is damaged, or unpacks to more than the limits.
    """
    package = open_package(path, limits)
    try:
        body = package.document.element.body
        check_cells(path, sum(1 for _ in body.iter(qn("w:tc"))), limits)
        reading = _Reading(package)
        reading.blocks(body, cell=None)
        return reading.pages(left_out(package))
    except UnreadableDocumentError:
        raise
    except Exception as error:  # A damaged file shows in any error that its parsing stumbles on.
        raise damaged(path, error, "Word (.docx)") from error


class _Reading:
    """The lines read so far, page by page."""

    def __init__(self, package: WordPackage) -> None:
        self.word = package.document
        self.notes = WordNotes(package.parts)
        self.styles = run_styles(self.word.styles.element)
        self.lines: list[list[Line]] = [[]]
        self.page = 0
        self.number = 0
        self.tables = 0
        self.was_laid_out = next(self.word.element.body.iter(RENDERED_BREAK), None) is not None
        # Where a section ends, the next one says whether it begins a page.
        self.sections = list(map(_begins_page, self.word.element.body.iter(qn("w:sectPr"))))[1:]
        self.section_texts = section_texts(package)
        self.section = 0
        # Which sections have text on each page.
        self.sections_on: defaultdict[int, set[int]] = defaultdict(set)
        self.formats = {style.styleId: style for style in self.word.styles.element.style_lst}
        self.known_styles: dict[str | None, tuple[int | None, bool]] = {}
        self.contents_styles: dict[str | None, bool] = {}
        # A paragraph whose mark is deleted goes on in the next one.
        self.begun = ""

    def blocks(self, parent: _Element, cell: Cell | None) -> None:
        """Add the paragraphs and tables of a body, a note or a box; in a cell, a table's text is the cell's own."""
        for element in unwrapped(parent):
            if element.tag == PARAGRAPH and not self._lists_contents(element):
                self._paragraph(element, cell)
            elif element.tag == TABLE and cell is None:
                self.tables += 1
                self._table(element, self.tables)
            elif element.tag in TABLE_PARTS:
                self.blocks(element, cell)

    def _table(self, table: _Element, number: int) -> None:
        rows = list(table_rows(table))
        is_layout = only_places(rows, lambda part: self._style(part)[0] is not None)
        for n, cells in enumerate(rows):
            start, pages = self.page, [self.page]
            for column, element in cells:
                if goes_on(element):
                    continue
                n_rows = 1
                while n + n_rows < len(rows) and any(c == column and goes_on(e) for c, e in rows[n + n_rows]):
                    n_rows += 1
                self.page = start
                cell = Cell(table=number, row=n + 1, column=column, n_rows=n_rows, n_columns=max(element.grid_span, 1))
                self.blocks(element, None if is_layout else cell)
                pages.append(self.page)
            self.page = max(pages)

    def _paragraph(self, element: _Element, cell: Cell | None) -> None:
        """Add a paragraph's lines and a blank one after them, then what its boxes and notes tell."""
        form = element.pPr
        if form is not None and form.pageBreakBefore is not None and form.pageBreakBefore.val:
            self._turn_page()
        level, is_item = self._style(element)
        text = self.begun + paragraph_text(element, self.styles, with_breaks=not self.was_laid_out)
        self.begun = text if _mark_is_deleted(element) else ""
        if not self.begun:
            self._add_paragraph(text, cell, level, is_item=is_item)
        for box in shown(element, {BOX}):
            self.blocks(box, cell)
        for kind, note in note_references(element):
            for part in self.notes.take(kind, note):
                self.blocks(part, cell)
        if form is not None and form.find(qn("w:sectPr")) is not None:
            self.section += 1
            if self.sections and self.sections.pop(0):
                self._turn_page()

    def _turn_page(self) -> None:
        """Begin a page where the author did, unless Word noted its pages or nothing stands on this one."""
        if not self.was_laid_out and any(line.text.strip() for line in self.lines[self.page]):
            self.page += 1
            self.lines.append([])

    def _add_paragraph(self, text: str, cell: Cell | None, level: int | None, *, is_item: bool) -> None:
        first, *others = text.split(PAGE)
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
            if line.strip():
                self.sections_on[self.page].add(self.section)
            self.lines[self.page].append(Line(number=self.number, text=line, cell=cell, heading=level))

    def _lists_contents(self, element: _Element) -> bool:
        """Whether a paragraph only says on which page another stands."""
        name = element.style
        if name not in self.contents_styles:
            style = self._format(element)
            told = "" if style is None else style.name_val or ""
            self.contents_styles[name] = _CONTENTS.fullmatch(told) is not None
        return self.contents_styles[name]

    def _style(self, element: _Element) -> tuple[int | None, bool]:
        """Give the heading level of a paragraph, None in running text, and whether it is an item of a list."""
        name = element.style
        if name not in self.known_styles:
            self.known_styles[name] = self._read_style(self._format(element))
        level, is_item = self.known_styles[name]
        level = level or _outline_level(element.pPr)
        numbered = _is_numbered(element.pPr)
        return level, level is None and (is_item if numbered is None else numbered)

    def _format(self, element: _Element) -> _Element | None:
        """Give the style that a paragraph names, else that of all others; a file need not have one."""
        style = Paragraph(element, self.word._body).style
        return None if style is None else style.element

    def _read_style(self, style: _Element | None) -> tuple[int | None, bool]:
        """Give the heading level that a style has, or one it is based on, and whether it is a list's."""
        is_item = False
        seen: set[str] = set()
        # A style may be based on itself, by way of others.
        while style is not None and style.styleId not in seen:
            seen.add(style.styleId)
            name = style.name_val or ""
            found = _HEADING.fullmatch(name)
            if found or name == "Title":
                return int(found["level"]) if found else 1, False
            outline = _outline_level(style.pPr)
            if outline:
                return outline, False
            is_item = is_item or (name.startswith("List ") and name != "List Paragraph")
            is_item = is_item or bool(_is_numbered(style.pPr))
            style = self.formats.get(style.basedOn_val)
        return None, is_item

    def pages(self, told: Iterable[str]) -> tuple[PageLines, ...]:
        """Give the pages, each with whose it is, the first with what is told of the whole document."""
        if self.begun:
            self._add_paragraph(self.begun, None, None, is_item=False)
        running = dict(enumerate(self.section_texts))
        told_on = (self.sections_on[page] for page in range(len(self.lines)))
        speakers = page_speakers([[text for one in found for text in running.get(one, ())] for found in told_on])
        pages = numbered_pages(self.lines, told)
        return tuple(replace(page, speaker=speaker) for page, speaker in zip(pages, speakers, strict=True))


def _begins_page(section: _Element) -> bool:
    """Whether a section begins on a page of its own: it does unless it says otherwise."""
    kind = section.find(qn("w:type"))
    return kind is None or kind.get(qn("w:val")) not in ("continuous", "nextColumn")


def _is_numbered(form: _Element) -> bool | None:
    """Whether a format makes a paragraph an item of a list; number 0 takes it out of one, and None says nothing."""
    numbers = None if form is None else form.numPr
    if numbers is None or numbers.numId is None:
        return None
    return bool(numbers.numId.val)


def _outline_level(form: _Element) -> int | None:
    """Give the level that a format gives a paragraph in the document's outline, None in running text."""
    told = None if form is None else form.find(qn("w:outlineLvl"))
    level = "9" if told is None else told.get(qn("w:val"), "9")
    return int(level) + 1 if level in "012345678" and level else None


def _mark_is_deleted(paragraph: _Element) -> bool:
    """Whether a paragraph runs on into the next one once tracked changes are accepted."""
    mark = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}")
    return mark is not None
