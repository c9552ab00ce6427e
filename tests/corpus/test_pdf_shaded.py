"""Tables whose rows are told apart by shading: every row, every second one, cell by cell or across the table."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.lib import colors
from reportlab.platypus import Table

from tests.corpus import made, set_otherwise
from tests.corpus.made import ROWS

Style = Sequence[tuple[object, ...]]
DARK, LIGHT = colors.HexColor("#c0d0e0"), colors.HexColor("#e8eef5")
# No gap between rows is wider than between lines.
TIGHT: Style = (("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 1))
MERGED = [replace(row, name=f"{row.name} {n}") for row in ROWS[:4] for n in ("ett", "två")]


def stripes(first: int, step: int = 2) -> list[tuple[object, ...]]:
    """Shade every second row, from this one, right across the table."""
    rows = [("BACKGROUND", (0, n), (-1, n), LIGHT) for n in range(first, len(ROWS) + 1, step)]
    return [("BACKGROUND", (0, 0), (-1, 0), DARK), *rows, *made.NO_RULES]


def cells(first: int, step: int = 2) -> list[tuple[object, ...]]:
    """Shade every second row, from this one, cell by cell, as Word does."""
    rows = [(n, LIGHT) for n in range(first, len(ROWS) + 1, step)]
    shaded = [("BACKGROUND", (c, n), (c, n), colour) for n, colour in ((0, DARK), *rows) for c in range(len(made.HEAD))]
    return [*shaded, *made.NO_RULES]


@pytest.mark.parametrize("repeat_head", [0, 1])
@pytest.mark.parametrize("padding", [(), TIGHT], ids=["wide", "tight"])
@pytest.mark.parametrize(
    "shading",
    [stripes(1), stripes(2), cells(1), cells(2), cells(1, step=1)],
    ids=["odd", "even", "odd cells", "even cells", "all cells"],
)
def test_rows_are_told_apart_by_their_shading(tmp_path: Path, shading: Style, padding: Style, repeat_head: int) -> None:
    path = made.write_pdf(tmp_path / "r.pdf", rules=[*shading, *padding], repeat_head=repeat_head)
    content = made.read(path)
    assert made.told(content.initiatives) == made.expected(ROWS)
    assert made.doubts(content) == []


@pytest.mark.parametrize("shading", [stripes(2), cells(2)], ids=["rows", "cells"])
@pytest.mark.parametrize("padding", [(), TIGHT], ids=["wide", "tight"])
def test_a_regions_cell_that_spans_shaded_rows_holds_for_all_of_them(
    tmp_path: Path, shading: Style, padding: Style
) -> None:
    n_rows = set_otherwise.regions(MERGED)
    spans = [("SPAN", (0, n), (0, n + span - 1)) for n, span in enumerate(n_rows, start=1) if span > 1]
    told = [(row.region if span else "", *row.cells[1:]) for row, span in zip(MERGED, n_rows, strict=True)]
    shaded = [one for one in shading if one[0] != "BACKGROUND" or one[2][1] <= len(MERGED)]  # type: ignore[index]
    table = Table(set_otherwise.paragraphs(told), made.WIDTHS, style=[*shaded, *padding, *spans])
    content = made.read(set_otherwise.save(tmp_path / "r.pdf", table))
    assert made.told(content.initiatives) == made.expected(MERGED)
    assert made.doubts(content) == []
