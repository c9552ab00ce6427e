from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus.document import Content, Document, Field, Role, Status
from corpus.pages import collapse
from tests.corpus import made

HEAD = ("Region", "Insats", "Beskrivning", "Resultat", "Effekter", "Mål")


def table(*rows: Sequence[str]) -> str:
    lines = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows)
    return f"<table>{lines}</table>"


def read(tmp_path: Path, body: str, of: Document | None = None) -> Content:
    path = tmp_path / "r.html"
    path.write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
    return made.read(path, of)


def roles(content: Content, field: Field) -> list[tuple[str, str | None, str | None, Role]]:
    return [
        (collapse(block.text), block.region, block.group, block.role)
        for block in content.blocks
        if block.field is field
    ]


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


@pytest.mark.parametrize(
    ("cell", "name", "description"),
    [
        ("Öarnas råd<br>Ett råd för unga.", "Öarnas råd", "Ett råd för unga."),
        ("Öarnas råd för unga", "Öarnas råd för unga", ""),
        (
            "Öarnas råd för unga. Rådet samlar unga från alla öar som vill att fler ska kunna bo kvar där.",
            "Öarnas råd för unga.",
            "Rådet samlar unga från alla öar som vill att fler ska kunna bo kvar där.",
        ),
    ],
)
def test_a_name_that_goes_on_to_describe_is_cut_after_its_paragraph_or_sentence(
    tmp_path: Path, cell: str, name: str, description: str
) -> None:
    head = ("Namn på insats och kort beskrivning", "Resultat")
    (one,) = read(tmp_path, table(head, (cell, "P.")), made.document("09")).initiatives
    assert (one.name, one.description, one.outputs) == (name, description, "P.")


@pytest.mark.parametrize(
    ("named", "region", "group"),
    [
        ("Region Kalmar län", "08", None),
        ("VGR", "14", None),
        ("Jämtland/Härjedalen", "23", None),
        ("Östergötlan d", "05", None),
        ("Norra Mellansverige", None, "norra-mellansverige"),
        ("Dalarna, Gävleborg och Värmland", None, "norra-mellansverige"),
        ("Skåne och Halland", "12", None),
    ],
)
def test_a_row_belongs_to_the_region_or_group_it_names(
    tmp_path: Path, named: str, region: str | None, group: str | None
) -> None:
    content = read(tmp_path, table(HEAD, (named, "Ett", "B.", "P.", "E.", "M.")))
    assert [(one.region, one.group) for one in content.initiatives] == [(region, group)]
    assert roles(content, Field.EFFECTS) == [("E.", region, group, Role.DOES if region else Role.GROUP)]
    told_to_first = ("sida 1, tabell 1, rad 2: flera regioner i 'Skåne och Halland'; raden räknas till den första",)
    assert content.notes == (told_to_first if named == "Skåne och Halland" else ())


def test_a_row_without_a_region_is_no_evidence_where_the_document_speaks_for_several(tmp_path: Path) -> None:
    content = read(tmp_path, table(HEAD, ("", "Ett", "B.", "P.", "E.", "M."), ("Okänd", "Två", "B.", "P.", "E.", "M.")))
    assert content.initiatives == ()
    assert {block.role for block in content.blocks} == {Role.NONE}
    assert content.notes == (
        "sida 1, tabell 1, rad 2: ingen region i ''; raden läses som löptext",
        "sida 1, tabell 1, rad 3: ingen region i 'Okänd'; raden läses som löptext",
    )


def test_a_row_without_a_region_is_the_documents_where_it_speaks_for_one(tmp_path: Path) -> None:
    content = read(tmp_path, table(HEAD, ("", "Ett", "B.", "P.", "E.", "M.")), made.document("09"))
    assert [one.region for one in content.initiatives] == ["09"]


