"""Rows that may hold another region's row, whose label is lost or not understood: they are credited to nobody.

Only a region's last row can hold the next region's first, and where pages were moved, any row. Another row shows at the
top of a page, by a template's words that fill a row, or by cells that begin anew from the left.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.corrections import Action, Corrections
from corpus.forms.model import RowWords
from corpus.pages import collapse
from corpus.regions import find_region
from corpus.structure.labels import LAST_RANK, rank
from corpus.structure.learned import LearnedTables
from corpus.structure.lines import TableLine, join_lines
from corpus.structure.row_starts import breaks_off, leaves_open
from corpus.structure.rows import RegionRow, ThemeTable

# Where the compilation's rows are joined with the next region's in the middle of a page, this gains 0.6 or more in all
# 82; of the 147 last rows of a region, one gains more than this.
_MIN_GAIN = -1.5
_MAX_BEFORE = 3  # words of a region's answer that nothing is reported, before what the form expects there


@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenRows:
    """Finds them.

    Attributes:
        learned: What the rows of all tables taught of their columns.
        words: What rows say besides initiatives.
        corrections: A line that is no row start according to these hides none.
        last_rank: The place in the alphabet of the last region that is expected.
    """

    learned: LearnedTables
    words: RowWords
    corrections: Corrections
    last_rank: int

    def hold(self, table: ThemeTable) -> ThemeTable:
        """Take from a table's rows what may be another region's, and tell it."""
        rows, unsettled, notes = [], list(table.unsettled), list(table.notes)
        for row, others, is_settled in _with_others(table, self.last_rank):
            shown = self._shown(row, others) if others else None
            if shown is None and not is_settled and breaks_off(row.lines[-1].text):
                shown = row.lines[-1]
            if shown is None:
                rows.append(row)
                continue
            place = row.lines.index(shown)
            start = place if shown.starts_page else 0
            if start:
                rows.append(replace(row, lines=row.lines[:start]))
            held = row.lines[start:] if start else row.with_label
            unsettled.append(held)
            notes.append(
                f"sida {shown.page}, rad {shown.number}: här kan en annan regions rad börja: "
                f"{shown.text.strip()[:40]!r}; {'resten av ' if start else ''}raden räknas inte till någon"
            )
        return replace(table, rows=tuple(rows), unsettled=tuple(unsettled), notes=tuple(notes))

    def _shown(self, row: RegionRow, others: Collection[int]) -> TableLine | None:
        """Give the line on which a row of one of these other regions may begin, or None."""
        settled = self.corrections.lines(Action.NOT_ROW_START)
        tops = (line for line in row.lines[1:] if line.starts_page)
        found = (*self._template_rows(row), *_names_alone(row, others), *self._cells_anew(row), *tops)
        return next((line for line in found if line.number not in settled), None)

    def _template_rows(self, row: RegionRow) -> Iterator[TableLine]:
        """Find words that fill a row of their own inside this one, or what follows them."""
        text, says_nothing = "", False
        for line in row.lines:
            if says_nothing and text.endswith("."):
                yield line
                return
            text = collapse(f"{text} {line.text}")
            match = self.words.nothing.search(text)
            if match is not None and not says_nothing:
                says_nothing = True
                if len(text[: match.start()].split()) > _MAX_BEFORE:
                    yield line
                    return

    def _cells_anew(self, row: RegionRow) -> Iterator[TableLine]:
        """Find the units with which another row's cells probably begin, the likeliest first."""
        units = self.learned.head(row).units
        told = [join_lines(line for unit in units[: n + 1] for line in unit.lines) for n in range(len(units))]
        refers = [len(text.split()) <= self.words.reference_words and _ends_on(self.words, text) for text in told]
        gains = zip(self.learned.parted(row, refers), units[1:], strict=True)
        likely = sorted(((gain, unit.lines[0]) for gain, unit in gains if gain >= _MIN_GAIN), key=lambda one: -one[0])
        numbers = {line.number: line for line in row.lines}
        yield from (numbers[line.number] for _, line in likely)


def _ends_on(words: RowWords, text: str) -> bool:
    return any(match.end() == len(text) for match in words.reference.finditer(text))


def _names_alone(row: RegionRow, others: Collection[int]) -> Iterator[TableLine]:
    """Find lines that hold nothing but the name of one of these regions, and one that it could not be part of."""
    for before, line in pairwise(row.lines):
        place = find_region(collapse(line.text))
        if place is not None and rank(place.code) in others and not leaves_open(before.text):
            yield line


def _with_others(table: ThemeTable, last_rank: int) -> Iterator[tuple[RegionRow, Collection[int], bool]]:
    """Give each row with the places in the alphabet of the other regions whose rows may follow it.

    And whether it is settled where it ends: what follows it is a certain row's, or nothing.
    """
    certain = {row.number: row for row in table.rows}
    starts = sorted((*certain, *(lines[0].number for lines in table.unsettled)))
    following = dict(pairwise(starts))
    for row in table.rows:
        own, after = rank(row.region), certain.get(following.get(row.number, 0))
        is_settled = after is not None or row.number not in following
        if not table.is_in_order:
            yield row, {*range(LAST_RANK)} - {own}, is_settled
        else:
            end = rank(after.region) if after is not None else last_rank
            yield row, range(own + 1, end + 1), is_settled
