"""Tables of a Word file: their rows and cells, and which of them are only layout."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from docx.oxml.ns import qn

from corpus.readers.word_text import PARAGRAPH, asks_for_text, is_on
from corpus.structure.header_rows import usual_heads

# An element of python-docx's tree; the library gives it no public type.
Element = Any
# A row's cells with the column each begins in, from 1.
Row = Sequence[tuple[int, Element]]

TABLE = qn("w:tbl")
TABLE_PARTS = {qn(f"w:{name}") for name in ("tbl", "tr", "tc")}
# What stands around paragraphs, rows and cells without being one: a form's content control, a tracked insertion.
_WRAPPERS = {qn(f"w:{name}") for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
_GALLERY = "/".join(map(qn, ("w:sdtPr", "w:docPartObj", "w:docPartGallery")))
_ROW, _CELL, _TEXT = qn("w:tr"), qn("w:tc"), qn("w:t")
# A head may stand below a line or two that name the table.
_HEAD_WITHIN = 3


def unwrapped(element: Element) -> Iterator[Element]:
    """Give an element's children, those inside a wrapper in its place, without a list of contents that Word keeps."""
    for child in element.iterchildren():
        gallery = child.find(_GALLERY)
        if gallery is not None and gallery.get(qn("w:val")) == "Table of Contents":
            continue
        if asks_for_text(child) and not any(True for _ in child.iter(*TABLE_PARTS)):
            continue
        if child.tag in _WRAPPERS:
            yield from unwrapped(child)
        else:
            yield child


def table_rows(table: Element) -> Iterator[Row]:
    """Give the cells of a table's rows without those that are hidden, or deleted in tracked changes."""
    for row in unwrapped(table):
        if row.tag == _ROW and not _is_deleted(row):
            yield list(_cells(row))


def goes_on(cell: Element) -> bool:
    """Whether a cell is the lower part of one that begins in a row above."""
    return bool(cell.vMerge == "continue")


def only_places(rows: Sequence[Row], is_heading: Callable[[Element], bool]) -> bool:
    """Whether a table only sets text side by side or frames it, so that headings and tables in it are the text's.

    One row or column is no table of data where it holds a heading or a table. Several are none where a cell holds a
    section of its own, unless the first row names columns: no section stands in it, and no row is longer.

    Args:
        is_heading: Whether a paragraph is a heading.
    """
    cells = [cell for row in rows for _, cell in row]
    sections = [cell for cell in cells if _holds_table(cell) or _holds_section(cell, is_heading)]
    longest = max(map(len, rows), default=0)
    if len(rows) <= 1 or longest <= 1:
        return bool(sections) or any(is_heading(part) for cell in cells for part in _paragraphs(cell))
    if not sections or any(map(_heads_columns, rows[:_HEAD_WITHIN])):
        return False
    first = [cell for _, cell in rows[0]]
    return len(first) <= 1 or longest > len(first) or any(cell in sections for cell in first)


def _cells(row: Element) -> Iterator[tuple[int, Element]]:
    """Give a row's cells with the column each begins in, from 1; a cell may span several."""
    column = 1 + row.grid_before
    for cell in unwrapped(row):
        if cell.tag == _CELL:
            if cell.find(f"{qn('w:tcPr')}/{qn('w:cellDel')}") is None:
                yield column, cell
            column += cell.grid_span


def _is_deleted(row: Element) -> bool:
    """Whether a row is deleted in tracked changes, or hidden."""
    form = row.find(qn("w:trPr"))
    hidden = None if form is None else form.find(qn("w:hidden"))
    return form is not None and (form.find(qn("w:del")) is not None or (hidden is not None and is_on(hidden)))


def _holds_table(cell: Element) -> bool:
    """Whether a cell holds a table of several rows, and several cells in one of them; any other is a box."""
    tables = [[list(_cells(row)) for row in part if row.tag == _ROW] for part in unwrapped(cell) if part.tag == TABLE]
    return any(len(rows) > 1 and max(map(len, rows)) > 1 for rows in tables)


def _holds_section(cell: Element, is_heading: Callable[[Element], bool]) -> bool:
    """Whether a cell holds a heading and text below it."""
    marks = [is_heading(part) for part in _paragraphs(cell) if any(text.text for text in part.iter(_TEXT))]
    return True in marks and False in marks[marks.index(True) :]


def _paragraphs(cell: Element) -> Iterator[Element]:
    return (part for part in unwrapped(cell) if part.tag == PARAGRAPH)


def _heads_columns(row: Row) -> bool:
    """Whether a row marks itself as head, or says what stands in the columns of a table of initiatives."""
    if any(cell.getparent().find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for _, cell in row):
        return True
    texts = {column: "".join(text.text or "" for text in cell.iter(_TEXT)) for column, cell in row}
    return usual_heads().read(texts) is not None
