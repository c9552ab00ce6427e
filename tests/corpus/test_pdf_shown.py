"""A PDF is read as it is seen: columns in order, what is filled in in place, and nothing that is not shown."""

from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

from corpus.forms.base import PageRule
from corpus.health.legibility import is_unreadable
from corpus.limits import Limits
from corpus.readers import read_pages
from corpus.readers.pdf import read_pdf
from tests.corpus.drawn import draw, draw_steps, texts

LEFT = [
    "Bussen till hamnen har gått",
    "oftare under hela sommaren",
    "och resandet har ökat med",
    "en fjärdedel på linjen.",
]
RIGHT = ["Kursen i skogsvård gavs på", "fyra orter i länet, och där", "deltog sextio entreprenörer", "av båda könen."]


def across(top: float, gutter: float = 310) -> list[tuple[float, float, str]]:
    """Give both columns line by line, from a height down."""
    return [(x, top - 14 * n, text) for n in range(4) for x, text in ((72, LEFT[n]), (gutter, RIGHT[n]))]


@pytest.mark.parametrize("gutter", [310, 225])
def test_columns_that_are_drawn_across_are_read_one_after_the_other(tmp_path: Path, gutter: float) -> None:
    rows = [
        (x, 700 - 14 * n, text)
        for n, pair in enumerate(zip(LEFT, RIGHT, strict=True))
        for x, text in zip((72, gutter), pair, strict=True)
    ]
    (page,) = read_pdf(draw(tmp_path / "r.pdf", [[(72, 760, "Två insatser"), *rows]]), Limits())
    assert texts(page) == ["Två insatser", *LEFT, *RIGHT]


def test_a_line_over_both_columns_parts_them(tmp_path: Path) -> None:
    wide = "Här följer en rad som går tvärs över båda spalterna och delar dem i två"

    (page,) = read_pdf(draw(tmp_path / "r.pdf", [[*across(700), (72, 600, wide), *across(560)]]), Limits())
    assert texts(page) == [*LEFT, *RIGHT, wide, *LEFT, *RIGHT]


def test_entries_that_stand_side_by_side_stay_so(tmp_path: Path) -> None:
    pairs = [("Projektägare", "Region Gotland"), ("Start", "2023"), ("Budget i kronor", "400 000"), ("Ort", "Visby")]
    rows = [(x, 700 - 14 * n, text) for n, pair in enumerate(pairs) for x, text in zip((72, 310), pair, strict=True)]
    (page,) = read_pdf(draw(tmp_path / "r.pdf", [rows]), Limits())
    assert texts(page) == [text for pair in pairs for text in pair]


@pytest.mark.parametrize("shift", [0.0, 0.4, 2.0])
def test_text_that_is_drawn_twice_is_read_once(tmp_path: Path, shift: float) -> None:
    page = [(72, 700, "Havslyftet"), (72 + shift, 700, "Havslyftet"), (72, 650, "Nytt"), (72, 600, "Nytt")]
    (read,) = read_pdf(draw(tmp_path / "r.pdf", [page], size=18), Limits())
    assert texts(read) == ["Havslyftet", "Nytt", "Nytt"]


def test_text_outside_the_page_and_text_without_ink_is_left_out(tmp_path: Path) -> None:
    shown = "BT /F 11 Tf 1 0 0 1 72 700 Tm (Synlig text) Tj ET\n"
    outside = "BT /F 11 Tf 1 0 0 1 72 900 Tm (Utanför) Tj ET\n"
    hidden = "q BT /F 11 Tf 3 Tr 1 0 0 1 72 650 Tm (Dold) Tj ET Q\n"
    last = "BT /F 11 Tf 1 0 0 1 72 600 Tm (Mer) Tj ET\n"
    (page,) = read_pdf(draw_steps(tmp_path / "r.pdf", shown + outside + hidden + last), Limits())
    assert texts(page) == ["Synlig text", "Mer"]