def test_without_a_region_column_the_section_or_the_document_says_whose_it_is(tmp_path: Path) -> None:
    rows = table(("Insats", "Effekter"), ("Ett", "E."))
    body = f"<h1>Region Kalmar län</h1><h2>Arbete</h2>{rows}<h1>Gemensamt</h1><p>Text.</p>"
    content = read(tmp_path, body)
    assert [(one.region, one.name) for one in content.initiatives] == [("08", "Ett")]
    assert roles(content, Field.PROSE) == [("Text.", None, None, Role.NONE)]
    group = read(tmp_path, rows, made.document("17", "20", "21", group="norra-mellansverige"))
    assert [(one.region, one.group) for one in group.initiatives] == [(None, "norra-mellansverige")]


def test_a_row_without_name_and_region_goes_on_with_the_initiative_above(tmp_path: Path) -> None:
    rows = [
        ("Skåne", "Ett", "B.", "P.", "E.", "M."),
        ("", "", "", "Mer P.", "", ""),
        ("Kalmar", "Två", "", "Q.", "", ""),
    ]
    content = read(tmp_path, table(HEAD, *rows))
    assert [(one.name, one.outputs) for one in content.initiatives] == [("Ett", "P. Mer P."), ("Två", "Q.")]


@pytest.mark.parametrize("text", ["Regionen redovisar inga insatser i tabellform.", "Se tabell 2.", "Se även tabell 2"])
def test_rows_that_tell_of_no_initiative_are_none(tmp_path: Path, text: str) -> None:
    content = read(tmp_path, table(HEAD, ("Skåne", text, "", "", "", "")))
    assert content.initiatives == ()


def test_columns_that_are_not_understood_stay_with_the_initiative(tmp_path: Path) -> None:
    content = read(tmp_path, table(("Insats", "Budget", "Effekter"), ("Ett", "2 mnkr", "E.")), made.document("09"))
    (one,) = content.initiatives
    assert one.text == "Ett 2 mnkr E."
    assert roles(content, Field.ROW) == [("2 mnkr", "09", None, Role.DOES)]


@pytest.mark.parametrize(
    ("heading", "theme"),
    [
        ("Miljö och klimat", "miljo-klimat"),
        ("7. Miljö och klimat", "miljo-klimat"),
        ("Tabell 5", "jamstalldhet"),
        ("Tema 6.", "integration"),
        ("5. Metod", None),
        ("Tabell 9", None),
    ],
)
def test_a_section_headed_by_a_theme_belongs_to_it_with_what_stands_below(
    tmp_path: Path, heading: str, theme: str | None
) -> None:
    rows = table(("Insats", "Effekter"), ("Ett", "E."))
    body = f"<h1>{heading}</h1><h2>Insatser</h2>{rows}<h1>Annat</h1><p>Text.</p>"
    content = read(tmp_path, body, made.document("09"))
    assert [one.theme for one in content.initiatives] == [theme]
    assert [section.theme for section in content.sections] == [theme, theme, None]


@pytest.mark.parametrize(
    "asked",
    [
        "4.1 Beskriv hur regionen har arbetat med kompetensförsörjning.",
        "Redovisa insatserna i tabellen nedan.",
        "Beskrivning av hur anslaget har bidragit till att nå målen.",
        "Klicka eller tryck här för att ange text.",
        "☐ Ja ☐ Nej",
    ],
)
def test_what_a_form_asks_is_no_evidence(tmp_path: Path, asked: str) -> None:
    content = read(tmp_path, f"<p>{asked}</p><p>Regionen har hållit tolv möten.</p>", made.document("09"))
    assert roles(content, Field.TEMPLATE) == [(asked, None, None, Role.NONE)]
    assert roles(content, Field.PROSE) == [("Regionen har hållit tolv möten.", "09", None, Role.DOES)]


def test_placeholders_in_cells_are_no_evidence(tmp_path: Path) -> None:
    row = ("Ett", "Klicka här för att ange text.")
    (one,) = read(tmp_path, table(("Insats", "Effekter"), row), made.document("09")).initiatives
    assert (one.effects, one.text) == ("", "Ett")


def test_what_is_a_proposal_is_proposed(tmp_path: Path) -> None:
    of = made.document("09", kind="underlag med föreslagna insatser")
    (one,) = read(tmp_path, table(("Insats", "Effekter"), ("Ett", "E.")), of).initiatives
    assert one.status is Status.PROPOSED


