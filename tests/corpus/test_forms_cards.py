"""Lists of initiatives told one after the other, by a label or a heading, read by a form file only."""

from pathlib import Path

import docx

from corpus.document import Role
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
