"""Tables with regions down the side: each cell is its row's region's, under what heads its column."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from corpus.document import Field, Role
from tests.corpus import made
from tests.corpus.html_tables import read, roles, table
from tests.corpus.written_tables import as_excel, as_html, as_pdf, as_word, told

ROWS = (
    ("Region", "Kompetensförsörjning", "Miljö och klimat"),
    ("Skåne", "Tolv kurser har startat i Malmö.", "Tre elbåtar går i trafik."),
    ("Reg. Jkpg", "Ett branschråd har bildats.", "Nej"),
    ("Gotland", "", "Garnet från öns får färgas."),
)
TOLD = [
    ("12", "Kompetensförsörjning", "kompetensforsorjning", "Tolv kurser har startat i Malmö."),
    ("12", "Miljö och klimat", "miljo-klimat", "Tre elbåtar går i trafik."),
    ("06", "Kompetensförsörjning", "kompetensforsorjning", "Ett branschråd har bildats."),
    ("09", "Miljö och klimat", "miljo-klimat", "Garnet från öns får färgas."),
]


@pytest.mark.parametrize("write", [as_html, as_excel, as_word, as_pdf])
def test_a_cell_is_its_row_s_region_s(tmp_path: Path, write: Callable[[Path, Sequence[Sequence[str]]], Path]) -> None:
    content = made.read(write(tmp_path, ROWS))
    assert told(content) == TOLD
    assert content.notes == ()


def test_a_table_that_goes_on_over_pages_keeps_its_heads(tmp_path: Path) -> None:
    assert told(made.read(as_pdf(tmp_path, ROWS[:3], ROWS[3:]))) == TOLD


def test_a_region_s_cell_over_several_rows_is_theirs_all(tmp_path: Path) -> None:
    rows = "<tr><td>Region<td>Svar<tr><td rowspan=2>Skåne<td>Tolv kurser har startat<tr><td>Tre båtar har köpts"
    rows += "<tr><td>Halland<td>Fyra tak fick solceller<tr><td>Alla<td>Fem gemensamma möten hölls"
    content = read(tmp_path, f"<table>{rows}</table>")
    assert roles(content, Field.PROSE) == [
        ("Tolv kurser har startat Tre båtar har köpts", "12", None, Role.DOES),
        ("Fyra tak fick solceller", "13", None, Role.DOES),
        ("Alla", None, None, Role.NONE),
        ("Fem gemensamma möten hölls", None, None, Role.NONE),
    ]
    assert content.notes == (
        "sida 1, tabell 1: tabellens huvud känns inte igen i 'Region | Svar'; "
        "2 rader som nämner regioner läses som löptext",
        "sida 1, tabell 1, rad 5: ingen region i 'Alla'; raden läses som löptext",
    )


def test_a_theme_on_a_row_of_its_own_is_that_of_the_rows_below(tmp_path: Path) -> None:
    rows = (("Region", "Svar"), ("Integration", ""), ("Skåne", "Språkvänner på alla bibliotek"))
    content = read(tmp_path, table(*rows, ("Halland", "Språkcafé på fyra orter")))
    assert {theme for _, _, theme, _ in told(content)} == {"integration"}


def test_municipalities_called_as_their_regions_are_not_these(tmp_path: Path) -> None:
    rows = (("Kommun", "Region", "Svar"), ("Kalmar", "Kronoberg", "Tolv kurser har startat"), ("Lund", "Skåne", "Ja"))
    last = ("Habo", "Halland", "Fyra tak fick solceller")
    assert [(one[0], one[3]) for one in told(read(tmp_path, table(*rows, last)))] == [
        ("07", "Tolv kurser har startat"),
        ("13", "Fyra tak fick solceller"),
    ]
    swapped = [(one[1], one[0], one[2]) for one in (rows[0], rows[1], ("Skåne", "Uppsala", "Tolv kurser"), last)]
    content = read(tmp_path, table(*swapped))
    assert ("07", "Tolv kurser har startat") in [(one[0], one[3]) for one in told(content)]
    unheaded = (("", "Svar"), ("Kalmar", "Fyra tak fick solceller"), ("Örebro", "Tolv kurser startade"), ("Habo", ""))
    assert told(read(tmp_path, table(*unheaded))) == []


@pytest.mark.parametrize("head", [("Partner", "Beskrivning"), ("Samverkar med", "Om vad")])
def test_regions_under_another_head_are_not_those_who_tell(tmp_path: Path, head: tuple[str, str]) -> None:
    rows = (head, ("Skåne", "Gemensamma elbåtar i Öresund"), ("Halland", "Gemensam tågtrafik längs kusten"))
    assert told(read(tmp_path, table(*rows))) == []
