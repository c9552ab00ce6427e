"""Where rows begin in a table without marked cells, and which of these beginnings are certain."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corpus.corrections import Action, Corrections
from corpus.regions import region_by_code
from corpus.structure.labels import Label, Labels, rank
from corpus.structure.lines import TableLine

# A sentence does not end on one of these: the line after goes on with it, also where it begins with a region.
_UNFINISHED = re.compile(
    r"(?:^|\s)(?:och|eller|samt|med|i|på|av|för|till|inom|som|att|den|det|de|en|ett|från|om|vid|mellan|under|genom|"
    r"hos|mot|enligt|via|inkl|inklusive|respektive)\s*$"
)
# Nor does a cell end on one of these above a label that is not the usual one.
_GOES_ON = re.compile(r"(?i)(?:^|\s)(?:hur|när|där|vilka|region|regionen|regionerna|län|läns|projektet|.*[,/–-])\s*$")
_STOPS = (".", "!", "?", ")", "”")
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


@dataclass(frozen=True, slots=True)
class _Candidate:
    place: int
    label: Label
    at_top: bool

    @property
    def rank(self) -> int:
        return rank(self.label.region)


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
        candidates = self._candidates(lines)
        if not candidates:
            return RowStarts(starts=(), is_in_order=True, notes=())
        found = self._with_other_names(lines, candidates, _in_order([c for c in candidates if c.label.is_usual]))
        out_of_order = sorted({c.place for c in candidates if c.at_top} - {c.place for c in found})
        notes = [
            f"{_place(lines[place])}: regionerna står inte i bokstavsordning: {lines[place].text.strip()[:40]!r}"
            for place in out_of_order[:1]
        ]
        doubtful: set[int] = set()
        if out_of_order:
            found, doubtful = _moved_pages(lines, candidates)
        found = self._without_sixth(lines, found)
        found, told = self._with_like_names(lines, found)
        notes += told
        if not out_of_order:
            doubtful |= self._swallowing(lines, found)
        doubtful = {place for place in doubtful if lines[place].number not in self.added}
        starts = [Start(place=c.place, label=c.label, is_certain=c.place not in doubtful) for c in found]
        notes += [
            f"{_place(lines[start.place])}: kan vara en annan regions rad: {lines[start.place].text.strip()[:40]!r}; "
            "den räknas inte till någon"
            for start in starts
            if not start.is_certain
        ]
        return RowStarts(starts=tuple(starts), is_in_order=not out_of_order, notes=tuple(notes))

    def _candidates(self, lines: Sequence[TableLine]) -> list[_Candidate]:
        removed = self.corrections.lines(Action.NOT_ROW_START)
        candidates = []
        for n, line in enumerate(lines):
            label = self.labels.read(line.text)
            if label is None or line.number in removed:
                continue
            if line.number in self.added or (label.opens_row and (_is_top(lines, n) or _may_end(lines[n - 1], label))):
                candidates.append(_Candidate(n, label, _is_top(lines, n)))
        return candidates

    def _with_other_names(
        self, lines: Sequence[TableLine], candidates: Sequence[_Candidate], usual: Sequence[_Candidate]
    ) -> list[_Candidate]:
        """Add rows whose label is another of their region's names: where the region changes, or is called so often."""
        counts = Counter(c.label.text for c in candidates)
        kept = list(usual)
        for candidate in candidates:
            if candidate in kept:
                continue
            before = [c for c in kept if c.place < candidate.place]
            after = [c for c in usual if c.place > candidate.place]
            is_between = (not before or before[-1].rank <= candidate.rank) and (
                not after or candidate.rank <= after[0].rank
            )
            is_same = bool(before) and before[-1].label.region == candidate.label.region
            is_new = not is_same or candidate.at_top or counts[candidate.label.text] > 1
            if lines[candidate.place].number in self.added or (is_between and is_new and not candidate.label.is_usual):
                kept.append(candidate)
                kept.sort(key=lambda c: c.place)
        return kept

    def _without_sixth(self, lines: Sequence[TableLine], found: Sequence[_Candidate]) -> list[_Candidate]:
        counts = Counter(c.label.region for c in found)
        return [
            c
            for c in found
            if counts[c.label.region] <= self.max_rows
            or not _after_comma(lines, c.place)
            or lines[c.place].number in self.added
        ]

    def _with_like_names(
        self, lines: Sequence[TableLine], found: Sequence[_Candidate]
    ) -> tuple[list[_Candidate], list[str]]:
        """Add rows whose label is nearly a region's name: at the top of a page, or where that region is missing."""
        missing = self.expected - {c.label.region for c in found}
        kept, notes = list(found), []
        ends = [*(c.place for c in found[1:]), len(lines)]
        for candidate, end in zip(found, ends, strict=True):
            following = next((c.rank for c in found if c.place >= end), len(self.expected) + 100)
            for n in range(candidate.place + 1, end):
                regions = (
                    sorted(self.expected)
                    if lines[n].starts_page
                    else [r for r in sorted(missing) if candidate.rank <= rank(r) <= following]
                )
                label = next((label for r in regions if (label := self.labels.read_like(lines[n].text, r))), None)
                if label is None or not label.opens_row or self.labels.read(lines[n].text) is not None:
                    continue
                if _is_top(lines, n) or _may_end(lines[n - 1], label):
                    kept.append(_Candidate(n, label, lines[n].starts_page))
                    name = region_by_code(label.region).name
                    notes.append(f"{_place(lines[n])}: radens region {label.text!r} läses som {name}")
        return sorted(kept, key=lambda c: c.place), notes

    def _swallowing(self, lines: Sequence[TableLine], found: Sequence[_Candidate]) -> set[int]:
        """Find rows that may hold those of a region that is missing after them: far longer than most, or over pages."""
        missing = {rank(region) for region in self.expected - {c.label.region for c in found}}
        ends = [*(c.place for c in found[1:]), len(lines)]
        lengths = [end - c.place for c, end in zip(found, ends, strict=True)]
        usual = median(lengths) if lengths else 0
        suspected = set()
        for n, (candidate, end) in enumerate(zip(found, ends, strict=True)):
            following = found[n + 1].rank if n + 1 < len(found) else 100
            lacks = any(candidate.rank < r < following for r in missing)
            over_pages = any(lines[k].starts_page for k in range(candidate.place + 1, end))
            if lacks and (over_pages or lengths[n] > _LONG_ROW * usual):
                suspected.add(candidate.place)
        return suspected


