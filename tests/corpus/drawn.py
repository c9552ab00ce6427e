"""PDF files drawn step by step, for tests of how they are read."""

from collections.abc import Sequence
from pathlib import Path

import pypdf
import pytest
import reportlab
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpus.pages import PageLines, collapse

# A font with Swedish letters that comes with reportlab.
VERA = str(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf")


def draw(
    path: Path, pages: Sequence[Sequence[tuple[float, float, str]]], size: float = 11, font: str = "Helvetica"
) -> Path:
    """Draw each page's texts at x and y."""
    canvas = Canvas(str(path), pagesize=A4)
    for page in pages:
        canvas.setFont(font, size)
        for x, y, text in page:
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return path


def draw_steps(path: Path, steps: str) -> Path:
    """Draw a page in exactly these steps, with Helvetica as /F."""
    writer = pypdf.PdfWriter(clone_from=draw(path, [[(72, 700, "Annat")]]))
    contents = DecodedStreamObject()
    contents.set_data(steps.encode("cp1252"))
    (page,) = writer.pages
    page[NameObject("/Contents")] = writer._add_object(contents)
    resources = page["/Resources"].get_object()
    assert isinstance(resources, DictionaryObject)
    fonts = resources["/Font"].get_object()
    assert isinstance(fonts, DictionaryObject)
    fonts[NameObject("/F")] = fonts["/F1"]
    writer.write(path)
    return path


def texts(page: PageLines) -> list[str]:
    return [text for line in page.lines if (text := collapse(line.text))]


def picture(path: Path, pages: int = 1, stamp: str = "") -> Path:
    """Set pages that hold nothing but a picture, as a scanner does, and perhaps a stamp over it."""
    pillow = pytest.importorskip("PIL.Image")
    canvas = Canvas(str(path), pagesize=A4)
    for _ in range(pages):
        canvas.drawImage(ImageReader(pillow.new("L", (40, 40), 200)), 0, 0, 500, 800)
        canvas.drawString(380, 815, stamp)
        canvas.showPage()
    canvas.save()
    return path
