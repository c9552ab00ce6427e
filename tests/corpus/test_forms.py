"""Forms: what differs from another, which one fits a report, and what is told of broken ones."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from corpus.__main__ import app
from corpus.catalogue import load_catalogue
from corpus.collection import DEFAULT_FOLDER, read_collection
from corpus.document import Content, Role
from corpus.errors import FormError
from corpus.forms import load_forms, read_form
from corpus.forms.fitting import propose_for_text
from tests import command_line
from tests.corpus.added import add

NEXT_YEAR = """
extends = "theme-tables"
title = "Nästa års sammanställning"
pages = "plain"
recognised_by = ["Årsbok"]

[head]
begins = ["län åtgärd och bakgrund"]
ends = ["syftar till"]

[themes]
integration = ["Ett öppet län"]
jamstalldhet = ["Lika villkor"]

[labels]
"Gotland" = ["Öarna"]
"""
NEXT_YEAR_TEXT = """Årsbok

2 Lika villkor
Län Åtgärd och bakgrund Genomförda prestationer
Effekter Mål som det syftar till
Blekinge Flickor kör kran
Kranen kördes av 40 flickor.
Öarna Pojkar lär vård
Vården lärdes av 12 pojkar.

1 Ett öppet län
Län Åtgärd och bakgrund Genomförda prestationer
Effekter Mål som det syftar till
Halland Språkkafé vid havet
Kaféet hölls 20 gånger.
"""


def test_a_form_says_only_what_differs_from_another(tmp_path: Path, collection_folder: Path) -> None:
    file = tmp_path / "arsbok.txt"
    file.write_text(NEXT_YEAR_TEXT, encoding="utf-8")
    content, _ = add(file, collection_folder, {"arsbok": NEXT_YEAR}, "arsbok")
    assert [(row.region, row.theme, row.text) for row in content.rows] == [
        ("10", "jamstalldhet", "Flickor kör kran Kranen kördes av 40 flickor."),
        ("09", "jamstalldhet", "Pojkar lär vård Vården lärdes av 12 pojkar."),
        ("13", "integration", "Språkkafé vid havet Kaféet hölls 20 gånger."),
    ]


def test_a_table_in_which_no_row_is_found_is_told_with_its_place(tmp_path: Path, collection_folder: Path) -> None:
    file = tmp_path / "arsbok.txt"
    numbered = NEXT_YEAR_TEXT.replace("Blekinge F", "1 Blekinge F").replace("Öarna P", "2 Öarna P")
    file.write_text(numbered, encoding="utf-8")
    content, _ = add(file, collection_folder, {"arsbok": NEXT_YEAR}, "arsbok")
    assert [row.region for row in content.rows] == ["13"]
    assert [note for note in content.notes if "ingen rad" in note] == [
        "sida 1, rad 3: ingen rad känns igen i tabellen 'Lika villkor'; 7 textrader räknas inte till någon"
    ]
    told = [block for block in content.blocks if "Kranen" in block.text]
    assert [(block.region, block.role) for block in told] == [(None, Role.NONE)]


def test_a_cell_that_ends_on_a_line_with_a_number_hides_no_heading(tmp_path: Path, collection_folder: Path) -> None:
    file = tmp_path / "arsbok.txt"
    file.write_text(NEXT_YEAR_TEXT.replace("Vården lärdes", "Resultat:\n3 Kurser lärdes"), encoding="utf-8")
    content, _ = add(file, collection_folder, {"arsbok": NEXT_YEAR}, "arsbok")
    assert [row.theme for row in content.rows] == ["jamstalldhet", "jamstalldhet", "integration"]


def test_a_head_on_every_page_keeps_the_theme_over_a_page_without_a_row(
    tmp_path: Path, collection_folder: Path
) -> None:
    head = "\fLän Åtgärd och bakgrund Genomförda prestationer\nEffekter Mål som det syftar till\n"
    file = tmp_path / "arsbok.txt"
    more = f"{head}som hölls av många.\n{head}Kalmar Svenska i hamnen\nKursen hölls en gång.\n"
    file.write_text(NEXT_YEAR_TEXT + more, encoding="utf-8")
    content, _ = add(file, collection_folder, {"arsbok": NEXT_YEAR}, "arsbok")
    assert [(row.region, row.theme) for row in content.rows][-2:] == [("13", "integration"), ("08", "integration")]
    assert "sida 2, rad 16: ingen rad känns igen i tabellen 'utan rubrik'; 3 textrader räknas inte till någon" in (
        content.notes
    )


def test_a_report_that_no_form_knows_is_read_without_one(tmp_path: Path, collection_folder: Path) -> None:
    file = tmp_path / "brev.txt"
    file.write_text("Ett brev\n\nSkåne har byggt en bro.\n", encoding="utf-8")
    content, proposed = add(file, collection_folder, {})
    assert (content.document.form, proposed) == ("generic", "form: generic (ingen känd form passar)")


def test_the_forms_of_the_reports_are_proposed_for_them(contents: Mapping[str, Content]) -> None:
    forms = load_forms(DEFAULT_FOLDER)
    for name in ("villkorsrapporter-2023", "orebro-2023", "oms-nrpp-2028"):
        text = " ".join(" ".join(page.text.split()) for page in contents[name].pages)
        proposal = propose_for_text(text, forms.values())
        assert (proposal.form, proposal.rival) == (contents[name].document.form, None)
        assert proposal.share > 0.95


TABLE = 'engine = "grid"\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("engine = [", "egen.toml: går inte att läsa som TOML"),
        ('extends = "dikt"', "egen.toml: extends 'dikt'; väntade en av: cards, generic, prose"),
        ('extends = ["prose"]', r"egen.toml: extends \['prose'\]; väntade en av: cards, generic, prose"),
        ("", "engine: saknas; väntade en av flattened-tables, questionnaire, cards, grid, prose, slides"),
        ('engine = "dikt"', "engine: 'dikt'; väntade en av .*väntade en form som i corpus/forms"),
        (
            'engine = "prose"\ncolour = 1',
            "colour: okänd nyckel; väntade en av engine, extends, pages, recognised_by, ti",
        ),
        (
            'extends = "theme-tables"\n[head]\nbegin = ["x"]',
            "head.begin: okänd nyckel; väntade en av begins, ends, max_",
        ),
        (
            f"{TABLE}[columns]\nnam = 1",
            "columns.nam: 'nam'; väntade 'region', 'theme', 'name', .*; columns.nam: 1; väntade",
        ),
        (f'{TABLE}[columns]\nname = "Titel"', "columns.name: 'Titel'; väntade en lista av texter, som "),
        (f'{TABLE}[columns]\nname = []\ngoals = ["Mål"]', "columns: för få att känna igen en tabell på"),
        (f'{TABLE}region_once = true\n[columns]\nname = ["Titel"]\ngoals = ["Mål"]', "region_once: ingen kolumn är"),
        (
            f'{TABLE}[columns]\nname = ["Titel"]',
            "columns: för få att känna igen en tabell på; väntade name och en till",
        ),
        (f'{TABLE}[columns]\nname = ["A"]\ngoals = ["a"]', "columns: 'a' står för både name och goals"),
        (f'{TABLE}[columns]\nname = [""]', "columns.name: '' säger ingenting"),
        (f'{TABLE}[patterns]\nname = ["A", "(b"]', r"patterns.name: '\(b' är inget reguljärt uttryck \(missing \)"),
        (f"{TABLE}[patterns]\nname = []", r"patterns.name: \[\] säger ingenting; väntade minst ett uttryck"),
        (f'{TABLE}[labels]\nAtlantis = ["x"]', "labels.Atlantis: okänd region 'Atlantis'"),
        (f'{TABLE}[labels]\n"Småland" = ["x"]', "labels.Småland: 'Småland' är en grupp av regioner; väntade en region"),
        (f'{TABLE}[themes]\nklimat = ["x"]', "themes.klimat: okänt tema 'klimat'; väntade ett av: "),
        ('engine = "cards"\nstatus = "gjord"\ncard = "x"', "status: 'gjord'; väntade 'reported' eller 'proposed'"),
        ('engine = "cards"\nstatus = "reported"', "ingenting säger var en insats börjar; väntade card, card_head"),
        ('extends = "theme-tables"\n[rows]\nreference = "se"', "rows.reference: 'se' har ingen grupp 'table'"),
        ('extends = "theme-tables"\n[cells.name]\ncues = ["(x"]', r"cells.name.cues: '\(x' är inget reguljärt uttryck"),
    ],
)
def test_a_malformed_form_says_what_is_wrong(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "egen.toml").write_text(f'title = "x"\n{text}', encoding="utf-8")
    with pytest.raises(FormError, match=message) as raised:
        read_form(tmp_path / "egen.toml")
    assert str(raised.value).startswith("egen.toml: ")


def test_a_form_that_no_document_could_name_is_told(tmp_path: Path) -> None:
    (tmp_path / "Länens lista.toml").write_text('extends = "generic"', encoding="utf-8")
    with pytest.raises(FormError, match="'Länens lista' är inget namn på en form; väntade små bokstäver"):
        read_form(tmp_path / "Länens lista.toml")


@pytest.mark.parametrize("name", ["prose", "egen"])
def test_a_malformed_form_is_the_fault_of_its_documents_alone(collection_folder: Path, name: str) -> None:
    before = read_collection(collection_folder)
    own = [one.id for one in before.catalogue.documents if one.form == name]
    (collection_folder / "forms").mkdir()
    (collection_folder / "forms" / f"{name}.toml").write_text('title = "x"\nengine = "dikt"', encoding="utf-8")
    collection = read_collection(collection_folder)
    assert [content.document.id for content in collection.contents] == [
        content.document.id for content in before.contents if content.document.id not in own
    ]
    told = f"{name}.toml: engine: 'dikt'; väntade en av"
    assert [str(failure).split(" flattened")[0] for failure in collection.failures] == [
        f"dokument {document!r}: {told}" for document in own
    ]
    status, output, _ = command_line.run(app, "check", "--documents", collection_folder)
    assert f"formen används inte: {told}" in output
    assert status == (2 if own else 0)


def test_an_unknown_form_is_the_fault_of_its_document_alone(collection_folder: Path) -> None:
    path = collection_folder / "catalogue.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"prose"', '"dikt"', 1), encoding="utf-8")
    collection = read_collection(collection_folder)
    assert len(collection.contents) == len(load_catalogue(collection_folder).documents) - 1
    assert [str(failure) for failure in collection.failures] == [
        "dokument 'blekinge-2023': formen 'dikt' finns inte; "
        "väntade en av cards, generic, prose, slides, template-report, theme-tables"
    ]