def _is_top(lines: Sequence[TableLine], n: int) -> bool:
    return n == 0 or lines[n].starts_page


def _may_end(before: TableLine, label: Label) -> bool:
    """Whether a row may end on the line before a label."""
    if _UNFINISHED.search(before.text):
        return False
    return label.is_usual or not (_GOES_ON.search(before.text) or _ends_on_region(before.text))


def _ends_on_region(text: str) -> bool:
    words = text.split()
    return bool(words) and words[-1].strip(".") in _REGION_WORDS and not text.rstrip().endswith(".")


_REGION_WORDS = frozenset({"Jämtland", "Västra", "Östra", "Norra", "Södra"})


def _in_order(candidates: Iterable[_Candidate]) -> list[_Candidate]:
    """Give the longest run of starts whose regions follow the alphabet."""
    best: list[list[_Candidate]] = []
    for candidate in candidates:
        before = [run for run in best if run[-1].rank <= candidate.rank]
        best.append([*max(before, key=len, default=[]), candidate])
    return max(best, key=len, default=[])


def _moved_pages(lines: Sequence[TableLine], candidates: Sequence[_Candidate]) -> tuple[list[_Candidate], set[int]]:
    """Read each page that begins with a row for itself; give the rows, and those that may be another region's.

    Between the pages that begin with one region and those that begin with the next, one page at most can change from
    the one to the other, and none goes further.
    """
    tops = [n for n, c in enumerate(candidates) if c.at_top or n == 0]
    pages = [candidates[start:end] for start, end in pairwise([*tops, len(candidates)])]
    found: list[_Candidate] = []
    changing: dict[int, list[list[_Candidate]]] = {}
    for page in pages:
        first = page[0]
        limit = min((other[0].rank for other in pages if other[0].rank > first.rank), default=first.rank + 100)
        inside = [c for c in page[1:] if first.rank <= c.rank <= limit and (c.label.is_usual or c.rank != first.rank)]
        kept = [first, *(c for c in _in_order(inside))]
        found += kept
        if kept[-1].rank != first.rank:
            changing.setdefault(first.rank, []).append([c for c in kept if c.rank != first.rank])
    doubtful = {
        c.place
        for rivals in changing.values()
        for changed in rivals
        for c in changed
        if len(rivals) > 1 or not lines[c.place - 1].text.rstrip().endswith(_STOPS)
    }
    return sorted(found, key=lambda c: c.place), doubtful


def _after_comma(lines: Sequence[TableLine], n: int) -> bool:
    return n > 0 and not lines[n].starts_page and lines[n - 1].text.rstrip().endswith(",")


def _place(line: TableLine) -> str:
    return f"sida {line.page}, rad {line.number}"
