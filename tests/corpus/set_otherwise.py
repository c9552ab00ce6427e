"""The made-up report with its rows set as people set them: regions in merged cells, line breaks, rows cut by pages."""

from collections.abc import Sequence
from html import escape
from itertools import accumulate, groupby
from pathlib import Path

import docx
from openpyxl import Workbook
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

from tests.corpus import made
from tests.corpus.made import Told

# In the place where a line ends inside a cell.
BREAK = "\n"
# So far down on the first page that a row of some lines is cut.
_DOWN = 400


def regions(rows: Sequence[Told]) -> list[int]:
    """Give for each row how many rows its region's cell spans; 0 where it is the cell above."""
    runs = [len(list(run)) for _, run in groupby(row.region for row in rows)]
    return [n if first else 0 for n in runs for first in (True, *[False] * (n - 1))]


def write_html(path: Path, rows: Sequence[Told]) -> Path:
    """Merge the cells of a region, and break lines in the others."""
    lines = [f"<tr>{''.join(f'<th>{head}' for head in made.HEAD)}"]
    for row, span in zip(rows, regions(rows), strict=True):
        region = f"<td rowspan={span}>{row.region}" if span else ""
        cells = "".join(f"<td>{escape(text).replace(BREAK, '<br>')}" for text in row.cells[1:])
        lines.append(f"<tr>{region}{cells}")
    path.write_text(f"<html><h1>{made.THEME}</h1><table>{''.join(lines)}</table>", encoding="utf-8")
    return path


def write_word(path: Path, rows: Sequence[Told]) -> Path:
    """Merge the cells of a region, and set each line of the others as a paragraph."""
    word = docx.Document()
    word.add_heading(made.THEME, level=1)
    table = word.add_table(rows=0, cols=len(made.HEAD))
    for texts in (made.HEAD, *(("", *row.cells[1:]) for row in rows)):
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text, *more = text.split(BREAK)
            for line in more:
                cell.add_paragraph(line)
    for n, span in enumerate(regions(rows), start=1):
        if span:
            table.cell(n, 0).merge(table.cell(n + span - 1, 0)).text = rows[n - 1].region
    word.save(str(path))
    return path


def write_excel(path: Path, rows: Sequence[Told]) -> Path:
    """Merge the cells of a region; a cell without text is none."""
    book = Workbook()
    sheet = book.active
    sheet.append(made.HEAD)
    for n, (row, span) in enumerate(zip(rows, regions(rows), strict=True), start=2):
        sheet.append([row.region if span else None, *(text or None for text in row.cells[1:])])
        if span > 1:
            sheet.merge_cells(start_row=n, end_row=n + span - 1, start_column=1, end_column=1)
    book.save(path)
    return path


def write_merged_pdf(path: Path, rows: Sequence[Told]) -> Path:
    """Merge the cells of a region in a ruled table, also over a page's end; the head is printed on every page."""
    spans = [("SPAN", (0, n), (0, n + span - 1)) for n, span in enumerate(regions(rows), start=1) if span > 1]
    told = [(row.region if span else "", *row.cells[1:]) for row, span in zip(rows, regions(rows), strict=True)]
    table = Table(paragraphs(told), made.WIDTHS, style=[*made.GRID, *spans], repeatRows=1)
    return save(path, Spacer(1, _DOWN), table)


def write_cut_pdf(path: Path, rows: Sequence[Told]) -> Path:
    """Cut the row that does not fit on the first page; its rest stands at the top of the next."""
    told = paragraphs([row.cells for row in rows])
    return save(path, Spacer(1, _DOWN), Table(told, made.WIDTHS, style=list(made.GRID), splitInRow=1))


def write_lined_pdf(path: Path, rows: Sequence[Told]) -> Path:
    """Part rows by lines across the page only, which leave out the region's cell where it spans several."""
    ends = accumulate(span for span in regions(rows) if span)
    spans = [("SPAN", (0, n - span + 1), (0, n)) for n, span in zip(ends, filter(None, regions(rows)), strict=True)]
    lines = [("LINEBELOW", (0, n), (-1, n), 0.5, colors.grey) for n in (0, *(end for *_, (_, end) in spans))]
    lines.append(("LINEBELOW", (1, 1), (-1, -1), 0.5, colors.grey))
    told = [(row.region if span else "", *row.cells[1:]) for row, span in zip(rows, regions(rows), strict=True)]
    return save(path, Table(paragraphs(told), made.WIDTHS, style=[*lines, *made.NO_RULES, *spans]))


def write_shared_pdf(path: Path, rows: Sequence[Told], place: str = "TOP", down: float = 0) -> Path:
    """Merge the cells of a region without any lines, its name at the top or in the middle of its rows."""
    spans = [("SPAN", (0, n), (0, n + span - 1)) for n, span in enumerate(regions(rows), start=1) if span > 1]
    told = [(row.region if span else "", *row.cells[1:]) for row, span in zip(rows, regions(rows), strict=True)]
    table = Table(paragraphs(told), made.WIDTHS, style=[("VALIGN", (0, 0), (-1, -1), place), *spans])
    return save(
        path,
        Spacer(1, down),
        table,
        Paragraph("Här slutar redovisningen av länens insatser.", getSampleStyleSheet()["Heading1"]),
    )


def write_middle_pdf(path: Path, rows: Sequence[Told]) -> Path:
    """Set cells to the middle of their rows, without any lines; the head is printed on every page."""
    middle = (("VALIGN", (0, 0), (-1, -1), "MIDDLE"),)
    return save(path, Table(paragraphs([row.cells for row in rows]), made.WIDTHS, style=list(middle), repeatRows=1))


def paragraphs(rows: Sequence[Sequence[str]]) -> list[list[Paragraph]]:
    """Give the head and rows as paragraphs for a table."""
    small = ParagraphStyle("small", parent=getSampleStyleSheet()["BodyText"], fontSize=9, leading=11)
    return [[Paragraph(escape(text).replace(BREAK, "<br/>"), small) for text in row] for row in (made.HEAD, *rows)]


def save(path: Path, *story: Flowable) -> Path:
    """Set a report of one theme."""
    heading = Paragraph(made.THEME, getSampleStyleSheet()["Heading1"])
    SimpleDocTemplate(str(path), pagesize=A4).build([heading, *story])
    return path
