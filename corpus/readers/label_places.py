"""Which rows of a table without lines a text in its first column stands beside, by where they are on the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from corpus.readers.headed_rows import Baselines

# The first of some rows and the first after them.
Span = tuple[int, int]


class SetAt(Enum):
    """Where in its cell a label stands."""

    TOP = auto()
    MIDDLE = auto()
    BOTTOM = auto()


@dataclass(frozen=True, slots=True)
class Stretch:
    """What stands below each other: its baselines, and the highest and lowest of them, in points."""

    baselines: Baselines
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.top + self.bottom) / 2


def from_top(rows: Sequence[Stretch], labels: Sequence[Stretch], near: float, *, begins: bool) -> list[Span] | None:
    """Give the rows of each label, where all begin on the first line of one; else None.

    Without the table's beginning, rows may be left at the top, whose label stands on the page before.
    """
    starts = [next((n for n, row in enumerate(rows) if abs(row.top - label.top) < near), None) for label in labels]
    found = [start for start in starts if start is not None]
    is_whole = len(found) == len(labels) and not (begins and found[0] > 0)
    return list(zip(found, [*found[1:], len(rows)], strict=True)) if is_whole else None


def from_bottom(
    rows: Sequence[Stretch], labels: Sequence[Stretch], near: float, *, begins: bool, ends: bool
) -> list[Span] | None:
    """Give the rows of each label, where all end on the last line of one; else None.

    Without the table's beginning, whose the rows above the first label's are is not known; without its end, nor whose
    those below the last label's are.
    """
    lasts = [next((n for n, row in enumerate(rows) if abs(row.bottom - label.bottom) < near), None) for label in labels]
    found = [last + 1 for last in lasts if last is not None]
    if len(found) < len(labels) or (ends and found[-1] < len(rows)):
        return None
    return list(zip([0 if begins else found[0] - 1, *found[:-1]], found, strict=True))


def around(
    rows: Sequence[Stretch], labels: Sequence[Stretch], near: float, *, begins: bool, ends: bool
) -> list[Span] | None:
    """Give the rows of each label, where every one stands in the middle of its rows; None where they come out uneven.

    Rows are told apart from where the table begins or ends on the page; where it does neither, None. At the other end
    rows may be left, whose label stands on another page.
    """
    if begins:
        spans = _around_in_order(rows, labels, near)
        return None if spans is None or (ends and spans[-1][1] != len(rows)) else spans
    spans = _around_in_order(rows[::-1], labels[::-1], near) if ends else None
    return None if spans is None else [(len(rows) - end, len(rows) - start) for start, end in reversed(spans)]


def is_between(rows: Sequence[Stretch], labels: Sequence[Stretch], near: float) -> bool:
    """Whether a label stands in the middle of no single row, so that it must be set to the middle of several."""
    return any(all(abs(row.middle - label.middle) >= near for row in rows) for label in labels)


def may_be_around(rows: Sequence[Stretch], labels: Sequence[Stretch], near: float, *, begins: bool, ends: bool) -> bool:
    """Whether every label may stand in the middle of its rows, some of which may be on the page before or after."""
    starts = {0} if begins else set(range(len(rows)))
    last = len(rows) - 1
    for place, label in enumerate(labels):
        found = {
            end + 1
            for start in starts
            for end in range(start, len(rows))
            if abs(_middle(rows[start], rows[end]) - label.middle) < near
            or (place == 0 and not begins and start == 0 and label.middle > _middle(rows[0], rows[end]))
        }
        is_last = place == len(labels) - 1
        if is_last and not ends and any(label.middle < _middle(rows[start], rows[last]) for start in starts):
            return True
        starts = {start for start in found if start < len(rows) or is_last}
    return bool(starts) and (not ends or len(rows) in starts)


def _around_in_order(rows: Sequence[Stretch], labels: Sequence[Stretch], near: float) -> list[Span] | None:
    """Give the rows that each label stands in the middle of, one label's after the other's."""
    spans: list[Span] = []
    start = 0
    for label in labels:
        ends = (n for n in range(start, len(rows)) if abs(_middle(rows[start], rows[n]) - label.middle) < near)
        last = next(ends, None)
        if last is None:
            return None
        spans.append((start, last + 1))
        start = last + 1
    return spans


def _middle(one: Stretch, other: Stretch) -> float:
    return (max(one.top, other.top) + min(one.bottom, other.bottom)) / 2


def beside(rows: Sequence[Stretch], label: Stretch, near: float) -> Span | None:
    """Give the rows that surely are a label's: those it stands beside, or else those above and below it; else None.

    Where rows are further apart than others, a label between them stands in a row of its own.
    """
    met = [n for n, row in enumerate(rows) if row.top + near > label.bottom and label.top > row.bottom - near]
    if met:
        return met[0], met[-1] + 1
    gaps = [above.bottom - below.top for above, below in pairwise(rows)]
    between = (n for n in range(len(gaps)) if rows[n].bottom > label.top and label.bottom > rows[n + 1].top)
    above = next(between, None)
    return None if above is None or gaps[above] > min(gaps) + near else (above, above + 2)
