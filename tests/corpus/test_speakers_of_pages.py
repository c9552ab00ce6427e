"""Pages whose region stands only in what runs above or below them."""

from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_SECTION
from reportlab.pdfgen.canvas import Canvas

from corpus.document import Content, Field
from tests.corpus import made


def as_pdf(folder: Path, heads: Sequence[str]) -> Path:
    canvas = Canvas(str(folder / "r.pdf"))
    for number, head in enumerate(heads, start=1):
        canvas.setFont("Helvetica", 9)
        canvas.drawString(72, 805, head)
        canvas.setFont("Helvetica", 16)
        canvas.drawString(72, 700, "Integration" if number % 2 else "Miljö och klimat")
        canvas.setFont("Helvetica", 11)
        for n in range(3):
            canvas.drawString(72, 670 - 14 * n, f"Under året gick {number} elbåtar mellan öarna i hamn {n}.")
        canvas.showPage()
    canvas.save()
    return folder / "r.pdf"


def as_word(folder: Path, heads: Sequence[str | None]) -> Path:
    word = docx.Document()
    for number, head in enumerate(heads, start=1):
        section = word.sections[0] if number == 1 else word.add_section(WD_SECTION.NEW_PAGE)
        if head is not None:
            section.header.is_linked_to_previous = False
            section.header.paragraphs[0].text = head
        word.add_heading("Integration" if number % 2 else "Miljö och klimat", level=1)
        word.add_paragraph(f"Under året gick {number} elbåtar mellan öarna.")
    word.save(str(folder / "r.docx"))
    return folder / "r.docx"


def whose(content: Content) -> list[tuple[int, str | None, str | None]]:
    """Give page, region and theme of what is told in running text."""
    themes = {section.id: section.theme for section in content.sections}
    told = [block for block in content.blocks if block.field is Field.PROSE and "elbåtar" in block.text]
    return [(block.page, block.region, themes[block.section]) for block in told]


@pytest.mark.parametrize(
    "told",
    ["{}", "Region: {}", "Återrapportering 2024 – {} {page} (6)"],
    ids=["name", "label", "in a line"],
)
def test_pages_of_a_pdf_are_the_region_s_that_runs_above_them(tmp_path: Path, told: str) -> None:
    regions = ("Skåne", "Skåne", "Kalmar", "Halland", "Halland", "Halland")
    heads = [told.format(region, page=page) for page, region in enumerate(regions, start=1)]
    assert whose(made.read(as_pdf(tmp_path, heads))) == [
        (1, "12", "integration"), (2, "12", "miljo-klimat"), (3, "08", "integration"),
        (4, "13", "miljo-klimat"), (5, "13", "integration"), (6, "13", "miljo-klimat"),
    ]  # fmt: skip


def test_a_page_that_nothing_runs_above_is_nobody_s(tmp_path: Path) -> None:
    content = made.read(as_pdf(tmp_path, ["Skåne", "Skåne", "", "Halland", "Halland"]))
    assert [region for _, region, _ in whose(content)] == ["12", "12", None, "13", "13"]


def test_one_region_above_all_pages_may_be_who_made_the_report(tmp_path: Path) -> None:
    assert {region for _, region, _ in whose(made.read(as_pdf(tmp_path, ["Region Skåne"] * 4)))} == {None}


def test_sections_of_a_word_file_are_the_region_s_in_their_header(tmp_path: Path) -> None:
    content = made.read(as_word(tmp_path, ["Region Skåne", None, "Återrapportering Region Kalmar län"]))
    assert whose(content) == [(1, "12", "integration"), (2, "12", "miljo-klimat"), (3, "08", "integration")]


def test_a_page_of_two_sections_is_nobody_s(tmp_path: Path) -> None:
    path = as_word(tmp_path, ["Region Skåne", "Region Halland", "Region Gotland", "Region Kalmar län"])
    word = docx.Document(str(path))
    word.sections[1].start_type = WD_SECTION.CONTINUOUS
    word.save(str(path))
    assert [(page, region) for page, region, _ in whose(made.read(path))] == [
        (1, None),
        (1, None),
        (2, "09"),
        (3, "08"),
    ]
