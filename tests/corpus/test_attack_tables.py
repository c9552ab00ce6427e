"""Tables made to hang a reader or to take all memory: read in a time that grows with the file, or refused before."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from pptx import Presentation
from pptx.util import Cm

from corpus.limits import Limits
from corpus.readers.excel_merged import Merged, MergedOver
from corpus.readers.excel_package import open_workbook
from corpus.readers.opendocument_styles import OASIS
from tests.corpus import made
from tests.corpus.attacked import USUAL, refusal, texts
from tests.corpus.packed import repack


def sheet(path: Path, inside: str) -> Path:
    """Write an Excel file of one sheet, given as what the sheet's part holds."""
    named = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    Workbook().save(path)
    part = f"<worksheet {named}>{inside}</worksheet>".encode()
    return repack(path, lambda name, data: part if name == "xl/worksheets/sheet1.xml" else data)


def told_row(number: int, *told: str) -> str:
    cells = (f'<c r="{"AB"[n]}{number}" t="inlineStr"><is><t>{text}</t></is></c>' for n, text in enumerate(told))
    return f'<row r="{number}">{"".join(cells)}</row>'


def odt(path: Path, body: str, styles: str = "") -> Path:
    names = {"office": "office", "text": "text", "table": "table", "style": "style", "fo": "xsl-fo-compatible"}
    named = " ".join(f'xmlns:{short}="{OASIS}{name}:1.0"' for short, name in names.items())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f"<office:document-content {named}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
    return path


def four_in_odt(path: Path) -> Path:
    """Write a table of four cells, two of them repeated and two rows; empty ones do not count."""
    cell = "<table:table-cell{}><text:p>a</text:p></table:table-cell>"
    row = cell.format(' table:number-columns-repeated="2"') + '<table:table-cell table:number-columns-repeated="999"/>'
    rows = f'<table:table-row table:number-rows-repeated="2">{row}</table:table-row>'
    return odt(path, f"<table:table>{rows}</table:table>")


def four_in_powerpoint(path: Path) -> Path:
    deck = Presentation()
    deck.slides.add_slide(deck.slide_layouts[6]).shapes.add_table(2, 2, Cm(1), Cm(1), Cm(9), Cm(9))
    deck.save(str(path))
    return path


def four_in_text(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("r.odt", four_in_odt),
        ("r.pptx", four_in_powerpoint),
        ("r.xlsx", lambda path: sheet(path, f"<sheetData>{told_row(1, 'a', 'b')}{told_row(2, 'c', 'd')}</sheetData>")),
        ("r.html", lambda path: four_in_text(path, "<html><table><tr><td>a<td>b<tr><td>c<td>d</table>")),
        ("r.csv", lambda path: four_in_text(path, "a;b;\nc;d;\n")),
    ],
)
def test_more_cells_than_the_limit_are_refused_before_they_are_read(
    tmp_path: Path, name: str, write: Callable[[Path], Path]
) -> None:
    path = write(tmp_path / name)
    assert len(texts(path)) == 1
    assert refusal(path, Limits(max_cells=3)) == f"{name}: har 4 tabellceller; väntade högst 3"


def test_cells_of_a_word_file_are_limited(tmp_path: Path) -> None:
    n_cells = len(made.HEAD) * (len(made.ROWS) + 1)
    path = made.write_word(tmp_path / "r.docx")
    assert texts(path)
    told = f"r.docx: har {n_cells} tabellceller; väntade högst {n_cells - 1}"
    assert refusal(path, Limits(max_cells=n_cells - 1)) == told


def test_cells_that_an_opendocument_table_only_repeats_are_counted(tmp_path: Path) -> None:
    """Eight million cells in 8 kB."""
    cell = '<table:table-cell table:number-columns-repeated="20"><text:p>a</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="20">{cell * 20}</table:table-row>'
    path = odt(tmp_path / "r.odt", f"<table:table>{row * 1_000}</table:table>")
    assert refusal(path, USUAL) == "r.odt: har 8000000 tabellceller; väntade högst 500000"


