"""PDF: tables, cells, outline, labels of pages and running lines, in files that are made for it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import pypdf
import pytest
from pypdf.constants import PageLabelStyle
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

from corpus.document import Content, Field
from corpus.limits import Limits
from corpus.pages import collapse
from corpus.readers.pdf import read_pdf
from tests.corpus import made
from tests.corpus.drawn import VERA, draw, draw_steps, texts


def blocks(content: Content, field: Field) -> list[str]:
    return [collapse(block.text) for block in content.blocks if block.field is field]


@pytest.mark.parametrize("rules", [made.GRID, made.NO_RULES], ids=["ruled", "without rules"])
@pytest.mark.parametrize("repeat_head", [1, 0], ids=["head on every page", "head once"])
@pytest.mark.parametrize("split_rows", [False, True], ids=["whole rows", "rows over pages"])
def test_a_table_over_two_pages_gives_the_initiatives_it_was_made_from(
    tmp_path: Path, rules: Sequence[tuple[object, ...]], repeat_head: int, split_rows: bool
) -> None:
    path = made.write_pdf(tmp_path / "r.pdf", rules=rules, repeat_head=repeat_head, split_rows=split_rows)
    content = made.read(path)
    assert made.told(content.initiatives) == made.expected()
    assert len({one.first_page for one in content.initiatives}) == len(content.pages) == 2 + split_rows
    assert any(one.first_page < one.last_page for one in content.initiatives) == split_rows
    assert made.doubts(content) == []


def test_text_around_the_table_is_read_apart_from_it(tmp_path: Path) -> None:
    content = made.read(made.write_pdf(tmp_path / "r.pdf"))
    assert [section.heading for section in content.sections] == [made.THEME, "Efter tabellen"]
    assert blocks(content, Field.PROSE) == [made.PROSE, "Här slutar den."]
    assert blocks(content, Field.TEMPLATE)[0].startswith("Region Namn på insats och kort beskrivning")


def test_running_header_and_footer_go_and_give_the_printed_page(tmp_path: Path) -> None:
    content = made.read(made.write_pdf(tmp_path / "r.pdf"))
    assert [page.printed_page for page in content.pages] == [8, 9]
    assert [page.repairs for page in content.pages] == [("sidhuvud och sidfot: 2",)] * 2
    assert content.notes == (f"sidhuvud och sidfot som inte läses: {made.RUNNING}",)
    for page in content.pages:
        assert "Återrapportering av villkorsbeslut" not in page.text
        assert "Återrapportering av villkorsbeslut" in page.received


def test_a_label_with_a_region_at_the_top_of_every_page_is_no_running_header(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "r.pdf"), pagesize=A4)
    for name in ("Öns råd", "Havets råd", "Skogens råd"):
        canvas.drawString(60, 800, "Län: Gotland")
        canvas.drawString(60, 785, "Län: alla som har svarat")
        canvas.drawString(60, 700, f"{name} har gett fler jobb under året.")
        canvas.showPage()
    canvas.save()
    content = made.read(tmp_path / "r.pdf")
    assert ["Län: Gotland" in page.text for page in content.pages] == [True] * 3
    # What names no region runs as any line does.
    assert ["alla som har svarat" in page.text for page in content.pages] == [False] * 3


def test_letters_of_an_embedded_font_are_read(tmp_path: Path) -> None:
    pdfmetrics.registerFont(TTFont("Vera", VERA))
    content = made.read(made.write_pdf(tmp_path / "r.pdf", font="Vera"))
    assert made.told(content.initiatives) == made.expected()


def test_words_hyphenated_at_line_ends_inside_cells_are_joined(tmp_path: Path) -> None:
    def hyphenate(text: str) -> str:
        return text.replace("nätverk", "nät-<br/>verk").replace("medlemmar", "med-<br/>lemmar")

    content = made.read(made.write_pdf(tmp_path / "r.pdf", change=hyphenate))
    assert made.told(content.initiatives) == made.expected()
    assert sum("avstavningar" in note for page in content.pages for note in page.repairs) == 2


def test_every_block_is_found_on_its_page(tmp_path: Path) -> None:
    content = made.read(made.write_pdf(tmp_path / "r.pdf", split_rows=True))
    pages = {page.page: collapse(page.text) for page in content.pages}
    assert [block for block in content.blocks if collapse(block.text) not in pages[block.page]] == []


def test_a_turned_page_is_read_like_an_upright_one(tmp_path: Path) -> None:
    upright = made.write_pdf(tmp_path / "upright.pdf")
    writer = pypdf.PdfWriter(clone_from=upright)
    for page in writer.pages:
        page.rotate(90)
        page.transfer_rotation_to_content()
        page.rotate(-90)
    writer.write(tmp_path / "turned.pdf")
    assert made.told(made.read(tmp_path / "turned.pdf").initiatives) == made.expected()


def test_a_cell_that_spans_rows_names_the_region_for_all_of_them(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "r.pdf"), pagesize=landscape(A4))
    canvas.grid([200, 400, 600], [500, 460, 420, 380])
    canvas.line(50, 380, 50, 500)
    for y in (380, 460, 500):  # No rule at 420: the region's cell spans both rows.
        canvas.line(50, y, 200, y)
    for x, y, text in [
        (60, 475, "Region"), (210, 475, "Insats"), (410, 475, "Effekter"),
        (60, 440, "Gotland"), (210, 440, "Öns råd"), (410, 440, "Fler jobb."),
        (210, 400, "Havets råd"), (410, 400, "Renare vatten."),
    ]:  # fmt: skip
        canvas.drawString(x, y, text)
    canvas.save()
    content = made.read(tmp_path / "r.pdf")
    assert [(one.region, one.name, one.effects) for one in content.initiatives] == [
        ("09", "Öns råd", "Fler jobb."),
        ("09", "Havets råd", "Renare vatten."),
    ]


def test_borders_drawn_as_thin_boxes_part_cells_and_clipping_boxes_do_not(tmp_path: Path) -> None:
    """As Word writes it: every text is clipped to a box, every border is a filled one, half a point wide."""
    across = "".join(f"70 {y} 400 0.5 re f\n" for y in (720, 690, 630))
    down = "".join(f"{x} 630 0.5 90 re f\n" for x in (70, 200, 470))
    drawn = [(75, 700, "Insats"), (205, 700, "Effekter"), (75, 670, "Öarnas"), (75, 650, "råd"), (205, 670, "Jobb.")]
    shown = "".join(
        f"q {x} {y - 3} 50 14 re W n BT /F 11 Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET Q\n" for x, y, text in drawn
    )
    path = draw_steps(tmp_path / "r.pdf", shown + across + down)
    (one,) = made.read(path, made.document("09")).initiatives
    assert (one.name, one.effects) == ("Öarnas råd", "Jobb.")


def test_columns_without_rules_never_interleave(tmp_path: Path) -> None:
    left = ["Namn på insats", "Öarnas råd", "för unga", "och gamla"]
    right = ["Resultat", "Tolv möten", "hölls under", "hösten."]
    heights = [700, 670, 658, 646]
    drawn = [(x, y, text) for x, column in ((72, left), (300, right)) for y, text in zip(heights, column, strict=True)]
    by_line = sorted(drawn, key=lambda item: (-item[1], item[0]))
    content = made.read(draw(tmp_path / "r.pdf", [by_line]), made.document("09"))
    (one,) = content.initiatives
    assert (one.name, one.outputs) == ("Öarnas råd för unga och gamla", "Tolv möten hölls under hösten.")
    assert collapse(content.pages[0].text).endswith("Öarnas råd för unga och gamla Tolv möten hölls under hösten.")


def test_a_space_that_is_drawn_for_itself_parts_words(tmp_path: Path) -> None:
    drawn = [(72, "Region"), (110, " "), (113, "Gotland"), (155, " "), (158.5, "är en ö")]
    steps = "".join(f"BT /F 12 Tf 1 0 0 1 {x} 700 Tm ({text}) Tj ET\n" for x, text in drawn)
    (page,) = read_pdf(draw_steps(tmp_path / "r.pdf", steps), Limits())
    assert texts(page) == ["Region Gotland är en ö"]


def test_letters_that_are_drawn_one_by_one_are_words(tmp_path: Path) -> None:
    text = "Öarnas råd för unga"
    places = [72 + pdfmetrics.stringWidth(text[:n], "Helvetica", 12) for n in range(len(text))]
    steps = "".join(
        f"BT /F 12 Tf 1 0 0 1 {x:.2f} 700 Tm ({letter}) Tj ET\n" for x, letter in zip(places, text, strict=True)
    )
    (page,) = read_pdf(draw_steps(tmp_path / "r.pdf", steps), Limits())
    assert texts(page) == [text]


def test_cells_of_a_row_that_is_drawn_in_one_go_are_parted(tmp_path: Path) -> None:
    rows = [("Insats", "Resultat", "Effekter"), ("Öarnas råd", "Tolv möten.", "Fler jobb.")]
    cells = "".join(
        f"1 0 0 1 72 {700 - 30 * n} Tm ({row[0]}) Tj 150 0 Td ({row[1]}) Tj 150 0 Td ({row[2]}) Tj\n"
        for n, row in enumerate(rows)
    )
    path = draw_steps(tmp_path / "r.pdf", f"BT /F 12 Tf\n{cells}ET")
    (one,) = made.read(path, made.document("09")).initiatives
    assert (one.name, one.outputs, one.effects) == rows[1]


def test_the_outline_names_the_sections(tmp_path: Path) -> None:
    path = draw(tmp_path / "plain.pdf", [[(72, 700, "Bakgrund"), (72, 670, "Ön är lång.")], [(72, 700, "Mer text.")]])
    writer = pypdf.PdfWriter(clone_from=path)
    writer.add_outline_item(title="Bakgrund", page_number=0)
    writer.write(tmp_path / "r.pdf")
    content = made.read(tmp_path / "r.pdf", made.document("09"))
    assert [(section.heading, section.first_page, section.last_page) for section in content.sections] == [
        ("Bakgrund", 1, 2)
    ]
    assert blocks(content, Field.HEADING) == ["Bakgrund"]


def test_page_labels_are_printed_pages_where_no_number_is_printed(tmp_path: Path) -> None:
    path = draw(tmp_path / "plain.pdf", [[(72, 500, "Ett")], [(72, 400, "Två")]])
    writer = pypdf.PdfWriter(clone_from=path)
    writer.set_page_label(0, 1, PageLabelStyle.DECIMAL, start=17)
    writer.write(tmp_path / "r.pdf")
    assert [page.printed_page for page in read_pdf(tmp_path / "r.pdf", Limits())] == [17, 18]


def test_numbers_that_do_not_grow_with_the_pages_are_no_page_numbers(tmp_path: Path) -> None:
    pages = [[(72, 400, f"Text på sidan {n}"), (72, 30, f"Version {version}")] for n, version in enumerate((3, 3, 3))]
    read = read_pdf(draw(tmp_path / "r.pdf", pages), Limits())
    assert [page.printed_page for page in read] == [None] * 3
    assert [texts(page) for page in read] == [[f"Text på sidan {n}"] for n in range(3)]


def test_the_same_words_at_other_heights_do_not_run(tmp_path: Path) -> None:
    heights = (820, 780, 750)
    read = read_pdf(draw(tmp_path / "r.pdf", [[(72, y, "Insatser på ön")] for y in heights]), Limits())
    assert [texts(page) for page in read] == [["Insatser på ön"]] * 3


def reset(content: Content, n_pages: int, path: Path) -> Path:
    """Set the first pages of a report as PDF: its blocks are paragraphs, its pages begin pages."""
    style = getSampleStyleSheet()["BodyText"]
    story: list[object] = []
    for page in content.pages[:n_pages]:
        texts = [collapse(block.text) for block in content.blocks if block.page == page.page]
        story += [Paragraph(text.replace("&", "&amp;").replace("<", "&lt;"), style) for text in texts]
        story.append(PageBreak())

    def number(canvas: Canvas, template: SimpleDocTemplate) -> None:
        canvas.drawCentredString(300, 30, f"Sida {template.page}")

    SimpleDocTemplate(str(path), pagesize=A4).build(story, onFirstPage=number, onLaterPages=number)
    return path


@pytest.mark.parametrize(
    ("document", "n_pages"),
    [
        ("villkorsrapporter-2023", 60),
        ("orebro-2023", 42),
        ("oms-nrpp-2028", 52),
        ("real-oms-2023", 7),
        ("nms-dialog-2020", 49),
    ],
)
def test_99_of_100_words_of_a_report_survive_being_set_as_pdf(
    contents: Mapping[str, Content], tmp_path: Path, document: str, n_pages: int
) -> None:
    content = contents[document]
    again = made.read(reset(content, n_pages, tmp_path / "r.pdf"), content.document)
    words = Counter(word for page in content.pages[:n_pages] for word in page.text.split())
    found = Counter(word for page in again.pages for word in page.text.split())
    assert (words & found).total() >= 0.99 * words.total() > 1000
    assert [page.printed_page for page in again.pages] == [page.page for page in again.pages]
