"""A row's lines as units: stretches that no cell border can cut, with the evidence for a border before each.

Cells are printed one after the other, so a border lies where a line begins, unless the cell before it is a single
line: then both stand on one line, which is wider than the column or has spaces where an empty cell was.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from corpus.pages import collapse
from corpus.structure.lines import TableLine
from corpus.structure.widths import column_widths, fills, text_width
from corpus.swedish import NEVER_LAST, either

_OPENS_CELL = re.compile(r"[A-ZÅÄÖÉ0-9#\"'”“’‘«•(]")
_STOPS = (".", "!", "?", ")", "”", "“")
_NUMBERING = re.compile(r"[\W\d]*|.*:")
# No cell ends on one of these words.
_JOINS = re.compile(
    rf"(?i)(?:{either(NEVER_LAST)}|ska|kan|har|är|projektet|projekt|region|regionen|the|of|and|for|in|[&–/•,-]|.*,)"
)
_TOLERANCE = 0.02  # em; extraction may lose a thin space


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLayout:
    """What a table looks like: its columns' widths in em, and how often it writes a word in lower case."""

    widths: tuple[float, ...]
    lower_case: Counter[str]

    def is_too_wide(self, text: str) -> bool:
        """Whether a text is wider than the widest column."""
        return text_width(text) > max(self.widths) + _TOLERANCE

    def commonness(self, word: str) -> float:
        """Say how sure it is that a capital letter opens a sentence here and no name: 0 to 1.5."""
        count = self.lower_case[word.strip(".,:;").lower()] if word[0].isalpha() else 0
        return 1.5 if count >= 10 else 1.0 if count >= 2 else 0.0


def read_layout(rows: Iterable[Sequence[TableLine]], lower_case: Counter[str]) -> TableLayout:
    """Find what a table looks like from the lines of its rows; the words are counted over all tables."""
    texts = [collapse(line.text) for lines in rows for line in lines]
    return TableLayout(widths=column_widths(texts), lower_case=lower_case)


def count_lower_case(lines: Iterable[TableLine]) -> Counter[str]:
    """Count the words that stand in lower case."""
    words = (word.strip(".,:;()”") for line in lines for word in line.text.split())
    return Counter(word for word in words if word.islower())


@dataclass(frozen=True, kw_only=True)
class Unit:
    """Lines that belong to one cell, whatever it is.

    Attributes:
        is_broken: The line before ended though the first word would still have fitted.
        is_certain: A cell certainly begins with it: its line holds more than one column could.
        needs_border_before: It begins inside a line, so that it is a new cell only if the unit before is one too.
        empties: Spaces before it that no word accounts for; each may stand for an empty cell.
    """

    lines: tuple[TableLine, ...]
    is_broken: bool
    is_certain: bool
    needs_border_before: bool
    empties: int

    @cached_property
    def text(self) -> str:
        """Give the unit's text, white space collapsed."""
        return collapse(" ".join(line.text for line in self.lines))

    def widths(self, layout: TableLayout) -> Iterator[int]:
        """Give the index of a column width for each break inside the unit that only this width explains."""
        texts = [collapse(line.text) for line in self.lines]
        for text, following in pairwise(texts):
            explains = [n for n, width in enumerate(layout.widths) if fills(text, following, (width,))]
            if len(explains) == 1:
                yield explains[0]


def read_units(lines: Sequence[TableLine], layout: TableLayout) -> list[Unit]:
    """Cut the lines of one row, on one page, into units.

    Args:
        lines: The row's lines; the first without its region.
        layout: What the table they stand in looks like.
    """
    units: list[Unit] = []
    for n, line in enumerate(lines):
        following = collapse(lines[n + 1].text) if n + 1 < len(lines) else ""
        before = collapse(lines[n - 1].text) if n else ""
        is_broken = not (n and (lines[n - 1].is_joined or fills(before, collapse(line.text), layout.widths)))
        parts = _split_line(line, following, layout, may_be_cell=n == 0 or is_broken)
        for place, part in enumerate(parts):
            unit = Unit(
                lines=(part.line,),
                is_broken=place > 0 or is_broken,
                is_certain=part.is_certain,
                needs_border_before=place > 0,
                empties=part.empties if n or place else 0,
            )
            if units and not _may_open(unit, before):
                units[-1] = replace(units[-1], lines=(*units[-1].lines, part.line))
            else:
                units.append(unit)
    return units


