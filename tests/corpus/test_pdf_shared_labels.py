"""A region that stands once beside several rows of a table without lines is the region of all of them."""

from collections.abc import Sequence
from pathlib import Path

from tests.corpus import made, set_otherwise
from tests.corpus.drawn import draw
from tests.corpus.made import Told

THREE = ("Ett", "Två", "Tre")
ROWS = [
    *(Told("Blekinge", name, "Åtta möten hölls i länets alla kommuner.", "Fler jobb.", "Mål.") for name in THREE),
    Told("Gotland", "Fyra", "Tolv kurser.", "Fler jobb i länets alla kommuner på lång sikt.", "Mål."),
    Told("Kalmar", "Fem", "Nio resor.", "Inga.", "Mål."),
    Told("Kalmar", "Sex", "Nio resor och en mässa som drog mycket folk till länet.", "Inga.", "Mål."),
]
HEADS = ("Region", "Insats", "Resultat")
XS = (60, 160, 300)


def test_it_stands_at_the_top_of_its_rows(tmp_path: Path) -> None:
    content = made.read(set_otherwise.write_shared_pdf(tmp_path / "r.pdf", ROWS, "TOP"))
    assert made.told(content.initiatives) == made.expected(ROWS)


def test_in_the_middle_of_rows_whose_they_are_is_not_guessed_but_told(tmp_path: Path) -> None:
    content = made.read(set_otherwise.write_shared_pdf(tmp_path / "r.pdf", ROWS, "MIDDLE"))
    assert {one.region for one in content.initiatives} == {None}
    assert {one.name for one in content.initiatives} == {row.name for row in ROWS}
    assert content.notes


def drawn(path: Path, rows: Sequence[tuple[str, str, str]]) -> list[tuple[str | None, str]]:
    """Draw rows of one line each."""
    texts = [(x, 760.0 - 24 * n, text) for n, row in enumerate((HEADS, *rows)) for x, text in zip(XS, row, strict=True)]
    content = made.read(draw(path, [texts], size=10))
    return [(one.region, one.name) for one in content.initiatives]


def test_where_both_would_fit_it_holds_for_its_own_row_alone(tmp_path: Path) -> None:
    rows = (("Gotland", "Ett", "A"), ("", "Två", "B"), ("Kalmar", "Tre", "C"), ("", "Fyra", "D"))
    assert drawn(tmp_path / "r.pdf", rows) == [("09", "Ett"), ("08", "Tre")]


def test_what_is_no_region_stands_for_no_other_row(tmp_path: Path) -> None:
    rows = (("Gotland", "Ett", "A"), ("", "Två", "B"), ("Alla", "Tre", "C"))
    assert drawn(tmp_path / "r.pdf", rows) == [("09", "Ett")]
