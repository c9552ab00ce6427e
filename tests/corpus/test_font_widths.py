"""How wide text is drawn is what its font says, so that columns set close are kept apart."""

from pathlib import Path

import pytest
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    PdfObject,
)
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from corpus.limits import Limits
from corpus.readers.font_widths import letter_widths, text_width
from corpus.readers.pdf import read_pdf
from tests.corpus.drawn import VERA, draw, draw_steps, texts


def font(**entries: PdfObject) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{name}"): entry for name, entry in entries.items()})


def numbers(*values: float) -> ArrayObject:
    return ArrayObject([NumberObject(value) if isinstance(value, int) else FloatObject(value) for value in values])


def to_unicode(text: str) -> DecodedStreamObject:
    stream = DecodedStreamObject()
    stream.set_data(text.encode("ascii"))
    return stream


def test_a_simple_font_tells_widths_by_its_codes() -> None:
    simple = font(Encoding=NameObject("/WinAnsiEncoding"), FirstChar=NumberObject(228), Widths=numbers(500, 250))
    assert letter_widths(simple) == {"ä": 0.5, "å": 0.25}


def test_a_font_drawn_letter_by_letter_has_a_measure_of_its_own() -> None:
    drawn = font(FontMatrix=numbers(0.01, 0, 0, 0.01, 0, 0), FirstChar=NumberObject(65), Widths=numbers(40, 50))
    assert letter_widths(drawn) == {"A": 0.4, "B": 0.5}


@pytest.mark.parametrize(
    ("widths", "mapped"),
    [
        (ArrayObject([NumberObject(3), numbers(500, 250)]), "2 beginbfchar <0003> <0041> <0004> <00E5> endbfchar"),
        (numbers(3, 3, 500, 4, 4, 250), "1 beginbfrange <0003> <0004> [<0041> <00E5>] endbfrange"),
    ],
)
def test_a_composite_font_tells_widths_by_its_glyphs_and_letters_apart(widths: ArrayObject, mapped: str) -> None:
    glyphs = font(W=widths, DW=NumberObject(700))
    composite = font(DescendantFonts=ArrayObject([glyphs]), ToUnicode=to_unicode(mapped))
    assert letter_widths(composite) == {"A": 0.5, "å": 0.25}


def test_a_range_of_glyphs_writes_letters_that_follow_each_other() -> None:
    glyphs = font(W=numbers(1, 3, 600), DW=NumberObject(700))
    mapped = to_unicode("1 beginbfrange <0001> <0004> <0061> endbfrange")
    composite = font(DescendantFonts=ArrayObject([glyphs]), ToUnicode=mapped)
    assert letter_widths(composite) == pytest.approx({"a": 0.6, "b": 0.6, "c": 0.6, "d": 0.7})


def test_what_is_measured_is_certain_and_what_is_estimated_is_not() -> None:
    assert text_width("åå  å ", 10, {"å": 0.5, " ": 0.25}) == (17.5, 0.0)
    width, error = text_width("åb", 10, {"å": 0.5})
    assert width == pytest.approx(5 + 5.4)
    assert error == pytest.approx(0.15 * 5.4)


def test_an_embedded_font_is_as_wide_as_it_was_set(tmp_path: Path) -> None:
    pdfmetrics.registerFont(TTFont("Vera", VERA))
    path = draw(tmp_path / "r.pdf", [[(72, 700, "Åtta möten i Mörbylånga")]], font="Vera")
    (page,) = PdfReader(path).pages
    (told,) = (one for one in _fonts(page).values() if "/ToUnicode" in one)
    width, error = text_width("Åtta möten i Mörbylånga", 11, letter_widths(told))
    assert width == pytest.approx(pdfmetrics.stringWidth("Åtta möten i Mörbylånga", "Vera", 11), abs=0.2)
    assert error == 0


def test_columns_of_a_narrow_font_that_stand_close_are_kept_apart(tmp_path: Path) -> None:
    left = ("Fler öbor arbetspendlar än", "tidigare. Bryggan på öns", "norra sida byggdes ut med")
    right = ("Ett tillgängligt län", "för alla som bor här", "och alla som kommer")
    drawn = [
        f"BT /F 9 Tf 1 0 0 1 {x} {700 - 11 * n} Tm ({text}) Tj ET"
        for n, pair in enumerate(zip(left, right, strict=True))
        for x, text in zip((72, 176), pair, strict=True)
    ]
    path = draw_steps(tmp_path / "r.pdf", "\n".join(drawn))
    writer = PdfWriter(clone_from=path)
    narrow = _fonts(writer.pages[0])["/F"]
    narrow[NameObject("/FirstChar")] = NumberObject(32)
    narrow[NameObject("/Widths")] = numbers(*[400] * 224)
    narrow[NameObject("/Encoding")] = NameObject("/WinAnsiEncoding")
    writer.write(path)
    assert texts(read_pdf(path, Limits())[0]) == [*left, *right]


def _fonts(page: PageObject) -> dict[str, DictionaryObject]:
    resources = page["/Resources"].get_object()
    assert isinstance(resources, DictionaryObject)
    fonts = resources["/Font"].get_object()
    assert isinstance(fonts, DictionaryObject)
    told = {str(name): one.get_object() for name, one in fonts.items()}
    return {name: one for name, one in told.items() if isinstance(one, DictionaryObject)}