def _may_open(unit: Unit, before: str) -> bool:
    """Whether a cell may begin here; a figure after a figure, or after a full line without a stop, goes on with it."""
    if unit.needs_border_before or unit.empties > 0:
        return True
    goes_on = before[-1:].isdigit() or (not unit.is_broken and not before.endswith(_STOPS))
    return _OPENS_CELL.match(unit.text) is not None and not (unit.text[0].isdigit() and goes_on)


@dataclass(frozen=True, slots=True)
class _Part:
    line: TableLine
    is_certain: bool
    empties: int


def _split_line(line: TableLine, following: str, layout: TableLayout, *, may_be_cell: bool) -> list[_Part]:
    """Cut a line where single-line cells end in it: certainly where it is too wide for one column, else perhaps."""
    spaces = 0 if line.starts_page else len(line.text) - len(line.text.lstrip())
    too_wide = not line.is_joined and layout.is_too_wide(_up_to_hyphen(collapse(line.text)))
    parts = [_Part(line, False, spaces)]
    while too_wide or may_be_cell:
        cut = _cut(parts[-1].line.text, following, layout)
        if cut is None:
            break
        parts[-1:] = _halves(parts[-1], cut, is_certain=too_wide)
    if too_wide and len(parts) > 1 and (cut := _cut(parts[0].line.text, "", layout)):
        parts[:1] = _halves(parts[0], cut, is_certain=True)
    return parts


def _halves(part: _Part, cut: int, *, is_certain: bool) -> list[_Part]:
    text, rest = part.line.text[:cut], part.line.text[cut:]
    gap = len(rest) - len(rest.lstrip()) - 1
    return [
        _Part(replace(part.line, text=text), is_certain, part.empties),
        _Part(replace(part.line, text=rest, starts_page=False), is_certain, gap),
    ]


def _up_to_hyphen(text: str) -> str:
    """The text without what follows a hyphen in its last word: extraction may have joined it to the line."""
    head, space, word = text.rpartition(" ")
    return f"{head}{space}{word.rpartition('-')[0]}-" if "-" in word[:-1] else text


def _cut(text: str, following: str, layout: TableLayout) -> int | None:
    """Find where the first of several cells on one line ends; the space after it goes to the next."""
    scores = {}
    for match in re.finditer(r" +(?=\S)", text.rstrip()):
        left, right = collapse(text[: match.start()]), collapse(text[match.end() :])
        if left and _OPENS_CELL.match(left) and _OPENS_CELL.match(right) and not layout.is_too_wide(left):
            scores[match.start()] = _cut_score(left, right, len(match[0]), following, layout)
    best = max(scores, key=lambda place: scores[place], default=None)
    needed = 0.0 if layout.is_too_wide(collapse(text)) else 2.5
    return best if best is not None and scores[best] >= needed else None


def _cut_score(left: str, right: str, spaces: int, following: str, layout: TableLayout) -> float:
    """Say how likely a cell ends between two parts of a line; below 0 when it does not."""
    ends, opens = left.rsplit(maxsplit=1)[-1], right.split(maxsplit=1)[0]
    if _JOINS.fullmatch(ends) or _NUMBERING.fullmatch(left):
        return -1.0
    score = 2.0 * (spaces > 1) + 1.0 * ends.endswith(_STOPS) - 0.5 * opens[0].isdigit() + layout.commonness(opens)
    if layout.is_too_wide(right):
        return score - 0.5
    if following and (following[0].islower() or _JOINS.fullmatch(right.rsplit(maxsplit=1)[-1])):
        return score + (1.5 if fills(right, following, layout.widths) else -4.0)
    return score + 0.5
