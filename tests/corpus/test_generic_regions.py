"""Whose a row is in reports without a form of their own: by its cell, a row above, a heading or the document."""

from pathlib import Path

import pytest

from corpus.document import Document, Field, Role
from tests.corpus import made
from tests.corpus.html_tables import HEAD, read, roles, table, told


@pytest.mark.parametrize(
    ("named", "region", "group"),
    [
        ("Region Kalmar län", "08", None),
        ("VGR", "14", None),
        ("V:a Götaland", "14", None),
        ("Jämtland/Härjedalen", "23", None),
        ("Östergötlan d", "05", None),
        ("Väster-norrlands län", "22", None),
        ("Väster\u2011norrland", "22", None),
        ("Sthlm", "01", None),
        ("Reg. Jkpg", "06", None),
        ("Jkpgs län", "06", None),
        ("Västern.", "22", None),
        ("Reg. Gävleb.", "21", None),
        ("V-botten", "24", None),
        ("Ö-götland", "05", None),
        ("M län", "12", None),
        ("AC-län", "24", None),
        ("10", "10", None),
        ("9", "09", None),
        ("Norra Mellansverige", None, "norra-mellansverige"),
        ("Dalarna, Gävleborg och Värmland", None, "norra-mellansverige"),
        ("Skåne, Region Skåne", "12", None),
    ],
)
def test_a_row_belongs_to_the_region_or_group_it_names(
    tmp_path: Path, named: str, region: str | None, group: str | None
) -> None:
    content = read(tmp_path, table(HEAD, (named, "Ett", "B.", "P.", "E.", "M.")))
    assert [(one.region, one.group) for one in content.initiatives] == [(region, group)]
    assert roles(content, Field.EFFECTS) == [("E.", region, group, Role.DOES if region else Role.GROUP)]
    assert content.notes == ()


@pytest.mark.parametrize("head", ["Länskod", "Län (kod)", "Regionkod"])
def test_a_column_of_county_codes_says_whose_a_row_is(tmp_path: Path, head: str) -> None:
    content = read(tmp_path, table((head, *HEAD[1:]), ("01", "Ett", "B.", "P.", "E.", "M.")))
    assert [one.region for one in content.initiatives] == ["01"]


@pytest.mark.parametrize(
    "named",
    ["Skåne och Halland", "Skåne/Halland", "Region Skåne (Region Halland)", "Dalarna, VGR", "Sthlm, Uppsala"],
)
def test_a_row_that_several_regions_share_is_nobodys(tmp_path: Path, named: str) -> None:
    content = read(tmp_path, table(HEAD, (named, "Ett", "B.", "P.", "E.", "M."), ('"', "Två", "B.", "P.", "E.", "M.")))
    assert [(one.region, one.group, one.name) for one in content.initiatives] == [
        (None, None, "Ett"),
        (None, None, "Två"),
    ]
    assert roles(content, Field.EFFECTS) == [("E.", None, None, Role.NONE)] * 2
    assert (
        f"sida 1, tabell 1, rad 2: flera regioner i {named!r}; insatsen räknas inte till någon av dem" in content.notes
    )


@pytest.mark.parametrize(
    ("own", "named", "owner"),
    [
        (made.document("12"), "Skåne och Halland", ("12", None)),
        (made.document("09"), "Skåne och Halland", (None, None)),
        (
            made.document("17", "20", "21", group="norra-mellansverige"),
            "Dalarna, Värmland",
            (None, "norra-mellansverige"),
        ),
        (made.document("17", "20", "21", group="norra-mellansverige"), "Dalarna, Skåne", (None, None)),
    ],
)
def test_what_a_document_shares_with_others_is_its_own(
    tmp_path: Path, own: Document, named: str, owner: tuple[str | None, str | None]
) -> None:
    content = read(tmp_path, table(HEAD, (named, "Ett", "B.", "P.", "E.", "M.")), own)
    assert [(one.region, one.group) for one in content.initiatives] == [owner]


@pytest.mark.parametrize("named", ["X", "Väst.", "Norr.", "Söder", "S-land", "Sml."])
def test_what_may_be_short_for_others_or_for_nothing_is_no_region(tmp_path: Path, named: str) -> None:
    content = read(tmp_path, table(HEAD, (named, "Ett", "B.", "P.", "E.", "M.")))
    assert content.initiatives == ()
    assert content.notes == (f"sida 1, tabell 1, rad 2: ingen region i {named!r}; raden läses som löptext",)


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


def test_a_municipality_of_the_region_above_says_that_its_row_is_that_region_s(tmp_path: Path) -> None:
    rows = (
        ("Region", "Kommun", "Insats", "Resultat"),
        ("Skåne", "Höör", "Elbåtar", "3"),
        ("", "Malmö stad", "Vind", "4"),
        ("", "Varberg", "Ull", "5"),
    )
    content = read(tmp_path, table(*rows))
    assert [(one.region, one.name) for one in content.initiatives] == [("12", "Elbåtar"), ("12", "Vind")]
    assert content.notes == ("sida 1, tabell 1, rad 4: ingen region i ''; raden läses som löptext",)


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


@pytest.mark.parametrize(
    ("heading", "region"),
    [
        ("Västra Götalandsregionen (VGR)", "14"),
        ("Reg. Halland", "13"),
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


@pytest.mark.parametrize(
    "note", ["* Avser helåret.", "Anm: beloppen är preliminära.", "Källa: Skåne.", "[2] Se bilagan."]
)
@pytest.mark.parametrize("head", [("Nr", "Region", "Insats", "Mål"), ("Insats", "Nr", "Region", "Mål")])
def test_a_note_in_a_table_is_part_of_no_initiative(tmp_path: Path, note: str, head: tuple[str, ...]) -> None:
    rows = [
        dict(zip(("Nr", "Region", "Insats", "Mål"), one, strict=True))
        for one in (("1", "Gotland", "Ett", "M."), ("2", "Gotland", "Två", "M."))
    ]
    first, second = ([row[one] for one in head] for row in rows)
    body = table(head, first, [note, "", "", ""], second).replace(
        f"<td>{note}</td><td></td><td></td><td></td>", f"<td colspan=4>{note}</td>"
    )
    content = read(tmp_path, body)
    assert [(one.region, one.name, note in one.text) for one in content.initiatives] == [
        ("09", "Ett", False),
        ("09", "Två", False),
    ]
    assert roles(content, Field.PROSE) == [(note, None, None, Role.NONE)]


def test_cards_with_their_heads_to_the_left_are_an_initiative_each_of_the_region_they_name(tmp_path: Path) -> None:
    heads = ("Region:", "Insatsens namn:", "Resultat:", "Mål:")
    cards = (("Gotland", "Fårull", "12 kurser", "Mer ull"), ("Skåne", "Elbåtar", "3 båtar", "Tyst hamn"))
    front = table(("Rapport", "Årsrapport"), ("Region", "Gotland"), ("Kontakt", "Vi"))
    content = read(tmp_path, front + "<p>Kort</p>".join(table(*zip(heads, one, strict=True)) for one in cards))
    assert told(content) == [("09", "Fårull", "12 kurser", "Mer ull"), ("12", "Elbåtar", "3 båtar", "Tyst hamn")]