def test_styles_of_opendocument_that_are_based_on_each_other_in_a_long_chain_are_each_read_once(tmp_path: Path) -> None:
    struck = '<style:text-properties style:text-line-through-style="solid"/>'
    chain = "".join(f'<style:style style:name="s{n}" style:parent-style-name="s{n + 1}"/>' for n in range(50_000))
    circle = '<style:style style:name="c" style:parent-style-name="c"/>'
    last = f'<style:style style:name="s50000">{struck}</style:style>'
    body = '<text:p text:style-name="s0">struket</text:p><text:p text:style-name="c">syns</text:p>'
    assert texts(odt(tmp_path / "r.odt", body, f"{circle}{chain}{last}")) == ["syns"]


def test_merged_cells_that_lie_over_each_other_are_gone_through_once(tmp_path: Path) -> None:
    numbers = range(1, 10_001)
    rows = "".join(told_row(number, "a", f"b{number}") for number in numbers)
    merged = "".join(f'<mergeCell ref="A{number}:A1048576"/>' for number in numbers)
    path = sheet(tmp_path / "r.xlsx", f"<sheetData>{rows}</sheetData><mergeCells>{merged}</mergeCells>")
    assert texts(path) == ["\n".join(["Sheet", "a", *(f"b{number}" for number in numbers)])]


def test_a_merged_cell_whose_first_rows_are_hidden_is_read_in_the_first_that_is_shown(tmp_path: Path) -> None:
    hidden = "".join(told_row(n, "a", "dold") for n in (1, 2)).replace("<row ", '<row hidden="1" ')
    merged = '<mergeCell ref="A1:A3"/>'
    path = sheet(
        tmp_path / "r.xlsx",
        f"<sheetData>{hidden}{told_row(3, 'täckt', 'syns')}</sheetData><mergeCells>{merged}</mergeCells>",
    )
    assert texts(path) == ["Sheet\na\nsyns"]


def test_columns_over_which_cells_are_merged_are_those_of_the_rows_passed_to() -> None:
    lying = MergedOver(
        [
            Merged(first_row=1, last_row=4, first_column=2, last_column=4),
            Merged(first_row=3, last_row=3, first_column=4, last_column=5),
        ]
    )
    lying.pass_to(1, 2)
    assert (lying.beyond_first(), [lying.over(column) for column in range(1, 7)]) == ({3, 4}, [0, 1, 1, 1, 0, 0])
    lying.pass_to(3, 3)
    assert (lying.beyond_first(), [lying.over(column) for column in range(1, 7)]) == ({3, 4, 5}, [0, 1, 1, 2, 1, 0])
    lying.pass_to(4, 9)
    assert lying.beyond_first() == {3, 4}
    lying.pass_to(10, 10)
    assert lying.beyond_first() == set()


def test_columns_hidden_far_beyond_a_sheet_cost_nothing(tmp_path: Path) -> None:
    columns = "".join(f'<col min="{first}" max="2000000000" hidden="1"/>' for first in range(2, 2_000))
    path = sheet(tmp_path / "r.xlsx", f"<cols>{columns}</cols><sheetData>{told_row(1, 'syns', 'dold')}</sheetData>")
    assert texts(path) == ["Sheet\nsyns"]


def test_cells_of_excel_that_only_have_a_format_are_not_opened(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="0"/><c r="B{n}" s="0"/></row>' for n in range(2, 9))
    path = sheet(tmp_path / "r.xlsx", f"<sheetData>{told_row(1, 'början')}{rows}{told_row(9, 'slut')}</sheetData>")
    with zipfile.ZipFile(path) as archive:
        package = open_workbook(archive)
    with zipfile.ZipFile(package.file) as opened:
        assert opened.read("xl/worksheets/sheet1.xml").count(b"<c ") == package.n_cells == 2
    assert texts(path, Limits(max_cells=2)) == ["Sheet\nbörjan\nslut"]


def test_cells_of_excel_that_do_not_say_where_they_stand_keep_their_places(tmp_path: Path) -> None:
    told = '<c t="inlineStr"><is><t>{}</t></is></c>'
    rows = "".join(f"<row>{told.format(a)}<c s='0'/>{told.format(b)}</row>" for a, b in ("ab", "cd"))
    path = sheet(tmp_path / "r.xlsx", f'<cols><col min="2" max="2" hidden="1"/></cols><sheetData>{rows}</sheetData>')
    assert texts(path) == ["Sheet\na\nb\nc\nd"]
