"""Reports of kinds that nobody has read before, read by a form file only; which form fits a report; broken forms."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import docx
import pytest
from openpyxl import Workbook

from corpus.account import take_account
from corpus.adding import NewDocument, add_document
from corpus.catalogue import load_catalogue
from corpus.collection import DEFAULT_FOLDER, read_collection
from corpus.document import Content, Field, Role, Status
from corpus.errors import FormError
from corpus.fitting import propose_for_text
from corpus.forms import load_forms, read_form

BOARD = """
title = "Länsstyrelsens tabell över landsbygdsstöd"
engine = "grid"
status = "reported"

[columns]
region = ["Stödlän"]
name = ["Ärendemening"]
description = ["Vad stödet gått till"]
outputs = ["Gjort"]
effects = ["Vad det lett till"]

[labels]
"Jämtland" = ["Z-län"]
"""
BOARD_ROWS = (
    ("Z-län", "Fiberväg till fjället", "Nedläggning av kanal", "14 km kanal", "Två företag har flyttat in"),
    ("Gotlands län", "Bygdens mejeri", "Ombyggnad av lokal", "En lokal byggd", "Mer mjölk stannar på ön"),
)

AGENCY = """
title = "Myndighetens årliga lista"
engine = "cards"
status = "reported"
card = "Projekt:"
region = ["Länskod:", "Län:"]

[opens]
description = ["Syfte"]
outputs = ["Genomfört"]
effects = ["Utfall"]
"""
AGENCY_LIST = """Årets beviljade projekt

Projekt: Kustens verkstad
Län: Kalmar
Syfte att laga båtar i hamn
Genomfört 31 båtar lagade
Utfall Färre båtar skrotas

Projekt: Skogens skola
Län: Dalarna
Syfte att visa unga skogsyrken
Genomfört 12 skolor besökta
Utfall Fler söker till skogen

Projekt: Okänd ort
Län: Atlantis
Syfte att ingen vet
Genomfört inget
Utfall inget
"""

DATABASE = """
title = "Projektdatabas"
engine = "grid"

[columns]
theme = ["Insatsområde"]
name = ["Projektnamn"]
region = ["Verkningsområde"]
outputs = ["Aktiviteter"]
goals = ["Strategiskt mål"]

[themes]
kompetensforsorjning = ["Kompetens"]
miljo-klimat = ["Grön omställning"]
"""
DATABASE_ROWS = (
    ("Dnr", "Insatsområde", "Projektnamn", "Verkningsområde", "Aktiviteter", "Strategiskt mål"),
    ("1", "Kompetens", "Yrkesvux nu", "Skåne", "4 kurser", "Fler i arbete"),
    ("2", "Grön omställning", "Laddbar hamn", "Halland", "2 laddstolpar", "Lägre utsläpp"),
    ("3", "Grön omställning", "Våtmark åter", "Skåne", "9 hektar", "Rikare natur"),
)


def board_table(path: Path) -> Path:
    word = docx.Document()
    head = ("Stödlän", "Ärendemening", "Vad stödet gått till", "Gjort", "Vad det lett till")
    table = word.add_table(rows=0, cols=len(head))
    for row in (head, *BOARD_ROWS):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    word.save(str(path))
    return path


def agency_list(path: Path) -> Path:
    path.write_text(AGENCY_LIST, encoding="utf-8")
    return path


def database(path: Path) -> Path:
    book = Workbook()
    book.active.title = "Export"
    for row in DATABASE_ROWS:
        book.active.append(row)
    book.save(path)
    return path


def add(file: Path, folder: Path, forms: Mapping[str, str], form: str | None = None) -> tuple[Content, str]:
    """Add a report of a form that the collection keeps, and give what the collection then reads, and the proposal."""
    (folder / "forms").mkdir()
    for name, text in forms.items():
        (folder / "forms" / f"{name}.toml").write_text(text, encoding="utf-8")
    new = NewDocument(
        id="ny-2024", title="Ny", issuer="Myndigheten", years=(2024,), kind="lista", form=form, regions=("Norrland",
        "Skåne", "Halland", "Dalarna", "Kalmar", "Gotland"),
    )  # fmt: skip
    added = add_document(file, new, folder)
    content = next(one for one in read_collection(folder).contents if one.document.id == "ny-2024")
    return content, added.proposal.line() if added.proposal else ""


BY_HEADING = """
title = "En rubrik per insats"
engine = "cards"
status = "reported"
card_heading = 3

