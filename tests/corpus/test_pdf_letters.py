"""Letters that a PDF sets as ornaments are parts of words: those set far apart, and a large first one."""

from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from corpus.limits import Limits
from corpus.readers.drawn import without_spacing
from corpus.readers.pdf import read_pdf
from tests.corpus.drawn import draw, texts

LINES = ["Insatsen har gett råd till små företag", "och prövat nya sätt att nå ut med stöd"]


@pytest.mark.parametrize(
    ("drawn", "read_as"),
    [
        ("S A M M A N F A T T N I N G", "SAMMANFATTNING"),
        ("M a t  f r å n   ö n  2 0 2 4", "Mat från ön 2024"),
        ("1. M Å L   sida 4", "1. M Å L   sida 4"),
        ("Bilaga B I L A G A", "Bilaga BILAGA"),
        ("Grupp A B C D", "Grupp A B C D"),
        ("1 2 3 4 5 6", "1 2 3 4 5 6"),
    ],
)
def test_letters_that_are_set_apart_are_words(drawn: str, read_as: str) -> None:
    assert without_spacing(drawn) == read_as


def test_a_heading_whose_letters_are_set_apart_is_read_as_words(tmp_path: Path) -> None:
    path = draw(tmp_path / "r.pdf", [[(72, 700, "K O M P E T E N S")]])
    assert texts(read_pdf(path, Limits())[0]) == ["KOMPETENS"]


@pytest.mark.parametrize(
    ("letter", "line", "read_as"),
    [("U", "nder året gav", "Under året gav"), ("I", "skogen gav", "I skogen gav"), ("U", "Under året", None)],
)
def test_a_large_first_letter_belongs_to_its_word(tmp_path: Path, letter: str, line: str, read_as: str | None) -> None:
    canvas = Canvas(str(tmp_path / "r.pdf"), pagesize=A4)
    canvas.setFont("Helvetica", 34)
    canvas.drawString(72, 686, letter)
    canvas.setFont("Helvetica", 11)
    canvas.drawString(98, 700, line)
    canvas.drawString(98, 686, LINES[0])
    canvas.drawString(72, 672, LINES[1])
    canvas.save()
    [page] = read_pdf(tmp_path / "r.pdf", Limits())
    assert texts(page) == [*([read_as] if read_as else [letter, line]), LINES[0], LINES[1]]
    assert any(one.heading for one in page.lines) == (read_as is None)
