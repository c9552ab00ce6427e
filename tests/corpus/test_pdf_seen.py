"""What does not stand on a PDF page to be read is left out: watermarks, what is painted over; sideways is upright."""

from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from corpus.document import Content
from corpus.health.legibility import lacks_letters
from corpus.limits import Limits
from corpus.readers.drawn import without_controls
from corpus.readers.pdf import read_pdf
from tests.corpus import made
from tests.corpus.drawn import draw, draw_steps, texts

LINES = ["Insatsen har gett råd till små företag", "och prövat nya sätt att nå ut med stöd", "till den som vill börja."]


def page(path: Path, marked: Callable[[Canvas], None]) -> list[str]:
    """Draw running text and, between its lines, what is to be marked on it; give what is read."""
    canvas = Canvas(str(path), pagesize=A4)
    canvas.drawString(72, 440, LINES[0])
    canvas.saveState()
    marked(canvas)
    canvas.restoreState()
    for n, line in enumerate(LINES[1:], start=1):
        canvas.drawString(72, 440 - 14 * n, line)
    canvas.save()
    return texts(read_pdf(path, Limits())[0])


@pytest.mark.parametrize("degrees", [0, 30, 45, -45])
def test_a_watermark_is_left_out(tmp_path: Path, degrees: float) -> None:
    def marked(canvas: Canvas) -> None:
        canvas.translate(150, 400)
        canvas.rotate(degrees)
        canvas.setFont("Helvetica", 70)
        canvas.setFillGray(0.9)
        canvas.drawString(0, 0, "UTKAST")

    assert page(tmp_path / "r.pdf", marked) == LINES


def test_large_text_that_stands_by_itself_is_read(tmp_path: Path) -> None:
    def marked(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 70)
        canvas.drawString(72, 500, "412")
        canvas.drawString(300, 400, "Ö")

    assert page(tmp_path / "r.pdf", marked) == [LINES[0], "412", "Ö", *LINES[1:]]


def covered(canvas: Canvas, grey: float, alpha: float = 1.0) -> None:
    canvas.drawString(72, 300, "900 000 kronor")
    canvas.setFillGray(grey, alpha)
    canvas.rect(60, 295, 200, 16, stroke=0, fill=1)
    canvas.setFillGray(0, 1)
    canvas.drawString(72, 300, "750 000 kronor")


@pytest.mark.parametrize("grey", [0, 0.5, 1])
def test_text_that_is_painted_over_is_left_out_and_what_is_written_above_it_read(tmp_path: Path, grey: float) -> None:
    assert page(tmp_path / "r.pdf", lambda canvas: covered(canvas, grey)) == [*LINES, "750 000 kronor"]
    (read,) = read_pdf(tmp_path / "r.pdf", Limits())
    assert read.notes == ("övermålad text som inte läses men finns kvar i filen: 1",)


def test_text_that_shows_through_what_is_painted_over_it_is_read(tmp_path: Path) -> None:
    found = page(tmp_path / "r.pdf", lambda canvas: covered(canvas, 0.5, alpha=0.3))
    assert sorted(found) == sorted([*LINES, "900 000 kronor", "750 000 kronor"])


def test_what_is_painted_reaches_no_further_than_it_is_clipped_to(tmp_path: Path) -> None:
    text = "BT /F 11 Tf 1 0 0 1 72 700 Tm (Synlig text) Tj ET\n"
    painted = "q 60 600 100 20 re W n 1 g 0 0 595 842 re f Q\n"
    last = "".join(f"BT /F 11 Tf 1 0 0 1 72 {y} Tm (Mer text om insatsen) Tj ET\n" for y in (500, 480))
    (read,) = read_pdf(draw_steps(tmp_path / "r.pdf", text + painted + last), Limits())
    assert texts(read) == ["Synlig text", "Mer text om insatsen", "Mer text om insatsen"]


