"""A PDF is read as it is seen: running lines and numbers by the page, columns in order, what is filled in in place."""

from collections.abc import Sequence
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import (
    RectangleObject,
)
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

from corpus.forms.base import PageRule
from corpus.health.legibility import is_unreadable
from corpus.limits import Limits
from corpus.readers import ocr, read_pages
from corpus.readers.page_numbers import agreed_numbers, page_numbers
from corpus.readers.pdf import read_pdf
from tests.corpus.drawn import draw, draw_steps, picture, texts

BODY = (72, 500, "Insatsen har prövat nya sätt att stödja små företag.")


def footers(tmp_path: Path, lines: Sequence[str], y: float = 40) -> list[tuple[int | None, list[str]]]:
    """Draw a page for each line, which stands at its foot; give the printed pages and texts read."""
    path = draw(tmp_path / "r.pdf", [[BODY, (72, y, line)] for line in lines])
    read = read_pdf(path, Limits())
    return [(page.printed_page, [text for text in texts(page) if text != BODY[2]]) for page in read]


@pytest.mark.parametrize(
    "lines",
    [
        ["Beviljat stöd: 1 300 000 kronor", "Beviljat stöd: 420 000 kronor", "Beviljat stöd: 3 036 308 kronor"],
        ["Antal deltagare: 1", "Antal deltagare: 2", "Antal deltagare: 3"],
        ["70", "85", "91"],
        ["14 %", "15 %", "16 %"],
        ["Utfall 2022", "Utfall 2023", "Utfall 2024"],
        ["2022", "2023", "2024"],
        ["Projekt 4", "Projekt 5", "Projekt 6"],
    ],
)
@pytest.mark.parametrize("y", [40, 790])
def test_a_line_whose_numbers_are_its_own_stays(tmp_path: Path, lines: list[str], y: float) -> None:
    assert footers(tmp_path, lines, y) == [(None, [line]) for line in lines]


@pytest.mark.parametrize(
    "line",
    [
        "{}",
        "– {} –",
        "Sida {}",
        "Årsrapport 2023 | {}",
        "{} (40)",
        "Region Gotland   {}",
        "sid. {} av 40",
        "{} • Mål",
        "Rapport 2023 {}",
    ],
)
def test_lines_that_run_with_the_page_number_go_and_name_the_page(tmp_path: Path, line: str) -> None:
    assert footers(tmp_path, [line.format(n) for n in (7, 8, 9)]) == [(7, []), (8, []), (9, [])]


def test_numbers_that_begin_anew_in_files_put_together_go_and_name_none(tmp_path: Path) -> None:
    numbers = [1, 2, 3, 4, 1, 2, 7]
    assert footers(tmp_path, [f"Sida {n}" for n in numbers]) == [
        *((n, []) for n in (1, 2, 3, 4)),
        (None, []),
        (None, []),
        (7, []),
    ]


def test_numbers_that_say_otherwise_than_most_are_no_page_numbers(tmp_path: Path) -> None:
    pages = [[(300, 40, str(n)), (72, 800, f"– {2 * n} –"), BODY] for n in (1, 2, 3)]
    read = read_pdf(draw(tmp_path / "r.pdf", pages), Limits())
    assert [page.printed_page for page in read] == [1, 2, 3]
    assert [texts(page)[0] for page in read] == ["– 2 –", "– 4 –", "– 6 –"]


@pytest.mark.parametrize(
    "lines",
    [
        ["Status: Pågår", "Status: Avslutad", "Status: Pågår", "Status: Avslutad"],
        ["Beviljat stöd 500 000 kronor", "Beviljat stöd 75 000 kronor", "Beviljat stöd 500 000 kronor"],
    ],
)
def test_what_a_line_tells_of_its_page_stays_though_other_pages_tell_the_same(tmp_path: Path, lines: list[str]) -> None:
    assert footers(tmp_path, lines) == [(None, [line]) for line in lines]
    assert footers(tmp_path, lines[:1] * 3) == [(None, [])] * 3


def test_a_page_of_another_size_has_its_header_and_footer_as_far_from_its_edges(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "r.pdf"))
    for n, (width, height) in enumerate((A4, landscape(A4), A4, A4), start=5):
        canvas.setPageSize((width, height))
        canvas.drawString(60, height - 30, "Återrapportering från ön")
        canvas.drawString(60, height - 200, f"Text {n}")
        canvas.drawRightString(width - 60, 30, str(n))
        canvas.showPage()
    canvas.save()
    read = read_pdf(tmp_path / "r.pdf", Limits())
    assert [(page.printed_page, texts(page)) for page in read] == [(n, [f"Text {n}"]) for n in range(5, 9)]


def test_the_margins_of_a_page_are_those_it_is_cut_to(tmp_path: Path) -> None:
    pages = [[(172, 930, "Återrapportering från ön"), (172, 600, f"Text {n}"), (600, 130, str(n))] for n in (5, 6)]
    writer = pypdf.PdfWriter(clone_from=draw(tmp_path / "r.pdf", pages))
    for page in writer.pages:
        page.mediabox = RectangleObject((-50, -50, 845, 1192))
        page.cropbox = RectangleObject((100, 100, 695, 942))
    writer.write(tmp_path / "r.pdf")
    read = read_pdf(tmp_path / "r.pdf", Limits())
    assert [(page.printed_page, texts(page)) for page in read] == [(5, ["Text 5"]), (6, ["Text 6"])]


def test_labels_are_used_where_the_footers_do_not_say_otherwise() -> None:
    assert agreed_numbers({2: 1, 3: 2}, {1: 1, 2: 2, 3: 3}) == {2: 1, 3: 2}
    assert agreed_numbers({2: 2, 3: 3}, {1: 1, 2: 2, 3: 3}) == {1: 1, 2: 2, 3: 3}
    assert agreed_numbers({}, {1: 1, 2: 2, 3: 1}) == {2: 2}


def test_only_what_stands_as_a_page_number_may_be_one() -> None:
    assert list(page_numbers("Rapport 2023 | 7")) == [(7, "Rapport 2023 | #")]
    assert list(page_numbers("Beviljat stöd: 7 kronor")) == []


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


def test_roman_numerals_that_count_pages_go_and_name_none(tmp_path: Path) -> None:
    assert footers(tmp_path, ["iv", "v", "vi"]) == [(None, []), (None, []), (None, [])]
    assert footers(tmp_path, ["ii", "vi", "x"]) == [(None, ["ii"]), (None, ["vi"]), (None, ["x"])]


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
