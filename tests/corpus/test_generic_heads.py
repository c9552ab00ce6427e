"""Heads of tables in reports without a form of their own: known by their words, or told."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

from corpus.document import Field, Role, Status
from tests.corpus import made
from tests.corpus.html_tables import HEAD, read, roles, table, told

SMALL = getSampleStyleSheet()["BodyText"]


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (("Region", "Insats", "Beskrivning", "Resultat", "Effekter", "Mål"), "r n d o e g"),
        (("Län", "Åtgärd", "Syfte", "Prestationer", "Effekt", "Måluppfyllelse"), "r n d o e g"),
        (("Projektnamn", "Kort beskrivning", "Utfall", "Förväntade effekter"), "n d o e"),
        (("Namn på insats", "Resultat i form av uppnådda effekter under året"), "n e"),
        (("Insatser och projekt", "Uppnådda prestationer", "Mål i RUS"), "n o g"),
    ],
)
def test_columns_are_known_by_their_heads(tmp_path: Path, head: Sequence[str], told: str) -> None:
    cells = {"r": "Gotland", "n": "Öarnas råd", "d": "Ett råd.", "o": "Tolv möten.", "e": "Fler jobb.", "g": "Öar."}
    row = [cells[kind] for kind in told.split()]
    (one,) = read(tmp_path, table(head, row), made.document("09")).initiatives
    found = {"n": one.name, "d": one.description, "o": one.outputs, "e": one.effects, "g": one.goals}
    assert found == {kind: cells[kind] if kind in told else "" for kind in "ndoeg"}
    assert (one.region, one.status) == ("09", Status.REPORTED)


@pytest.mark.parametrize(
    "head",
    [
        ("Region", "Antal invånare", "Andel"),
        ("Resultat", "Effekter"),
        ("Projekt Öst ger effekter. Det är bra.", "Effekter"),
        ("Projekt Öst", "Effekter"),
    ],
)
def test_a_table_whose_head_names_no_initiative_is_running_text(tmp_path: Path, head: Sequence[str]) -> None:
    content = read(tmp_path, table(head, ["Gotland"] * len(head)), made.document("09"))
    assert content.initiatives == ()
    assert [block.field for block in content.blocks] == [Field.PROSE]


def test_the_head_and_the_regions_cell_are_no_evidence(tmp_path: Path) -> None:
    content = read(tmp_path, table(HEAD, ("Skåne", "Ett", "B.", "P.", "E.", "M.")))
    assert roles(content, Field.TEMPLATE) == [(" ".join((*HEAD, "Skåne")), None, None, Role.NONE)]
    assert roles(content, Field.OUTPUTS) == [("P.", "12", None, Role.DOES)]


def test_a_title_above_the_head_belongs_to_the_head(tmp_path: Path) -> None:
    content = read(tmp_path, table(("Tabell 1. Alla insatser",), HEAD, ("Skåne", "Ett", "B.", "P.", "E.", "M.")))
    assert [one.name for one in content.initiatives] == ["Ett"]
    assert roles(content, Field.TEMPLATE)[0][0].startswith("Tabell 1. Alla insatser Region Insats")


def test_another_head_in_a_table_says_what_the_rows_below_it_hold(tmp_path: Path) -> None:
    rows = (
        ("Region", "Insats", "Resultat"),
        ("Skåne", "Elbåtar", "3 båtar"),
        ("Region", "Mål", "Insats"),
        ("Halland", "Tyst hamn", "Vind"),
        ("Region", "Mål", "Insats"),
        ("Kalmar", "Mer ull", "Fårull"),
    )
    content = read(tmp_path, table(*rows))
    assert told(content) == [
        ("12", "Elbåtar", "3 båtar", ""),
        ("13", "Vind", "", "Tyst hamn"),
        ("08", "Fårull", "", "Mer ull"),
    ]
    assert content.notes == ()


def test_a_row_whose_words_could_be_a_head_is_a_row(tmp_path: Path) -> None:
    rows = (("Insats", "Resultat"), ("Projekt och nätverk", "Resultat: 3 möten har hållits med alla kommuner i länet"))
    assert told(read(tmp_path, table(*rows), made.document("09"))) == [("09", rows[1][0], rows[1][1], "")]


def test_a_head_of_two_rows_is_a_head(tmp_path: Path) -> None:
    head = "<tr><th rowspan=2>Region<th rowspan=2>Insats<th colspan=2>Resultat<tr><th>2023<th>2024"
    content = read(tmp_path, f"<table>{head}<tr><td>Skåne<td>Elbåtar<td>3<td>4</table>")
    assert [(one.name, one.text) for one in content.initiatives] == [("Elbåtar", "Elbåtar 3 4")]
    assert (content.notes, roles(content, Field.PROSE)) == ((), [])


def test_of_heads_above_each_other_the_narrowest_says_what_a_column_holds(tmp_path: Path) -> None:
    head = "<tr><th rowspan=2>Insats<th colspan=2>Resultat<th rowspan=2>Mål<tr><th>Prestationer<th>Effekter"
    content = read(
        tmp_path, f"<table>{head}<tr><td>Elbåtar<td>3 båtar<td>Tystare hamn<td>Klimat</table>", made.document("12")
    )
    [one] = content.initiatives
    assert (one.region, one.outputs, one.effects, one.goals) == ("12", "3 båtar", "Tystare hamn", "Klimat")


@pytest.mark.parametrize(
    "head",
    [
        "<tr><td rowspan=2>Region<td colspan=2>Insats<td colspan=2>Resultat"
        "<tr><td>Namn på insats<td>Beskrivning<td>Prestationer<td>Effekter",
        "<tr><td>Region<td>Insats<td><td>Resultat<td>"
        "<tr><td><td>Namn på insats<td>Beskrivning<td>Prestationer<td>Effekter",
    ],
)
def test_a_row_that_says_what_parts_of_wide_heads_are_is_no_initiative(tmp_path: Path, head: str) -> None:
    content = read(tmp_path, f"<table>{head}<tr><td>Skåne<td>Elbåtar<td>I hamn.<td>3 båtar<td>Tyst.</table>")
    [one] = content.initiatives
    assert (one.name, one.description, one.outputs, one.effects) == ("Elbåtar", "I hamn.", "3 båtar", "Tyst.")


@pytest.mark.parametrize(
    "head",
    [
        ("Region", "Åtgärder 2024", "Mål", "Effekter (på sikt)"),
        ("Regionens namn", "Rubrik på insatsen", "Mål år 2024–2025", "Effekt"),
        ("Region/organisation", "Projektets titel", "Mål", "Effekter under 2024"),
    ],
)
def test_heads_in_other_words_are_understood(tmp_path: Path, head: Sequence[str]) -> None:
    content = read(tmp_path, table(head, ("VGR", "Elbåtar", "Tyst hamn", "Färre avgaser")))
    assert [(one.region, one.name, one.goals, one.effects) for one in content.initiatives] == [
        ("14", "Elbåtar", "Tyst hamn", "Färre avgaser")
    ]


def test_a_table_of_regions_without_a_head_that_is_understood_is_told(tmp_path: Path) -> None:
    rows = (("Region", "Vad vi gjorde"), ("Skåne", "Elbåtar"), ("VGR", "Vind"))
    content = read(tmp_path, table(*rows) + table(("Region", "Antal"), ("Skåne", "12"), ("VGR", "31")))
    assert content.notes == (
        "sida 1, tabell 1: tabellens huvud känns inte igen i 'Region | Vad vi gjorde'; 2 rader som nämner regioner "
        "läses som löptext",
    )


def test_columns_that_are_not_understood_stay_with_the_initiative(tmp_path: Path) -> None:
    content = read(tmp_path, table(("Insats", "Budget", "Effekter"), ("Ett", "2 mnkr", "E.")), made.document("09"))
    (one,) = content.initiatives
    assert one.text == "Ett 2 mnkr E."
    assert roles(content, Field.ROW) == [("2 mnkr", "09", None, Role.DOES)]


def test_a_head_printed_again_that_has_taken_in_the_rest_of_a_row_is_told(tmp_path: Path) -> None:
    head = [Paragraph(text, SMALL) for text in ("Region", "Insats", "Resultat")]
    grown = Paragraph("Resultat<br/><br/>Resten av raden.", SMALL)
    row, last = (
        [Paragraph(text, SMALL) for text in texts]
        for texts in (("Skåne", "Elbåtar", "3 båtar"), ("Halland", "Vind", "12 möten"))
    )
    tables = [Table([head, row], style=made.GRID), PageBreak(), Table([[*head[:2], grown], last], style=made.GRID)]
    SimpleDocTemplate(str(tmp_path / "r.pdf")).build(tables)
    content = made.read(tmp_path / "r.pdf")
    assert [(one.region, one.name) for one in content.initiatives] == [("12", "Elbåtar"), ("13", "Vind")]
    assert content.notes == (
        "sida 2, tabell 2, rad 1: huvudet rymmer mer än förra gången, 'Resten av raden.'; det räknas inte till någon",
    )
