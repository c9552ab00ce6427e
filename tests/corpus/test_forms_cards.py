"""Lists of initiatives told one after the other, by a label or a heading, read by a form file only."""

from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from corpus.document import Field, Role
from corpus.health.check import suspicions
from tests.corpus.added import add

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


def agency_list(path: Path) -> Path:
    path.write_text(AGENCY_LIST, encoding="utf-8")
    return path


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


def test_an_agencys_list_is_read_by_its_form(tmp_path: Path, collection_folder: Path) -> None:
    content, proposed = add(agency_list(tmp_path / "lista.txt"), collection_folder, {"myndighetens-lista": AGENCY})
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


def test_initiatives_named_by_headings_are_read_by_their_form(tmp_path: Path, collection_folder: Path) -> None:
    forms = {"en-rubrik-per-insats": BY_HEADING}
    content, _ = add(by_heading(tmp_path / "rubriker.docx"), collection_folder, forms, "en-rubrik-per-insats")
    assert [(one.region, one.name, one.description, one.outputs, one.effects) for one in content.initiatives] == [
        ("12", "Elbåtar", "Tysta hamnar.", "Gjort: 3 båtar", ""),
        ("12", "Ålgräs åter", "", "Gjort: 9 hektar", "Verkan: klarare vatten"),
        ("13", "Vinddialog", "", "Gjort: 12 möten", ""),
        (None, "Utan region", "", "Gjort: inget", ""),
    ]
    assert "1 insats räknas inte till någon region: 'Utan region' på sida 1" in suspicions(content)


def test_a_label_before_the_name_in_a_heading_is_no_part_of_the_name(tmp_path: Path, collection_folder: Path) -> None:
    word = docx.Document()
    for level, text in (
        (2, "Halland"),
        (3, "Projekt: Elbåtar"),
        (0, "Tysta hamnar."),
        (3, "Vinddialog"),
        (0, "Möten."),
    ):
        word.add_heading(text, level) if level else word.add_paragraph(text)
    word.save(str(tmp_path / "r.docx"))
    form = BY_HEADING.replace("card_heading", 'card = "Projekt:"\ncard_heading')
    content, _ = add(tmp_path / "r.docx", collection_folder, {"med-etikett": form}, "med-etikett")
    told = [(one.region, one.name, one.description) for one in content.initiatives]
    assert told == [("13", "Elbåtar", "Tysta hamnar."), ("13", "Vinddialog", "Möten.")]


def agencys_report(path: Path, *, in_tables: bool) -> Path:
    """The agency's list as a Word report: each card as lines or as a table, then a table and a chapter of its own."""
    word = docx.Document()
    word.add_heading("Årets beviljade projekt", 1)
    for card in AGENCY_LIST.split("\n\n")[1:3]:
        told = [line.split(" ", maxsplit=1) for line in card.strip().split("\n")]
        if in_tables:
            table = word.add_table(rows=0, cols=2)
            for label, text in told:
                cells = table.add_row().cells
                cells[0].text, cells[1].text = label, text
            word.add_paragraph()
        else:
            word.add_paragraph("\n".join(" ".join(one) for one in told))
    table = word.add_table(rows=2, cols=2)
    for cell, text in zip((c for row in table.rows for c in row.cells), ("Kontakt", "Bo", "Diarium", "7"), strict=True):
        cell.text = text
    word.add_paragraph("Listan är fastställd av styrelsen.")
    word.add_heading("Om myndigheten", 1)
    word.add_paragraph("Myndigheten har tolv anställda.")
    word.save(str(path))
    return path


@pytest.mark.parametrize("in_tables", [False, True])
def test_a_card_ends_at_a_table_and_at_a_heading_that_are_none_of_its(
    tmp_path: Path, collection_folder: Path, in_tables: bool
) -> None:
    path = agencys_report(tmp_path / "lista.docx", in_tables=in_tables)
    content, _ = add(path, collection_folder, {"myndighetens-lista": AGENCY}, "myndighetens-lista")
    assert [(one.region, one.name, one.outputs, one.effects) for one in content.initiatives] == [
        ("08", "Kustens verkstad", "31 båtar lagade", "Färre båtar skrotas"),
        ("20", "Skogens skola", "12 skolor besökta", "Fler söker till skogen"),
    ]
    after = [block for block in content.blocks if block.initiative is None]
    text = " ".join(block.text for block in after)
    assert all(words in text for words in ("Diarium", "Listan är fastställd", "tolv anställda"))
    assert {block.region for block in after} == {None}
    assert any("räknas inte till den: 'Kontakt'" in note for note in content.notes)
    assert "Om myndigheten" in [section.heading for section in content.sections]


