"""Places on a PDF page: points, boxes and rules, and what moves and turns them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

Matrix = Sequence[float]
Point = tuple[float, float]
# Left, bottom, right, top; points.
Box = tuple[float, float, float, float]
NOWHERE: Box = (0.0, 0.0, 0.0, 0.0)

# A rule is drawn as a line or as a filled rectangle this thin; points.
THIN = 3.0
# A scanned page is never quite straight; what slants more degrees than this is meant to.
_MAX_SLANT = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A straight line across or down the page: it stands at `at` and reaches from `start` to `end`, in points."""

    is_horizontal: bool
    at: float
    start: float
    end: float


def upright(rotation: int, width: float, height: float) -> Matrix:
    """Give what turns a page of this size, in points, by so many degrees clockwise; a multiple of 90."""
    turns = {
        90: (0.0, -1.0, 1.0, 0.0, 0.0, width),
        180: (-1.0, 0.0, 0.0, -1.0, width, height),
        270: (0.0, 1.0, -1.0, 0.0, height, 0.0),
    }
    return turns.get(rotation % 360, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0))


def turned(matrix: Matrix, box: Sequence[float]) -> Box:
    """Give a box (left, bottom, right, top) as it is seen once the page is turned."""
    one, other = apply(matrix, (box[0], box[1])), apply(matrix, (box[2], box[3]))
    left, right = sorted((one[0], other[0]))
    bottom, top = sorted((one[1], other[1]))
    return left, bottom, right, top


def apply(matrix: Matrix, point: Point) -> Point:
    """Give where a point is taken."""
    x, y = point
    return (matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5])


def combined(first: Matrix, then: Matrix) -> Matrix:
    """Give what moves as one matrix and then another."""
    x, y = apply(then, (first[4], first[5]))
    return (*along(then, (first[0], first[1])), *along(then, (first[2], first[3])), x, y)


def along(matrix: Matrix, way: Point) -> Point:
    """Give where a way points to once it is turned."""
    x, y = way
    return (matrix[0] * x + matrix[2] * y, matrix[1] * x + matrix[3] * y)


def direction(way: Point) -> int | None:
    """Give the multiple of 90 degrees that a line runs along, from 0 to 270; None where it slants."""
    degrees = math.degrees(math.atan2(way[1], way[0]))
    straight = 90 * round(degrees / 90)
    return straight % 360 if abs(degrees - straight) <= _MAX_SLANT else None


def shared(box: Box, clip: Box | None) -> Box:
    """Give what of a box lies inside what can be drawn on."""
    if clip is None:
        return box
    left, bottom, right, top = max(box[0], clip[0]), max(box[1], clip[1]), min(box[2], clip[2]), min(box[3], clip[3])
    return (left, bottom, right, top) if left < right and bottom < top else NOWHERE


def rule_between(start: Point, end: Point) -> Rule | None:
    """Give the rule between two points, None where it is slanted or a dot."""
    width, height = abs(end[0] - start[0]), abs(end[1] - start[1])
    if min(width, height) > THIN or max(width, height) <= THIN:
        return None
    if width >= height:
        return Rule(
            is_horizontal=True,
            at=(start[1] + end[1]) / 2,
            start=min(start[0], end[0]),
            end=max(start[0], end[0]),
        )
    return Rule(
        is_horizontal=False,
        at=(start[0] + end[0]) / 2,
        start=min(start[1], end[1]),
        end=max(start[1], end[1]),
    )
