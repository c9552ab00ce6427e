"""What runs along the pages of a PDF: headers, footers and printed page numbers."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.pages import collapse
from corpus.readers.columns import head_lines
from corpus.readers.printed import PrintedLine

# Text within this share of the height from the top or bottom may be a running header or footer.
MARGIN = 0.13
MIN_PAGES = 2
MIN_SHARE = 0.4
_NUMBER = re.compile(r"\d+")
# A running line stands within so many points of where it stands on other pages.
_SAME_PLACE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """What runs along the pages of a document.

    Attributes:
        lines: For each page, the places of its running lines.
        numbers: Page, from 1, to the number printed on it, where one is.
    """

    lines: tuple[frozenset[int], ...]
    numbers: Mapping[int, int]


def find_running(pages: Sequence[Sequence[PrintedLine]], boxes: Sequence[tuple[float, float]]) -> Running:
    """Find the lines at the top and bottom that stand in the same place on many pages, digits aside.

    A number in them that grows by one from page to page is the printed page number. A line that heads the columns of
    a table never runs, nor does one inside a table.

    Args:
        pages: The lines of each page.
        boxes: Bottom and height of each page, in points.
    """
    heads = [head_lines(lines) for lines in pages]
    found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for page, (lines, (bottom, height)) in enumerate(zip(pages, boxes, strict=True)):
        for place, line in enumerate(lines):
            if (
                line.cell is None
                and place not in heads[page]
                and not MARGIN * height < line.y - bottom < (1 - MARGIN) * height
            ):
                found[_NUMBER.sub("#", collapse(line.text))].append((page, place))
    needed = max(MIN_PAGES, MIN_SHARE * len(pages))
    running: list[set[int]] = [set() for _ in pages]
    numbers: dict[int, int] = {}
    for places in found.values():
        together = _at_one_height(places, pages)
        if len({page for page, _ in together}) < needed:
            continue
        for page, place in together:
            running[page].add(place)
        numbers.update(_page_numbers(together, pages))
    return Running(lines=tuple(frozenset(places) for places in running), numbers=numbers)


def _at_one_height(places: Sequence[tuple[int, int]], pages: Sequence[Sequence[PrintedLine]]) -> list[tuple[int, int]]:
    """Keep the places that stand where most of them do."""
    heights = sorted(pages[page][place].y for page, place in places)
    middle = heights[len(heights) // 2]
    return [(page, place) for page, place in places if abs(pages[page][place].y - middle) <= _SAME_PLACE]


def _page_numbers(places: Sequence[tuple[int, int]], pages: Sequence[Sequence[PrintedLine]]) -> dict[int, int]:
    """Give page to printed number where one of the numbers in a running line differs from the page by a fixed step."""
    rows = [[page + 1, *map(int, _NUMBER.findall(pages[page][place].text))] for page, place in places]
    for column in range(1, len(rows[0])):
        if len({row[column] - row[0] for row in rows}) == 1:
            return {row[0]: row[column] for row in rows}
    return {}