[opens]
outputs = ["Gjort"]
effects = ["Verkan"]
"""


def by_heading(path: Path) -> Path:
    word = docx.Document()
    for level, text in (
        (1, "Årets insatser"), (2, "Region Skåne"), (3, "Elbåtar"), (0, "Tysta hamnar."), (0, "Gjort: 3 båtar"),
        (3, "Ålgräs\nåter"), (0, "Gjort: 9 hektar"), (0, "Verkan: klarare vatten"), (2, "Halland"), (3, "Vinddialog"),
        (0, "Gjort: 12 möten"), (1, "Bilaga"), (0, "Tack till alla."), (3, "Utan region"), (0, "Gjort: inget"),
    ):  # fmt: skip
        word.add_heading(text, level) if level else word.add_paragraph(text)
    word.save(str(path))
    return path


# Years stand side by side in many a follow-up; here it is counties, and a theme's row among the others.
SIDE_BY_SIDE = """
title = "Länen sida vid sida"
engine = "grid"
status = "reported"
turned = true

[columns]
region = ["Län"]
theme = ["Område"]
name = ["Satsning"]
outputs = ["Gjort i år"]

[themes]
miljo-klimat = ["Grön omställning"]
kompetensforsorjning = ["Kompetens"]
"""
SIDE_BY_SIDE_ROWS = (
    ("Län", "Skåne", "Halland", "Gotland"),
    ("Område", "Grön omställning", "Kompetens", "Grön omställning"),
    ("Satsning", "Elbåtar", "Vinddialog", "Fårull"),
    ("Gjort i år", "3 båtar", "12 möten", ""),
)


def side_by_side(path: Path) -> Path:
    book = Workbook()
    for row in SIDE_BY_SIDE_ROWS:
        book.active.append(row)
    book.save(path)
    return path


# Labels and texts one under the other: as a table in Word, as a definition list on the web; one list or one each.
LABELLED = """
title = "Insatserna som etikett och text"
engine = "grid"
status = "reported"
turned = true

[columns]
region = ["Var"]
name = ["Satsning"]
outputs = ["Gjort i år"]
goals = ["Mål"]
"""
LABELLED_CARDS = """
title = "Insatserna som etikett och text"
engine = "cards"
status = "reported"
card = "Satsning"
region = ["Var"]

