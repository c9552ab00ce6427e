"""Signs, in the words alone, that another region's row begins inside a row: its name, or a sentence cut off."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from corpus.forms.flattened import RowWords
from corpus.pages import collapse
from corpus.regions import Region
from corpus.regions.names import find_mentions, find_region
from corpus.structure.labels import opens_name, rank
from corpus.structure.line_ends import breaks_off, leaves_open
from corpus.structure.lines import TableLine, join_lines
from corpus.structure.rows import RegionRow
from corpus.structure.widths import fills, text_width

# A sentence's end, and no abbreviation's; or a figure alone.
_ENDED = re.compile(r"(?:\w{4}[.!?]|”|^\d+)$")

# A figure that a sentence goes on with: "alla mål" / "3 kring energi".
_FIGURE_INSIDE = re.compile(r"\d+ [a-zåäö]")
_LONGEST_NAME = 5  # words
# Of the narrowest column. In 140 last rows of a region no sentence goes on in lower case below a line as short as this.
_SHORT_LINE = 0.5


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
    """Find lines that begin in the middle of a sentence, where the one before had room for more and is no part of it.

    So it is where the line before ended a sentence, or is too short to have been broken in one; and with a figure,
    which a list may hold as well, where nothing follows.

    Args:
        widths: Of the table's columns, in em.
    """
    short = _SHORT_LINE * min(widths)
    for before, line in pairwise(row.lines):
        one, other = collapse(before.text), collapse(line.text)
        if fills(one, other, widths):
            continue
        is_apart = text_width(one) < short and not breaks_off(one)
        is_last_figure = line is row.lines[-1] and _FIGURE_INSIDE.match(other) is not None and not breaks_off(one)
        if is_last_figure or (other[:1].islower() and (is_apart or _ENDED.search(one))):
            yield line


def ends_of_nothing(rows: Iterable[RegionRow], words: RowWords) -> frozenset[str]:
    """Give the last lines, in lower case, of rows that say that nothing is reported."""
    lasts = (collapse(row.lines[-1].text) for row in rows if words.nothing.search(join_lines(row.lines)))
    return frozenset(last for last in lasts if last[:1].islower())


def left_of_nothing(row: RegionRow, ends: Collection[str], words: RowWords) -> Iterator[TableLine]:
    """Find the last line of a row that says more, where rows that say that nothing is reported end on such a one."""
    if len(row.lines) > 1 and collapse(row.lines[-1].text) in ends and not words.nothing.search(join_lines(row.lines)):
        yield row.lines[-1]


def names_of(row: RegionRow, place: Region) -> Iterator[TableLine]:
    """Find lines in which a region is named, also as the beginning of a longer word: `Värmlandsstrategin`."""
    named = re.compile(rf"(?<!\w){re.escape(place.name)}")
    return (line for line in row.lines if named.search(line.text))


def label_of(line: TableLine) -> Region | None:
    """Give the region that a line begins with, as a row's first does."""
    begins = next(iter(find_mentions(collapse(line.text))), None)
    return begins.place if begins is not None and begins.start == 0 and isinstance(begins.place, Region) else None


def last_named(row: RegionRow, others: Collection[int]) -> int:
    """Give the last line of a row that names one of these regions, 0 where none does."""
    return next((line.number for line in reversed(row.lines) if any(_named(line.text, others))), 0)


def _named(text: str, others: Collection[int]) -> Iterator[tuple[int, int]]:
    """Give where one of these regions is named in a text."""
    for mention in find_mentions(text) if others else ():
        if isinstance(mention.place, Region) and rank(mention.place.code) in others:
            yield mention.start, mention.end
