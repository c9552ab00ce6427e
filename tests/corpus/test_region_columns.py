"""Tables with a column for each region: each cell is its region's, under what its row is about."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from corpus.document import Field
from tests.corpus import made
from tests.corpus.html_tables import read, table
from tests.corpus.written_tables import as_excel, as_html, as_pdf, as_word, told

HEAD = ("Fråga", "Region Skåne", "Halland")
ROWS = (
    HEAD,
    ("Kompetensförsörjning", "Tolv kurser har startat i Malmö.", "Ett branschråd har bildats."),
    ("Har ni en plan?", "Ja", "Planen beslutas till våren."),
)
TOLD = [
    ("12", "Kompetensförsörjning", "kompetensforsorjning", "Tolv kurser har startat i Malmö."),
    ("13", "Kompetensförsörjning", "kompetensforsorjning", "Ett branschråd har bildats."),
    ("13", "Har ni en plan?", None, "Planen beslutas till våren."),
]


@pytest.mark.parametrize("write", [as_html, as_excel, as_word, as_pdf])
def test_a_cell_is_the_region_s_that_heads_its_column(
    tmp_path: Path, write: Callable[[Path, Sequence[Sequence[str]]], Path]
) -> None:
    path = write(tmp_path, ROWS)
    assert told(made.read(path)) == TOLD
    assert told(made.read(path, made.document("12")))[-1] == TOLD[-1]


def test_a_table_that_goes_on_over_pages_keeps_its_regions(tmp_path: Path) -> None:
    assert told(made.read(as_pdf(tmp_path, ROWS[:2], ROWS[2:]))) == TOLD


def test_where_rows_are_initiatives_each_region_has_its_own(tmp_path: Path) -> None:
    rows = (("Insats", "Skåne", "VGR"), ("Elbåtar", "Tre båtar går i trafik", "Två är beställda"), ("Ull", "x", "–"))
    content = read(tmp_path, table(*rows))
    assert [(one.region, one.name, one.text) for one in content.initiatives] == [
        ("12", "Elbåtar", "Elbåtar Tre båtar går i trafik"),
        ("14", "Elbåtar", "Elbåtar Två är beställda"),
    ]


def test_what_stands_between_and_beside_the_regions_is_none_of_theirs(tmp_path: Path) -> None:
    head = ("Kommun", "Tema", "Insats", "Skåne", "Kommun", "VGR", "Kommun")
    row = ("Kalmar", "Integration", "Elbåtar", "Tre båtar går i trafik", "Halland", "Två är beställda", "Lund")
    content = read(tmp_path, table(head, row))
    assert [(one.region, one.theme, one.name, one.text) for one in content.initiatives] == [
        ("12", "integration", "Elbåtar", "Elbåtar Tre båtar går i trafik"),
        ("14", "integration", "Elbåtar", "Elbåtar Två är beställda"),
    ]


def test_a_cell_over_the_columns_of_several_is_what_they_share(tmp_path: Path) -> None:
    heads = "<tr><th>Fråga<th>Dalarna<th>Gävleborg<th>Värmland<th>Skåne"
    rows = "<tr><td>Miljö<td colspan=3>Tre gemensamma laddplatser byggs<td>Inga laddplatser i år"
    rows += "<tr><td>Ull<td>En egen garnfabrik byggs<td colspan=3>Ett gemensamt spinneri byggs"
    content = read(tmp_path, f"<table>{heads}{rows}</table>")
    assert [(block.region, block.group, block.text) for block in content.blocks if block.field is Field.PROSE] == [
        (None, "norra-mellansverige", "Tre gemensamma laddplatser byggs"),
        ("12", None, "Inga laddplatser i år"),
        ("20", None, "En egen garnfabrik byggs"),
        (None, None, "Ett gemensamt spinneri byggs"),
    ]


def test_merged_cells_of_a_sheet_are_what_the_regions_under_them_share(tmp_path: Path) -> None:
    book = Workbook()
    for row in (HEAD, ("Miljö", "Gemensamma laddplatser byggs nu")):
        book.active.append(row)
    book.active.merge_cells("B2:C2")
    book.save(tmp_path / "r.xlsx")
    content = made.read(tmp_path / "r.xlsx")
    assert told(content) == []
    assert "Gemensamma laddplatser byggs nu" in [block.text for block in content.blocks]


def test_a_further_head_with_other_regions_says_whose_the_cells_below_it_are(tmp_path: Path) -> None:
    rows = (*ROWS[:2], ("Fråga", "Kalmar", "Gotland"), ("Ull", "Fler får på bete", "En garnfabrik har byggts"))
    assert told(read(tmp_path, table(*rows)))[2:] == [
        ("08", "Ull", None, "Fler får på bete"),
        ("09", "Ull", None, "En garnfabrik har byggts"),
    ]


def test_a_row_that_names_regions_is_no_further_head(tmp_path: Path) -> None:
    rows = (HEAD, ("Partner", "Region Halland", "Region Skåne"), *ROWS[1:])
    assert told(read(tmp_path, table(*rows))) == TOLD


def test_a_theme_on_a_row_of_its_own_is_that_of_the_rows_below(tmp_path: Path) -> None:
    rows = (HEAD, ("Integration", "", ""), ("Språk", "Språkvänner på alla bibliotek", ""))
    assert told(read(tmp_path, table(*rows))) == [("12", "Språk", "integration", "Språkvänner på alla bibliotek")]


def test_figures_of_regions_side_by_side_stay_one_text(tmp_path: Path) -> None:
    content = read(tmp_path, table(HEAD, ("Möten", "12", "31"), ("Andel", "12 %", "9 %")))
    assert [block.text for block in content.blocks if block.field is Field.PROSE] == ["Möten\n12\n31\nAndel\n12 %\n9 %"]
