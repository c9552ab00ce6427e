"""Excel, PowerPoint and OpenDocument files, read to the same initiatives as the data they were made from."""

import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from pptx import Presentation
from pptx.util import Cm

from corpus.errors import UnreadableDocumentError
from corpus.limits import Limits
from corpus.pages import PageLines
from corpus.readers.excel import read_excel
from corpus.readers.opendocument import read_opendocument
from corpus.readers.powerpoint import read_powerpoint
from tests.corpus import made

FEW = settings(max_examples=15, derandomize=True, suppress_health_check=list(HealthCheck))
WORDS = st.text("abcdefåäö ÅÄÖ-&<", min_size=3, max_size=30).map(lambda text: f"X{' '.join(text.split())}x")
NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"))
)


def texts(page: PageLines) -> list[str]:
    return [line.text for line in page.lines if line.text]


def workbook(path: Path, rows: Sequence[tuple[object, ...]], title: str = "Insatser") -> Path:
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def odt(path: Path, body: str, manifest: str = "") -> Path:
    content = f"<office:document-content {NAMESPACES}><office:body><office:text>{body}</office:text></office:body>"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", f"{content}</office:document-content>")
        if manifest:
            archive.writestr("META-INF/manifest.xml", manifest)
    return path


@FEW
@given(
    rows=st.lists(st.tuples(st.sampled_from(sorted(made.CODES)), WORDS, WORDS, WORDS, WORDS), min_size=1, max_size=5)
)
def test_a_sheet_tells_the_initiatives_it_was_made_from(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]
) -> None:
    path = workbook(tmp_path_factory.mktemp("excel") / "r.xlsx", [("Vår lista",), (), made.HEAD, *rows])
    told = [(one.region, one.name, one.outputs, one.effects, one.goals) for one in made.read(path).initiatives]
    assert told == [(made.CODES[region], *cells) for region, *cells in rows]


def test_values_are_read_as_they_are_shown(tmp_path: Path) -> None:
    path = workbook(tmp_path / "r.xlsx", [("a", "b"), (1250000.0, 2.5), (date(2024, 3, 1), True)], "Blad1")
    [page] = read_excel(path, Limits())
    assert texts(page) == ["a", "b", "1250000", "2,5", "2024-03-01", "ja"]
    assert [(line.cell.row, line.cell.column) for line in page.lines if line.text and line.cell][-1] == (3, 2)


