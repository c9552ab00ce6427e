"""Rows that may hold another region's row, with its label lost or not understood: they are credited to nobody.

Only a region's last row can hold the next region's first, and where pages were moved, any row. Another row shows at the
top of a page, by a template's words that fill a row, by cells that begin anew from the left, or by what the rows of
another region repeat. The more rows show one, the less it takes; where many do, no row is credited that may hold
another region's.
"""

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.corrections import Action, Corrections
from corpus.forms.flattened import RowWords
from corpus.pages import collapse
from corpus.structure.followed_rows import FollowedRow, followed_rows
from corpus.structure.learned import LearnedTables
from corpus.structure.line_ends import breaks_off
from corpus.structure.lines import TableLine, join_lines, told_place
from corpus.structure.row_signs import (
    ends_of_nothing,
    labels_inside,
    last_named,
    left_of_nothing,
    names_alone,
    names_of,
    without_beginning,
)
from corpus.structure.rows import RegionRow, ThemeTable
from corpus.structure.units import Unit

# Of the compilation's 132 last rows of a region without a correction none gains more than -1.1. Of 82 that are joined
# with the next region's in the middle of a page those that gain less are shown by their words.
_MIN_GAIN = -0.5
# Rows that show another, of those that may hold one, in a report that has lost none: 3 of 140 at most, and 10 where no
# correction reaches it. Where every twentieth label was lost it is a tenth, the columns are learned from joined rows,
# and the gain falls to -4.4; where every second was, it is two fifths, and the gain falls to -7.
_FEW, _MANY = 0.085, 0.15
_MIN_GAIN_OF_SEVERAL = -6.0
# Where the text from there on names the region whose row it may be: so do 105 of 140 rows. Of the 147 last rows three
# name a region that may follow, and gain -6.5 at most. Where several rows show another, the name is enough.
_MIN_GAIN_OF_NAMED = -6.0
# With more than this a row of the same region begins anew as well: so do nine of ten, and one row in a hundred that is
# a single one.
_MIN_GAIN_OF_SAME = 0.0
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

    def hold(self, tables: Sequence[ThemeTable]) -> list[ThemeTable]:
        """Take from the tables' rows what may be another region's, and tell it."""
        ends = ends_of_nothing((row for table in tables for row in table.rows), self.words)
        held = [self._hold(table, _MIN_GAIN, ends) for table in tables]
        shares = [(one.n_held, one.n_asked) for one in held]
        everywhere = _share(sum(n for n, _ in shares), sum(n for _, n in shares))
        # In a table by itself, one row may show another by chance.
        least = [_least_gain(max(everywhere, _share(n - 1, asked))) for n, asked in shares]
        again = (
            one if gain == _MIN_GAIN else self._hold(table, gain, ends)
            for one, table, gain in zip(held, tables, least, strict=True)
        )
        return [one.table for one in again]

    def _hold(self, table: ThemeTable, least_gain: float, ends: frozenset[str]) -> "_Held":
        rows, unsettled, notes, unseen, n_held, n_asked = [], list(table.unsettled), list(table.notes), [], 0, 0
        for asked in followed_rows(table, self.last_rank):
            row, others = asked.row, asked.others
            n_asked += bool(others)
            shown = self._shown(asked, least_gain, ends) if others else self._new_page(asked)
            if shown is None and not asked.is_settled and breaks_off(row.lines[-1].text):
                shown = row.lines[-1]
            if shown is None and others and least_gain == -math.inf:
                unseen.append(row)
                unsettled.append(row.with_label)
            elif shown is None:
                rows.append(row)
            else:
                n_held += 1
                place = row.lines.index(shown)
                start = place if shown.starts_page and least_gain > -math.inf else 0
                if start:
                    rows.append(replace(row, lines=row.lines[:start]))
                unsettled.append(row.lines[start:] if start else row.with_label)
                notes.append(
                    f"{told_place(shown)}: här kan en annan regions rad börja: {shown.text.strip()[:40]!r}; "
                    f"{'resten av ' if start else ''}raden räknas inte till någon"
                )
        notes += [*_told_unseen(unseen), *self._told_joined(rows)]
        told = replace(table, rows=tuple(rows), unsettled=tuple(unsettled), notes=tuple(notes))
        return _Held(told, n_held, n_asked)

    def _shown(self, asked: FollowedRow, least_gain: float, ends: frozenset[str]) -> TableLine | None:
        """Give the line on which a row of another region may begin, or None."""
        row, others = asked.row, asked.others
        tops = (line for line in row.lines[1:] if line.starts_page)
        broken = without_beginning(row, self.learned.head(row).layout.widths)
        left = left_of_nothing(row, ends, self.words)
        of_below = names_of(row, asked.moved_below) if asked.moved_below is not None else ()
        inside = (*names_alone(row, others), *labels_inside(row, others), *broken, *left, *of_below)
        units = (*self._cells_anew(row, others, least_gain), *self.learned.repeated_by(row, others))
        found = (*self._template_rows(row), *inside, *units, *tops)
        told = [line for line in found if line.number not in self._settled]
        # What begins at the top of a page leaves the row its lines above, unless another row begins among them.
        return next((line for line in told if not line.starts_page), next(iter(told), None))

    def _new_page(self, asked: FollowedRow) -> TableLine | None:
        """Give the top of a whole page inside a row between two of its region, where no sentence goes on.

        A page that begins with a label that is not understood may have been moved here from anywhere.
        """
        for before, line in pairwise(asked.row.lines if asked.ends_page else ()):
            goes_on = collapse(line.text)[:1].islower() or breaks_off(before.text)
            if line.starts_page and not goes_on and line.number not in self._settled:
                return line
        return None

    @property
    def _settled(self) -> frozenset[int]:
        return self.corrections.lines(Action.NOT_ROW_START)

    def _template_rows(self, row: RegionRow) -> Iterator[TableLine]:
        """Find words that fill a row of their own inside this one, or what follows them."""
        text, says_nothing = "", False
        if self.words.nothing.search(join_lines(row.lines)) is None:
            return
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

    def _cells_anew(self, row: RegionRow, others: Collection[int], least_gain: float) -> Iterator[TableLine]:
        """Find the units with which another row's cells probably begin, the likeliest first."""
        units = self.learned.head(row).units
        gains = zip(self.learned.parted(row, self._refers(units)), units[1:], strict=True)
        named = last_named(row, others)
        least_named = _MIN_GAIN_OF_NAMED if least_gain >= _MIN_GAIN else -math.inf
        likely = sorted(
            (
                (gain, unit.lines[0])
                for gain, unit in gains
                if gain >= (least_gain if unit.lines[0].number > named else least_named)
            ),
            key=lambda one: -one[0],
        )
        numbers = {line.number: line for line in row.lines}
        yield from (numbers[line.number] for _, line in likely)

    def _refers(self, units: Iterable[Unit]) -> list[bool]:
        """Say for each unit whether the row up to it holds little but a name and a reference."""
        text, refers = "", []
        for unit in units:
            if is_short := len(text.split()) <= self.words.reference_words:
                text = collapse(f"{text} {unit.text}")
                is_short = len(text.split()) <= self.words.reference_words
            refers.append(is_short and _ends_on(self.words, text))
        return refers

    def _told_joined(self, rows: Sequence[RegionRow]) -> Iterator[str]:
        """Tell which rows may be two of their region's, whose second label is lost."""
        # Whoever has said what cell begins on a line has said that no row does.
        settled = self._settled | self.corrections.lines(Action.FIELD)
        found = ([*self._template_rows(row), *self._cells_anew(row, (), _MIN_GAIN_OF_SAME)] for row in rows)
        likely = (next((line for line in lines if line.number not in settled), None) for lines in found)
        places = [line for line in likely if line is not None]
        if places:
            numbers = ", ".join(str(line.number) for line in places)
            yield f"{len(places)} rader kan vara två av samma region; den andra börjar då på rad {numbers}"


@dataclass(frozen=True, slots=True)
class _Held:
    """A table without what may be another region's: how many rows showed one, of how many that may hold one."""

    table: ThemeTable
    n_held: int
    n_asked: int


def _told_unseen(rows: Sequence[RegionRow]) -> Iterator[str]:
    """Tell the rows in which nothing shows, of a table that has lost so many labels that they are not to be trusted."""
    if rows:
        yield (
            f"{told_place(rows[0].lines[0])}: så många rader har mist sin region att ytterligare {len(rows)} rader, "
            "som kan hålla en annan regions, inte räknas till någon"
        )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _least_gain(share: float) -> float:
    """Give the gain from which another row is taken to begin, by the share of rows in which one shows."""
    return _MIN_GAIN if share < _FEW else _MIN_GAIN_OF_SEVERAL if share < _MANY else -math.inf


def _ends_on(words: RowWords, text: str) -> bool:
    return any(match.end() == len(text) for match in words.reference.finditer(text))
