"""Drawn pages to lines: tables cell by cell, paragraphs separated by blank lines, headings with their level."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from corpus.pages import Cell, Line, collapse
from corpus.readers.columns import HeadedColumns, headed_cells
from corpus.readers.drawn import Chunk, without_spacing
from corpus.readers.figure_columns import figure_cells
from corpus.readers.geometry import Rule
from corpus.readers.pdf_pictures import Picture
from corpus.readers.printed import PrintedLine, printed_lines
from corpus.readers.rules import CellPlace, ruled_cells
from corpus.readers.running import find_running
from corpus.readers.table_order import tables_in_place
from corpus.readers.text_columns import by_columns, downwards

# A line this much larger than the text is a heading, unless it is long.
_HEADING_SIZE = 1.15
_MAX_HEADING_WORDS = 25
# What stands before a title that is numbered: "2", "2.1", "B.".
_NUMBERING = re.compile(r"^(?:\d+(?:\.\d+)*\.?|[A-Z]\.)\s+(?=\S)")
# A baseline this much further below the last one than usual begins a paragraph.
_PARAGRAPH_GAP = 1.3

Outline = Mapping[tuple[int, str], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnPage:
    """What a page draws, and its text in the order of drawing as pypdf gives it; measures in points.

    Attributes:
        shades: The sides of areas that are filled and have no line around them.
        n_covered: How many stretches of text are painted over, and left out.
    """

    received: str
    chunks: tuple[Chunk, ...]
    rules: tuple[Rule, ...]
    shades: tuple[Rule, ...]
    bottom: float
    width: float
    height: float
    pictures: tuple[Picture, ...]
    n_covered: int


BLANK = DrawnPage(
    received="", chunks=(), rules=(), shades=(), bottom=0.0, width=0.0, height=0.0, pictures=(), n_covered=0
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPage:
    """A page's lines in reading order, the number printed on it, the running lines that were taken out, and of these
    the one that names whose it is.
    """

    lines: tuple[Line, ...]
    printed_page: int | None
    running: tuple[str, ...]
    speaker: str | None


def document_lines(pages: Sequence[DrawnPage], outline: Outline) -> list[ReadPage]:
    """Give the lines of every page.

    Args:
        pages: As they are drawn.
        outline: Page, from 1, and title of each entry of the file's outline, to its level.
    """
    printed = [printed_lines(page.chunks, ruled_cells(page.chunks, page.rules, page.shades)) for page in pages]
    running = find_running(printed, [(page.bottom, page.height) for page in pages])
    reading = _Reading(levels=_levels(printed), outline=outline, n_pages=len(pages))
    return [
        ReadPage(
            lines=reading.page(
                number, [line for place, line in enumerate(lines) if place not in left_out], pages[number - 1]
            ),
            printed_page=running.numbers.get(number),
            running=tuple(collapse(lines[place].text) for place in sorted(left_out)),
            speaker=running.speakers[number - 1],
        )
        for number, (lines, left_out) in enumerate(zip(printed, running.lines, strict=True), start=1)
    ]


def _levels(pages: Sequence[Sequence[PrintedLine]]) -> dict[float, int]:
    """Give the level of each size that is larger than the running text's, the largest first."""
    letters: Counter[float] = Counter()
    for line in (line for lines in pages for line in lines):
        letters[_rounded(line.size)] += len(line.text)
    if not letters:
        return {}
    usual = letters.most_common(1)[0][0]
    larger = sorted((size for size in letters if size >= _HEADING_SIZE * usual), reverse=True)
    return {size: level for level, size in enumerate(larger, start=1)}


def _rounded(size: float) -> float:
    return round(size * 2) / 2


