"""Reports without a form of their own: sections and themes, what is asked, names, figures and rows."""

from pathlib import Path

import pytest

from corpus.document import Field, Role, Status
from corpus.pages import collapse
from tests.corpus import made
from tests.corpus.html_tables import HEAD, read, roles, table


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


@pytest.mark.parametrize("text", ["Regionen redovisar inga insatser i tabellform.", "Se tabell 2.", "Se även tabell 2"])
def test_rows_that_tell_of_no_initiative_are_none(tmp_path: Path, text: str) -> None:
    content = read(tmp_path, table(HEAD, ("Skåne", text, "", "", "", "")))
    assert content.initiatives == ()


@pytest.mark.parametrize(
    "label",
    [
        "Totalt",
        "Summa:",
        "Delsumma 2023",
        "TOTALSUMMA (tkr)",
        "Summa Region Skåne",
        "Totalt för Skåne:",
        "Skåne, totalt",
    ],
)
@pytest.mark.parametrize("column", [0, 1])
def test_a_row_of_sums_is_no_initiative_and_no_part_of_the_one_above(tmp_path: Path, label: str, column: int) -> None:
    sums = ("" if column else label, label if column else "", "99 båtar")
    rows = table(("Region", "Insats", "Resultat"), ("Skåne", "Elbåtar", "3 båtar"), sums)
    content = read(tmp_path, rows, made.document("12"))
    assert [(one.name, one.text) for one in content.initiatives] == [("Elbåtar", "Elbåtar 3 båtar")]
    assert "99 båtar" in content.pages[0].text


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


@pytest.mark.parametrize(
    "card",
    [
        "<h2>{}</h2><p>Region: {}</p><p>Syfte: Tyst hamn</p>",
        "<p>Projektnamn</p><p>{}</p><p>Län</p><p>{}</p><p>Syfte</p><p>Tyst hamn</p>",
    ],
)
def test_cards_in_running_text_are_told(tmp_path: Path, card: str) -> None:
    content = read(tmp_path, card.format("Elbåtar", "Skåne") + card.format("Ull", "Gotland"))
    assert content.initiatives == ()
    (note,) = content.notes
    assert note.startswith("sida 1: 2 kort med etiketterna ")
    assert read(tmp_path, card.format("Elbåtar", "Skåne")).notes == ()


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
