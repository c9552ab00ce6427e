"""Marked parts of a PDF: what is on layers that are off is left out, and text is read as it says that it is meant."""

from pathlib import Path

import pypdf
import pytest
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from corpus.limits import Limits
from corpus.readers.pdf import read_pdf
from corpus.repair import repair_pages
from tests.corpus import made
from tests.corpus.drawn import draw_steps, texts


def two_layers(path: Path) -> tuple[pypdf.PdfWriter, DictionaryObject, IndirectObject, IndirectObject]:
    """Give a file with a layer that is on and one that is off, its page's resources, and the two layers."""
    writer = pypdf.PdfWriter(clone_from=path)
    shown, off = (writer._add_object(DictionaryObject({NameObject("/Type"): NameObject("/OCG")})) for _ in "ab")
    usual = DictionaryObject({NameObject("/OFF"): ArrayObject([off])})
    layers = {NameObject("/OCGs"): ArrayObject([shown, off]), NameObject("/D"): usual}
    writer.root_object[NameObject("/OCProperties")] = DictionaryObject(layers)
    resources = writer.pages[0]["/Resources"].get_object()
    assert isinstance(resources, DictionaryObject)
    return writer, resources, shown, off


def read(writer: pypdf.PdfWriter, path: Path) -> list[str]:
    writer.write(path)
    return texts(read_pdf(path, Limits())[0])


def test_text_on_a_layer_that_is_off_is_left_out(tmp_path: Path) -> None:
    steps = "".join(
        f"/OC /{layer} BDC BT /F 11 Tf 1 0 0 1 72 {y} Tm ({text}) Tj ET EMC\n"
        for layer, y, text in (("A", 700, "Synligt"), ("B", 650, "Utkast"), ("A", 600, "Mer"))
    )
    writer, resources, shown, off = two_layers(draw_steps(tmp_path / "r.pdf", steps))
    resources[NameObject("/Properties")] = DictionaryObject({NameObject("/A"): shown, NameObject("/B"): off})
    assert read(writer, tmp_path / "r.pdf") == ["Synligt", "Mer"]


def test_a_form_on_a_layer_that_is_off_is_left_out(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "r.pdf"), pagesize=A4)
    canvas.beginForm("utkast")
    canvas.drawString(72, 650, "Utkast")
    canvas.endForm()
    canvas.drawString(72, 700, "Synligt")
    canvas.doForm("utkast")
    canvas.drawString(72, 600, "Mer")
    canvas.save()
    writer, resources, _, off = two_layers(tmp_path / "r.pdf")
    forms = resources["/XObject"].get_object()
    assert isinstance(forms, DictionaryObject)
    for form in forms.values():
        form.get_object()[NameObject("/OC")] = off
    assert read(writer, tmp_path / "r.pdf") == ["Synligt", "Mer"]


@pytest.mark.parametrize(("policy", "is_seen"), [("", True), ("/AllOn", False), ("/AnyOff", True), ("/AllOff", False)])
def test_what_is_drawn_on_a_group_of_layers_shows_as_the_group_says(
    tmp_path: Path, policy: str, *, is_seen: bool
) -> None:
    steps = "BT /F 11 Tf 72 700 Td (Synligt) Tj ET /OC /G BDC BT /F 11 Tf 72 650 Td (Utkast) Tj ET EMC"
    writer, resources, shown, off = two_layers(draw_steps(tmp_path / "r.pdf", steps))
    group = DictionaryObject({NameObject("/Type"): NameObject("/OCMD"), NameObject("/OCGs"): ArrayObject([shown, off])})
    if policy:
        group[NameObject("/P")] = NameObject(policy)
    resources[NameObject("/Properties")] = DictionaryObject({NameObject("/G"): group})
    assert read(writer, tmp_path / "r.pdf") == (["Synligt", "Utkast"] if is_seen else ["Synligt"])


@pytest.mark.parametrize(
    ("drawn", "read_as"),
    [
        ("/Span <</ActualText <FEFF00660069>>> BDC (x) Tj EMC (nansiering) Tj", ["finansiering"]),
        ("(kompetens) Tj /Span <</ActualText <FEFF00AD>>> BDC ( ) Tj EMC (lyft) Tj", ["kompetenslyft"]),
        ("(kompe) Tj /Span <</ActualText <FEFF00AD>>> BDC (-) Tj EMC 0 -14 Td (tens) Tj", ["kompetens"]),
        ("/Span <</ActualText (h)>> BDC (q) Tj (q) Tj EMC (amn) Tj", ["hamn"]),
        ("/Span <</ActualText (Detta syns inte alls på sidan)>> BDC (hamn) Tj EMC", ["hamn"]),
        ("/Span <</Lang (sv)>> BDC (hamn) Tj EMC", ["hamn"]),
    ],
)
def test_text_that_says_what_it_is_meant_as_is_read_so(tmp_path: Path, drawn: str, read_as: list[str]) -> None:
    path = draw_steps(tmp_path / "r.pdf", f"BT /F 11 Tf 72 700 Td {drawn} ET")
    pages = repair_pages(read_pdf(path, Limits()), made.NO_CORRECTIONS)
    assert texts(pages[0]) == read_as