def test_forms_that_are_drawn_again_elsewhere_keep_their_text(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "r.pdf"), pagesize=A4)
    canvas.beginForm("etikett")
    canvas.drawString(0, -900, "Resultat")
    canvas.endForm()
    for y in (700, 500):
        canvas.saveState()
        canvas.translate(72, y + 900)
        canvas.doForm("etikett")
        canvas.restoreState()
        canvas.drawString(72, y - 20, f"Text {y}")
    canvas.save()
    assert texts(read_pdf(tmp_path / "r.pdf", Limits())[0]) == ["Resultat", "Text 700", "Resultat", "Text 500"]


def test_text_without_ink_is_read_where_there_is_no_other(tmp_path: Path) -> None:
    (page,) = read_pdf(draw_steps(tmp_path / "r.pdf", "BT /F 11 Tf 3 Tr 1 0 0 1 72 650 Tm (Läst) Tj ET"), Limits())
    assert texts(page) == ["Läst"]


def test_a_raised_figure_that_is_drawn_later_stands_at_the_end_of_its_line(tmp_path: Path) -> None:
    path = draw_steps(
        tmp_path / "r.pdf",
        "BT /F 10 Tf 1 0 0 1 72 700 Tm (Kursen hade ) Tj ET BT /F 10 Tf 1 0 0 1 72 688 Tm (125 deltagare) Tj ET"
        " BT /F 6 Tf 1 0 0 1 133 704 Tm (1) Tj ET",
    )
    assert texts(read_pdf(path, Limits())[0]) == ["Kursen hade[1]", "125 deltagare"]


def test_a_raised_figure_is_kept_apart_and_a_lowered_one_is_not(tmp_path: Path) -> None:
    style = getSampleStyleSheet()["BodyText"]
    text = "Kursen nådde 48<super>2</super> företag. Mindre CO<sub>2</sub> på 12 km<super>2</super>."
    SimpleDocTemplate(str(tmp_path / "r.pdf"), pagesize=A4).build([Paragraph(text, style)])
    assert texts(read_pdf(tmp_path / "r.pdf", Limits())[0]) == ["Kursen nådde 48[2] företag. Mindre CO2 på 12 km2."]


def test_a_smaller_figure_that_is_drawn_higher_is_kept_apart(tmp_path: Path) -> None:
    parts = [(11, 72, 700, "nådde 48"), (7, 117, 704, "2"), (11, 122, 700, "företag")]
    steps = "".join(f"BT /F {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n" for size, x, y, text in parts)
    (page,) = read_pdf(draw_steps(tmp_path / "r.pdf", steps), Limits())
    assert texts(page)[0].startswith("nådde 48[2]")


def test_a_file_without_any_text_is_told(tmp_path: Path) -> None:
    (page,) = read_pages(draw(tmp_path / "r.pdf", [[]]), PageRule.PLAIN, Limits())
    assert page.notes == ("dokumentet innehåller ingen text; kanske är sidorna bilder eller ritade som kurvor",)


@pytest.mark.parametrize(
    "text", ["/g31/g32/g45 /g12/g3", "(cid:12)(cid:44)(cid:2)", "\ue001\ue002\ue003", "5HJLRQHQ KDU " * 40]
)
def test_text_without_letters_is_unreadable(text: str) -> None:
    assert is_unreadable(text)


@pytest.mark.parametrize("text", ["", "12/34/56 A1/B2", "Regionen har gett 70 företag rådgivning. " * 40])
def test_plain_text_is_readable(text: str) -> None:
    assert not is_unreadable(text)


def test_white_text_is_read_on_a_ground_only(tmp_path: Path) -> None:
    path = tmp_path / "r.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    canvas.drawString(72, 700, "Svart text om validering")
    canvas.setFillGray(0)
    canvas.rect(60, 590, 300, 30, stroke=0, fill=1)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(72, 600, "Vit rubrik på mörk botten")
    canvas.drawString(72, 500, "Vitt på vitt")
    canvas.setFillColorRGB(0, 0, 0.4)
    canvas.drawString(72, 400, "Blå text sist")
    canvas.save()
    (page,) = read_pdf(path, Limits())
    assert texts(page) == ["Svart text om validering", "Vit rubrik på mörk botten", "Blå text sist"]
