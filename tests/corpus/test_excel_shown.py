"""An Excel file is read as Excel shows it: numbers in their format, raised and struck out text, boxes and diagrams."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from corpus.limits import Limits
from corpus.readers.excel import read_excel
from corpus.readers.excel_merged import Merged, drop_covered, without_merged
from corpus.readers.excel_values import shown_text
from tests.corpus import made
from tests.corpus.packed import repack

OFFICE = "http://schemas.openxmlformats.org"
RELATIONSHIPS = f"{OFFICE}/officeDocument/2006/relationships"
DRAWING = (
    f'<x:wsDr xmlns:x="{OFFICE}/drawingml/2006/spreadsheetDrawing" xmlns:a="{OFFICE}/drawingml/2006/main">'
    "<x:twoCellAnchor><x:sp><x:txBody><a:p><a:r><a:t>Av 77 </a:t></a:r><a:r><a:t>svar</a:t></a:r></a:p><a:p/>"
    "</x:txBody></x:sp><x:pic/></x:twoCellAnchor></x:wsDr>"
)


def save(book: Workbook, tmp_path: Path) -> Path:
    book.save(tmp_path / "r.xlsx")
    return tmp_path / "r.xlsx"


def texts(path: Path) -> list[str]:
    return [line.text for page in read_excel(path, Limits()) for line in page.lines if line.text and not line.heading]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (1250000, "#,##0", "1 250 000"),
        (1250000, '_-* #,##0\\ "kr"_-;\\-* #,##0\\ "kr"_-;_-* "-"??\\ "kr"_-', "1 250 000 kr"),
        (-1250000, '_-* #,##0\\ "kr"_-;\\-* #,##0\\ "kr"_-;_-* "-"??\\ "kr"_-', "-1 250 000 kr"),
        (0, '_-* #,##0\\ "kr"_-;\\-* #,##0\\ "kr"_-;_-* "-"??\\ "kr"_-', "- kr"),
        (1250000, "#\\ ##0\\ [$kr-41D]", "1 250 000 kr"),
        (3000, "[$€-2] #,##0", "€ 3 000"),
        (45_000_000, '#,##0.0,, "mnkr"', "45,0 mnkr"),
        (-1250, "#,##0;(#,##0)", "(1 250)"),
        (1 / 3, "0.00", "0,33"),
        (2.675, "0.00", "2,68"),
        (1 / 3, "General", "0,3333333333"),
        (0.125, "0.0%", "12,5 %"),
        (12.5, '"ca "0.0', "ca 12,5"),
        (701234567, "0000000000", "0701234567"),
        (0, '0;-0;"–"', "–"),
        (5, ";;;", ""),
        ("Utkast", ";;;", ""),
        ("Mål", "0;-0;0;@", "Mål"),
        ("Mål", '0;-0;;"("@")"', "Mål"),
        (5, "@", "5"),
        (0.5, "# ?/?", "0,5"),
        (1e300, "0", str(int(1e300))),
        (datetime(2024, 3, 1), "yyyy-mm-dd", "2024-03-01"),
        (datetime(2024, 3, 1), "yyyy", "2024"),
        (datetime(2024, 3, 1), "mmm yyyy", "2024-03"),
        (datetime(2024, 3, 1, 13, 30), "hh:mm", "13:30"),
        (datetime(2024, 3, 1, 13, 30), "yyyy-mm-dd hh:mm", "2024-03-01 13:30"),
        (timedelta(hours=30, minutes=5), "[h]:mm", "30:05"),
    ],
)
def test_a_value_is_written_in_its_format(value: object, number_format: str, text: str) -> None:
    assert shown_text(value, number_format) == text


def test_a_sign_that_a_sheet_writes_as_its_code_is_that_sign() -> None:
    assert shown_text("Rad ett_x000D_\nrad två", "General") == "Rad ett\nrad två"
    assert shown_text("a_x005F_x0007_b", "General") == "a_x0007_b"
    assert shown_text("a_x0007_b", "General") == "ab"


def test_raised_figures_stand_apart_and_what_is_struck_out_is_left_out(tmp_path: Path) -> None:
    book = Workbook()
    raised, struck = InlineFont(vertAlign="superscript"), InlineFont(strike=True)
    book.active["A1"] = CellRichText("nådde 125", TextBlock(raised, "3"), " företag ", TextBlock(struck, "i länet"))
    book.active["A2"] = "Utgår"
    book.active["A2"].font = Font(strike=True)
    assert texts(save(book, tmp_path)) == ["nådde 125[3] företag"]


def test_boxes_on_a_sheet_come_after_its_rows_and_pictures_are_told(tmp_path: Path) -> None:
    book = Workbook()
    book.active["A1"] = "Utfall"

    def with_drawing(name: str, data: bytes) -> bytes:
        drawing = f'<drawing xmlns:r="{RELATIONSHIPS}" r:id="rId1"/></worksheet>'.encode()
        return data.replace(b"</worksheet>", drawing) if name == "xl/worksheets/sheet1.xml" else data

    link = f'<Relationship Id="rId1" Type="{RELATIONSHIPS}/drawing" Target="../drawings/drawing1.xml"/>'
    links = f'<Relationships xmlns="{OFFICE}/package/2006/relationships">{link}</Relationships>'
    added = {"xl/drawings/drawing1.xml": DRAWING, "xl/worksheets/_rels/sheet1.xml.rels": links}
    path = repack(save(book, tmp_path), with_drawing, added)
    assert texts(path) == ["Utfall", "Av 77 svar"]
    assert read_excel(path, Limits())[0].notes == ("bilder och diagram vars text inte läses: 1",)


@pytest.mark.parametrize(
    ("stored", "refs"),
    [
        (b"<a><mergeCells count='2'><mergeCell ref='A1:B2'/><mergeCell ref=\"C3\"/></mergeCells><b/></a>", 2),
        (b'<x:a><x:mergeCells><x:mergeCell  ref="A1:B2"></x:mergeCell></x:mergeCells><b/></a>', 1),
        (b"<a><mergeCells/><b/></a>", 0),
        (
            b'<a><mergeCells><mergeCell ref="A1:B2"/></mergeCells><b/>'
            b'<mergeCells><mergeCell ref="A1:B2"/></mergeCells>',
            1,
        ),
        (b"<a><b/></a>", 0),
    ],
)
def test_merged_cells_are_taken_out_of_a_sheet(stored: bytes, refs: int) -> None:
    sheet, merged = without_merged(stored)
    assert b"merge" not in sheet
    assert b"<b/>" in sheet
    first = Merged(first_row=1, last_row=2, first_column=1, last_column=2)
    third = Merged(first_row=3, last_row=3, first_column=3, last_column=3)
    assert merged == (first, third)[:refs]


@pytest.mark.parametrize("stored", [b"mergeCells", b"<mergeCells", b"<mergeCells><mergeCell"])
def test_a_sheet_broken_off_in_its_merged_cells_is_left_to_who_reads_it(stored: bytes) -> None:
    assert without_merged(stored) == (stored, ())


@pytest.mark.parametrize("last_row", [3, 1_000_000])
def test_what_others_are_merged_over_is_not_shown(last_row: int) -> None:
    cells = {(row, column): "" for row in range(1, 6) for column in range(1, 4)}
    drop_covered(cells, [Merged(first_row=2, last_row=last_row, first_column=2, last_column=3)])
    rows = [[(row, column) in cells for column in range(1, 4)] for row in range(1, 6)]
    covered, whole = [True, False, False], [True] * 3
    below = whole if last_row == 3 else covered
    assert rows == [whole, [True, True, False], covered, below, below]


def test_a_merged_cell_is_read_where_the_first_of_its_rows_is_shown(tmp_path: Path) -> None:
    book = Workbook()
    for row in (made.HEAD, made.ROWS[0].cells, ("", *made.ROWS[1].cells[1:])):
        book.active.append(row)
    book.active.merge_cells("A2:A3")
    book.active.row_dimensions[2].hidden = True
    path = save(book, tmp_path)
    assert made.told(made.read(path).initiatives) == made.expected(made.ROWS[1:2], None)
    assert read_excel(path, Limits())[0].notes == ("dolda rader som inte läses: 1",)


def test_what_takes_no_room_on_the_sheet_is_hidden(tmp_path: Path) -> None:
    book = Workbook()
    for row in (("Insats", "Effekter", "Internt"), ("Elbåtar", "Tyst.", "Nej"), ("Utkast", "Inga.", "Ja")):
        book.active.append(row)

    def without_room(_name: str, data: bytes) -> bytes:
        data = data.replace(b"<sheetData>", b'<cols><col min="3" max="3" width="0" customWidth="1"/></cols><sheetData>')
        return data.replace(b'<row r="3"', b'<row r="3" ht="0" customHeight="1"')

    path = repack(save(book, tmp_path), without_room, {})
    assert texts(path) == ["Insats", "Effekter", "Elbåtar", "Tyst."]
    assert read_excel(path, Limits())[0].notes == ("dolda rader som inte läses: 1", "dolda kolumner som inte läses: 1")


def test_a_sheet_for_a_diagram_that_holds_none_stops_nothing(tmp_path: Path) -> None:
    book = Workbook()
    book.active["A1"] = "Utfall"
    book.create_chartsheet("Diagram", 0)
    assert texts(save(book, tmp_path)) == ["Utfall"]


def test_strict_open_xml_is_read(tmp_path: Path) -> None:
    book = Workbook()
    for row in (made.HEAD, *(row.cells for row in made.ROWS[:3])):
        book.active.append(row)

    def strict(_name: str, data: bytes) -> bytes:
        for kind in ("spreadsheetml", "officeDocument"):
            data = data.replace(f"{OFFICE}/{kind}/2006/".encode(), f"http://purl.oclc.org/ooxml/{kind}/".encode())
        return data

    content = made.read(repack(save(book, tmp_path), strict, {}))
    assert made.told(content.initiatives) == made.expected(made.ROWS[:3], None)


def test_what_is_printed_above_and_below_the_pages_is_told(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Insats", "Resultat"])
    book.active.oddHeader.left.text = "Region Gotland, utkast"
    book.active.oddFooter.center.text = "Sida &P av &N"
    notes = read_excel(save(book, tmp_path), Limits())[0].notes
    assert notes == ("sidhuvud och sidfot som inte läses: Region Gotland, utkast",)
