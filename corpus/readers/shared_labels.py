"""Which rows of a table without lines share one cell of the first column: where its regions stand beside them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.readers.geometry import Rule
from corpus.readers.headed_rows import Baselines, HeadedRow, Placing, blocks, is_parted, parted
from corpus.readers.label_places import (
    SetAt,
    Span,
    Stretch,
    around,
    beside,
    from_bottom,
    from_top,
    is_between,
    may_be_around,
)
from corpus.readers.printed import PrintedLine
from corpus.regions.names import find_mentions

# What stands on one height is off by no more than so many sizes; what is set to the middle of something, by so many.
_LEVEL, _MIDDLE = 0.4, 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedRows:
    """The rows of a table on one page, and where its regions stand in their cells, if that is known."""

    rows: list[HeadedRow]
    set_at: SetAt | None


def shared_labels(
    lines: Sequence[PrintedLine],
    baselines: Baselines,
    columns: Placing,
    rules: Sequence[Rule],
    shades: Sequence[Rule],
    *,
    begins: bool,
    ends: bool,
    set_at: SetAt | None,
) -> SharedRows | None:
    """Part baselines into rows where a region in the first column may stand for several; None where none does.

    A region may stand at the top of its rows, in the middle or at the bottom of them. Where it is not certain which,
    or which rows it is in the middle of, only those that it stands beside are taken for its own.

    Args:
        baselines: Below the table's heads, from the top down.
        rules: All of the page; where one parts rows, they are no table without lines.
        shades: The edges of its shaded areas: they part rows, and do not tell which cells of the first column are one.
        begins, ends: Whether the table does so on this page. Else its first rows may be the region's above, and its
            last ones those of a region on the next page.
        set_at: Where the regions of the same table stand on the pages above, if that is known.
    """
    if not baselines or is_parted(lines, baselines, columns, rules):
        return None
    labels = _labels(lines, baselines, columns, shades)
    rows = list(_rows(lines, baselines, columns, shades))
    if not labels and not begins and set_at in (SetAt.MIDDLE, SetAt.BOTTOM):
        # The region of all these rows may stand on the next page.
        return SharedRows(rows=list(_joined(rows, [], [], is_sure=False)), set_at=set_at)
    named = [[mention.place for mention in find_mentions(_text(lines, label))] for label in labels]
    # Where a region stands beside each of its rows, a row without one is nobody's.
    repeats = any(one == other for one, other in pairwise(named))
    if not 0 < len(labels) < len(rows) or not all(named) or repeats:
        return None
    size = lines[labels[0].baselines[0][0]].size
    settled = _settled(rows, labels, size, begins=begins, ends=ends, set_at=set_at)
    if settled is not None:
        at, spans = settled
        # Whose the rows above the first of several regions at the bottom of theirs are is not known.
        joined = list(_joined(rows, labels, spans, is_sure=at is not SetAt.BOTTOM))
        return SharedRows(rows=joined, set_at=at)
    only_beside = _only_beside(rows, labels, _LEVEL * size)
    return None if only_beside is None else SharedRows(rows=only_beside, set_at=set_at)


def _settled(
    rows: Sequence[Stretch],
    labels: Sequence[Stretch],
    size: float,
    *,
    begins: bool,
    ends: bool,
    set_at: SetAt | None,
) -> tuple[SetAt, list[Span]] | None:
    """Give where the labels stand in their cells, and the rows of each; None unless they can stand in one way only."""
    near = _MIDDLE * size
    in_middle = around(rows, labels, near, begins=begins, ends=ends)
    spans = {
        SetAt.TOP: from_top(rows, labels, _LEVEL * size, begins=begins),
        SetAt.MIDDLE: in_middle if set_at is not None or is_between(rows, labels, near) else None,
        SetAt.BOTTOM: from_bottom(rows, labels, _LEVEL * size, begins=begins, ends=ends),
    }
    may_be = {at for at in (SetAt.TOP, SetAt.BOTTOM) if spans[at] is not None}
    if may_be_around(rows, labels, near, begins=begins, ends=ends):
        may_be.add(SetAt.MIDDLE)
    if set_at is None and len(may_be) == 1:
        (set_at,) = may_be
    found = spans.get(set_at) if set_at is not None else None
    return None if found is None or set_at is None else (set_at, found)


def _only_beside(rows: Sequence[Stretch], labels: Sequence[Stretch], near: float) -> list[HeadedRow] | None:
    """Give the rows, those that no label stands beside as no one's; None where a label has a row of its own."""
    found = [beside(rows, label, near) for label in labels]
    spans = [span for span in found if span is not None]
    if len(spans) < len(labels):
        return None
    if any(one[1] > other[0] for one, other in pairwise(spans)):
        # Two stand beside the same row: all of them share all rows, which are so no one's.
        together = [row for label in labels for row in label.baselines]
        labels, spans = [Stretch(together, labels[0].top, labels[-1].bottom)], [(0, len(rows))]
    return list(_joined(rows, labels, spans, is_sure=False))


def _text(lines: Sequence[PrintedLine], label: Stretch) -> str:
    return " ".join(lines[n].text for baseline in label.baselines for n in baseline)


def _labels(
    lines: Sequence[PrintedLine], baselines: Baselines, columns: Placing, shades: Sequence[Rule]
) -> list[Stretch]:
    """Give what stands in the first column, each label with the lines that are no further apart than a text's.

    Rows may be shaded through a cell that spans several: its label is one, unless each part of it is a label.
    """
    first = [own for row in baselines if (own := [n for n in row if columns.column(lines[n]) == 1])]
    labels: list[Stretch] = []
    for block in blocks(lines, first):
        parts = [_stretch(lines, part) for part in parted(lines, block, columns, shades)]
        is_each = all(find_mentions(_text(lines, part)) for part in parts)
        labels += parts if is_each else [_stretch(lines, block)]
    return labels


def _rows(
    lines: Sequence[PrintedLine], baselines: Baselines, columns: Placing, shades: Sequence[Rule]
) -> Iterator[Stretch]:
    """Part what stands in the other columns at shades, and where a gap runs through all and several go on below it."""
    others = [own for row in baselines if (own := [n for n in row if columns.column(lines[n]) > 1])]
    for part in parted(lines, others, columns, shades):
        row: list[Sequence[int]] = []
        for block in blocks(lines, part):
            if row and len({columns.column(lines[n]) for one in block for n in one}) > 1:
                yield _stretch(lines, row)
                row = []
            row += block
        yield _stretch(lines, row)


def _stretch(lines: Sequence[PrintedLine], baselines: Baselines) -> Stretch:
    return Stretch(baselines, lines[baselines[0][0]].y, lines[baselines[-1][0]].y)


def _joined(
    rows: Sequence[Stretch], labels: Sequence[Stretch], spans: Sequence[Span], *, is_sure: bool = True
) -> Iterator[HeadedRow]:
    """Give the rows, each label's lines with its first one."""
    firsts = {start: label for (start, _), label in zip(spans, labels, strict=True)}
    held = {n for start, end in spans for n in range(start, end)}
    for n, row in enumerate(rows):
        label = firsts.get(n)
        own = row.baselines if label is None else [*label.baselines, *row.baselines]
        is_left = n not in held
        yield HeadedRow(baselines=own, joins_above=label is None and not is_left, is_unsure=is_left and not is_sure)
