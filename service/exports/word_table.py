"""What stands side by side in a memo, as a table that Word can repeat the head of."""

from collections.abc import Callable

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.shared import Length, Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from service.exports.memo import Grid, Paragraph
from service.exports.xml_text import xml_text

STYLE = "Table Grid"
LABEL_WIDTH = Mm(32)
SIZE = Pt(9)

Fill = Callable[[WordParagraph, Paragraph], None]


def turn_page(document: WordDocument) -> None:
    """Lay the paper on its long side, for what stands side by side."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width


def write_grid(document: WordDocument, grid: Grid, fill: Fill) -> None:
    """Write a table: a head that is repeated on every page, a row for each label.

    Args:
        fill: Writes one paragraph of a memo into one of Word's.
    """
    table = document.add_table(rows=1, cols=len(grid.columns) + 1, style=STYLE)
    table.autofit = False
    section = document.sections[0]
    free = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0) - LABEL_WIDTH
    widths = [LABEL_WIDTH, *[Length(free // len(grid.columns))] * len(grid.columns)]
    head = table.rows[0]
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, text in zip(head.cells, ("", *grid.columns), strict=True):
        _write_bold(cell, text)
    for label, told in grid.rows:
        first, *cells = table.add_row().cells
        _write_bold(first, label)
        for cell, paragraphs in zip(cells, told, strict=True):
            for place, paragraph in enumerate(paragraphs):
                written = cell.add_paragraph() if place else cell.paragraphs[0]
                fill(written, paragraph)
                _shrink(written)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def _write_bold(cell: _Cell, text: str) -> None:
    written = cell.paragraphs[0]
    written.add_run(xml_text(text)).bold = True
    _shrink(written)


def _shrink(written: WordParagraph) -> None:
    for run in written.runs:
        run.font.size = SIZE
    written.paragraph_format.space_after = Pt(3)
