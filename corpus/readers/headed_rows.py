"""Where the rows of a table without cells begin: at rules across it, and where all its columns leave a gap."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from corpus.readers.geometry import Rule
from corpus.readers.printed import PrintedLine

# A baseline further below the last one than this many sizes begins a new row.
ROW_GAP = 1.5
# Rules within so many points of each other are one, and so far may one end from what it reaches.
_SNAP = 3.0

Baselines = Sequence[Sequence[int]]


class Placing(Protocol):
    """Says in which column, from 1, a line begins; `starts` are where columns begin, from left."""

    @property
    def starts(self) -> tuple[float, ...]: ...

    def column(self, line: PrintedLine) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadedRow:
    """One row of a table.

    Attributes:
        baselines: Its lines by baseline, each as places on the page.
        joins_above: Whether its first column is one cell with that of the row above.
        is_unsure: Whether it is not known which text of the first column it belongs to.
    """

    baselines: Baselines
    joins_above: bool
    is_unsure: bool


def by_baseline(lines: Sequence[PrintedLine]) -> list[list[int]]:
    """Group lines outside ruled tables that stand on one baseline, from left; from the top of the page down."""
    rows: list[list[int]] = []
    order = sorted((n for n in range(len(lines)) if lines[n].cell is None), key=lambda n: (-lines[n].y, lines[n].x))
    for n in order:
        if rows and abs(lines[rows[-1][0]].y - lines[n].y) < 0.4 * lines[n].size:
            rows[-1].append(n)
        else:
            rows.append([n])
    return [sorted(row, key=lambda n: lines[n].x) for row in rows]


def is_apart(lines: Sequence[PrintedLine], above: Sequence[int], below: Sequence[int]) -> bool:
    """Whether a baseline is further below another than the lines of a text are."""
    return lines[above[0]].y - lines[below[0]].y > ROW_GAP * lines[below[0]].size


def headed_rows(
    lines: Sequence[PrintedLine], baselines: Baselines, columns: Placing, rules: Sequence[Rule]
) -> list[HeadedRow]:
    """Part a table's baselines into rows.

    Args:
        baselines: Below its heads, from the top down.
        rules: All of the page.
    """
    parting = list(_parting(rules, columns))
    found = []
    for above, stretch in _stretches(lines, baselines, parting):
        is_joined = above is not None and not above.reaches_first
        for place, row in enumerate(_by_gaps(lines, stretch, columns, is_ruled=above is not None)):
            found.append(HeadedRow(baselines=row, joins_above=is_joined and place == 0, is_unsure=False))
    return found


def is_parted(lines: Sequence[PrintedLine], baselines: Baselines, columns: Placing, rules: Sequence[Rule]) -> bool:
    """Whether a rule across the table stands between its first and its last baseline."""
    top, bottom = lines[baselines[0][0]].y, lines[baselines[-1][0]].y
    return any(bottom < one.at < top for one in _parting(rules, columns))


def parted(
    lines: Sequence[PrintedLine], baselines: Baselines, columns: Placing, rules: Sequence[Rule]
) -> list[list[Sequence[int]]]:
    """Part baselines where rules stand across the table."""
    return [stretch for _, stretch in _stretches(lines, baselines, list(_parting(rules, columns)))]


@dataclass(frozen=True, slots=True)
class _Parting:
    """A rule that parts rows; it may leave out the first column, where one cell spans several."""

    at: float
    reaches_first: bool


def _parting(rules: Sequence[Rule], columns: Placing) -> Iterator[_Parting]:
    """Give the rules across a table, those of its single cells together, from the top down."""
    across = sorted((rule for rule in rules if rule.is_horizontal), key=lambda rule: -rule.at)
    groups: list[list[Rule]] = []
    for rule in across:
        if groups and groups[-1][0].at - rule.at <= _SNAP:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    first, second, *_ = columns.starts
    for group in groups:
        left, right = min(rule.start for rule in group), max(rule.end for rule in group)
        if left <= second + _SNAP and right >= columns.starts[-1] + _SNAP:
            yield _Parting(group[0].at, reaches_first=left <= first + _SNAP)


def _stretches(
    lines: Sequence[PrintedLine], baselines: Baselines, parting: Sequence[_Parting]
) -> Iterator[tuple[_Parting | None, list[Sequence[int]]]]:
    """Give what stands between two rules, with the rule above it where there is one between rows."""
    stretch: list[Sequence[int]] = []
    above: _Parting | None = None
    for before, row in pairwise([None, *baselines]):
        assert row is not None
        top = None if before is None else lines[before[0]].y
        rule = next((p for p in parting if top is not None and lines[row[0]].y < p.at < top), None)
        if rule is not None:
            yield above, stretch
            stretch, above = [], rule
        stretch.append(row)
    if stretch:
        yield above, stretch


def _by_gaps(
    lines: Sequence[PrintedLine], baselines: Baselines, columns: Placing, *, is_ruled: bool
) -> Iterator[list[Sequence[int]]]:
    """Part baselines where a gap runs through all columns and what stands below it begins a row.

    A row begins with its first column, or with two others side by side: a paragraph of one cell has no other beside
    it. Where no rule parts rows, cells may be set to the middle of theirs: then the others stand further down.
    """
    row: list[Sequence[int]] = []
    for block in blocks(lines, baselines):
        opens = {columns.column(lines[n]) for n in block[0]}
        within = {columns.column(lines[n]) for one in block for n in one}
        if row and (1 in opens or len(opens) > 1 or (not is_ruled and (1 in within or len(within) > 1))):
            yield row
            row = []
        row += block
    if row:
        yield row


def blocks(lines: Sequence[PrintedLine], baselines: Baselines) -> Iterator[list[Sequence[int]]]:
    """Part baselines where a gap runs through all columns."""
    block: list[Sequence[int]] = []
    for row in baselines:
        if block and is_apart(lines, block[-1], row):
            yield block
            block = []
        block.append(row)
    if block:
        yield block