def test_white_told_as_a_shade_of_grey_is_white(tmp_path: Path) -> None:
    shown = [("0 sc", 700, "Synlig text"), ("1 sc", 650, "Vit"), ("0.2 sc", 600, "Mer text")]
    steps = "".join(f"{shade} BT /F 11 Tf 1 0 0 1 72 {y} Tm ({text}) Tj ET\n" for shade, y, text in shown)
    (read,) = read_pdf(draw_steps(tmp_path / "r.pdf", f"/DeviceGray cs {steps}"), Limits())
    assert texts(read) == ["Synlig text", "Mer text"]


@pytest.mark.parametrize("degrees", [90, 180, 270])
@pytest.mark.parametrize("is_drawn", [True, False], ids=["drawn sideways", "shown sideways"])
def test_a_page_that_lies_on_its_side_is_read_like_an_upright_one(tmp_path: Path, degrees: int, is_drawn: bool) -> None:
    writer = pypdf.PdfWriter(clone_from=made.write_pdf(tmp_path / "upright.pdf"))
    for one in writer.pages:
        one.rotate(degrees)
        if is_drawn:
            one.transfer_rotation_to_content()
    writer.write(tmp_path / "r.pdf")
    content: Content = made.read(tmp_path / "r.pdf")
    assert made.told(content.initiatives) == made.expected()
    assert [one.printed_page for one in content.pages] == [8, 9]


def test_text_that_is_drawn_in_another_order_is_read_from_the_top(tmp_path: Path) -> None:
    below, above = (72, 500, LINES[2]), (72, 700, LINES[0])
    path = draw(tmp_path / "r.pdf", [[below, above, (72, 600, "Budget:"), (140, 600, "400 000"), (72, 740, "Rubrik")]])
    assert texts(read_pdf(path, Limits())[0]) == ["Rubrik", LINES[0], "Budget:", "400 000", LINES[2]]


def test_columns_that_are_drawn_one_after_the_other_keep_their_order(tmp_path: Path) -> None:
    columns = [(x, 700 - 14 * n - shift, line) for x, shift in ((72, 0), (320, 5)) for n, line in enumerate(LINES)]
    assert texts(read_pdf(draw(tmp_path / "r.pdf", [columns]), Limits())[0]) == [*LINES, *LINES]


def test_a_short_heading_over_both_columns_parts_them(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "r.pdf"), pagesize=A4)
    for top, heading in ((700, "Arbete"), (600, "Klimat")):
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawString(72, top + 30, heading)
        canvas.setFont("Helvetica", 10)
        for n, line in enumerate(LINES):
            canvas.drawString(72, top - 13 * n, f"{line} {top}")
            canvas.drawString(320, top - 13 * n, f"{line} {top + 1}")
    canvas.save()
    expected = [
        text
        for top, heading in ((700, "Arbete"), (600, "Klimat"))
        for text in (heading, *(f"{line} {top}" for line in LINES), *(f"{line} {top + 1}" for line in LINES))
    ]
    assert texts(read_pdf(tmp_path / "r.pdf", Limits())[0]) == expected


def test_the_mark_that_begins_a_footnote_is_no_page_number(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "r.pdf"), pagesize=A4)
    for n in (1, 2, 3):
        canvas.drawString(72, 700, f"Text {n}")
        note = canvas.beginText(72, 77)
        for size, rise, text in ((6, 3, str(n)), (9, 0, f" Varav {n + 4} på ön.")):
            note.setFont("Helvetica", size)
            note.setRise(rise)
            note.textOut(text)
        canvas.drawText(note)
        canvas.drawString(500, 30, str(n + 4))
        canvas.showPage()
    canvas.save()
    read = read_pdf(tmp_path / "r.pdf", Limits())
    assert [(one.printed_page, texts(one)) for one in read] == [
        (n + 4, [f"Text {n}", f"[{n}] Varav {n + 4} på ön."]) for n in (1, 2, 3)
    ]


