"""Tables of kinds that nobody has read before, read by a form file only."""

from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
from openpyxl import Workbook

from corpus.document import Status
from tests.corpus.added import add

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


def board_table(path: Path, rows: Sequence[Sequence[str]] = BOARD_ROWS) -> Path:
    word = docx.Document()
    head = ("Stödlän", "Ärendemening", "Vad stödet gått till", "Gjort", "Vad det lett till")
    table = word.add_table(rows=0, cols=len(head))
    for row in (head, *rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    word.save(str(path))
    return path


def database(path: Path) -> Path:
    book = Workbook()
    book.active.title = "Export"
    for row in DATABASE_ROWS:
        book.active.append(row)
    book.save(path)
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


FORMS = {"landsbygdsstod": BOARD, "projektdatabas": DATABASE}


def test_a_county_boards_table_is_read_by_its_form(tmp_path: Path, collection_folder: Path) -> None:
    content, proposed = add(board_table(tmp_path / "stod.docx"), collection_folder, FORMS)
    assert proposed == "form: landsbygdsstod (säker: 100% av formens ord finns)"
    told = [(one.region, one.name, one.description, one.outputs, one.effects) for one in content.initiatives]
    assert told == [("23", *BOARD_ROWS[0][1:]), ("09", *BOARD_ROWS[1][1:])]
    assert {one.status for one in content.initiatives} == {Status.REPORTED}


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


def test_a_head_of_a_form_that_a_narrow_column_broke_is_known(tmp_path: Path, collection_folder: Path) -> None:
    book = Workbook()
    for row in (("Stödl\nän", "Ärende mening", "Gjort"), ("Gotlands län", "Bygdens mejeri", "En lokal byggd")):
        book.active.append(row)
    book.save(tmp_path / "stod.xlsx")
    content, _ = add(tmp_path / "stod.xlsx", collection_folder, FORMS, "landsbygdsstod")
    assert [(one.region, one.name, one.outputs) for one in content.initiatives] == [
        ("09", "Bygdens mejeri", "En lokal byggd")
    ]


# Each county once, beside the first of its projects, in cells that are not merged.
ONCE_ROWS = (
    ("Z-län", "Fiberväg", "Kanal", "14 km", "Inflyttning"),
    ("", "Skidspår", "Belysning", "3 km", "Fler motionerar"),
    ("Månen", "Raket", "Bränsle", "1 ton", "Inget"),
    ("", "Landare", "Ben", "4 ben", "Inget"),
    ("Gotlands län", "Mejeri", "Lokal", "1 lokal", "Mjölk"),
    ("", "Fårull", "Kardverk", "1 verk", "Garn"),
)


@pytest.mark.parametrize(
    ("key", "regions"),
    [
        ("", [("23", "Fiberväg"), ("09", "Mejeri")]),
        ("region_once = true\n", [("23", "Fiberväg"), ("23", "Skidspår"), ("09", "Mejeri"), ("09", "Fårull")]),
    ],
)
def test_a_region_told_once_is_that_of_the_rows_below_only_where_the_form_says_so(
    tmp_path: Path, collection_folder: Path, key: str, regions: list[tuple[str, str]]
) -> None:
    form = BOARD.replace("[columns]", f"{key}[columns]")
    content, _ = add(board_table(tmp_path / "stod.docx", ONCE_ROWS), collection_folder, {"landsbygdsstod": form})
    assert [(one.region, one.name) for one in content.initiatives] == regions
    nobodys = [named for note in content.notes for named in ("'Månen'", "''") if f"ingen region i {named};" in note]
    # Below one that is unknown, rows are nobody's.
    assert nobodys == (["'Månen'", "''"] if key else ["''", "'Månen'", "''", "''"])
