"""Which theme an initiative of a table is of: by a column, by a row of its own, by what stands above the table."""

from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
from openpyxl import Workbook
from pptx import Presentation
from pptx.util import Cm

from tests.corpus import made
from tests.corpus.made import HEAD, ROWS

CLIMATE, EQUAL = "7. Miljö och klimat", "5. Jämställdhet"
FIRST, SECOND, THIRD = (row.cells for row in ROWS[:3])


def sheet(path: Path, rows: Sequence[Sequence[str | None]], title: str = "Insatser") -> Path:
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def themes(path: Path) -> list[str | None]:
    return [one.theme for one in made.read(path).initiatives]


@pytest.mark.parametrize("head", ["Tema", "Tema 2024", "Temaområde", "Nationellt tema"])
def test_a_column_may_name_the_theme(tmp_path: Path, head: str) -> None:
    rows = [(*HEAD, head), (*FIRST, "Miljö och klimat"), (*SECOND, EQUAL), (*THIRD, "Tema 6")]
    assert themes(sheet(tmp_path / "r.xlsx", rows)) == ["miljo-klimat", "jamstalldhet", "integration"]


def test_a_theme_that_is_new_is_told_and_takes_none_of_the_others(tmp_path: Path) -> None:
    rows = [(*HEAD, "Tema"), (*FIRST, CLIMATE), (*SECOND, "Beredskap"), (*THIRD, "")]
    content = made.read(sheet(tmp_path / "r.xlsx", rows))
    assert [one.theme for one in content.initiatives] == ["miljo-klimat", None, None]
    assert any("temat känns inte igen i 'Beredskap'" in note for note in content.notes)


@pytest.mark.parametrize("between", [[], [("Upprättad 2025-02-01",)], [()]])
def test_a_line_above_a_table_of_a_sheet_names_its_theme(tmp_path: Path, between: list[tuple[str, ...]]) -> None:
    rows = [(CLIMATE,), *between, HEAD, FIRST, (), (EQUAL,), *between, HEAD, SECOND]
    assert themes(sheet(tmp_path / "r.xlsx", rows)) == ["miljo-klimat", "jamstalldhet"]


def test_a_row_of_a_table_names_the_theme_of_those_below_and_no_further(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_heading("Insatser", level=1)
    table = word.add_table(rows=0, cols=len(HEAD))
    for row in (HEAD, (CLIMATE,), FIRST, (EQUAL,), SECOND):
        cells = table.add_row().cells
        if len(row) == 1:
            cells[0].merge(cells[-1])
        for cell, text in zip(cells, row, strict=False):
            cell.text = text
    word.add_paragraph("Efter tabellen.")
    other = word.add_table(rows=0, cols=len(HEAD))
    for row in (HEAD, THIRD):
        for cell, text in zip(other.add_row().cells, row, strict=True):
            cell.text = text
    word.save(str(tmp_path / "r.docx"))
    content = made.read(tmp_path / "r.docx")
    assert [(one.name, one.theme) for one in content.initiatives] == [
        (ROWS[0].name, "miljo-klimat"), (ROWS[1].name, "jamstalldhet"), (ROWS[2].name, None),
    ]  # fmt: skip
    below = next(block for block in content.blocks if block.text == "Efter tabellen.")
    assert next(one.theme for one in content.sections if one.id == below.section) is None


@pytest.mark.parametrize("again", ["(forts.)", "forts", "– fortsättning", "(2 av 3)", "2/3"])
def test_a_slide_that_goes_on_keeps_the_theme_of_its_title(tmp_path: Path, again: str) -> None:
    deck = Presentation()
    for title, row in (("Miljö och klimat", FIRST), (f"Miljö och klimat {again}", SECOND)):
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = title
        table = slide.shapes.add_table(2, len(HEAD), Cm(1), Cm(4), Cm(20), Cm(8)).table
        for number, texts in enumerate((HEAD, row)):
            for column, text in enumerate(texts):
                table.cell(number, column).text = text
    deck.save(str(tmp_path / "r.pptx"))
    assert themes(tmp_path / "r.pptx") == ["miljo-klimat", "miljo-klimat"]


def test_themes_that_are_listed_above_a_table_name_none(tmp_path: Path) -> None:
    rows = [(CLIMATE,), (EQUAL,), HEAD, FIRST]
    assert themes(sheet(tmp_path / "r.xlsx", rows)) == [None]
