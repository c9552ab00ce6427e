"""The same table as HTML, Excel, Word and PDF, and what regions tell in it."""

from collections.abc import Sequence
from pathlib import Path

import docx
from openpyxl import Workbook
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

from corpus.document import Content, Role
from tests.corpus import made
from tests.corpus.html_tables import table


def told(content: Content) -> list[tuple[str | None, str, str | None, str]]:
    """Give what regions tell: whose, under which heading and theme."""
    sections = {section.id: section for section in content.sections}
    return [
        (block.region, sections[block.section].heading, sections[block.section].theme, block.text)
        for block in content.blocks
        if block.role is Role.DOES
    ]


def as_html(folder: Path, rows: Sequence[Sequence[str]]) -> Path:
    (folder / "r.html").write_text(f"<html><body>{table(*rows)}</body></html>", encoding="utf-8")
    return folder / "r.html"


def as_excel(folder: Path, rows: Sequence[Sequence[str]]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(folder / "r.xlsx")
    return folder / "r.xlsx"


def as_word(folder: Path, rows: Sequence[Sequence[str]]) -> Path:
    word = docx.Document()
    made_table = word.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(made_table.add_row().cells, row, strict=True):
            cell.text = text
    word.save(str(folder / "r.docx"))
    return folder / "r.docx"


def as_pdf(folder: Path, *tables: Sequence[Sequence[str]]) -> Path:
    parts: list[object] = []
    for rows in tables:
        cells = [[Paragraph(text) for text in row] for row in rows]
        parts += [Table(cells, [120, 160, 160], style=made.GRID), PageBreak()]
    SimpleDocTemplate(str(folder / "r.pdf")).build(parts[:-1])
    return folder / "r.pdf"
