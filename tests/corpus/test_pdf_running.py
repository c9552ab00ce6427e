"""Lines at the top and bottom of PDF pages: which run with the pages, and which number is the page's own."""

from collections.abc import Sequence
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import (
    RectangleObject,
)
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from corpus.limits import Limits
from corpus.readers.page_numbers import agreed_numbers, page_numbers
from corpus.readers.pdf import read_pdf
from tests.corpus.drawn import draw, texts

BODY = (72, 500, "Insatsen har prövat nya sätt att stödja små företag.")


def footers(tmp_path: Path, lines: Sequence[str], y: float = 40) -> list[tuple[int | None, list[str]]]:
    """Draw a page for each line, which stands at its foot; give the printed pages and texts read."""
    path = draw(tmp_path / "r.pdf", [[BODY, (72, y, line)] for line in lines])
    read = read_pdf(path, Limits())
    return [(page.printed_page, [text for text in texts(page) if text != BODY[2]]) for page in read]


@pytest.mark.parametrize(
    "lines",
    [
        ["Beviljat stöd: 1 300 000 kronor", "Beviljat stöd: 420 000 kronor", "Beviljat stöd: 3 036 308 kronor"],
        ["Antal deltagare: 1", "Antal deltagare: 2", "Antal deltagare: 3"],
        ["70", "85", "91"],
        ["14 %", "15 %", "16 %"],
        ["Utfall 2022", "Utfall 2023", "Utfall 2024"],
        ["2022", "2023", "2024"],
        ["Projekt 4", "Projekt 5", "Projekt 6"],
    ],
)
@pytest.mark.parametrize("y", [40, 790])
def test_a_line_whose_numbers_are_its_own_stays(tmp_path: Path, lines: list[str], y: float) -> None:
    assert footers(tmp_path, lines, y) == [(None, [line]) for line in lines]


@pytest.mark.parametrize(
    "line",
    [
        "{}",
        "– {} –",
        "Sida {}",
        "Årsrapport 2023 | {}",
        "{} (40)",
        "Region Gotland   {}",
        "sid. {} av 40",
        "{} • Mål",
        "Rapport 2023 {}",
    ],
)
def test_lines_that_run_with_the_page_number_go_and_name_the_page(tmp_path: Path, line: str) -> None:
    assert footers(tmp_path, [line.format(n) for n in (7, 8, 9)]) == [(7, []), (8, []), (9, [])]


def test_numbers_that_begin_anew_in_files_put_together_go_and_name_none(tmp_path: Path) -> None:
    numbers = [1, 2, 3, 4, 1, 2, 7]
    assert footers(tmp_path, [f"Sida {n}" for n in numbers]) == [
        *((n, []) for n in (1, 2, 3, 4)),
        (None, []),
        (None, []),
        (7, []),
    ]


def test_numbers_that_say_otherwise_than_most_are_no_page_numbers(tmp_path: Path) -> None:
    pages = [[(300, 40, str(n)), (72, 800, f"– {2 * n} –"), BODY] for n in (1, 2, 3)]
    read = read_pdf(draw(tmp_path / "r.pdf", pages), Limits())
    assert [page.printed_page for page in read] == [1, 2, 3]
    assert [texts(page)[0] for page in read] == ["– 2 –", "– 4 –", "– 6 –"]


@pytest.mark.parametrize(
    "lines",
    [
        ["Status: Pågår", "Status: Avslutad", "Status: Pågår", "Status: Avslutad"],
        ["Beviljat stöd 500 000 kronor", "Beviljat stöd 75 000 kronor", "Beviljat stöd 500 000 kronor"],
    ],
)
def test_what_a_line_tells_of_its_page_stays_though_other_pages_tell_the_same(tmp_path: Path, lines: list[str]) -> None:
    assert footers(tmp_path, lines) == [(None, [line]) for line in lines]
    assert footers(tmp_path, lines[:1] * 3) == [(None, [])] * 3


def test_a_page_of_another_size_has_its_header_and_footer_as_far_from_its_edges(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "r.pdf"))
    for n, (width, height) in enumerate((A4, landscape(A4), A4, A4), start=5):
        canvas.setPageSize((width, height))
        canvas.drawString(60, height - 30, "Återrapportering från ön")
        canvas.drawString(60, height - 200, f"Text {n}")
        canvas.drawRightString(width - 60, 30, str(n))
        canvas.showPage()
    canvas.save()
    read = read_pdf(tmp_path / "r.pdf", Limits())
    assert [(page.printed_page, texts(page)) for page in read] == [(n, [f"Text {n}"]) for n in range(5, 9)]


def test_the_margins_of_a_page_are_those_it_is_cut_to(tmp_path: Path) -> None:
    pages = [[(172, 930, "Återrapportering från ön"), (172, 600, f"Text {n}"), (600, 130, str(n))] for n in (5, 6)]
    writer = pypdf.PdfWriter(clone_from=draw(tmp_path / "r.pdf", pages))
    for page in writer.pages:
        page.mediabox = RectangleObject((-50, -50, 845, 1192))
        page.cropbox = RectangleObject((100, 100, 695, 942))
    writer.write(tmp_path / "r.pdf")
    read = read_pdf(tmp_path / "r.pdf", Limits())
    assert [(page.printed_page, texts(page)) for page in read] == [(5, ["Text 5"]), (6, ["Text 6"])]


def test_labels_are_used_where_the_footers_do_not_say_otherwise() -> None:
    assert agreed_numbers({2: 1, 3: 2}, {1: 1, 2: 2, 3: 3}) == {2: 1, 3: 2}
    assert agreed_numbers({2: 2, 3: 3}, {1: 1, 2: 2, 3: 3}) == {1: 1, 2: 2, 3: 3}
    assert agreed_numbers({}, {1: 1, 2: 2, 3: 1}) == {2: 2}


def test_only_what_stands_as_a_page_number_may_be_one() -> None:
    assert list(page_numbers("Rapport 2023 | 7")) == [(7, "Rapport 2023 | #")]
    assert list(page_numbers("Beviljat stöd: 7 kronor")) == []


def test_roman_numerals_that_count_pages_go_and_name_none(tmp_path: Path) -> None:
    assert footers(tmp_path, ["iv", "v", "vi"]) == [(None, []), (None, []), (None, [])]
    assert footers(tmp_path, ["ii", "vi", "x"]) == [(None, ["ii"]), (None, ["vi"]), (None, ["x"])]
