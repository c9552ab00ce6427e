"""Where rows begin in a table without marked cells, and which of these beginnings are certain."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corpus.corrections import Action, Corrections
from corpus.regions import region_by_code
from corpus.structure.labels import LAST_RANK, Label, Labels, rank
from corpus.structure.line_ends import breaks_off, leaves_open
from corpus.structure.lines import TableLine, told_place
from corpus.structure.row_order import Candidate, in_order, moved_pages, with_those_left

# A row so many times longer than most may hold rows of a region whose label was not understood.
_LONG_ROW = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A line that begins a row; `is_certain` says whether the row is its region's beyond doubt."""

    place: int
    label: Label
    is_certain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RowStarts:
    """Where the rows of a table begin, whether their regions follow the alphabet, and what a person should look at."""

    starts: tuple[Start, ...]
    is_in_order: bool
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFinder:
    """Finds the rows of tables.

    Attributes:
        max_rows: How many rows a region is asked for, at most.
        expected: County codes of the regions that a table should hold.
    """

    labels: Labels
    corrections: Corrections
    max_rows: int
    expected: frozenset[str]

    @property
    def added(self) -> frozenset[int]:
        """The lines that corrections say begin a row."""
        return self.corrections.lines(Action.ROW_START)

    def find(self, lines: Sequence[TableLine]) -> RowStarts:
        """Find the lines that begin a row: a region, then a capital, a digit or a quotation mark.

        A region's name at the start of a line inside a cell looks the same. It is told apart by the line before, which
        leaves a sentence unfinished; by the regions' alphabetical order; and, where a region would have more rows than
        it is asked for, by a comma on the line before. At the top of a page it always begins a row. Where these tops
        of pages do not follow the alphabet, pages were moved: each is read for itself, and a row that may be another
        region's is not certain.
        """
        labelled = self._candidates(lines)
        candidates = [c for c in labelled if not c.label.is_shared]
        if not candidates:
            return RowStarts(starts=(), is_in_order=True, notes=())
        usual = in_order([c for c in candidates if c.label.is_usual and not c.goes_on])
        found, doubtful, notes = self._with_other_names(lines, candidates, usual)
        tops = {c.place for c in candidates if c.at_top}
        out_of_order = sorted(tops - {c.place for c in found})
        if out_of_order:
            first = lines[out_of_order[0]]
            notes = [f"{told_place(first)}: regionerna står inte i bokstavsordning: {_shown(first)}"]
            found, doubtful = moved_pages(lines, candidates)
        found = self._without_sixth(lines, found)
        found, unsure, told = self._with_like_names(lines, found)
        doubtful |= unsure
        found, unsure = with_those_left(candidates, found)
        doubtful |= unsure | _broken_off(lines, found)
        if not out_of_order:
            doubtful |= self._swallowing(lines, found)
        shared = [c for c in labelled if c.label.is_shared and not c.goes_on]
        found = sorted((*found, *shared), key=lambda c: c.place)
        doubtful |= {c.place for c in shared}
        doubtful = {place for place in doubtful if lines[place].number not in self.added}
        starts = [Start(place=c.place, label=c.label, is_certain=c.place not in doubtful) for c in found]
        unsettled = (lines[start.place] for start in starts if not start.is_certain)
        told += [
            f"{told_place(line)}: kan vara en annan regions rad: {_shown(line)}; den räknas inte till någon"
            for line in unsettled
        ]
        return RowStarts(starts=tuple(starts), is_in_order=not out_of_order, notes=(*notes, *told))

    def _candidates(self, lines: Sequence[TableLine]) -> list[Candidate]:
        removed = self.corrections.lines(Action.NOT_ROW_START)
        candidates = []
        for n, line in enumerate(lines):
            label = self.labels.read(line.text)
            if label is None or line.number in removed:
                continue
            if line.number in self.added or label.opens_row:
                at_top = _is_top(lines, n)
                goes_on = line.number not in self.added and not at_top and _goes_on(lines[n - 1], label)
                candidates.append(Candidate(n, label, at_top, goes_on))
        return candidates

    def _with_other_names(
        self, lines: Sequence[TableLine], candidates: Sequence[Candidate], usual: Sequence[Candidate]
    ) -> tuple[list[Candidate], set[int], list[str]]:
        """Add rows whose label is another of their region's names: where the region changes, or is called so often.

        Where the region changes in the middle of a sentence, the row is doubtful.
        """
        often = _often(lines, candidates, usual)
        kept, doubtful, notes = list(usual), set(), []
        for candidate in candidates:
            line = lines[candidate.place]
            is_told = line.number in self.added
            before = next((c for c in reversed(kept) if c.place <= candidate.place), None)
            after = next((c for c in usual if c.place > candidate.place), None)
            is_between = before is None or before.rank <= candidate.rank
            is_between = is_between and (after is None or candidate.rank <= after.rank)
            if candidate is before or not (is_between or is_told):
                continue
            is_same = before is not None and before.label.region == candidate.label.region
            if is_same and not (is_told or candidate.at_top or candidate.place in often):
                if not candidate.label.is_usual and not candidate.goes_on:
                    notes.append(f"{told_place(line)}: kan vara en rad till från samma region: {_shown(line)}")
                continue
            if candidate.goes_on and not is_same:
                doubtful.add(candidate.place)
            kept.append(candidate)
            kept.sort(key=lambda c: c.place)
        return kept, doubtful, notes

    def _without_sixth(self, lines: Sequence[TableLine], found: Sequence[Candidate]) -> list[Candidate]:
        counts = Counter(c.label.region for c in found)
        return [
            c
            for c in found
            if counts[c.label.region] <= self.max_rows
            or not _after_comma(lines, c.place)
            or lines[c.place].number in self.added
        ]

    def _with_like_names(
        self, lines: Sequence[TableLine], found: Sequence[Candidate]
    ) -> tuple[list[Candidate], set[int], list[str]]:
        """Add rows whose label is nearly a region's name: any at the top of a page, else one due before the next row.

        One in the middle of a sentence is doubtful.
        """
        kept, doubtful, notes = list(found), set(), []
        bounds = [(-1, -1), *((c.place, c.rank) for c in found), (len(lines), LAST_RANK)]
        for (start, above), (end, below) in pairwise(bounds):
            due = [region for region in sorted(self.expected) if above < rank(region) <= below]
            for place in range(start + 1, end):
                line = lines[place]
                label = self.labels.read_like(line.text, sorted(self.expected) if line.starts_page else due)
                if label is None or not label.opens_row:
                    continue
                # Also over a page's end: "Götaland" at the top of one, below "Västra", is no Gotland.
                goes_on = place > 0 and _goes_on(lines[place - 1], label)
                kept.append(Candidate(place, label, line.starts_page, goes_on))
                if goes_on:
                    doubtful.add(place)
                else:
                    name = region_by_code(label.region).name
                    notes.append(f"{told_place(line)}: radens region {label.text!r} läses som {name}")
        return sorted(kept, key=lambda c: c.place), doubtful, notes

    def _swallowing(self, lines: Sequence[TableLine], found: Sequence[Candidate]) -> set[int]:
        """Find rows that may hold those of a region that is missing after them: far longer than most, over pages, or
        with its name on two lines.
        """
        missing = self.expected - {c.label.region for c in found}
        ends = [*(candidate.place for candidate in found[1:]), len(lines)]
        usual = median(end - c.place for c, end in zip(found, ends, strict=True)) if found else 0
        suspected = set()
        for n, (candidate, end) in enumerate(zip(found, ends, strict=True)):
            following = found[n + 1].rank if n + 1 < len(found) else LAST_RANK
            lacking = [region for region in sorted(missing) if candidate.rank < rank(region) < following]
            is_long = end - candidate.place > _LONG_ROW * usual
            if lacking and (is_long or self._may_hold(lines[candidate.place + 1 : end], lacking)):
                suspected.add(candidate.place)
        return suspected

    def _may_hold(self, lines: Sequence[TableLine], regions: Sequence[str]) -> bool:
        """Whether lines go over pages, or one of these regions is named on two of them."""
        broken = (self.labels.is_broken(one.text, other.text, regions) for one, other in pairwise(lines))
        return any(line.starts_page for line in lines) or any(broken)


