"""Excel sheets with more than one table side by side, and with a theme's row above the heads of the columns."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from corpus.document import Content
from tests.corpus import made
from tests.corpus.made import ROWS

Row = Sequence[object]
MAIN = [made.HEAD, *(row.cells for row in ROWS[:4])]


def read(path: Path, *tables: tuple[int, int, Sequence[Row]], hidden: str = "") -> Content:
    """Write tables, each from a row and a column on, and read the sheet."""
    book = Workbook()
    sheet = book.active
    for top, left, rows in tables:
        for n, row in enumerate(rows):
            for column, value in enumerate(row):
                sheet.cell(top + n, left + column, value)
    if hidden:
        sheet.column_dimensions[hidden].hidden = True
    book.save(path)
    return made.read(path)


@pytest.mark.parametrize(
    ("main", "top", "left"), [((1, 1), 1, 8), ((1, 1), 3, 7), ((1, 4), 1, 1)], ids=["right", "lower", "left"]
)
def test_a_second_table_beside_the_rows_is_nobodys(tmp_path: Path, main: tuple[int, int], top: int, left: int) -> None:
    contacts = [("Kontakt", "Telefon"), ("Anna", "19 84 00"), ("Bo", "19 84 01")]
    content = read(tmp_path / "r.xlsx", (*main, MAIN), (top, left, contacts))
    assert made.told(content.initiatives) == made.expected(ROWS[:4], None)
    told = [block for block in content.blocks if "Anna" in block.text]
    assert [(block.region, block.initiative) for block in told] == [(None, None)]
    assert not [one for one in content.initiatives if "19 84" in one.text]


def test_two_tables_of_the_same_heads_beside_each_other_are_both_read(tmp_path: Path) -> None:
    other = [made.HEAD, *(row.cells for row in ROWS[4:8])]
    content = read(tmp_path / "r.xlsx", (1, 1, MAIN), (1, 7, other))
    assert made.told(content.initiatives) == made.expected(ROWS[:8], None)


@pytest.mark.parametrize("hidden", ["", "F"])
def test_columns_after_a_blank_or_hidden_one_that_every_row_fills_are_the_rows_own(tmp_path: Path, hidden: str) -> None:
    more = [("Ansvarig", "Anteckning"), *((f"Person {n}", f"Svar {n}") for n in range(4))]
    secret = [("Hemligt",)] if hidden else []
    content = read(tmp_path / "r.xlsx", (1, 1, MAIN), (1, 6, secret), (1, 7, more), hidden=hidden)
    assert [one.text.endswith(f"Person {n} Svar {n}") for n, one in enumerate(content.initiatives)] == [True] * 4


@pytest.mark.parametrize(
    "row",
    [
        ("Kompetensförsörjning",),
        ("Tema", "Kompetensförsörjning"),
        ("", "", "Tema: Kompetensförsörjning"),
        ("2. Kompetensförsörjning och kompetensutveckling i hela landet",),
    ],
)
def test_a_row_above_the_heads_names_the_theme(tmp_path: Path, row: Row) -> None:
    content = read(tmp_path / "r.xlsx", (1, 1, [tuple(text or None for text in row)]), (2, 1, MAIN))
    assert made.told(content.initiatives) == made.expected(ROWS[:4])
