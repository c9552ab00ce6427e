"""Tables on a page in columns are read where they are seen, whenever they were drawn."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from corpus.limits import Limits
from corpus.readers.pdf import read_pdf
from tests.corpus.drawn import texts

LEFT = [
    "Insatsen har under året prövat nya",
    "sätt att stödja handlare som vill",
    "utveckla butiken i sin by, och fler",
]
RIGHT = [
    "Skolan lagar mer mat från havet än",
    "förra året, och köken har fått",
    "att ta vara på fisk som blir över.",
]
MORE = ["Nästa år går arbetet vidare med nya", "orter och med råd till dem som vill"]
ROWS = [("Ort", "Antal"), ("Slite", "12"), ("Visby", "7")]
TABLE = [text for row in ROWS for text in row]

# What is drawn: lines at x and y, or a ruled table of a width.
_Drawn = tuple[float, float, Sequence[str]] | tuple[float, float, float]


def read(tmp_path: Path, *drawn: _Drawn) -> list[str]:
    canvas = Canvas(str(tmp_path / "r.pdf"), pagesize=A4)
    for x, y, told in drawn:
        if isinstance(told, float):
            _grid(canvas, [x, x + told / 2, x + told], [y - 20 * n for n in range(len(ROWS) + 1)])
            continue
        for n, line in enumerate(told):
            canvas.drawString(x, y - 14 * n, line)
    canvas.save()
    return texts(read_pdf(tmp_path / "r.pdf", Limits())[0])


def _grid(canvas: Canvas, xs: Sequence[float], ys: Sequence[float]) -> None:
    canvas.grid(list(xs), list(ys))
    for (top, _), row in zip(pairwise(ys), ROWS, strict=True):
        for x, text in zip(xs, row, strict=False):
            canvas.drawString(x + 4, top - 14, text)


LEFT_TABLE, RIGHT_TABLE, WIDE_TABLE = (60.0, 640.0, 200.0), (320.0, 640.0, 200.0), (60.0, 640.0, 460.0)


@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (LEFT_TABLE, [*LEFT, *TABLE, *MORE, *RIGHT]),
        (RIGHT_TABLE, [*LEFT, *MORE, *RIGHT, *TABLE]),
        (WIDE_TABLE, [*LEFT, *RIGHT, *TABLE, *MORE]),
    ],
)
def test_a_table_drawn_first_or_last_stands_in_its_column(
    tmp_path: Path, table: _Drawn, expected: list[str], *, is_first: bool
) -> None:
    more = [MORE[0] + " " + "bygder och " * 6, *MORE[1:]] if table is WIDE_TABLE else MORE
    columns: list[_Drawn] = [(60, 700, LEFT), (60, 540, more), (320, 700, RIGHT)]
    if table is WIDE_TABLE:
        columns = [columns[0], columns[2], columns[1]]
    drawn = [table, *columns] if is_first else [*columns, table]
    assert read(tmp_path, *drawn) == [more[0].strip() if text == MORE[0] else text for text in expected]


def test_a_narrow_table_stays_below_a_short_line_that_it_does_not_stand_under(tmp_path: Path) -> None:
    above, below = ["Projektet söker medel."], ["Regionen beslutar i juni."]
    drawn: list[_Drawn] = [(60, 740, ["Insatsen Hamnlotsen hjälper företag vid kusten att växa och"]), (60, 700, above)]
    assert read(tmp_path, *drawn, (260.0, 680.0, 200.0), (60, 580, below))[1:] == [*above, *TABLE, *below]


def test_tables_of_two_columns_that_are_drawn_last_each_stand_in_theirs(tmp_path: Path) -> None:
    columns: list[_Drawn] = [(60, 700, LEFT), (320, 700, RIGHT)]
    found = read(tmp_path, *columns, RIGHT_TABLE, LEFT_TABLE)
    assert found == [*LEFT, *TABLE, *RIGHT, *TABLE]


@pytest.mark.parametrize(("last", "expected"), [(RIGHT_TABLE, TABLE), ((320, 700, RIGHT), RIGHT)])
def test_a_table_drawn_after_the_text_above_it_stays(tmp_path: Path, last: _Drawn, expected: list[str]) -> None:
    assert read(tmp_path, (60, 700, LEFT), LEFT_TABLE, last) == [*LEFT, *TABLE, *expected]