def test_each_shown_sheet_is_a_page_and_hidden_ones_are_told(tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "Utfall"
    book.active["A1"] = "Först"
    book.active["A1"].comment = Comment("Stämmer det?", "N")
    for title, state in (("Bakgrund", "visible"), ("Utkast", "hidden")):
        book.create_sheet(title)["B2"] = title.lower()
        book[title].sheet_state = state
    book["Bakgrund"]["A3"] = "dold"
    book["Bakgrund"].row_dimensions[3].hidden = True
    book.save(tmp_path / "r.xlsx")
    pages = read_excel(tmp_path / "r.xlsx", Limits())
    assert [texts(page) for page in pages] == [["Utfall", "Först"], ["Bakgrund", "bakgrund"]]
    assert pages[0].notes == (
        "dolt blad som inte läses: Utkast",
        "dolda rader som inte läses: 1",
        "kommentarer i marginalen som inte läses: 1",
    )


def test_formulas_without_a_result_and_diagrams_on_their_own_are_told(tmp_path: Path) -> None:
    book = Workbook()
    for row in (("Antal", 3), ("Summa", "=B1*2"), ("Möte", datetime(2024, 5, 1, 13, 30))):
        book.active.append(row)
    book.active.column_dimensions["C"].hidden = True
    book.active["C1"] = "dold"
    diagram = BarChart()
    diagram.add_data(Reference(book.active, min_col=2, min_row=1, max_row=2))
    book.create_chartsheet("Diagram").add_chart(diagram)
    book.save(tmp_path / "r.xlsx")
    [page] = read_excel(tmp_path / "r.xlsx", Limits())
    assert texts(page)[1:] == ["Antal", "3", "Summa", "Möte", "2024-05-01 13:30"]
    assert page.notes == (
        "dolda kolumner som inte läses: 1",
        "bilder och diagram vars text inte läses: 1",
        "celler med formler utan sparat värde: 1; öppna filen i Excel och spara den på nytt",
    )


def test_a_note_under_a_table_is_no_row_of_it(tmp_path: Path) -> None:
    rows = [made.HEAD, made.ROWS[0].cells, (), ("Källa: regionen",)]
    content = made.read(workbook(tmp_path / "r.xlsx", rows))
    assert made.told(content.initiatives) == made.expected(made.ROWS[:1], None)
    assert "Källa" not in content.initiatives[0].text


def test_a_table_of_figures_under_a_blank_row_is_one_of_its_own_and_further_rows_are_not(tmp_path: Path) -> None:
    rows = [*made.ROWS[:2], replace(made.ROWS[2], goals="Ej satta."), replace(made.ROWS[3], goals="4")]
    told = [rows[0].cells, (), rows[1].cells, (), rows[2].cells, rows[3].cells]
    figures = [(), ("Ort", "Belopp"), ("Fårösund", "480 000 kr"), ("Slite", 75)]
    content = made.read(workbook(tmp_path / "r.xlsx", [made.HEAD, *told, *figures]), made.document("09"))
    assert made.told(content.initiatives) == made.expected(rows, None)
    assert "Fårösund 480 000 kr Slite 75" in " ".join(content.pages[0].text.split())


def test_slides_are_pages_with_titles_and_tables(tmp_path: Path) -> None:
    deck = Presentation()
    first = deck.slides.add_slide(deck.slide_layouts[1])
    first.shapes.title.text = "Kompetens i\vlänet"
    first.placeholders[1].text = "Skåne utbildar\nHalland validerar"
    first.notes_slide.notes_text_frame.text = "säg detta"
    second = deck.slides.add_slide(deck.slide_layouts[5])
    second.shapes.title.text = "Insatser"
    rows = (made.HEAD, *(row.cells for row in made.ROWS[:2]))
    table = second.shapes.add_table(len(rows), len(made.HEAD), Cm(1), Cm(4), Cm(20), Cm(8)).table
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(number, column).text = text
    deck.slides.add_slide(deck.slide_layouts[5])._element.set("show", "0")
    deck.save(str(tmp_path / "r.pptx"))
    pages = read_powerpoint(tmp_path / "r.pptx", Limits())
    assert texts(pages[0]) == ["Kompetens i länet", "Skåne utbildar", "Halland validerar"]
    assert (len(pages), pages[0].lines[0].heading) == (2, 1)
    assert pages[0].notes == (
        "dolda bilder som inte läses: 1",
        "bilder med talarens anteckningar som inte läses: 1",
    )
    content = made.read(tmp_path / "r.pptx")
    assert made.told(content.initiatives) == made.expected(made.ROWS[:2], None)
    assert [section.heading for section in content.sections] == ["Kompetens i länet", "Insatser"]


def test_an_opendocument_text_is_read_in_order(tmp_path: Path) -> None:
    cells = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in row)
        + "</table:table-row>"
        for row in (made.HEAD, *(row.cells for row in made.ROWS))
    )
    body = (
        f"<text:tracked-changes><text:p>struket</text:p></text:tracked-changes>"
        f'<text:h text:outline-level="1">{made.THEME}</text:h><text:p>{made.PROSE}<text:note><text:note-citation>1'
        f"</text:note-citation><text:note-body><text:p>En not.</text:p></text:note-body></text:note></text:p>"
        f"<text:list><text:list-item><text:p>ett<text:s/>led</text:p></text:list-item></text:list>"
        f"<table:table>{cells}</table:table><text:p>Slut<text:soft-page-break/>sida två</text:p>"
    )
    path = odt(tmp_path / "r.odt", body)
    pages = read_opendocument(path, Limits())
    assert texts(pages[0])[:4] == [made.THEME, made.PROSE, "En not.", "• ett led"]
    assert texts(pages[1]) == ["sida två"]
    assert made.told(made.read(path).initiatives) == made.expected()


def test_boxes_of_an_opendocument_text_follow_their_paragraph(tmp_path: Path) -> None:
    box = "<draw:frame><draw:text-box><text:p>I ruta<draw:frame><draw:text-box><text:p>inre</text:p></draw:text-box>"
    box += "</draw:frame></text:p></draw:text-box></draw:frame>"
    [page] = read_opendocument(odt(tmp_path / "r.odt", f"<text:p>Före{box}efter</text:p>{box}"), Limits())
    assert texts(page) == ["Föreefter", "I ruta", "inre", "I ruta", "inre"]


@pytest.mark.parametrize("name", ["r.xlsx", "r.pptx", "r.odt"])
def test_a_damaged_office_file_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"PK\x03\x04 inte mer")
    with pytest.raises(UnreadableDocumentError, match=rf"{name}: är skadad: "):
        made.read(tmp_path / name)


def test_a_protected_opendocument_is_told(tmp_path: Path) -> None:
    path = odt(tmp_path / "r.odt", "<text:p>x</text:p>", "<manifest><encryption-data/></manifest>")
    with pytest.raises(UnreadableDocumentError, match="är skyddad med lösenord"):
        made.read(path)


def test_a_numbers_unit_is_read_as_the_sheet_shows_it(tmp_path: Path) -> None:
    book = Workbook()
    formats = {"A1": (0.35, "0%"), "B1": (12500, '# ##0 "kr"'), "C1": (2.5, "0.0"), "D1": (7, '0" st";-0" st"')}
    for place, (value, number_format) in formats.items():
        book.active[place] = value
        book.active[place].number_format = number_format
    book.save(tmp_path / "tal.xlsx")
    (page,) = read_excel(tmp_path / "tal.xlsx", Limits())
    assert [line.text for line in page.lines if line.cell and line.text] == ["35 %", "12 500 kr", "2,5", "7 st"]
