"""The path that a PDF page draws, step by step: what its lines are, and how much is looked at to tell."""

import math
from dataclasses import dataclass

import pytest

from corpus.readers import drawn_path
from corpus.readers.drawing import Drawing
from corpus.readers.geometry import Matrix, Point, Rule, apply

PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass
class Counter:
    compared: int = 0


def filled(n_shapes: int, operator: bytes = b"f") -> Drawing:
    """Fill a path of so many squares, with a line across each."""
    drawing = Drawing(deadline=math.inf, turn=PLAIN)
    for n in range(n_shapes):
        left, right = 20.0 * n, 20.0 * n + 10
        for step, operands in (
            (b"m", (left, 0.0)), (b"l", (right, 0.0)), (b"l", (right, 10.0)), (b"l", (left, 10.0)), (b"h", ()),
            (b"m", (left, 5.0)), (b"l", (right, 5.0)),
        ):  # fmt: skip
            drawing.see_step(step, operands, PLAIN, PLAIN)
    drawing.see_step(operator, (), PLAIN, PLAIN)
    return drawing


def test_of_a_filled_path_thin_shapes_are_rules_and_the_sides_of_others_shades() -> None:
    drawing = filled(2)
    across = [Rule(is_horizontal=True, at=5.0, start=left, end=left + 10) for left in (0.0, 20.0)]
    assert drawing.rules == across
    assert len(drawing.shades) == 2 * 4
    assert {(side.at, side.start, side.end) for side in drawing.shades if side.is_horizontal} == {
        (at, left, left + 10) for at in (0.0, 10.0) for left in (0.0, 20.0)
    }


def test_what_is_drawn_around_leaves_every_line_as_a_rule() -> None:
    drawing = filled(2, b"B")
    assert (len(drawing.rules), drawing.shades) == (2 * 5, [])


def test_a_path_costs_as_many_looks_as_it_has_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = Counter()

    class Counted(tuple[float, float]):
        __slots__ = ()
        __hash__ = tuple.__hash__

        def __eq__(self, other: object) -> bool:
            seen.compared += 1
            return tuple.__eq__(self, other)

    def counting(matrix: Matrix, point: Point) -> Point:
        return Counted(apply(matrix, point))

    monkeypatch.setattr(drawn_path, "apply", counting)
    looks = []
    for n_shapes in (20, 40):
        seen.compared = 0
        filled(n_shapes)
        looks.append(seen.compared)
    assert looks[1] <= 2 * looks[0]