def _often(lines: Sequence[TableLine], candidates: Sequence[Candidate], usual: Sequence[Candidate]) -> set[int]:
    """Find the rows under another name that their region goes by in this table, more than once and than by any other.

    Where a region never goes by its usual name, only a sentence that is left open speaks against a row.
    """
    usually = {c.label.region for c in usual}
    named = [c for c in candidates if not (c.goes_on and c.label.region in usually)]
    counts = Counter((c.label.region, c.label.text) for c in named)
    most = {region: max(n for (other, _), n in counts.items() if other == region) for region, _ in counts}
    return {
        c.place
        for c in named
        if not c.label.is_usual
        and 1 < counts[c.label.region, c.label.text] == most[c.label.region]
        and not (c.goes_on and leaves_open(lines[c.place - 1].text))
    }


def _is_top(lines: Sequence[TableLine], n: int) -> bool:
    return n == 0 or lines[n].starts_page


def _broken_off(lines: Sequence[TableLine], found: Sequence[Candidate]) -> set[int]:
    """Find rows of another region than the one before, at the top of a page, where the page before ends in a sentence.

    The name may be the rest of that sentence.
    """
    return {
        c.place
        for before, c in pairwise(found)
        if c.at_top and c.label.region != before.label.region and leaves_open(lines[c.place - 1].text)
    }


def _goes_on(before: TableLine, label: Label) -> bool:
    """Whether the sentence on the line before a label probably goes on with it."""
    return leaves_open(before.text) or (not label.is_usual and breaks_off(before.text))


def _after_comma(lines: Sequence[TableLine], n: int) -> bool:
    return n > 0 and not lines[n].starts_page and lines[n - 1].text.rstrip().endswith(",")


def _shown(line: TableLine) -> str:
    return repr(line.text.strip()[:40])
