"""What shows by words alone that another region's row begins inside a row: its name, or a sentence cut off."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from corpus.pages import collapse
from corpus.regions import Region, find_mentions, find_region
from corpus.structure.labels import opens_name, rank
from corpus.structure.lines import TableLine
from corpus.structure.row_starts import breaks_off, leaves_open
from corpus.structure.rows import RegionRow
from corpus.structure.widths import fills

# A sentence's end, and no abbreviation's; or a figure alone.
_ENDED = re.compile(r"(?:\w{4}[.!?]|”|^\d+)$")

_LONGEST_NAME = 5  # words


def names_alone(row: RegionRow, others: Collection[int]) -> Iterator[TableLine]:
    """Find lines that hold nothing but the name of one of these regions, and one that it could not be part of."""
    for before, line in pairwise(row.lines):
        text = collapse(line.text)
        place = find_region(text) if text.count(" ") < _LONGEST_NAME else None
        if place is not None and rank(place.code) in others and not leaves_open(before.text):
            yield line


def labels_inside(row: RegionRow, others: Collection[int]) -> Iterator[TableLine]:
    """Find lines in which one of these regions' names stands as a label does, with what ends a cell before it."""
    for line in row.lines:
        for start, end in _named(line.text, others):
            before = line.text[:start]
            if before.strip() and not breaks_off(before) and opens_name(line.text[end:].lstrip(" :")):
                yield line


def without_beginning(row: RegionRow, widths: Sequence[float]) -> Iterator[TableLine]:
    """Find lines that begin in the middle of a sentence, where the one before ended and had room for more.

    Args:
        widths: Of the table's columns, in em.
    """
    for before, line in pairwise(row.lines):
        one, other = collapse(before.text), collapse(line.text)
        if other[:1].islower() and _ENDED.search(one) and not fills(one, other, widths):
            yield line


def last_named(row: RegionRow, others: Collection[int]) -> int:
    """Give the last line of a row that names one of these regions, 0 where none does."""
    return next((line.number for line in reversed(row.lines) if any(_named(line.text, others))), 0)


def _named(text: str, others: Collection[int]) -> Iterator[tuple[int, int]]:
    """Give where one of these regions is named in a text."""
    for mention in find_mentions(text) if others else ():
        if isinstance(mention.place, Region) and rank(mention.place.code) in others:
            yield mention.start, mention.end
