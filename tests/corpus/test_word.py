from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls

from corpus.document import Field
from corpus.limits import Limits
from corpus.pages import PageLines, collapse
from corpus.readers.word import read_word
from tests.corpus import made


def save(word: Any, tmp_path: Path) -> Path:
    path = tmp_path / "r.docx"
    word.save(str(path))
    return path


def read(word: Any, tmp_path: Path) -> tuple[PageLines, ...]:
    return read_word(save(word, tmp_path), Limits())


def texts(pages: tuple[PageLines, ...]) -> list[list[str]]:
    return [[text for line in page.lines if (text := collapse(line.text))] for page in pages]


def test_a_word_file_gives_the_initiatives_it_was_made_from(tmp_path: Path) -> None:
    content = made.read(made.write_word(tmp_path / "r.docx"))
    assert made.told(content.initiatives) == made.expected()
    assert [section.heading for section in content.sections] == [made.THEME, "Efter tabellen"]
    assert [b.text for b in content.blocks if b.field is Field.PROSE] == [made.PROSE, "Här slutar den."]


def test_a_row_that_word_laid_over_two_pages_is_one_initiative_on_both(tmp_path: Path) -> None:
    content = made.read(made.write_word(tmp_path / "r.docx", page_break_before=5))
    assert made.told(content.initiatives) == made.expected()
    assert [(one.first_page, one.last_page) for one in content.initiatives] == [(1, 1)] * 5 + [(1, 2)] + [(2, 2)] * 6
    first, second = (collapse(page.text) for page in content.pages)
    assert first.endswith("Åtta möten hölls i Mörbylånga. " + made.ROWS[5].effects + " " + made.ROWS[5].goals)
    assert second.startswith("Ett nätverk för små företag")


def test_a_merged_region_cell_names_the_region_of_all_its_rows(tmp_path: Path) -> None:
    word = docx.Document()
    table = word.add_table(rows=4, cols=3)
    for row, cells in enumerate(
        [("Region", "Åtgärd", "Effekter"), ("Skåne", "Ett", "A."), ("", "Två", "B."), ("Kalmar", "Tre", "C.")]
    ):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    content = made.read(save(word, tmp_path))
    assert [(one.region, one.name, one.effects) for one in content.initiatives] == [
        ("12", "Ett", "A."),
        ("12", "Två", "B."),
        ("08", "Tre", "C."),
    ]


def test_a_cell_that_spans_columns_does_not_move_those_after_it(tmp_path: Path) -> None:
    word = docx.Document()
    table = word.add_table(rows=2, cols=4)
    for column, text in enumerate(("Insats", "Prestationer", "Effekter", "Mål")):
        table.cell(0, column).text = text
    table.cell(1, 0).text, table.cell(1, 3).text = "Ett", "Jämlikhet"
    table.cell(1, 1).merge(table.cell(1, 2)).text = "Tolv möten"
    (one,) = made.read(save(word, tmp_path), made.document("09")).initiatives
    assert (one.name, one.outputs, one.effects, one.goals) == ("Ett", "Tolv möten", "", "Jämlikhet")