[opens]
outputs = ["Gjort i år"]
goals = ["Mål"]
"""
LABELLED_ROWS = (
    (("Var", "Skåne"), ("Satsning", "Elbåtar"), ("Gjort i år", "3 båtar"), ("Mål", "Tyst hamn")),
    (("Var", "VGR"), ("Satsning", "Ålgräs åter"), ("Gjort i år", "9 hektar")),
    (("Var", "Gotlands län"), ("Satsning", "Fårull"), ("Mål", "Mer ull"), ("Gjort i år", "12 kurser")),
)


def one_list(path: Path) -> Path:
    path.write_text(f"<html><h1>Årets insatser</h1><dl>{''.join(map(terms, LABELLED_ROWS))}</dl>", encoding="utf-8")
    return path


def list_for_each(path: Path) -> Path:
    lists = "".join(f"<dl>{terms(rows)}</dl>" for rows in LABELLED_ROWS)
    path.write_text(f"<html><h1>Årets insatser</h1>{lists}", encoding="utf-8")
    return path


def terms(rows: Sequence[tuple[str, str]]) -> str:
    return "".join(f"<dt>{label}</dt><dd><p>{text}</p></dd>" for label, text in rows)


def one_table(path: Path) -> Path:
    """Set all initiatives in one table of two columns, a title in a row of its own above each."""
    word = docx.Document()
    table = word.add_table(rows=0, cols=2)
    for number, rows in enumerate(LABELLED_ROWS, start=1):
        for label, text in ((f"Nummer {number}", ""), *rows):
            cells = table.add_row().cells
            cells[0].text, cells[1].text = label, text
    word.save(str(path))
    return path


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


FORMS = {"landsbygdsstod": BOARD, "myndighetens-lista": AGENCY, "projektdatabas": DATABASE}


def test_a_county_boards_table_is_read_by_its_form(tmp_path: Path, collection_folder: Path) -> None:
    content, proposed = add(board_table(tmp_path / "stod.docx"), collection_folder, FORMS)
    assert proposed == "form: landsbygdsstod (säker: 100% av formens ord finns)"
    told = [(one.region, one.name, one.description, one.outputs, one.effects) for one in content.initiatives]
    assert told == [("23", *BOARD_ROWS[0][1:]), ("09", *BOARD_ROWS[1][1:])]
    assert {one.status for one in content.initiatives} == {Status.REPORTED}


def test_an_agencys_list_is_read_by_its_form(tmp_path: Path, collection_folder: Path) -> None:
    content, proposed = add(agency_list(tmp_path / "lista.txt"), collection_folder, FORMS)
    assert proposed.startswith("form: myndighetens-lista (säker: 100%")
    told = [(one.region, one.name, one.description, one.outputs, one.effects) for one in content.initiatives]
    assert told[:2] == [
        ("08", "Kustens verkstad", "att laga båtar i hamn", "31 båtar lagade", "Färre båtar skrotas"),
        ("20", "Skogens skola", "att visa unga skogsyrken", "12 skolor besökta", "Fler söker till skogen"),
    ]
    assert content.notes == ("sida 1: ingen region i 'Atlantis'; insatsen räknas inte till någon",)
    assert told[2][0] is None
    nobody = [block for block in content.blocks if block.initiative == content.initiatives[2].id]
    assert {block.role for block in nobody} == {Role.NONE}


def test_a_project_database_is_read_by_its_form(tmp_path: Path, collection_folder: Path) -> None:
    content, proposed = add(database(tmp_path / "export.xlsx"), collection_folder, FORMS)
    assert proposed.startswith("form: projektdatabas (säker: 100%")
    told = [(one.region, one.theme, one.name, one.outputs, one.goals) for one in content.initiatives]
    assert told == [
        ("12", "kompetensforsorjning", "Yrkesvux nu", "4 kurser", "Fler i arbete"),
        ("13", "miljo-klimat", "Laddbar hamn", "2 laddstolpar", "Lägre utsläpp"),
        ("12", "miljo-klimat", "Våtmark åter", "9 hektar", "Rikare natur"),
    ]


def test_a_table_with_its_heads_in_the_first_column_is_read_by_its_form(
    tmp_path: Path, collection_folder: Path
) -> None:
    forms = {"lan-sida-vid-sida": SIDE_BY_SIDE}
    content, _ = add(side_by_side(tmp_path / "lan.xlsx"), collection_folder, forms)
    assert [(one.region, one.theme, one.name, one.outputs) for one in content.initiatives] == [
        ("12", "miljo-klimat", "Elbåtar", "3 båtar"),
        ("13", "kompetensforsorjning", "Vinddialog", "12 möten"),
        ("09", "miljo-klimat", "Fårull", ""),
    ]
    assert content.notes == ()


@pytest.mark.parametrize(
    ("form", "name", "write"),
    [
        (LABELLED, "lista.html", one_list),
        (LABELLED, "listor.html", list_for_each),
        (LABELLED, "tabell.docx", one_table),
        (LABELLED_CARDS, "lista.html", one_list),
        (LABELLED_CARDS, "listor.html", list_for_each),
    ],
)
def test_labels_with_their_texts_are_an_initiatives_fields(
    tmp_path: Path, collection_folder: Path, form: str, name: str, write: Callable[[Path], Path]
) -> None:
    content, proposed = add(write(tmp_path / name), collection_folder, {"etiketter": form})
    assert proposed.startswith("form: etiketter (säker: 100%")
    assert [(one.region, one.name, one.outputs, one.goals) for one in content.initiatives] == [
        ("12", "Elbåtar", "3 båtar", "Tyst hamn"),
        ("14", "Ålgräs åter", "9 hektar", ""),
        ("09", "Fårull", "12 kurser", "Mer ull"),
    ]
    assert content.notes == ()
    assert take_account(content, read_form(collection_folder / "forms" / "etiketter.toml")).faults == ()


CARDS_IN_WORDS = """Varje år väljs några satsningar ut.
Satsning: Fårull
Var: Gotland
Gjort i år: 12 kurser
Varför? Målen är många, och Variation behövs.
Satsning: Elbåtar
Var Skåne
Var Halland är med räknas det som en till.
Var: Halland
Gjort i år: 3 båtar
"""


def test_a_label_is_no_beginning_of_a_longer_word(tmp_path: Path, collection_folder: Path) -> None:
    file = tmp_path / "kort.txt"
    file.write_text(CARDS_IN_WORDS, encoding="utf-8")
    content, _ = add(file, collection_folder, {"etiketter": LABELLED_CARDS}, "etiketter")
    assert [(one.region, one.name, one.outputs) for one in content.initiatives] == [
        ("09", "Fårull", "Gjort i år: 12 kurser Varför? Målen är många, och Variation behövs."),
        ("12", "Elbåtar Var Halland är med räknas det som en till.", "Gjort i år: 3 båtar"),
    ]
    assert content.notes == ("sida 1: en region till i 'Halland'; insatsen räknas till den första",)
    assert [block.text for block in content.blocks if block.field is Field.PROSE] == [
        "Varje år väljs några satsningar ut."
    ]


def test_a_card_that_leaves_its_region_empty_is_nobodys(tmp_path: Path, collection_folder: Path) -> None:
    file = tmp_path / "kort.txt"
    file.write_text("Satsning\nFårull\nVar\nGjort i år\n12 kurser\nSatsning\nElbåtar\nVar\nSkåne\n", encoding="utf-8")
    content, _ = add(file, collection_folder, {"etiketter": LABELLED_CARDS}, "etiketter")
    assert [(one.region, one.name, one.outputs) for one in content.initiatives] == [
        (None, "Fårull", "12 kurser"),
        ("12", "Elbåtar", ""),
    ]
    assert content.notes == ("sida 1: ingen region i ''; insatsen räknas inte till någon",)


def test_initiatives_named_by_headings_are_read_by_their_form(tmp_path: Path, collection_folder: Path) -> None:
    forms = {"en-rubrik-per-insats": BY_HEADING}
    content, _ = add(by_heading(tmp_path / "rubriker.docx"), collection_folder, forms, "en-rubrik-per-insats")
    assert [(one.region, one.name, one.description, one.outputs, one.effects) for one in content.initiatives] == [
        ("12", "Elbåtar", "Tysta hamnar.", "Gjort: 3 båtar", ""),
        ("12", "Ålgräs åter", "", "Gjort: 9 hektar", "Verkan: klarare vatten"),
        ("13", "Vinddialog", "", "Gjort: 12 möten", ""),
        (None, "Utan region", "", "Gjort: inget", ""),
    ]


def test_a_form_says_only_what_differs_from_another(tmp_path: Path, collection_folder: Path) -> None:
    file = tmp_path / "arsbok.txt"
    file.write_text(NEXT_YEAR_TEXT, encoding="utf-8")
    content, _ = add(file, collection_folder, {"arsbok": NEXT_YEAR}, "arsbok")
    assert [(row.region, row.theme, row.text) for row in content.rows] == [
        ("10", "jamstalldhet", "Flickor kör kran Kranen kördes av 40 flickor."),
        ("09", "jamstalldhet", "Pojkar lär vård Vården lärdes av 12 pojkar."),
        ("13", "integration", "Språkkafé vid havet Kaféet hölls 20 gånger."),
    ]


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


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("engine = [", "egen.toml: not readable as TOML"),
        ('extends = "dikt"', "egen.toml: extends 'dikt'; expected one of: cards, generic, prose"),
        ('title = "x"\nengine = "dikt"', "egen.toml: engine: .*expected a form as in corpus/forms"),
        ('title = "x"\nengine = "prose"\ncolour = 1', "egen.toml: colour: "),
        ('title = "x"\nengine = "grid"\n[labels]\nAtlantis = ["x"]', "egen.toml: labels"),
    ],
)
def test_a_malformed_form_says_what_is_wrong(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "egen.toml").write_text(text, encoding="utf-8")
    with pytest.raises(FormError, match=message):
        read_form(tmp_path / "egen.toml")


def test_an_unknown_form_is_the_fault_of_its_document_alone(collection_folder: Path) -> None:
    path = collection_folder / "catalogue.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"prose"', '"dikt"', 1), encoding="utf-8")
    collection = read_collection(collection_folder)
    assert len(collection.contents) == len(load_catalogue(collection_folder).documents) - 1
    assert [str(failure) for failure in collection.failures] == [
        "document 'blekinge-2023': form 'dikt' is none of cards, generic, prose, slides, template-report, theme-tables"
    ]
