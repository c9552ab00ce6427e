"""Figures in neighbouring cells: kept apart, since side by side they would read as one amount."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.pages import Line, PageLines
from corpus.structure.row_plans import RowPlan

_MARK = " |"
# Three digits after one to three others are read as an amount's next group: `412 500` and `738 250`.
_ENDS_GROUP = re.compile(r"(?:^|\D)\d{1,3}\s*$")
_BEGINS_GROUP = re.compile(r"\s*\d{3}(?!\d)")


def may_run_together(before: str, after: str) -> bool:
    """Whether figures at the end of one text and the beginning of another would read as one amount."""
    return bool(_ENDS_GROUP.search(before) and _BEGINS_GROUP.match(after))


def part_figures(pages: Sequence[PageLines], plans: Mapping[tuple[int, int], RowPlan]) -> list[PageLines]:
    """Give pages with a mark after each cell of running text whose figure the next cell would go on with."""
    return [_part_page(page, plans) for page in pages]


def _part_page(page: PageLines, plans: Mapping[tuple[int, int], RowPlan]) -> PageLines:
    lines = list(page.lines)
    filled = [place for place, line in enumerate(lines) if line.text.strip()]
    for place, following in pairwise(filled):
        one, other = lines[place], lines[following]
        if _are_one_text(one, other, plans) and may_run_together(one.text, other.text):
            lines[place] = replace(one, text=f"{one.text.rstrip()}{_MARK}")
    return replace(page, lines=tuple(lines))


def _are_one_text(one: Line, other: Line, plans: Mapping[tuple[int, int], RowPlan]) -> bool:
    """Whether two lines stand in different cells that are read as the same field."""
    if one.cell is None or other.cell is None or one.cell == other.cell:
        return False
    fields = [plans[line.cell.table, line.cell.row].field(line.cell.column) for line in (one, other) if line.cell]
    return fields[0] is fields[1]
