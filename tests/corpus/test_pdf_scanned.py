"""PDF pages that are pictures: noted, or read with OCR where that is installed."""

from pathlib import Path

import pytest

from corpus.limits import Limits
from corpus.readers import ocr
from corpus.readers.pdf import read_pdf
from tests.corpus.drawn import VERA, picture, texts


def test_a_scanned_page_is_noted_where_ocr_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "can_recognise", lambda: False)
    (page,) = read_pdf(picture(tmp_path / "r.pdf"), Limits())
    assert page.lines == ()
    assert page.notes == ("sida 1 saknar text: troligen skannad; installera Tesseract med svenska och tillägget ocr",)


def test_a_scanned_page_read_with_ocr_is_marked_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "can_recognise", lambda: True)
    monkeypatch.setattr(ocr, "recognise", lambda images: f"Öns råd\n{len(list(images))} bild")
    (page,) = read_pdf(picture(tmp_path / "r.pdf"), Limits())
    assert texts(page) == ["Öns råd", "1 bild"]
    assert page.repairs == ("OCR-lästa ord: 4",)
    assert page.notes == ("sida 1 är skannad och läst med OCR; granska texten",)


def test_ocr_that_fails_leaves_a_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(images: object) -> str:
        raise RuntimeError("Tesseract process timeout")

    monkeypatch.setattr(ocr, "can_recognise", lambda: True)
    monkeypatch.setattr(ocr, "recognise", fail)
    (page,) = read_pdf(picture(tmp_path / "r.pdf"), Limits())
    assert page.notes == ("sida 1 saknar text: troligen skannad; OCR misslyckades (Tesseract process timeout)",)


@pytest.mark.skipif(not ocr.can_recognise(), reason="needs Tesseract with Swedish and the extra `ocr`")
def test_swedish_letters_in_a_picture_are_recognised() -> None:
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("L", (900, 120), 255)
    ImageDraw.Draw(image).text((20, 20), "Åtgärder för öarna", font=ImageFont.truetype(VERA, 60), fill=0)
    assert "Åtgärder för öarna" in ocr.recognise([image])


def test_a_scan_with_a_stamp_over_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "can_recognise", lambda: False)
    assert read_pdf(picture(tmp_path / "r.pdf", stamp="Inkom 2024-03-05"), Limits())[0].notes == (
        "sida 1 är mest en bild och har 2 ord text; installera Tesseract med svenska och tillägget ocr",
    )


def test_a_scan_with_a_stamp_over_it_is_read_with_ocr(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "can_recognise", lambda: True)
    monkeypatch.setattr(ocr, "recognise", lambda images: f"Öns råd\n{len(list(images))} bild")
    (page,) = read_pdf(picture(tmp_path / "r.pdf", stamp="Inkom 2024-03-05"), Limits())
    assert texts(page) == ["Inkom 2024-03-05", "Öns råd", "1 bild"]
