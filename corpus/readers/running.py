"""What runs along the pages of a PDF: headers, footers and printed page numbers."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from corpus.pages import collapse
from corpus.readers.columns import head_lines
from corpus.readers.page_numbers import counts_pages, may_number, page_numbers, rising_offsets, roman_number
from corpus.readers.printed import PrintedLine
from corpus.readers.speakers import named_by, page_speakers
from corpus.regions.names import find_region

# Text within this share of the height from the top or bottom may be a running header or footer.
MARGIN = 0.13
MIN_PAGES = 2
MIN_SHARE = 0.4
# A running line stands within so many points of where it stands on other pages.
_SAME_PLACE = 6

_FIGURES = re.compile(r"\d+(?:[\s.,]\d+)*")
# A label that tells whose the page is; a form filled in by each region has it at the same place of every page.
_OWNER = re.compile(r"(?:län|region|landsting)\s*:\s*(?P<place>\S.*)", re.IGNORECASE)

# Page, from 0, and place of a line on it.
_Place = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """What runs along the pages of a document.

    Attributes:
        lines: For each page, the places of its running lines.
        numbers: Page, from 1, to the number printed on it, where one is.
        speakers: For each page, what runs there and names whose it is.
    """

    lines: tuple[frozenset[int], ...]
    numbers: Mapping[int, int]
    speakers: tuple[str | None, ...]


def find_running(pages: Sequence[Sequence[PrintedLine]], boxes: Sequence[tuple[float, float]]) -> Running:
    """Find the lines at the top and bottom that stand in the same place on many pages, the page number aside.

    A line runs where it is the same, or holds the page's number where a page number stands in a line; which number
    that is, all such lines of the document agree on. Lines like them that count from elsewhere run, too, but name none,
    and so do Roman numerals that count pages, and what says which page of how many it stands on, also on one page
    ("Sida 3 av 9"). Any other number is the line's own, and such a line stays.

    A line that heads the columns of a table never runs, nor does one inside a table other than a header or footer that
    is set as one, nor a label with a region's name, nor what says one thing on some pages and another on others
    ("Status: Pågår" and "Status: Avslutad", 500 000 and 75 000 kronor).

    Args:
        pages: The lines of each page.
        boxes: Bottom and height of each page, in points.
    """
    needed = max(MIN_PAGES, MIN_SHARE * len(pages))
    running: list[set[int]] = [set() for _ in pages]
    edges = _heights(pages, boxes)
    heights = {at: height for at, height in edges.items() if not _tells_owner(pages[at[0]][at[1]].text)}
    speaking = list(_speaking(pages, edges))
    told = [[pages[page][place].text for page, place in speaking if page == number] for number in range(len(pages))]
    speakers = tuple(page_speakers(told))
    _add(running, (at for at in speaking if at in heights))
    seen = _see(pages, heights)
    found = _agreed(seen.numbered, heights)
    agreed = [place for places in found.values() for place in places]
    counting = set(agreed)
    _add(running, seen.counting)
    for places in (*_said_again(seen, counting, heights, pages, needed), *_counted_in_roman(seen, heights)):
        _add(running, places)
    if _count_pages(agreed) < needed:
        return Running(lines=tuple(map(frozenset, running)), numbers={}, speakers=speakers)
    _add(running, agreed)
    _add(running, _counted_anew(seen.numbered, counting, heights))
    numbers = {page + 1: page + 1 + ahead for ahead, places in found.items() for page, _ in places}
    return Running(lines=tuple(map(frozenset, running)), numbers=numbers, speakers=speakers)


@dataclass(frozen=True, slots=True)
class _Seen:
    """Where lines stand at the edges of pages, by what may make them run.

    Attributes:
        same: By their text.
        alike: By what they are a label of.
        numbered: By how far a number in them is ahead of the page, and their text without it.
        roman: By how far the Roman numeral that they are is ahead of the page.
        counting: Those that say which page of how many they stand on.
    """

    same: defaultdict[str, list[_Place]] = field(default_factory=lambda: defaultdict(list))
    alike: defaultdict[str, list[_Place]] = field(default_factory=lambda: defaultdict(list))
    numbered: defaultdict[tuple[int, str], list[_Place]] = field(default_factory=lambda: defaultdict(list))
    roman: defaultdict[int, list[_Place]] = field(default_factory=lambda: defaultdict(list))
    counting: list[_Place] = field(default_factory=list)


def _see(pages: Sequence[Sequence[PrintedLine]], places: Iterable[_Place]) -> _Seen:
    seen = _Seen()
    for page, place in places:
        text = pages[page][place].text
        if counts_pages(text):
            seen.counting.append((page, place))
        counted = roman_number(text)
        if counted is not None:
            seen.roman[counted - page].append((page, place))
        seen.same[collapse(text)].append((page, place))
        seen.alike[_label(collapse(text))].append((page, place))
        for number, masked in page_numbers(text):
            if may_number(number, page + 1):
                seen.numbered[number - page - 1, masked].append((page, place))
    return seen


def _said_again(
    seen: _Seen,
    counting: Set[_Place],
    heights: Mapping[_Place, float],
    pages: Sequence[Sequence[PrintedLine]],
    needed: float,
) -> Iterator[list[_Place]]:
    """Give the places of each text that stands at one height of enough pages, where no label says something else."""
    for text, places in seen.same.items():
        together = _at_one_height(places, heights)
        beside = [place for place in seen.alike[_label(text)] if _is_level(place, together[0], heights)]
        if _count_pages(together) >= needed and not _differ([one for one in beside if one not in counting], pages):
            yield together


def _counted_in_roman(seen: _Seen, heights: Mapping[_Place, float]) -> Iterator[list[_Place]]:
    for places in seen.roman.values():
        together = _at_one_height(places, heights)
        if _count_pages(together) >= MIN_PAGES:
            yield together


def _heights(pages: Sequence[Sequence[PrintedLine]], boxes: Sequence[tuple[float, float]]) -> Mapping[_Place, float]:
    """Give the lines that stand where a header or footer may, and their heights: from the edge that is nearer.

    Pages of other sizes have their headers as far from the top.
    """
    found: dict[_Place, float] = {}
    for page, (lines, (bottom, height)) in enumerate(zip(pages, boxes, strict=True)):
        heads, inside = head_lines(lines), _inside(lines, bottom, height)
        for place, line in enumerate(lines):
            y = line.y - bottom
            if place not in heads and place not in inside:
                found[page, place] = y if y < height / 2 else y - height
    return found


def _inside(lines: Sequence[PrintedLine], bottom: float, height: float) -> set[int]:
    """Give the places of the lines between header and footer, and of those in tables that reach in there."""
    found = {place for place, line in enumerate(lines) if MARGIN < (line.y - bottom) / (height or 1.0) < 1 - MARGIN}
    tables = {cell.table for place in found if (cell := lines[place].cell) is not None}
    return found | {place for place, line in enumerate(lines) if line.cell is not None and line.cell.table in tables}


def _speaking(pages: Sequence[Sequence[PrintedLine]], edges: Mapping[_Place, float]) -> Iterator[_Place]:
    """Give the lines that say whose their pages are: alike but for the region, which stays from one page to the next.

    A heading names one on the first of its pages only.
    """
    alike: defaultdict[str, list[_Place]] = defaultdict(list)
    for page, place in edges:
        named = named_by(pages[page][place].text)
        if named is not None:
            alike[named[1]].append((page, place))
    for places in alike.values():
        together = _at_one_height(places, edges)
        named_on = {page: named_by(pages[page][place].text) for page, place in together}
        if len({*named_on.values()}) > 1 and any(named_on[page] == named_on.get(page + 1) for page in named_on):
            yield from together


def _label(text: str) -> str:
    """Give what a line says before its colon, else its text without its figures."""
    label, colon, _ = text.partition(": ")
    return label if colon else _FIGURES.sub("#", text)


def _differ(places: Iterable[_Place], pages: Sequence[Sequence[PrintedLine]]) -> bool:
    """Whether lines that begin alike say different things."""
    return len({collapse(pages[page][place].text) for page, place in places}) > 1


def _tells_owner(text: str) -> bool:
    label = _OWNER.fullmatch(collapse(text))
    return label is not None and find_region(label["place"]) is not None


def _agreed(
    numbered: Mapping[tuple[int, str], Sequence[_Place]], heights: Mapping[_Place, float]
) -> Mapping[int, Sequence[_Place]]:
    """Give how far page numbers are ahead of the file's, by what most pages say, and the lines that say it.

    That is more than one number only where pages were taken out.
    """
    found: defaultdict[int, list[_Place]] = defaultdict(list)
    for (ahead, _), places in numbered.items():
        together = _at_one_height(places, heights)
        if _count_pages(together) >= MIN_PAGES:
            found[ahead] += together
    offsets = rising_offsets({ahead: sorted(page for page, _ in places) for ahead, places in found.items()})
    return {ahead: found[ahead] for ahead in offsets}


def _counted_anew(
    numbered: Mapping[tuple[int, str], Sequence[_Place]], found: set[_Place], heights: Mapping[_Place, float]
) -> Iterator[_Place]:
    """Give the lines that are as those with the page's number but count from elsewhere, as in files put together."""
    forms = {masked: places for (_, masked), places in numbered.items() if found.issuperset(places)}
    for (_, masked), places in numbered.items():
        together = _at_one_height(places, heights)
        if (
            masked in forms
            and _count_pages(together) >= MIN_PAGES
            and _is_level(together[0], forms[masked][0], heights)
        ):
            yield from together


def _count_pages(places: Iterable[_Place]) -> int:
    return len({page for page, _ in places})


def _add(running: Sequence[set[int]], places: Iterable[_Place]) -> None:
    for page, place in places:
        running[page].add(place)


def _at_one_height(places: Sequence[_Place], heights: Mapping[_Place, float]) -> list[_Place]:
    """Keep the places that stand where most of them do."""
    ordered = sorted(heights[place] for place in places)
    middle = ordered[len(ordered) // 2]
    return [place for place in places if abs(heights[place] - middle) <= _SAME_PLACE]


def _is_level(one: _Place, other: _Place, heights: Mapping[_Place, float]) -> bool:
    return abs(heights[one] - heights[other]) <= _SAME_PLACE
