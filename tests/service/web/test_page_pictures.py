"""Pages of PDF files as pictures: of the right page, within bounds, and of the very file that was read."""

import hashlib
import io
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from fastapi.testclient import TestClient
from PIL import Image
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, FloatObject, NameObject
from reportlab.pdfgen.canvas import Canvas

from corpus.document import Document
from corpus.limits import Limits
from service.errors import NotFoundError
from service.live import LiveIndex
from service.settings import Settings
from service.web.app import create_app
from service.web.parts import page_pictures
from service.web.parts.drawn_page import LONGEST_SIDE
from service.web.parts.page_pictures import PagePictures
from tests.service.memory_index import BUCKET_RANKING, MemoryIndex
from tests.service.samples import DOCUMENTS, make_index
from tests.service.word_reader import WordReader

RED, BLUE = (1, 0, 0), (0, 0, 1)


def write_pdf(path: Path, width: float = 200, height: float = 400) -> str:
    """Write a PDF of a red and a blue page, and give its SHA-256."""
    path.parent.mkdir(exist_ok=True)
    canvas = Canvas(str(path), pagesize=(width, height), invariant=1)
    for colour in (RED, BLUE):
        canvas.setFillColorRGB(*colour)
        canvas.rect(0, 0, width, height, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def pdf(tmp_path: Path) -> Document:
    """The first sample document, its file a PDF of two pages in tmp_path."""
    return replace(DOCUMENTS[0], file="rapport.pdf", sha256=write_pdf(tmp_path / "documents" / "rapport.pdf"))


def colour(picture: bytes) -> tuple[int, ...]:
    pixel = Image.open(io.BytesIO(picture)).convert("RGB").getpixel((100, 100))
    assert isinstance(pixel, tuple)
    return tuple(round(part / 255) for part in pixel)


def test_a_page_is_drawn_in_bounds(pdf: Document, tmp_path: Path) -> None:
    pictures = PagePictures(tmp_path, Limits())
    assert (colour(pictures.draw(pdf, 1)), colour(pictures.draw(pdf, 2))) == (RED, BLUE)
    assert Image.open(io.BytesIO(pictures.draw(pdf, 1))).size == (LONGEST_SIDE / 2, LONGEST_SIDE)


def test_a_huge_page_is_drawn_no_larger(tmp_path: Path) -> None:
    sha256 = write_pdf(tmp_path / "documents" / "stor.pdf", width=14_000, height=7_000)
    document = replace(DOCUMENTS[0], file="stor.pdf", sha256=sha256)
    picture = PagePictures(tmp_path, Limits()).draw(document, 2)
    assert Image.open(io.BytesIO(picture)).size == (LONGEST_SIDE, LONGEST_SIDE / 2)


def test_the_latest_pictures_are_kept_within_their_bound(pdf: Document, tmp_path: Path) -> None:
    size = len(PagePictures(tmp_path, Limits()).draw(pdf, 1))
    pictures = PagePictures(tmp_path, Limits(), max_kept_bytes=size + 1)
    first = pictures.draw(pdf, 1)
    assert pictures.draw(pdf, 1) is first
    pictures.draw(pdf, 2)
    assert pictures.draw(pdf, 1) is not first


@pytest.mark.parametrize("page", [0, 3, 10**9])
def test_a_page_that_is_not_there_is_told(pdf: Document, tmp_path: Path, page: int) -> None:
    with pytest.raises(NotFoundError, match="går inte att rita"):
        PagePictures(tmp_path, Limits()).draw(pdf, page)


def test_only_the_file_that_was_read_is_drawn(pdf: Document, tmp_path: Path) -> None:
    pictures = PagePictures(tmp_path, Limits())
    path = tmp_path / "documents" / pdf.file
    content = path.read_bytes()
    path.write_bytes(content + b"\n% another")
    with pytest.raises(NotFoundError, match="en annan än den som lästes"):
        pictures.draw(pdf, 1)
    path.write_bytes(b"not a PDF")
    broken = replace(pdf, sha256=hashlib.sha256(b"not a PDF").hexdigest())
    with pytest.raises(NotFoundError, match="går inte att rita"):
        pictures.draw(broken, 1)
    with pytest.raises(NotFoundError, match="väntade högst 8"):
        PagePictures(tmp_path, Limits(max_bytes=8)).draw(broken, 1)
    path.unlink()
    assert not pictures.has(pdf)
    with pytest.raises(NotFoundError, match="ingen PDF-fil"):
        pictures.draw(pdf, 1)


def write_endless_pdf(path: Path) -> str:
    """Write a PDF of a kilobyte whose page is drawn of patterns within patterns, and give its SHA-256."""
    of_patterns = b"/Pattern cs /P scn 0 0 600 700 re f\n" * 50
    parts = [b"0.01 w 0 0 5 5 re f", of_patterns, of_patterns, of_patterns]
    file = pypdf.PdfWriter()
    within = None
    for part in parts:
        pattern = DecodedStreamObject()
        pattern.set_data(part)
        kinds = {"/PatternType": 1, "/PaintType": 1, "/TilingType": 1, "/XStep": 0.01, "/YStep": 0.01}
        pattern.update({NameObject(name): FloatObject(value) for name, value in kinds.items()})
        pattern[NameObject("/BBox")] = ArrayObject(map(FloatObject, (0, 0, 10, 10)))
        inner = DictionaryObject({NameObject("/P"): within} if within else {})
        pattern[NameObject("/Resources")] = DictionaryObject({NameObject("/Pattern"): inner})
        within = file._add_object(pattern)
    page = file.add_blank_page(600, 700)
    drawn = DecodedStreamObject()
    drawn.set_data(of_patterns)
    page[NameObject("/Contents")] = file._add_object(drawn)
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Pattern"): DictionaryObject({NameObject("/P"): within})}
    )
    path.parent.mkdir(exist_ok=True)
    file.write(path)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_page_whose_drawing_has_no_end_is_given_up_and_not_tried_again_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(page_pictures, "MAX_SECONDS", 1.0)
    sha256 = write_endless_pdf(tmp_path / "documents" / "utan-slut.pdf")
    endless = replace(DOCUMENTS[0], file="utan-slut.pdf", sha256=sha256)
    now = [0.0]
    pictures = PagePictures(tmp_path, Limits(), clock=lambda: now[0])
    for seconds, told in ((0.0, 1), (page_pictures.AGAIN_SECONDS - 1, 1), (page_pictures.AGAIN_SECONDS, 2)):
        now[0] = seconds
        with pytest.raises(NotFoundError, match=r"sidan 1 i .* går inte att rita"):
            pictures.draw(endless, 1)
        assert len([record for record in caplog.records if "cannot be drawn" in record.message]) == told


