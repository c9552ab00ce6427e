"""The cells of ruled tables: what the lines drawn on a PDF page enclose."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.readers.drawn import Chunk
from corpus.readers.geometry import Rule

# Rules nearer than this are one; so far may a rule end from another it meets. Points.
_SNAP = 3.0
# More rules than this are a diagram.
_MAX_RULES = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class CellPlace:
    """The cell a line stands in: table on its page, first row, column, rows and columns spanned, all from 1.

    It is unsure where it is not known which cell of the first column stands beside it.
    """

    table: int
    row: int
    column: int
    n_rows: int
    n_columns: int = 1
    is_unsure: bool = False


Places = list[CellPlace | None]


def ruled_cells(chunks: Sequence[Chunk], rules: Sequence[Rule], shades: Sequence[Rule]) -> Places:
    """Give, for each stretch of text, the cell of a ruled table it begins in.

    Cells that are all filled with a colour are a table, too; where only some rows are, the others have no cells.

    Args:
        shades: The sides of what is filled.
    """
    drawn, filled = _distinct(rules), _distinct(shades)
    is_diagram = len(drawn) + len(filled) > _MAX_RULES
    frames = [] if is_diagram else list(_frames([*drawn, *filled], drawn))
    return [next((place for frame in frames if (place := frame.place(chunk)) is not None), None) for chunk in chunks]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """Rules that touch each other: columns part at `xs`, rows at `ys`, from left and from top."""

    number: int
    across: tuple[Rule, ...]
    down: tuple[Rule, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]

    def is_drawn(self, drawn: Sequence[Rule]) -> bool:
        """Whether a line that is drawn as such parts its columns, or nothing but such lines are there."""
        inner = [rule for rule in self.down if self.xs[0] + _SNAP < rule.at < self.xs[-1] - _SNAP]
        return any(rule in drawn for rule in inner) or all(rule in drawn for rule in (*self.down, *self.across))

    def is_striped(self, others: Iterable["_Frame"]) -> bool:
        """Whether only some rows are filled: no column is parted in the others, or each filled one is a frame."""
        inner = [rule for rule in self.down if self.xs[0] + _SNAP < rule.at < self.xs[-1] - _SNAP]
        rows = ((above + below) / 2 for above, below in pairwise(self.ys))
        are_others = len(self.ys) == 2 or any(one is not self and _are_near(one.xs, self.xs) for one in others)
        return are_others or not all(any(_reaches(rule, y) for rule in inner) for y in rows)

    def place(self, chunk: Chunk) -> CellPlace | None:
        """Give the cell a text begins in; a missing rule makes the cells on both sides one."""
        x, y = chunk.x, chunk.y + 0.3 * chunk.size
        if not (self.xs[0] - _SNAP < x < self.xs[-1] and self.ys[-1] < y < self.ys[0]):
            return None
        left = max((rule.at for rule in self.down if rule.at <= x + _SNAP and _reaches(rule, y)), default=self.xs[0])
        right = min((rule.at for rule in self.down if rule.at > x + _SNAP and _reaches(rule, y)), default=self.xs[-1])
        top = min((rule.at for rule in self.across if rule.at >= y and _reaches(rule, x)), default=self.ys[0])
        below = max((rule.at for rule in self.across if rule.at < y and _reaches(rule, x)), default=self.ys[-1])
        row, end = _nearest(self.ys, top), _nearest(self.ys, below)
        column = min(_nearest(self.xs, left), len(self.xs) - 2)
        return CellPlace(
            table=self.number,
            row=row + 1,
            column=column + 1,
            n_rows=max(end - row, 1),
            n_columns=max(_nearest(self.xs, right) - column, 1),
        )


def _are_near(some: Sequence[float], others: Sequence[float]) -> bool:
    return len(some) == len(others) and all(abs(a - b) <= _SNAP for a, b in zip(some, others, strict=True))


def _reaches(rule: Rule, at: float) -> bool:
    return rule.start - _SNAP <= at <= rule.end + _SNAP


def _nearest(values: Sequence[float], value: float) -> int:
    return min(range(len(values)), key=lambda n: abs(values[n] - value))


def _distinct(rules: Iterable[Rule]) -> list[Rule]:
    found = {(rule.is_horizontal, round(rule.at), round(rule.start), round(rule.end)): rule for rule in rules}
    return list(found.values())


def _frames(rules: Sequence[Rule], drawn: Sequence[Rule]) -> list[_Frame]:
    """Give the tables that rules draw: at least two columns, from the top of the page down.

    Args:
        drawn: Those that are drawn as such; the others are the sides of what is filled.
    """
    found = []
    for group in _touching(rules):
        across = tuple(rule for rule in group if rule.is_horizontal)
        down = tuple(rule for rule in group if not rule.is_horizontal)
        if across and down:
            xs = _snapped([*(rule.at for rule in down), *(end for rule in across for end in (rule.start, rule.end))])
            ys = _snapped([*(rule.at for rule in across), *(end for rule in down for end in (rule.start, rule.end))])
            if len(xs) > 2 and len(ys) > 1:
                found.append(_Frame(number=0, across=across, down=down, xs=tuple(xs), ys=tuple(reversed(ys))))
    found.sort(key=lambda frame: -frame.ys[0])
    kept = [frame for frame in found if frame.is_drawn(drawn) or not frame.is_striped(found)]
    return [replace(frame, number=number) for number, frame in enumerate(kept, start=1)]


def _touching(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Group rules that meet, directly or through others."""
    groups: list[list[Rule]] = []
    for rule in rules:
        meeting = [group for group in groups if any(_meet(rule, other) for other in group)]
        groups = [group for group in groups if not any(group is other for other in meeting)]
        groups.append([rule, *(other for group in meeting for other in group)])
    return groups


def _meet(one: Rule, other: Rule) -> bool:
    if one.is_horizontal == other.is_horizontal:
        is_same_line = abs(one.at - other.at) <= _SNAP
        return is_same_line and one.start <= other.end + _SNAP and other.start <= one.end + _SNAP
    return _reaches(one, other.at) and _reaches(other, one.at)


def _snapped(values: Iterable[float]) -> list[float]:
    """Give the distinct values, ascending; those within the snap of the last one are the same."""
    distinct: list[float] = []
    for value in sorted(values):
        if not distinct or value - distinct[-1] > _SNAP:
            distinct.append(value)
    return distinct
