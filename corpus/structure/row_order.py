"""Which candidate rows follow the alphabetical order of the regions, also where pages were moved."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.structure.labels import LAST_RANK, Label, rank
from corpus.structure.lines import TableLine

_STOPS = (".", "!", "?", ")", "”")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may begin a row; `goes_on` says whether it probably goes on with the sentence on the line before."""

    place: int
    label: Label
    at_top: bool
    goes_on: bool

    @property
    def rank(self) -> int:
        """Give its region's place in the alphabet."""
        return rank(self.label.region)


def in_order(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Give the longest run of starts whose regions follow the alphabet."""
    best: list[list[Candidate]] = []
    for candidate in candidates:
        before = [run for run in best if run[-1].rank <= candidate.rank]
        best.append([*max(before, key=len, default=[]), candidate])
    return max(best, key=len, default=[])


def moved_pages(lines: Sequence[TableLine], candidates: Sequence[Candidate]) -> tuple[list[Candidate], set[int]]:
    """Read each page that begins with a row for itself; give the rows, and those that may be another region's.

    Between the pages that begin with one region and those that begin with the next, one page at most can change from
    the one to the other, and none goes further.
    """
    tops = [n for n, c in enumerate(candidates) if c.at_top or n == 0]
    pages = [candidates[start:end] for start, end in pairwise([*tops, len(candidates)])]
    kept = [_in_reach(page, pages) for page in pages]
    changing = Counter(page[0].rank for page in kept if page[-1].rank != page[0].rank)
    settled = {
        c.place
        for page in kept
        for c in page
        if c.rank == page[0].rank or (changing[page[0].rank] == 1 and lines[c.place - 1].text.rstrip().endswith(_STOPS))
    }
    found = [
        c
        for page, own in zip(pages, kept, strict=True)
        for c in page
        if c in own or (c.label.is_usual and c.rank != page[0].rank)
    ]
    return found, {c.place for c in found} - settled


def _in_reach(page: Sequence[Candidate], pages: Sequence[Sequence[Candidate]]) -> list[Candidate]:
    """Keep the rows of a page that follow the alphabet, up to the region that the next pages begin with."""
    first, *others = page
    limit = min((other[0].rank for other in pages if other[0].rank > first.rank), default=LAST_RANK)
    inside = (
        c
        for c in others
        if not c.goes_on and first.rank <= c.rank <= limit and (c.label.is_usual or c.rank != first.rank)
    )
    return [first, *in_order(inside)]


def with_those_left(candidates: Sequence[Candidate], found: Sequence[Candidate]) -> tuple[list[Candidate], set[int]]:
    """Add as doubtful what the alphabet speaks against and no sentence goes on with: another region than its row's."""
    kept, added = list(found), set()
    places = {c.place for c in found}
    for candidate in candidates:
        above = next((c for c in reversed(found) if c.place < candidate.place), None)
        is_others = above is not None and above.label.region != candidate.label.region
        if candidate.place not in places and not candidate.goes_on and is_others:
            kept.append(candidate)
            added.add(candidate.place)
    return sorted(kept, key=lambda c: c.place), added