def test_heading_levels_and_lists_are_marked(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_heading("Återrapport", level=0)
    word.add_heading("Bakgrund", level=2)
    word.add_paragraph("Ett möte", style="List Bullet")
    word.add_paragraph("Löptext")
    (page,) = read(word, tmp_path)
    assert [(line.text, line.heading) for line in page.lines if line.text] == [
        ("Återrapport", 1),
        ("Bakgrund", 2),
        ("• Ett möte", None),
        ("Löptext", None),
    ]


def test_pages_begin_where_the_author_began_them_in_a_file_word_never_laid_out(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("Sida ett")
    word.add_page_break()
    word.add_paragraph("Sida två")
    assert texts(read(word, tmp_path)) == [["Sida ett"], ["Sida två"]]


def test_pages_are_those_word_laid_out_where_it_says_so(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("Sida ett")
    word.add_page_break()  # The author's own break begins the page that Word then noted: one page, not two.
    paragraph = word.add_paragraph()
    paragraph.add_run()._r.append(OxmlElement("w:lastRenderedPageBreak"))
    paragraph.add_run("Sida två")
    assert texts(read(word, tmp_path)) == [["Sida ett"], ["Sida två"]]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<w:sdt><w:sdtContent><w:r><w:t>i ett fält</w:t></w:r></w:sdtContent></w:sdt>", "Svar i ett fält"),
        ('<w:ins w:id="1" w:author="a"><w:r><w:t>tillagt</w:t></w:r></w:ins>', "Svar tillagt"),
        ('<w:del w:id="1" w:author="a"><w:r><w:delText>struket</w:delText></w:r></w:del>', "Svar"),
        ("<w:r><w:t>e</w:t><w:noBreakHyphen/><w:t>tjänst</w:t></w:r>", "Svar e-tjänst"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r>", "Svar"),
    ],
)
def test_what_stands_in_forms_and_tracked_changes_is_read_and_what_is_struck_out_is_not(
    tmp_path: Path, inside: str, text: str
) -> None:
    word = docx.Document()
    paragraph = word.add_paragraph("Svar ")
    wrapped = parse_xml(f"<w:p {nsdecls('w')}>{inside}</w:p>")
    for child in list(wrapped):
        paragraph._p.append(child)
    assert texts(read(word, tmp_path)) == [[text]]


def test_paragraphs_and_tables_inside_a_content_control_are_read(tmp_path: Path) -> None:
    word = docx.Document()
    table = word.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Insats", "Effekter"
    body = word.element.body
    answer = "<w:p><w:r><w:t>Svar</w:t></w:r></w:p>"
    wrapper = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent>{answer}</w:sdtContent></w:sdt>")
    wrapper[0].append(table._tbl)
    body.insert(0, wrapper)
    assert texts(read(word, tmp_path)) == [["Svar", "Insats", "Effekter"]]


def test_text_boxes_and_tables_inside_a_cell_are_read_once(tmp_path: Path) -> None:
    word = docx.Document()
    cell = word.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "Yttre"
    box = "<w:pict><w:txbxContent><w:p><w:r><w:t>Ruta</w:t></w:r></w:p></w:txbxContent></w:pict>"
    cell.paragraphs[0]._p.append(parse_xml(f"<w:r {nsdecls('w')}>{box}</w:r>"))
    cell.add_table(rows=1, cols=1).cell(0, 0).text = "Inre"
    (page,) = read(word, tmp_path)
    found = [(line.text, line.cell.table, line.cell.row) for line in page.lines if line.text and line.cell is not None]
    assert found == [("Yttre", 1, 1), ("Ruta", 1, 1), ("Inre", 1, 1)]


def test_what_a_table_only_sets_side_by_side_is_read_as_if_it_stood_in_the_text(tmp_path: Path) -> None:
    word = docx.Document()
    aside, beside = word.add_table(rows=1, cols=2).rows[0].cells
    aside.text = "Kontakt: Bo Ek"
    beside.add_paragraph("Sammanfattning", style="Heading 2")
    rows = (("Insats", "Prestationer"), ("Elbåtar i hamn", "3 båtar"), ("Ålgräs", "9 hektar"))
    inner = beside.add_table(rows=3, cols=2)
    for row, told in zip(inner.rows, rows, strict=True):
        row.cells[0].text, row.cells[1].text = told
    content = made.read(save(word, tmp_path), made.document("12"))
    assert [(one.region, one.name, one.outputs) for one in content.initiatives] == [
        ("12", "Elbåtar i hamn", "3 båtar"),
        ("12", "Ålgräs", "9 hektar"),
    ]
    assert "Sammanfattning" in [section.heading for section in content.sections]


def test_a_table_of_several_rows_keeps_a_table_in_one_of_its_cells(tmp_path: Path) -> None:
    word = docx.Document()
    outer = word.add_table(rows=2, cols=2)
    for cell, text in zip(outer.rows[0].cells, ("Insats", "Prestationer"), strict=True):
        cell.text = text
    name, outputs = outer.rows[1].cells
    name.text = "Elbåtar i hamn"
    inner = outputs.add_table(rows=2, cols=2)
    for cell, text in zip((c for row in inner.rows for c in row.cells), ("Båtar", "3", "Kajer", "2"), strict=True):
        cell.text = text
    [one] = made.read(save(word, tmp_path), made.document("12")).initiatives
    assert (one.name, one.outputs) == ("Elbåtar i hamn", "Båtar 3 Kajer 2")


def layout(tmp_path: Path, *rows: Sequence[str], headings: int = 1, table_in: str = "") -> Path:
    """Set a table whose cells begin with so many headings each, a line a paragraph; one holds a table of two rows."""
    word = docx.Document()
    outer = word.add_table(rows=len(rows), cols=len(rows[0]))
    for row, told in zip(outer.rows, rows, strict=True):
        for cell, text in zip(row.cells, told, strict=True):
            for n, part in enumerate(text.split("\n")):
                cell.add_paragraph(part, style="Heading 2" if n < headings else None)
            if table_in and text.startswith(table_in):
                inner = cell.add_table(rows=2, cols=2)
                for part, told_inside in zip(inner._cells, ("Insats", "Effekter", "Elbåtar", "Tyst."), strict=True):
                    part.text = told_inside
    return save(word, tmp_path)


@pytest.mark.parametrize(
    "rows",
    [
        [("Mat\nNio kök.", "Hav\nTre kajer."), ("Skog\nFyra kurser.", "Kultur\nTvå scener.")],
        [("Mat",), ("Hav\nTre kajer.",), ("Skog",)],
    ],
)
def test_headings_in_a_table_that_frames_text_begin_sections(tmp_path: Path, rows: list[tuple[str, ...]]) -> None:
    content = made.read(layout(tmp_path, *rows), made.document("12"))
    headings = [cell.partition("\n")[0] for row in rows for cell in row]
    assert [section.heading for section in content.sections] == headings


def test_a_table_of_data_inside_one_of_several_rows_that_frames_text_is_read(tmp_path: Path) -> None:
    path = layout(tmp_path, ("Insatser", "Kontakt\nBo Ek"), ("Mer\nSe bilagan.", "Slut"), table_in="Insatser")
    content = made.read(path, made.document("12"))
    assert [(one.name, one.effects) for one in content.initiatives] == [("Elbåtar", "Tyst.")]


def test_a_head_set_as_headings_heads_its_table(tmp_path: Path) -> None:
    rows = [("Insats", "Effekter"), ("Elbåtar\nI hamn", "Tyst.\nRent.")]
    content = made.read(layout(tmp_path, *rows, headings=1), made.document("12"))
    assert [(one.name, one.effects) for one in content.initiatives] == [("Elbåtar I hamn", "Tyst. Rent.")]


def test_a_file_without_headings_is_one_section(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("Regionen har arbetat med unga på landsbygden i många år, och det har gett resultat.")
    content = made.read(save(word, tmp_path), made.document("09"))
    assert [(section.heading, section.region) for section in content.sections] == [("En ny rapport", "09")]