class _Reading:
    """Counts lines and tables through a document, and carries a table without rules over page breaks."""

    def __init__(self, levels: Mapping[float, int], outline: Outline, n_pages: int) -> None:
        self.levels = levels
        self.n_pages = n_pages
        self.outline = outline
        self.number = 0
        self.tables = 0
        self.columns: HeadedColumns | None = None

    def page(self, page: int, lines: Sequence[PrintedLine], drawn: DrawnPage) -> tuple[Line, ...]:
        """Give the lines of the next page in reading order."""
        headed, self.columns = headed_cells(
            lines, self.columns, drawn.rules, drawn.shades, is_last=page == self.n_pages
        )
        n_ruled = max((line.cell.table for line in lines if line.cell is not None), default=0)
        placed = [
            line if cell is None else replace(line, cell=replace(cell, table=cell.table + n_ruled))
            for line, cell in zip(lines, headed, strict=True)
        ]
        n_tables = max((line.cell.table for line in placed if line.cell is not None), default=0)
        placed = [
            line if cell is None else replace(line, cell=cell)
            for line, cell in zip(placed, figure_cells(placed, n_tables + 1), strict=True)
        ]
        placed = tables_in_place(downwards(by_columns(placed)))
        titles = self._titles(page, placed)
        found: list[Line] = []
        previous: PrintedLine | None = None
        usual = _usual_gap(placed)
        for line in _reading_order(placed):
            if previous is not None and _opens_paragraph(previous, line, usual):
                found.append(self._line("", previous.cell, None))
            found.append(self._line(line.text.strip("\n"), line.cell, titles.get(id(line))))
            previous = line
        self.tables += max((line.cell.table for line in placed if line.cell is not None), default=0)
        return tuple(found)

    def _line(self, text: str, place: CellPlace | None, level: int | None) -> Line:
        self.number += 1
        cell = None
        if place is not None:
            cell = Cell(
                table=self.tables + place.table,
                row=place.row,
                column=place.column,
                n_rows=place.n_rows,
                n_columns=place.n_columns,
                is_unsure=place.is_unsure,
            )
        return Line(number=self.number, text=without_spacing(text), cell=cell, heading=level)

    def _titles(self, page: int, lines: Sequence[PrintedLine]) -> dict[int, int]:
        """Give the level of each line that is a heading: by the outline, else by its size."""
        entries = [(title, level) for (number, title), level in self.outline.items() if number == page]
        found = {}
        for line in lines:
            text = collapse(without_spacing(line.text))
            listed = next((level for title, level in entries if _is_part(text, title)), None)
            level = listed or self.levels.get(_rounded(line.size))
            if level and line.cell is None and len(text.split()) <= _MAX_HEADING_WORDS and any(map(str.isalpha, text)):
                found[id(line)] = level
        return found


def _is_part(line: str, entry: str) -> bool:
    """Whether a line is an outline entry's title, or the first line of one that takes two, but for number and case."""
    text, title = _bare(line), _bare(entry)
    return text == title or (len(text) > 0.4 * len(title) and title.startswith(text))


def _bare(title: str) -> str:
    return _NUMBERING.sub("", title).casefold()


def _reading_order(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Give lines in their order, those of a table together where its first one stands, cell by cell."""
    first: dict[int, int] = {}
    for place, line in enumerate(lines):
        if line.cell is not None:
            first.setdefault(line.cell.table, place)
    return [line for _, line in sorted(enumerate(lines), key=lambda item: _order(item[0], item[1], first))]


def _order(place: int, line: PrintedLine, first: Mapping[int, int]) -> tuple[float, ...]:
    if line.cell is None:
        return (place, 0, 0, 0, 0)
    return (first[line.cell.table], line.cell.row, line.cell.column, -line.y, line.x)


def _usual_gap(lines: Sequence[PrintedLine]) -> float:
    """Give the distance between two baselines of running text, in sizes."""
    ordered = _reading_order(lines)
    gaps = [(one.y - other.y) / one.size for one, other in pairwise(ordered)]
    return median([gap for gap in gaps if 0.5 < gap < 3] or [1.2])


def _opens_paragraph(previous: PrintedLine, line: PrintedLine, usual: float) -> bool:
    gap = (previous.y - line.y) / previous.size
    if previous.cell != line.cell or gap > _PARAGRAPH_GAP * usual or gap < -1:
        return True
    small, large = sorted((previous.size, line.size))
    return large >= _HEADING_SIZE * small and gap > 0