def test_what_cannot_be_drawn_is_remembered_of_so_many_pages(
    pdf: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(page_pictures, "MAX_REMEMBERED", 2)
    pictures = PagePictures(tmp_path, Limits())
    for page in (3, 4, 5, 5, 4, 3):
        with pytest.raises(NotFoundError):
            pictures.draw(pdf, page)
    assert len(caplog.records) == 4
    assert colour(pictures.draw(pdf, 2)) == BLUE


def test_the_picture_stands_beside_the_text(pdf: Document, tmp_path: Path) -> None:
    index = make_index()
    shown = MemoryIndex(
        index.passages(range(len(index._passages))),
        documents=[pdf, DOCUMENTS[1]],
        initiatives=index.initiatives(),
        pages=[held for number in range(1, 6) if (held := index.page(pdf.id, number)) is not None],
    )
    live = LiveIndex(lambda: "pdf", lambda: shown, WordReader(), ranking=BUCKET_RANKING)
    client = TestClient(create_app(live, Settings(token=None, documents=tmp_path)))
    page = client.get(f"/dokument/{pdf.id}/sidor/2").text
    assert f'<img src="/dokument/{pdf.id}/sidor/2/bild"' in page
    picture = client.get(f"/dokument/{pdf.id}/sidor/2/bild")
    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/webp")
    assert colour(picture.content) == BLUE
    assert client.get(f"/dokument/{pdf.id}/sidor/4/bild").status_code == 404
    assert client.get(f"/dokument/{DOCUMENTS[1].id}/sidor/1/bild").status_code == 404
    without = TestClient(create_app(live, Settings(token=None, documents=tmp_path / "none")))
    assert "<img" not in without.get(f"/dokument/{pdf.id}/sidor/2").text