def test_headings_of_plain_text_are_found_without_marks(tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_text(
        "Bakgrund\n\nRegionen har arbetat länge med att fler unga ska kunna bo kvar på landsbygden,\n"
        "och nu ser vi resultat av det arbetet.\n",
        encoding="utf-8",
    )
    content = made.read(path, made.document("09"))
    assert [section.heading for section in content.sections] == ["Bakgrund"]


def test_every_character_stands_in_exactly_one_block(tmp_path: Path) -> None:
    content = made.read(made.write_html(tmp_path / "r.html"))
    (page,) = content.pages
    assert "".join("".join(block.text for block in content.blocks).split()) == "".join(page.text.split())


@pytest.mark.parametrize("below", ["", "<td>"], ids=["merged cell", "empty cell"])
def test_a_name_that_stands_once_names_the_initiatives_of_all_its_regions(tmp_path: Path, below: str) -> None:
    name = "<td rowspan=2>Gröna kajen" if not below else "<td>Gröna kajen"
    rows = f"<tr>{name}<td>Gotland<td>Tre kajer<tr>{below}<td>Kalmar<td>Två kajer<tr><td>Nya vägen<td>Skåne<td>En väg"
    content = read(tmp_path, f"<table><tr><th>Projekt<th>Region<th>Resultat{rows}</table>")
    assert [(one.name, one.region, one.text) for one in content.initiatives] == [
        ("Gröna kajen", "09", "Gröna kajen Tre kajer"),
        ("Gröna kajen", "08", "Gröna kajen Två kajer"),
        ("Nya vägen", "12", "Nya vägen En väg"),
    ]
    assert [block.text for block in content.blocks if block.field is Field.NAME] == ["Gröna kajen", "Nya vägen"]


def test_rows_that_go_on_without_a_region_stay_one_initiative(tmp_path: Path) -> None:
    rows = "<tr><td rowspan=2>Gröna kajen<td>Gotland<td>Tre kajer<tr><td><td>Två bryggor"
    content = read(tmp_path, f"<table><tr><th>Projekt<th>Region<th>Resultat{rows}</table>")
    assert [(one.name, one.outputs) for one in content.initiatives] == [("Gröna kajen", "Tre kajer Två bryggor")]


def test_figures_in_neighbouring_cells_are_kept_apart(tmp_path: Path) -> None:
    rows = (
        ("Part", "2023", "2024"),
        ("Egna medel", "97 000", "188 400"),
        ("Antal", "12", "345"),
        ("År", "2023", "412 500"),
    )
    content = read(tmp_path, table(*rows), made.document("09"))
    (block,) = content.blocks
    assert collapse(block.text) == "Part 2023 2024 Egna medel 97 000 | 188 400 Antal 12 | 345 År 2023 412 500"
    assert collapse(block.text) == collapse(content.pages[0].text)


def test_a_region_whose_other_cells_begin_above_has_the_initiative_too(tmp_path: Path) -> None:
    rows = "<tr><td rowspan=2>Gröna kajen<td>Gotland<td rowspan=2>Tre kajer<tr><td>Kalmar"
    content = read(tmp_path, f"<table><tr><th>Projekt<th>Region<th>Resultat{rows}</table>")
    assert [(one.name, one.region) for one in content.initiatives] == [("Gröna kajen", "09"), ("Gröna kajen", "08")]
    assert roles(content, Field.ROW) == [("Kalmar", "08", None, Role.DOES)]


def test_a_region_alone_on_a_row_names_it_for_those_below_where_all_rows_are_told_so(tmp_path: Path) -> None:
    rows = "<tr><td>Gotland<td><td><tr><td><td>Gröna kajen<td>Tre kajer<tr><td><td>Fårull<td>En garnfabrik"
    rows += "<tr><td>Kalmar<td><td><tr><td><td>Ålgräs<td>Nio hektar"
    content = read(tmp_path, f"<table><tr><th>Region<th>Projekt<th>Resultat{rows}</table>")
    told = [(one.region, one.name, one.outputs) for one in content.initiatives]
    assert told == [
        ("09", "Gröna kajen", "Tre kajer"), ("09", "Fårull", "En garnfabrik"), ("08", "Ålgräs", "Nio hektar"),
    ]  # fmt: skip
    assert content.notes == ()


def test_a_region_alone_on_a_row_among_rows_that_name_theirs_has_no_initiative(tmp_path: Path) -> None:
    rows = "<tr><td>Gotland<td>Gröna kajen<td>Tre kajer<tr><td>Kalmar<td><td><tr><td><td>Ålgräs<td>Nio hektar"
    content = read(tmp_path, f"<table><tr><th>Region<th>Projekt<th>Resultat{rows}</table>")
    assert [(one.region, one.name) for one in content.initiatives] == [("09", "Gröna kajen")]
    assert content.notes == (
        "sida 1, tabell 1, rad 3: ingen insats vid 'Kalmar'; raden läses som löptext",
        "sida 1, tabell 1, rad 4: ingen region i ''; raden läses som löptext",
    )


def told(content: Content) -> list[tuple[str | None, str, str, str]]:
    return [(one.region, one.name, one.outputs, one.goals) for one in content.initiatives]


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


def test_regions_in_rows_above_their_initiatives_need_no_column(tmp_path: Path) -> None:
    rows = (
        ("Insats", "Resultat"),
        ("Region Skåne", ""),
        ("Elbåtar", "3 båtar"),
        ("Projekt Halland", ""),
        ("Jämtlands län", ""),
        ("Vind", "12 möten"),
    )
    assert told(read(tmp_path, table(*rows))) == [
        ("12", "Elbåtar", "3 båtar", ""),
        ("12", "Projekt Halland", "", ""),
        ("23", "Vind", "12 möten", ""),
    ]
    assert [one.region for one in read(tmp_path, table(*rows), made.document("09")).initiatives] == ["09"] * 5


@pytest.mark.parametrize("ditto", ['"', "-”-", "''", "d:o", "Samma som ovan"])
def test_a_ditto_is_the_region_above(tmp_path: Path, ditto: str) -> None:
    rows = (("Region", "Insats"), ("Skåne", "Elbåtar"), (ditto, "Vind"), (ditto, "Hav"), ("", "Ull"), (ditto, "Bi"))
    head, *told_rows = [(*row, "3") for row in rows]
    content = read(tmp_path, table((*head[:2], "Resultat"), *told_rows))
    assert [(one.region, one.name) for one in content.initiatives] == [("12", "Elbåtar"), ("12", "Vind"), ("12", "Hav")]
    assert len(content.notes) == 2


def test_a_table_of_regions_without_a_head_that_is_understood_is_told(tmp_path: Path) -> None:
    rows = (("Region", "Vad vi gjorde"), ("Skåne", "Elbåtar"), ("VGR", "Vind"))
    content = read(tmp_path, table(*rows) + table(("Region", "Antal"), ("Skåne", "12"), ("VGR", "31")))
    assert content.notes == (
        "sida 1, tabell 1: tabellens huvud känns inte igen i 'Region | Vad vi gjorde'; 2 rader som nämner regioner "
        "läses som löptext",
    )


@pytest.mark.parametrize(
    ("heading", "region"),
    [
        ("Västra Götalandsregionen (VGR)", "14"),
        ("3.2 Region Västmanland – insatser 2024", "19"),
        ("Återrapportering från Region Jämtland Härjedalen", "23"),
        ("12", None),
        ("Elbåtar i Skåne", None),
        ("Insatser från Skåne till Halland", None),
    ],
)
def test_a_heading_may_say_more_than_the_regions_name(tmp_path: Path, heading: str, region: str | None) -> None:
    content = read(tmp_path, f"<h2>{heading}</h2>" + table(("Insats", "Resultat"), ("Elbåtar", "3 båtar")))
    assert [one.region for one in content.initiatives] == [region]
