"""Tables of figures without rules on PDF pages: a label and its figures are a row, and years or words head them."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from corpus.collection import DEFAULT_FOLDER
from corpus.document import Content
from corpus.forms import load_forms
from corpus.limits import Limits
from corpus.readers.pdf import read_pdf
from corpus.reading import read_here
from tests.corpus import made

YEARS = [
    ("Kostnader", "2025", "2026", "Totalt"),
    ("Personal", "812 500", "1 600 000", "2 412 500"),
    ("Resor och logi", "38 000", "100 000", "138 000"),
    ("Summa", "850 500", "1 700 000", "2 550 500"),
]
ONE_COLUMN = [("Slag", "Belopp (kr)"), ("Personal", "2 412 500"), ("Resor", "138 000"), ("Summa", "2 550 500")]


def draw(path: Path, rows: Sequence[Sequence[str]], *, is_right: bool = True) -> Path:
    """Draw rows without rules under a heading, figures set to the right or to the left, and a sentence after them."""
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(72, 780, "Budget")
    canvas.setFont("Helvetica", 10)
    for n, (label, *figures) in enumerate(rows):
        canvas.drawString(72, 750 - 16 * n, label)
        for column, figure in enumerate(figures):
            (canvas.drawRightString if is_right else canvas.drawString)(280 + 90 * column, 750 - 16 * n, figure)
    canvas.drawString(72, 710 - 16 * len(rows), "Regionen har beslutat om sin del.")
    canvas.save()
    return path


def read(path: Path) -> Content:
    """Read a file as a proposal for a decision."""
    form = load_forms(DEFAULT_FOLDER)["prose"]
    return read_here(path, replace(made.document(), form="prose"), form, made.NO_CORRECTIONS, Limits())


def sections(content: Content) -> dict[str, str]:
    told = {section.id: section.heading for section in content.sections}
    found: dict[str, str] = {}
    for block in content.blocks:
        heading = told[block.section]
        found[heading] = f"{found.get(heading, '')} {block.text}".strip()
    return found


@pytest.mark.parametrize("is_right", [True, False])
def test_a_row_is_a_label_with_the_figures_of_its_years(tmp_path: Path, *, is_right: bool) -> None:
    found = sections(read(draw(tmp_path / "r.pdf", YEARS, is_right=is_right)))
    assert found["Budget: Personal"] == "Personal 812 500 1 600 000 2 412 500"
    assert found["Budget: Resor och logi"] == "Resor och logi 38 000 100 000 138 000"
    assert found["Budget"] == "Budget Kostnader 2025 2026 Totalt Regionen har beslutat om sin del."


def test_a_word_for_amounts_heads_one_column(tmp_path: Path) -> None:
    found = sections(read(draw(tmp_path / "r.pdf", ONE_COLUMN)))
    assert found["Budget: Personal"] == "Personal 2 412 500"
    assert found["Budget"] == "Budget Slag Belopp (kr) Regionen har beslutat om sin del."


def test_figures_of_neighbouring_columns_do_not_run_together(tmp_path: Path) -> None:
    content = made.read(draw(tmp_path / "r.pdf", YEARS))
    assert "38 000 |" in [line for block in content.blocks for line in block.text.split("\n")]


@pytest.mark.parametrize(
    "rows",
    [
        YEARS[1:3],
        [("Inledning", "5"), ("Resultat", "12"), ("Lärdomar", "17"), ("Bilagor", "41")],
        [("Hamnen", "byggdes om"), ("Skolan", "fick en sal"), ("Torget", "blev grönt")],
    ],
    ids=["two rows", "contents", "words"],
)
def test_what_tells_no_amounts_in_three_rows_is_no_table(tmp_path: Path, rows: Sequence[Sequence[str]]) -> None:
    [page] = read_pdf(draw(tmp_path / "r.pdf", rows), Limits())
    assert not any(line.cell for line in page.lines)