def test_figures_set_to_the_right_edge_stand_below_their_head(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "r.pdf"), pagesize=A4)
    rows = [("Insats", "Resultat", "Mål"), ("Öns råd", "12 möten", "1 250 000"), ("Havets råd", "4 bryggor", "75 000")]
    for n, row in enumerate(rows):
        canvas.drawString(72, 700 - 24 * n, row[0])
        canvas.drawString(250, 700 - 24 * n, row[1])
        canvas.drawRightString(480, 700 - 24 * n, row[2])
    canvas.save()
    content = made.read(tmp_path / "r.pdf", made.document("09"))
    assert [(one.outputs, one.goals) for one in content.initiatives] == [(row[1], row[2]) for row in rows[1:]]


def test_marks_of_lists_that_fonts_keep_in_places_of_their_own_are_bullets() -> None:
    assert without_controls("\uf0b7 Nytt\uf0a7\ue001") == "• Nytt•\ue001"


def test_what_a_form_draws_stands_where_the_form_is_set(tmp_path: Path) -> None:
    """As a registry stamps a file: the page as it was is drawn smaller, as a form, below the stamp."""
    canvas = Canvas(str(tmp_path / "r.pdf"), pagesize=A4)
    for n in (5, 6, 7):
        canvas.beginForm(f"sida{n}")
        canvas.drawString(72, 30, str(n))
        for place, line in enumerate(LINES):
            canvas.drawString(72, 700 - 14 * place, line)
        canvas.setFillGray(1)
        canvas.drawString(72, 400, "Vitt")
        canvas.endForm()
        canvas.saveState()
        canvas.transform(0.9, 0, 0, 0.9, 30, 20)
        canvas.doForm(f"sida{n}")
        canvas.restoreState()
        canvas.drawString(72, 680, f"Inkom den {n} maj")
        canvas.showPage()
    canvas.save()
    read = read_pdf(tmp_path / "r.pdf", Limits())
    assert [(page.printed_page, texts(page)) for page in read] == [
        (n, [f"Inkom den {n} maj", *LINES]) for n in (5, 6, 7)
    ]


def test_a_header_that_is_set_as_a_table_runs(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "r.pdf"), pagesize=A4)
    for n in (3, 4, 5):
        canvas.grid([60, 300, 535], [775, 798, 820])
        for x, y, text in ((65, 803, "Dokument"), (305, 803, "Sida"), (65, 780, "Rapport"), (305, 780, f"{n} (9)")):
            canvas.drawString(x, y, text)
        canvas.drawString(72, 600, f"Text {n}")
        canvas.showPage()
    canvas.save()
    read = read_pdf(tmp_path / "r.pdf", Limits())
    assert [(page.printed_page, texts(page)) for page in read] == [(n, [f"Text {n}"]) for n in (3, 4, 5)]


def test_titles_of_the_outline_are_found_with_their_numbers_and_in_capitals(tmp_path: Path) -> None:
    path = draw(tmp_path / "r.pdf", [[(72, 700, "1. Bakgrund"), (72, 670, "Ön är lång."), (72, 640, "MÅL FÖR ÖN")]])
    writer = pypdf.PdfWriter(clone_from=path)
    writer.add_outline_item(title="Bakgrund", page_number=0)
    writer.add_outline_item(title="2 Mål för ön", page_number=0)
    writer.write(path)
    (read,) = read_pdf(path, Limits())
    assert [line.text for line in read.lines if line.heading] == ["1. Bakgrund", "MÅL FÖR ÖN"]


@pytest.mark.parametrize(("lost", "told"), [("", False), ("åäö", True)])
def test_swedish_without_its_letters_is_told(lost: str, told: bool) -> None:
    text = "Regionen har gett råd till små företag i länet och prövat nya sätt att nå ut med stöd. " * 5
    assert lacks_letters(text.translate(dict.fromkeys(map(ord, lost)))) is told
    assert not lacks_letters("The region has given advice to small companies and tried new ways to help them. " * 5)
