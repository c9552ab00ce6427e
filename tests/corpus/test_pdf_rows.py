"""The rows of a table without cells: by rules across it, by gaps, and told where a row's region is not certain."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from corpus.limits import Limits
from corpus.readers.pdf import read_pdf
from tests.corpus import made, set_otherwise
from tests.corpus.drawn import draw, texts
from tests.corpus.made import ROWS

HEAD = [(72, 700, "Region"), (160, 700, "Insats"), (320, 700, "Resultat")]
# Rows so near each other that only rules part them; the second region's name spans its two rows.
NEAR = [
    (72, 686, "Gotland"), (160, 686, "Fårull"), (320, 686, "Ett kardverk"),
    (160, 672, "Betesgång"), (320, 672, "Sju hagar"),
    (72, 665, "Skåne"),
    (160, 658, "Elbåtar"), (320, 658, "Tre båtar"),
]  # fmt: skip


def ruled(path: Path, rules: Sequence[tuple[float, float]]) -> Path:
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("Helvetica", 11)
    for x, y, text in (*HEAD, *NEAR):
        canvas.drawString(x, y, text)
    for left, height in rules:
        canvas.line(left, height, 500, height)
    canvas.save()
    return path


def test_rules_across_part_rows_and_leave_out_a_cell_that_spans_them(tmp_path: Path) -> None:
    content = made.read(ruled(tmp_path / "r.pdf", [(70, 696), (70, 682), (158, 668), (70, 654)]))
    assert [(one.region, one.name, one.outputs) for one in content.initiatives] == [
        ("09", "Fårull", "Ett kardverk"),
        ("12", "Betesgång", "Sju hagar"),
        ("12", "Elbåtar", "Tre båtar"),
    ]
    assert content.notes == ()


def test_a_row_of_its_own_without_a_region_is_nobodys_and_told(tmp_path: Path) -> None:
    rows = [*ROWS[:2], replace(ROWS[2], region=""), ROWS[3]]
    content = made.read(made.write_pdf(tmp_path / "r.pdf", rows, made.NO_RULES))
    assert made.told(content.initiatives) == made.expected([*ROWS[:2], ROWS[3]])
    assert [note for note in content.notes if "ingen region i ''" in note]
    assert not [block for block in content.blocks if ROWS[2].name in block.text and block.region is not None]


@pytest.mark.parametrize("n_rows", [1, 12])
def test_cells_set_to_the_middle_belong_to_their_own_row(tmp_path: Path, n_rows: int) -> None:
    content = made.read(set_otherwise.write_middle_pdf(tmp_path / "r.pdf", ROWS[:n_rows]))
    assert made.told(content.initiatives) == made.expected(ROWS[:n_rows])


@pytest.mark.parametrize(
    ("text", "is_kept"), [("Sida 1 av 9", False), ("sid. 3/12", False), ("Sida 9 av 3", True), ("12 av 40", True)]
)
def test_a_line_that_only_counts_pages_is_no_text_of_its_one_page(tmp_path: Path, text: str, is_kept: bool) -> None:
    path = draw(tmp_path / "r.pdf", [[(72, 700, "Åtta möten hölls i länet."), (480, 30, text)]])
    assert (text in texts(read_pdf(path, Limits())[0])) == is_kept
