"""A region that stands once beside several rows of a table without lines is the region of all of them."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus.document import Content
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


@pytest.mark.parametrize("place", ["TOP", "MIDDLE", "BOTTOM"])
def test_it_stands_at_the_top_the_middle_or_the_bottom_of_its_rows(tmp_path: Path, place: str) -> None:
    content = made.read(set_otherwise.write_shared_pdf(tmp_path / "r.pdf", ROWS, place))
    assert made.told(content.initiatives) == made.expected(ROWS)
    assert content.notes == ()


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


def set_on_pages(path: Path, pages: Sequence[Sequence[tuple[float, str]]], names: Sequence[Sequence[str]]) -> Content:
    """Draw regions at heights of their own beside rows of two lines, each page below the head; 40 points a row."""
    told = []
    for regions, rows in zip(pages, names, strict=True):
        texts = [(x, 760.0, text) for x, text in zip(XS, HEADS, strict=True)]
        texts += [(XS[0], y, text) for y, text in regions]
        for n, name in enumerate(rows):
            texts += [(XS[1], 730.0 - 40 * n, name), (XS[2], 730.0 - 40 * n, "Tre"), (XS[2], 718.0 - 40 * n, "möten.")]
        told.append(texts)
    return made.read(draw(path, told, size=10))


def owners(content: Content) -> list[tuple[str | None, str]]:
    return [(one.region, one.name) for one in content.initiatives]


def test_a_region_in_the_middle_of_rows_on_two_pages_holds_for_those_that_are_surely_its_own(tmp_path: Path) -> None:
    # Skåne's cell holds three rows on one page and two on the next; its name stands in the middle of all five.
    pages = [[(704, "Gotland"), (564, "Skåne")], [(624, "Kalmar")]]
    names = [("Ett", "Två", "Tre", "Fyra", "Fem"), ("Sex", "Sju", "Åtta", "Nio")]
    content = set_on_pages(tmp_path / "r.pdf", pages, names)
    assert owners(content) == [("09", "Ett"), ("09", "Två"), ("12", "Fem"), ("08", "Åtta"), ("08", "Nio")]
    assert len([note for note in content.notes if "ingen region" in note]) == 4


def test_rows_at_the_top_of_a_page_are_not_the_regions_above_where_the_next_may_reach_up(tmp_path: Path) -> None:
    # No page tells where Kalmar's rows begin: the table goes on above and below.
    pages = [[(704, "Gotland"), (624, "Skåne")], [(644, "Kalmar")], [(664, "Uppsala")]]
    names = [("Ett", "Två", "Tre", "Fyra"), ("Fem", "Sex", "Sju", "Åtta"), ("Nio", "Tio", "Elva", "Tolv")]
    found = owners(set_on_pages(tmp_path / "r.pdf", pages, names))
    assert ("08", "Sju") in found
    assert not {name for region, name in found if region == "12"} - {"Tre", "Fyra"}
    assert not {"Fem", "Sex", "Åtta"} & {name for _, name in found}


def test_where_the_regions_stand_at_the_top_of_their_rows_they_do_so_on_all_pages(tmp_path: Path) -> None:
    pages = [[(730, "Gotland"), (650, "Skåne")], [(690, "Kalmar"), (650, "Uppsala")]]
    names = [("Ett", "Två", "Tre", "Fyra"), ("Fem", "Sex", "Sju", "Åtta")]
    assert owners(set_on_pages(tmp_path / "r.pdf", pages, names)) == [
        *(("09", name) for name in names[0][:2]),
        *(("12", name) for name in (*names[0][2:], names[1][0])),
        ("08", "Sex"),
        *(("03", name) for name in names[1][2:]),
    ]


def test_of_two_regions_beside_one_row_it_is_neithers(tmp_path: Path) -> None:
    content = set_on_pages(tmp_path / "r.pdf", [[(730, "Gotland"), (714, "Skåne")]], [("Ett", "Två", "Tre")])
    assert {region for region, _ in owners(content)} <= {None}
    assert content.notes


def test_at_the_bottom_of_rows_that_a_page_cuts_it_holds_for_what_is_surely_its_own(tmp_path: Path) -> None:
    pages = [[(678, "Gotland"), (638, "Skåne")], [(678, "Kalmar"), (598, "Uppsala")]]
    names = [("Ett", "Två", "Tre", "Fyra"), ("Fem", "Sex", "Sju", "Åtta")]
    content = set_on_pages(tmp_path / "r.pdf", pages, names)
    assert owners(content) == [
        ("09", "Ett"), ("09", "Två"), ("12", "Tre"), ("08", "Sex"), ("03", "Sju"), ("03", "Åtta")
    ]  # fmt: skip
    assert len([note for note in content.notes if "ingen region" in note]) == 2


def test_a_page_without_any_region_is_not_the_one_aboves_where_they_stand_in_the_middle(tmp_path: Path) -> None:
    pages = [[(704, "Gotland"), (624, "Skåne")], [], [(704, "Kalmar")]]
    names = [("Ett", "Två", "Tre", "Fyra"), ("Fem", "Sex"), ("Sju", "Åtta")]
    found = owners(set_on_pages(tmp_path / "r.pdf", pages, names))
    assert [name for region, name in found if region == "12"] == ["Tre", "Fyra"]
    assert not {"Fem", "Sex"} & {name for _, name in found}
