"""What is compared as a Word table: columns as on the page, each name with its footnote, on the paper's long side."""

import docx
import pytest
from docx.oxml.ns import qn
from docx.table import Table
from fastapi.testclient import TestClient

from tests.service.word_file import Read

EQUALITY: dict[str, str | list[str]] = {"theme": "jamstalldhet", "region": ["Dalarna", "Värmland"]}


def rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def notes_in(read: Read, table: Table) -> list[str]:
    return [read.notes[mark.get(qn("w:id"))] for mark in table._tbl.iter(qn("w:footnoteReference"))]


def test_regions_stand_beside_each_other_theme_by_theme_and_are_told_in_full_below(client: TestClient) -> None:
    read = Read(client.get("/jamfor.docx", params=EQUALITY).content)
    items = client.get("/v1/initiatives", params=EQUALITY).json()["items"]
    of_region = {name: [each["name"] for each in items if each["region"] == name] for name in ("Dalarna", "Värmland")}
    [table] = read.document.tables
    head, *told = rows(table)
    assert head == ["", *(f"{name} ({len(names)})" for name, names in of_region.items())]
    [[label, *cells]] = told
    assert label == "Jämställdhet"
    for cell, names in zip(cells, of_region.values(), strict=True):
        assert all(f"{name}." in cell for name in names)
        assert "Tema: " not in cell
    assert all(each["effects"] in " ".join(cells) for each in items if each["effects"])
    assert len(notes_in(read, table)) == len(items)
    assert read.headings() == ["Sida vid sida", "Dalarna", "Värmland"]


def test_initiatives_stand_beside_each_other_field_by_field(client: TestClient) -> None:
    items = client.get("/v1/initiatives", params=EQUALITY).json()["items"]
    chosen = [items[0], items[-1]]
    read = Read(client.get("/jamfor.docx", params={"id": [each["id"] for each in chosen]}).content)
    [table] = read.document.tables
    head, names, *fields = rows(table)
    assert head == ["", *(each["region"] for each in chosen)]
    assert names[0] == "Insats"
    assert all(cell.startswith(each["name"]) for cell, each in zip(names[1:], chosen, strict=True))
    told = {label: cells for label, *cells in fields}
    assert told["Effekter"] == [each["effects"] or "–" for each in chosen]
    assert read.headings() == ["Sida vid sida"]


def test_the_table_fits_the_long_side_and_its_head_is_repeated(client: TestClient) -> None:
    read = Read(client.get("/jamfor.docx", params=EQUALITY).content)
    section = read.document.sections[0]
    assert section.page_width > section.page_height
    [table] = read.document.tables
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    free = section.page_width - section.left_margin - section.right_margin
    assert sum(cell.width for cell in table.rows[0].cells) == pytest.approx(free, abs=docx.shared.Mm(1))


def test_a_region_can_be_added_while_there_is_room(client: TestClient) -> None:
    beside = client.get("/jamfor", params={"region": ["Dalarna", "Värmland"]}).text
    assert '<label for="region">Lägg till region</label>' in beside
    assert "<option>Skåne</option>" in beside
    assert "<option>Dalarna</option>" not in beside
    full = client.get("/jamfor", params={"region": ["Dalarna", "Värmland", "Skåne", "Kalmar"]}).text
    assert "Lägg till region" not in full