def test_what_looks_like_a_heading_after_the_last_card_is_told(tmp_path: Path, collection_folder: Path) -> None:
    path = tmp_path / "lista.txt"
    text = "Myndigheten har tolv anställda, som varje år reser runt i landet och samtalar med dem som har fått stöd.\n"
    path.write_text(f"{AGENCY_LIST}\n\nOm myndigheten\n\n{text}", encoding="utf-8")
    content, _ = add(path, collection_folder, {"myndighetens-lista": AGENCY}, "myndighetens-lista")
    assert [note for note in content.notes if note.endswith("en rubrik?")] == [
        "sida 1: 'Om myndigheten' räknas till insatsen ovanför; en rubrik?"
    ]


def test_a_label_takes_a_card_up_again_after_a_table_that_is_none_of_its(
    tmp_path: Path, collection_folder: Path
) -> None:
    word = docx.Document()
    word.add_paragraph("Projekt: Kustens verkstad\nLän: Kalmar\nGenomfört 31 båtar lagade")
    word.add_table(rows=1, cols=1).rows[0].cells[0].text = "Foto: Bo"
    word.add_paragraph("Utfall Färre båtar skrotas")
    word.save(str(tmp_path / "lista.docx"))
    content, _ = add(tmp_path / "lista.docx", collection_folder, {"myndighetens-lista": AGENCY}, "myndighetens-lista")
    [one] = content.initiatives
    assert (one.outputs, one.effects) == ("31 båtar lagade", "Färre båtar skrotas")


COUNTY = """
title = "Länets insatser med faktaruta"
engine = "cards"
status = "reported"
card_heading = 2
region = ["Län"]

[opens]
goals = ["Mål"]
outputs = ["Vad vi gjort"]
effects = ["Vad det gav"]
prose = ["Diarienummer"]
"""
COUNTYS = (
    ("Elbåtar", ("Kalmar län", "Renare hamn", "3 båtar", "Tystare", "7-24"), "Det började i Oskarshamn."),
    ("Fårull", ("Gotland", "Mer ull", "9 kurser", "Ny marknad", "9-24"), "Ullen kommer från gården."),
)
FACTS = ("Län", "Mål", "Vad vi gjort", "Vad det gav", "Diarienummer")


def countys_report(path: Path) -> Path:
    """A heading for each initiative, its facts in a table, its story below, and a table that is none of its."""
    word = docx.Document()
    word.add_heading("Länens insatser 2024", 1)
    for name, facts, story in COUNTYS:
        word.add_heading(name, 2)
        table = word.add_table(rows=0, cols=2)
        for label, fact in zip(FACTS, facts, strict=True):
            cells = table.add_row().cells
            cells[0].text, cells[1].text = label, fact
        word.add_paragraph(story)
    word.add_table(rows=1, cols=1).rows[0].cells[0].text = "Foto: Bo"
    word.add_heading("Sammanfattning", 1)
    word.add_paragraph("Länen har haft två insatser.")
    word.save(str(path))
    return path


def projects_page(path: Path) -> Path:
    """A page as a project database shows it."""
    told = "".join(
        f"<article><h2><a href='/{name}'>{name}</a></h2><p>{story}</p>"
        + "".join(f"<div><b>{label}</b> {fact}</div>" for label, fact in zip(FACTS, facts, strict=True))
        + "</article>"
        for name, facts, story in COUNTYS
    )
    path.write_text(f"<html><body><h1>Projektbanken</h1>{told}<h1>Om oss</h1><p>Vi är tolv.</p></body></html>", "utf-8")
    return path


@pytest.mark.parametrize(("name", "make"), [("r.docx", countys_report), ("r.html", projects_page)])
def test_a_heading_with_facts_and_a_story_is_one_initiative(
    tmp_path: Path, collection_folder: Path, name: str, make: Callable[[Path], Path]
) -> None:
    content, proposed = add(make(tmp_path / name), collection_folder, {"lanets-insatser": COUNTY})
    assert proposed.startswith("form: lanets-insatser (säker: 100%")
    assert [
        (one.region, one.name, one.goals, one.outputs, one.effects, one.description) for one in content.initiatives
    ] == [
        ("08", "Elbåtar", "Renare hamn", "3 båtar", "Tystare", "Det började i Oskarshamn."),
        ("09", "Fårull", "Mer ull", "9 kurser", "Ny marknad", "Ullen kommer från gården."),
    ]
    further = [block.text for block in content.blocks if block.field is Field.PROSE and block.initiative is not None]
    assert further == ["7-24", "9-24"]
    told = ["sida 1: utanför insatsen ovanför och räknas inte till den: 'Foto: Bo'"]
    assert list(content.notes) == (told if name == "r.docx" else [])
