"""Tables as Excel files that read well: heads, column widths, wrapped text, links, and their source."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from zipfile import ZIP_STORED, ZipFile

from openpyxl import Workbook
from openpyxl.cell import Cell as ExcelCell
from openpyxl.cell.cell import TYPE_STRING
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from service.exports.packed import made_on, packed_alike
from service.exports.sheet import Cell, Origin, Row
from service.exports.xml_text import xml_text

# Widths in characters of what is long; other columns are as wide as their head.
WIDTHS = {
    "Insats": 40, "Citat": 80, "Text": 80, "Varför": 50, "Tema": 34, "Rubrik": 34, "Dokument": 40, "Region": 20,
    "Grupp": 20, "Utgivare": 30, "Status": 18, "Beskrivning": 60, "Prestationer": 60, "Effekter": 60, "Mål": 60,
}  # fmt: skip
NARROWEST = 9
# The column of shares, which are read as percent.
SHARE = "Säkerhet"
WRAPPED = Alignment(wrap_text=True, vertical="top")
HEAD = Font(bold=True, color="FFFFFF")
HEAD_FILL = PatternFill("solid", fgColor="0D3B45")
LINK = Font(color="0B5563", underline="single")


def workbook(rows: Sequence[Row], columns: Sequence[str], links: Sequence[Mapping[str, str]], origin: Origin) -> bytes:
    """Give an Excel file of two sheets: the table without columns that nothing stands in, and where it comes from.

    Args:
        links: For each row, the address that a column's cell leads to, from the service's root.
    """
    book = Workbook()
    filled = [column for column in columns if any(row.get(column) not in (None, "") for row in rows)]
    _fill_table(book.active, rows, filled or columns, links, origin.base)
    _fill_origin(book.create_sheet("Om filen"), origin)
    properties = book.properties
    properties.creator, properties.created = "Insatskartan", made_on(date.today())
    properties.modified = properties.created
    buffer = io.BytesIO()
    # `Workbook.save` would put the present time in the place of the one set.
    ExcelWriter(book, ZipFile(buffer, "w", ZIP_STORED)).save()
    return packed_alike(buffer.getvalue())


def _fill_table(
    sheet: Worksheet, rows: Sequence[Row], columns: Sequence[str], links: Sequence[Mapping[str, str]], base: str
) -> None:
    sheet.title = "Insatskartan"
    sheet.freeze_panes = "A2"
    for number, column in enumerate(columns, start=1):
        head = _write(sheet.cell(1, number), column)
        head.font, head.fill = HEAD, HEAD_FILL
        sheet.column_dimensions[get_column_letter(number)].width = WIDTHS.get(column, max(NARROWEST, len(column) + 2))
    for place, (row, leads) in enumerate(zip(rows, links, strict=True), start=2):
        for number, column in enumerate(columns, start=1):
            cell = _write(sheet.cell(place, number), row.get(column))
            if column in leads:
                cell.hyperlink, cell.font = f"{base}{leads[column]}", LINK
            if column == SHARE:
                cell.number_format = "0 %"
    _set_print(sheet)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"


def _set_print(sheet: Worksheet) -> None:
    """Print on A4's long side, as wide as the sheet is, with the head on every sheet of paper."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


def _fill_origin(sheet: Worksheet, origin: Origin) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 22, 90
    for place, (label, value) in enumerate(origin.facts, start=1):
        _write(sheet.cell(place, 1), label).font = Font(bold=True)
        told = _write(sheet.cell(place, 2), value)
        if value.startswith(f"{origin.base}/"):
            told.hyperlink, told.font = value, LINK


def _write(cell: ExcelCell, value: Cell) -> ExcelCell:
    """Fill a cell; a text stays a text, also one that openpyxl would take for a formula or an error."""
    cell.value = xml_text(value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = TYPE_STRING
    cell.alignment = WRAPPED
    return cell
