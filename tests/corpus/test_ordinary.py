"""Reports laid out as people lay them out: sheets that are no tables of initiatives, columns of text around a table."""

from pathlib import Path

import openpyxl
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table, TableStyle

from tests.corpus import made

ROWS = (
    ("Insats", "Prestationer", "Effekter", "Mål"),
    ("Elbåtar i hamn", "3 båtar köpta", "Tystare hamn", "Klimat"),
    ("Ålgräs åter", "9 hektar planterade", "Klarare vatten", "Miljö"),
)


def test_a_legend_is_text_and_a_hidden_sheet_is_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    legend, hidden = book.create_sheet("Teckenförklaring"), book.create_sheet("Arbetsmaterial")
    hidden.sheet_state = "hidden"
    for row in ROWS:
        book.worksheets[0].append(row)
        hidden.append(("Hemlig insats", *row[1:]) if row is not ROWS[0] else row)
    for told in (("Begrepp", "Förklaring"), ("Prestationer", "Det som gjorts, till exempel 5 möten i Halland")):
        legend.append(told)
    book.save(str(tmp_path / "r.xlsx"))
    content = made.read(tmp_path / "r.xlsx", made.document("12"))
    assert [(one.region, one.name, one.outputs, one.effects) for one in content.initiatives] == [
        ("12", *row[:3]) for row in ROWS[1:]
    ]
    assert any("Förklaring" in block.text and block.initiative is None for block in content.blocks)
    assert content.notes == ("dolt blad som inte läses: Arbetsmaterial",)


def test_a_table_across_two_columns_of_text_stands_between_them(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "r.pdf"), pagesize=A4)
    columns = {
        (60, 740): ("Regionen har under året arbetat med", "elbåtar i hamnarna och med ålgräs", "längs hela kusten."),
        (320, 740): (
            "I den andra spalten står det hur",
            "besöksnäringen på landsbygden har",
            "byggt ut vandringsleder.",
        ),
        (60, 500): ("Efter tabellen går vänster spalt", "vidare med nästa års planer för", "hamnar i hela länet."),
        (320, 500): ("Höger spalt går vidare efter tabellen", "med en slutsats om vandringsleder", "i länet."),
    }
    table = Table(ROWS, colWidths=120)
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black")]))
    table.wrapOn(canvas, 500, 300)
    for place, ((x, y), lines) in enumerate(columns.items()):
        if place == 2:
            table.drawOn(canvas, 60, 580)
        for n, line in enumerate(lines):
            canvas.drawString(x, y - 13 * n, line)
    canvas.save()
    content = made.read(tmp_path / "r.pdf", made.document("12"))
    assert [(one.name, one.outputs, one.effects, one.goals) for one in content.initiatives] == list(ROWS[1:])
    text = " ".join(content.pages[0].text.split())
    told = [
        *(" ".join(columns[60, 740]), " ".join(columns[320, 740])),
        "Insats",
        *map(" ".join, list(columns.values())[2:]),
    ]
    places = [text.index(one) for one in told]
    assert places == sorted(places)
