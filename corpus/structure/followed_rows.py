"""Rows with what follows them, which tells whose rows they may hold."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

from corpus.regions import Region
from corpus.structure.labels import LAST_RANK, rank
from corpus.structure.row_signs import label_of
from corpus.structure.rows import RegionRow, ThemeTable


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedRow:
    """A row that may hold another, and what follows it.

    Attributes:
        others: The places in the alphabet of the other regions whose rows may follow it.
        is_settled: Whether what follows it is a certain row's, or nothing.
        ends_page: Whether what follows it begins a page, or nothing does.
        moved_below: Where pages were moved, the other region whose label stands below it, also one that the alphabet
            speaks against: its row may have begun above, and where the row names that region, probably has.
    """

    row: RegionRow
    others: Collection[int]
    is_settled: bool
    ends_page: bool
    moved_below: Region | None


def followed_rows(table: ThemeTable, last_rank: int) -> Iterator[FollowedRow]:
    """Give each row with the other regions whose rows may follow it."""
    certain = {row.number: row for row in table.rows}
    first = {row.number: row.label for row in table.rows} | {lines[0].number: lines[0] for lines in table.unsettled}
    following = dict(pairwise(sorted(first)))
    for row in table.rows:
        number = following.get(row.number)
        own, after = rank(row.region), certain.get(number or 0)
        end = rank(after.region) if after is not None else last_rank
        may_be_moved = after is None or not table.is_in_order
        below = label_of(first[number]) if number is not None and may_be_moved else None
        yield FollowedRow(
            row=row,
            others=range(own + 1, end + 1) if table.is_in_order else {*range(LAST_RANK)} - {own},
            is_settled=after is not None or number is None,
            ends_page=number is None or first[number].starts_page,
            moved_below=below if below is not None and below.code != row.region else None,
        )
