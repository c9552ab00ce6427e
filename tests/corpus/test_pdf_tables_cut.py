"""Tables that a page's end cuts: the region above holds for the rows below it, and the rest of a row stays with it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Table

from tests.corpus import made, set_otherwise
from tests.corpus.made import Told

GRID = made.GRID
LINES_ACROSS = (("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.grey), *made.NO_RULES)
SAME = [replace(made.ROWS[0], name=name) for name in ("Ett", "Två", "Tre")]


def read(
    path: Path, pages: Sequence[Sequence[Sequence[str]]], style: Sequence[tuple[object, ...]]
) -> list[tuple[str | None, ...]]:
    """Set rows on pages of their own, each below the head, and give what is read of them."""
    tables = [Table(set_otherwise.paragraphs(rows), made.WIDTHS, style=list(style)) for rows in pages]
    story = [one for table in tables for one in (PageBreak(), table)][1:]
    return made.told(made.read(set_otherwise.save(path, *story)).initiatives)


def without_region(row: Told) -> tuple[str, ...]:
    return ("", *row.cells[1:])


def test_a_regions_cell_that_a_page_cuts_holds_for_the_rows_below(tmp_path: Path) -> None:
    pages = [[SAME[0].cells, without_region(SAME[1])], [without_region(SAME[2]), made.ROWS[2].cells]]
    style = [*GRID, ("SPAN", (0, 1), (0, 2))]
    first = Table(set_otherwise.paragraphs(pages[0]), made.WIDTHS, style=style)
    second = Table(set_otherwise.paragraphs(pages[1]), made.WIDTHS, style=list(GRID))
    content = made.read(set_otherwise.save(tmp_path / "r.pdf", first, PageBreak(), second))
    assert made.told(content.initiatives) == made.expected([*SAME, made.ROWS[2]])


def test_what_stands_below_a_region_that_is_not_known_is_nobodys_also_on_the_next_page(tmp_path: Path) -> None:
    unknown = ("Okänd", *SAME[0].cells[1:])
    assert read(tmp_path / "r.pdf", [[unknown], [without_region(SAME[1]), made.ROWS[2].cells]], GRID) == made.expected(
        [made.ROWS[2]]
    )


@pytest.mark.parametrize("style", [GRID, LINES_ACROSS])
def test_a_name_that_a_page_cuts_goes_on_below(tmp_path: Path, style: Sequence[tuple[object, ...]]) -> None:
    upper = ("Blekinge", "Statistik för regionens", "Åtta möten", "Fler jobb", "")
    lower = ("", "landsbygdsnoder", "hölls.", "", "Mål.")
    whole = Told(*(" ".join(filter(None, pair)) for pair in zip(upper, lower, strict=True)))
    pages = [[SAME[0].cells, upper], [lower, made.ROWS[2].cells]]
    assert read(tmp_path / "r.pdf", pages, style) == made.expected([SAME[0], whole, made.ROWS[2]])


def test_what_stands_close_below_the_line_under_a_head_is_no_part_of_it(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "r.pdf"), pagesize=A4)
    canvas.setFont("Helvetica", 9)
    xs, told = (
        (60, 130, 260, 400),
        (("Blekinge", "Elbåtar", "Tre båtar köpta", "Tystare hamn"), ("", "i hamn", "av länet.", "")),
    )
    for page, rows in enumerate((told[:1], told[1:])):
        for x, text in zip(xs, ("Region", "Insatsens namn", "Resultat", "Effekter"), strict=True):
            canvas.drawString(x, 780, text)
        canvas.line(60, 776, 540, 776)
        for n, row in enumerate(rows):
            for x, text in zip(xs, row, strict=True):
                canvas.drawString(x, 768 - 11 * n - 700 * (page == 0), text)
        canvas.showPage()
    canvas.save()
    content = made.read(tmp_path / "r.pdf")
    assert made.told(content.initiatives) == [
        ("10", None, "Elbåtar i hamn", "Tre båtar köpta av länet.", "Tystare hamn", "")
    ]
