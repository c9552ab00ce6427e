"""Pictures on PDF pages: how much they cover, and the text in them, read with OCR where that is installed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from pypdf import PageObject
from pypdf.generic import DictionaryObject

from corpus.errors import one_line
from corpus.pages import Line, PageLines
from corpus.readers import ocr
from corpus.readers.geometry import Matrix

Picture = tuple[str, Matrix]

# A page that pictures cover this much of and that has fewer words is a scan with something printed over it.
_SCAN_SHARE = 0.5
_FEW_WORDS = 50
# Smaller ones are logotypes and icons.
_TOLD_SHARE = 0.05
_UNMOVED = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def shares(source: PageObject, pictures: Sequence[Picture], area: float) -> list[float]:
    """Give the share of a page that each picture drawn on it covers."""
    found = (_area(source, name, matrix) for name, matrix in pictures)
    return [min(one / area, 1.0) for one in found if one > 0 and area > 0]


def count_told(covered: Sequence[float]) -> int:
    """Count the pictures that are large enough to hold text."""
    return sum(share >= _TOLD_SHARE for share in covered)


def with_pictures(page: PageLines, source: PageObject, covered: Sequence[float]) -> PageLines:
    """Give a page of which pictures are most as read with OCR, else as noted; any other page comes out as it is."""
    n_words = sum(len(line.text.split()) for line in page.lines)
    if page.notes:
        return page
    if not n_words:
        return _recognised(page, source, "saknar text: troligen skannad") if has_images(source) else page
    if n_words < _FEW_WORDS and sum(covered) >= _SCAN_SHARE:
        return _recognised(page, source, f"är mest en bild och har {n_words} ord text")
    return page


def has_images(page: PageObject) -> bool:
    """Whether a page can draw a picture or a form."""
    return any(found.get("/Subtype") in ("/Image", "/Form") for found in _drawable(page).values())


def forms(page: PageObject) -> dict[str, Matrix]:
    """Give the names of the forms that a page can draw, with what takes their places to those of the page."""
    found = {name: one for name, one in _entries(page) if one.get("/Subtype") == "/Form"}
    return {name: tuple(map(float, one.get("/Matrix", _UNMOVED))) for name, one in found.items()}


def _recognised(page: PageLines, source: PageObject, said: str) -> PageLines:
    note = f"sida {page.page} {said}"
    if not ocr.can_recognise():
        return replace(page, notes=(f"{note}; installera Tesseract med svenska och tillägget ocr",))
    try:
        text = ocr.recognise(image.image for image in source.images)
    except Exception as error:  # A picture may be damaged in any way, or too much for Tesseract.
        return replace(page, notes=(f"{note}; OCR misslyckades ({one_line(error)})",))
    start = len(page.lines) + 1
    lines = tuple(Line(number=number, text=line) for number, line in enumerate(text.split("\n"), start=start))
    return replace(
        page,
        lines=(*page.lines, *lines) if text.strip() else page.lines,
        received="\n".join(part for part in (page.received, text) if part),
        repairs=(*page.repairs, f"OCR-lästa ord: {len(text.split())}"),
        notes=(f"sida {page.page} är skannad och läst med OCR; granska texten",),
    )


def _area(source: PageObject, name: str, matrix: Matrix) -> float:
    """Give what a picture covers, in square points; a form counts where it draws pictures."""
    scale = abs(matrix[0] * matrix[3] - matrix[1] * matrix[2])
    if not name:
        return scale
    found = _drawable(source).get(name, DictionaryObject())
    if found.get("/Subtype") == "/Image":
        return scale
    if found.get("/Subtype") == "/Form" and any(one.get("/Subtype") == "/Image" for one in _drawable(found).values()):
        box: Any = found["/BBox"]
        left, bottom, right, top = map(float, box)
        return scale * abs((right - left) * (top - bottom))
    return 0.0


def _drawable(page: DictionaryObject) -> dict[str, DictionaryObject]:
    return dict(_entries(page))


def _entries(page: DictionaryObject) -> Iterator[tuple[str, DictionaryObject]]:
    resources = page.get("/Resources", DictionaryObject()).get_object()
    drawn = resources.get("/XObject", DictionaryObject()).get_object()
    for name, entry in drawn.items():
        found = entry.get_object()
        if isinstance(found, DictionaryObject):
            yield str(name), found
