"""The path that a PDF page's drawing is making: the straight lines in it, and whether it is one box."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from corpus.readers.geometry import THIN, Box, Matrix, Point, apply

# Steps that draw on what need not be a box.
_OUTLINES = frozenset({b"m", b"l", b"c", b"v", b"y"})

Segment = tuple[Point, Point]


@dataclass(slots=True)
class DrawnPath:
    """A path from its first step to its end (ISO 32000-1, 8.5.2).

    Attributes:
        is_clip: What is drawn after it shows only within it.
    """

    _shapes: list[list[Segment]] = field(default_factory=list)
    is_clip: bool = False
    _boxes: list[Box] = field(default_factory=list)
    _is_box: bool = True
    _start: Point = (0.0, 0.0)
    _pen: Point = (0.0, 0.0)

    def draw(self, operator: bytes, operands: Sequence[Any], cm: Matrix) -> None:
        """Take a step; curves leave no line, and other steps than those of paths nothing at all."""
        self._is_box = self._is_box and operator not in _OUTLINES
        if operator == b"re":
            self._rectangle(numbers(operands, 4), cm)
        elif operator == b"m":
            self._start = self._pen = apply(cm, _pair(operands))
            self._shapes.append([])
        elif operator == b"l":
            self._line(apply(cm, _pair(operands)))
        elif operator == b"h":
            self._line(self._start)

    @property
    def lines(self) -> list[Segment]:
        """Its straight lines, each from point to point; those of a rectangle as thin as a rule are one."""
        return [line for shape in self._shapes for line in shape]

    def strokes_and_sides(self) -> tuple[list[Segment], list[Segment]]:
        """Part its lines by what they are once it is filled: thin shapes are rules, the sides of others are none."""
        strokes: list[Segment] = []
        sides: list[Segment] = []
        for shape in self._shapes:
            (sides if _has_room(shape) else strokes).extend(shape)
        return strokes, sides

    def sole_box(self) -> Box | None:
        """Give the box that the path is, where it is one rectangle and nothing else."""
        return self._boxes[0] if self._is_box and len(self._boxes) == 1 else None

    def end(self) -> None:
        """Begin the next path; the pen stays where it is."""
        self._shapes.clear()
        self._boxes.clear()
        self._is_box, self.is_clip = True, False

    def _rectangle(self, measures: Sequence[float], cm: Matrix) -> None:
        x, y, width, height = measures
        one, other = apply(cm, (x, y)), apply(cm, (x + width, y + height))
        left, right = sorted((one[0], other[0]))
        bottom, top = sorted((one[1], other[1]))
        self._boxes.append((left, bottom, right, top))
        if min(right - left, top - bottom) <= THIN:
            self._shapes.append([((left, bottom), (right, top))])
            return
        corners = ((left, bottom), (right, bottom), (right, top), (left, top))
        self._shapes.append([*pairwise((*corners, corners[0]))])

    def _line(self, end: Point) -> None:
        if not self._shapes:
            self._shapes.append([])
        self._shapes[-1].append((self._pen, end))
        self._pen = end


def _has_room(shape: Sequence[Segment]) -> bool:
    points = [point for line in shape for point in line]
    if len(shape) < 3:
        return False
    return all(max(values) - min(values) > THIN for values in zip(*points, strict=True))


def numbers(operands: Sequence[Any], count: int) -> list[float]:
    """Give the first numbers of a step; a damaged step that has fewer draws at the origin."""
    found = [float(value) for value in operands[:count] if isinstance(value, int | float)]
    return found if len(found) == count else [0.0] * count


def _pair(operands: Sequence[Any]) -> Point:
    x, y = numbers(operands, 2)
    return x, y
