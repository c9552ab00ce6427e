"""Labels with their texts, as a table or a list, as a form for tables and one for cards read them."""

from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import pytest

from corpus.document import Field
from corpus.forms import read_form
from corpus.health.account import take_account
from tests.corpus.added import add

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
        (None, "Elbåtar Var Halland är med räknas det som en till.", "Gjort i år: 3 båtar"),
    ]
    assert content.notes == ("sida 1: en region till i 'Halland'; insatsen räknas inte till någon",)
    assert [block.text for block in content.blocks if block.field is Field.PROSE] == [
        "Varje år väljs några satsningar ut."
    ]


def test_a_card_that_names_several_regions_is_nobodys_and_one_that_names_its_region_twice_is_its_own(
    tmp_path: Path, collection_folder: Path
) -> None:
    file = tmp_path / "kort.txt"
    shared = "Satsning: Elbåtar\nVar: Skåne och Halland\nGjort i år: 3 båtar\n"
    twice = "Satsning: Fårull\nVar: Gotland\nVar: Region Gotland\nGjort i år: 12 kurser\n"
    file.write_text(shared + twice, encoding="utf-8")
    content, _ = add(file, collection_folder, {"etiketter": LABELLED_CARDS}, "etiketter")
    assert [(one.region, one.name) for one in content.initiatives] == [(None, "Elbåtar"), ("09", "Fårull")]
    assert content.notes == ("sida 1: flera regioner i 'Skåne och Halland'; insatsen räknas inte till någon",)


def test_a_card_that_leaves_its_region_empty_is_nobodys(tmp_path: Path, collection_folder: Path) -> None:
    file = tmp_path / "kort.txt"
    file.write_text("Satsning\nFårull\nVar\nGjort i år\n12 kurser\nSatsning\nElbåtar\nVar\nSkåne\n", encoding="utf-8")
    content, _ = add(file, collection_folder, {"etiketter": LABELLED_CARDS}, "etiketter")
    assert [(one.region, one.name, one.outputs) for one in content.initiatives] == [
        (None, "Fårull", "12 kurser"),
        ("12", "Elbåtar", ""),
    ]
    assert content.notes == ("sida 1: ingen region i ''; insatsen räknas inte till någon",)
