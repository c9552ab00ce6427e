"""What is filled in, laid over or attached to a PDF is read where it stands, or told."""

from pathlib import Path

import pypdf
from pypdf.annotations import FreeText, Text
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    TextStringObject,
)
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from corpus.limits import Limits
from corpus.readers.pdf import read_pdf
from tests.corpus.drawn import draw, texts

BODY = (72, 500, "Insatsen har prövat nya sätt att stödja små företag.")


def form(path: Path) -> Path:
    canvas = Canvas(str(path), pagesize=A4)
    canvas.drawString(60, 740, "Namn:")
    canvas.acroForm.textfield(name="namn", value="Öns mat", x=160, y=735, width=200, height=18)
    canvas.drawString(60, 700, "Klart:")
    canvas.acroForm.checkbox(name="klart", checked=True, x=160, y=695)
    canvas.acroForm.checkbox(name="nej", checked=False, x=200, y=695)
    canvas.drawString(60, 660, "Län:")
    counties = ["Kalmar", "Gotland"]
    canvas.acroForm.choice(name="lan", value="Gotland", options=counties, x=160, y=655, width=200, height=18)
    canvas.drawString(60, 620, "Slut.")
    canvas.save()
    return path


def test_filled_in_fields_are_read_where_they_stand(tmp_path: Path) -> None:
    (page,) = read_pdf(form(tmp_path / "r.pdf"), Limits())
    assert texts(page) == ["Namn:", "Öns mat", "Klart:", "☒", "Län:", "Gotland", "Slut."]
    assert "Öns mat" in page.received


def test_what_is_chosen_is_read_as_the_form_shows_it_and_fields_beside_each_other_in_order(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "r.pdf"), pagesize=A4)
    canvas.drawString(60, 740, "Klart:")
    options = [("Ja, helt", "1"), ("Nej", "2")]
    canvas.acroForm.choice(name="klart", value="Nej", options=options, x=160, y=735, width=100, height=18)
    canvas.acroForm.textfield(name="varför", value="Sen start", x=300, y=735, width=100, height=18)
    canvas.acroForm.textfield(name="mer", value="Startade i maj", x=160, y=700, width=200, height=18)
    canvas.save()
    (page,) = read_pdf(tmp_path / "r.pdf", Limits())
    assert texts(page) == ["Klart:", "Nej", "Sen start", "Startade i maj"]


def test_text_typed_onto_a_page_is_read_and_comments_are_told(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=draw(tmp_path / "r.pdf", [[(72, 700, "Resultat:"), (72, 600, "Slut.")]]))
    writer.add_annotation(0, FreeText(text="41 bryggor", rect=(72, 660, 300, 680)))
    writer.add_annotation(0, Text(text="Stämmer det?", rect=(300, 600, 320, 620)))
    writer.write(tmp_path / "r.pdf")
    (page,) = read_pdf(tmp_path / "r.pdf", Limits())
    assert texts(page) == ["Resultat:", "41 bryggor", "Slut."]
    assert page.notes == ("kommentarer i marginalen som inte läses: 1",)


def test_text_that_is_only_drawn_in_a_field_or_a_stamp_is_read(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=draw(tmp_path / "r.pdf", [[(72, 700, "Namn:"), (72, 600, "Slut.")]]))
    (page,) = writer.pages
    drawings = []
    for text in ("Öns mat", "Godkänd", ""):
        drawn = DecodedStreamObject()
        drawn.set_data(f"BT /F1 11 Tf 2 5 Td ({text}) Tj ET".encode("cp1252"))
        drawn.update({NameObject("/Subtype"): NameObject("/Form"), NameObject("/Resources"): page["/Resources"]})
        drawings.append(DictionaryObject({NameObject("/N"): writer._add_object(drawn)}))
    for n, (kind, drawing) in enumerate(zip(("Widget", "Stamp", "FreeText"), drawings, strict=True)):
        box = ArrayObject(FloatObject(value) for value in (160, 695 - 25 * n, 300, 713 - 25 * n))
        entry = DictionaryObject({NameObject("/FT"): NameObject("/Tx"), NameObject("/AP"): drawing})
        entry.update({NameObject("/Subtype"): NameObject(f"/{kind}"), NameObject("/Rect"): box})
        writer.add_annotation(page, entry)
    writer.write(tmp_path / "r.pdf")
    assert texts(read_pdf(tmp_path / "r.pdf", Limits())[0]) == ["Namn:", "Öns mat", "Godkänd", "Slut."]


def test_attached_files_are_told(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=draw(tmp_path / "r.pdf", [[BODY]]))
    writer.add_attachment("budget.xlsx", b"data")
    writer.write(tmp_path / "r.pdf")
    assert read_pdf(tmp_path / "r.pdf", Limits())[0].notes == (
        "bifogade filer som inte läses: budget.xlsx; lägg till dem för sig",
    )


def test_a_file_that_belongs_to_a_document_is_told_once(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=draw(tmp_path / "r.pdf", [[BODY]]))
    writer.add_attachment("budget.xlsx", b"data")
    files = [DictionaryObject({NameObject("/UF"): TextStringObject(name)}) for name in ("budget.xlsx", "karta.png")]
    writer.root_object[NameObject("/AF")] = ArrayObject(files)
    writer.write(tmp_path / "r.pdf")
    assert read_pdf(tmp_path / "r.pdf", Limits())[0].notes == (
        "bifogade filer som inte läses: budget.xlsx, karta.png; lägg till dem för sig",
    )
