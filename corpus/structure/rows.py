"""Theme tables as rows: where a table begins, where a region's row begins, and the lines that belong to each."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.corrections import Action, Corrections
from corpus.errors import CorrectionError
from corpus.regions import REGIONS, order_codes
from corpus.structure.lines import TableLine
from corpus.themes import Theme, theme_number

MAX_ROWS = 5  # The report asks each region for at most five initiatives a theme.


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionRow:
    """One row of a theme table: a region's lines up to the next row; the region's label is kept apart."""

    theme: Theme
    region: str
    label: TableLine
    lines: tuple[TableLine, ...]

    @property
    def number(self) -> int:
        """Give the line its region label stands on."""
        return self.label.number


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeTable:
    """One theme's table: the lines of its heading and table head, and its rows."""

    theme: Theme
    head: tuple[TableLine, ...]
    rows: tuple[RegionRow, ...]


_CODES = {region.name: region.code for region in REGIONS}
_ORDER = {code: rank for rank, code in enumerate(order_codes(_CODES.values()))}
_NAMES = "|".join(re.escape(name) for name in sorted(_CODES, key=len, reverse=True))
_LABEL = re.compile(rf"\s?(?P<region>{_NAMES})\s+(?P<rest>\S.*)", re.DOTALL)
_OPENS_NAME = re.compile(r"[A-ZÅÄÖÉ0-9#\"'”“’‘«]")
_CHAPTER = re.compile(r"\s*(?P<number>\d)\s+[A-ZÅÄÖ][^.]*")
_HEAD_BEGINS = "region namn på insats"
_HEAD_ENDS = "insatsen ska bidra till"
# A sentence does not end on one of these: the line after goes on with it, also where it begins with a region.
_UNFINISHED = re.compile(
    r"(?:^|\s)(?:och|eller|samt|med|i|på|av|för|till|inom|som|att|den|det|de|en|ett|från|om|vid|mellan|under|genom|"
    r"hos|mot|enligt|via|inkl|inklusive|respektive)\s*$"
)


def chapters(lines: Sequence[TableLine]) -> Iterator[tuple[int, tuple[TableLine, ...]]]:
    """Give each chapter's number and lines; one begins with its number and heading at the top of a page.

    Numbers rise by one, so a page that happens to begin with a number in a cell is no chapter. What stands before
    the first chapter comes as number 0.
    """
    starts: list[int] = []
    for n, line in enumerate(lines):
        match = _CHAPTER.fullmatch(line.text) if line.starts_page else None
        if match and int(match["number"]) == len(starts) + 1:
            starts.append(n)
    cuts = [0, *starts, len(lines)]
    for number, (start, end) in enumerate(pairwise(cuts)):
        if start < end:
            yield number, tuple(lines[start:end])


def read_table(number: int, lines: Sequence[TableLine], corrections: Corrections) -> ThemeTable | None:
    """Read a chapter as the table of the theme with this number; None when it holds no table head."""
    theme, body = theme_number(number), _head_length(lines)
    if theme is None or body is None:
        return None
    starts = [n + body for n in row_starts(lines[body:], corrections)]
    rows = tuple(_row(theme, lines[start:end]) for start, end in zip(starts, [*starts[1:], len(lines)], strict=True))
    return ThemeTable(theme=theme, head=tuple(lines[:body]), rows=rows)


def row_starts(lines: Sequence[TableLine], corrections: Corrections) -> list[int]:
    """Find the positions of lines that begin a row: a region, then a capital, a digit or a quotation mark.

    A region's name at the start of a line inside a cell looks the same. It is told apart by the line before, which
    leaves a sentence unfinished; by the regions' alphabetical order; and, where a region would have more than
    `MAX_ROWS` rows, by a comma on the line before. At the top of a page it always begins a row.
    """
    added, removed = corrections.lines(Action.ROW_START), corrections.lines(Action.NOT_ROW_START)
    likely = [n for n in range(len(lines)) if _may_start(lines, n) and lines[n].number not in removed]
    ordered = _in_order(lines, likely)
    counts = Counter(_region(lines[n]) for n in ordered)
    kept = {n for n in ordered if counts[_region(lines[n])] <= MAX_ROWS or not _after_comma(lines, n)}
    return sorted(kept | {n for n, line in enumerate(lines) if line.number in added})


def _may_start(lines: Sequence[TableLine], n: int) -> bool:
    match = _LABEL.fullmatch(lines[n].text)
    if match is None or not _OPENS_NAME.match(match["rest"]):
        return False
    return n == 0 or lines[n].starts_page or not _UNFINISHED.search(lines[n - 1].text)


def _in_order(lines: Sequence[TableLine], positions: Sequence[int]) -> list[int]:
    """Give the longest run of starts whose regions follow the alphabet."""
    best: list[list[int]] = []
    for n in positions:
        rank = _ORDER[_region(lines[n])]
        before = [run for run in best if _ORDER[_region(lines[run[-1]])] <= rank]
        best.append([*max(before, key=len, default=[]), n])
    return max(best, key=len, default=[])


def _after_comma(lines: Sequence[TableLine], n: int) -> bool:
    return n > 0 and not lines[n].starts_page and lines[n - 1].text.rstrip().endswith(",")


def _region(line: TableLine) -> str:
    match = _LABEL.fullmatch(line.text)
    return _CODES[match["region"]] if match else ""


def _head_length(lines: Sequence[TableLine]) -> int | None:
    """Count the lines up to the end of the table head: the heading's own, then the column titles."""
    texts = [" ".join(line.text.split()).casefold() for line in lines[:20]]
    if not any(text.startswith(_HEAD_BEGINS) for text in texts):
        return None
    return next((n for n, text in enumerate(texts, start=1) if text.endswith(_HEAD_ENDS)), None)


def _row(theme: Theme, lines: Sequence[TableLine]) -> RegionRow:
    first = lines[0]
    match = _LABEL.fullmatch(first.text)
    if match is None:
        raise CorrectionError(f"row-start at line {first.number}: {first.text!r}; expected a region and text after it")
    return RegionRow(
        theme=theme,
        region=_CODES[match["region"]],
        label=replace(first, text=match["region"]),
        lines=(replace(first, text=match["rest"]), *lines[1:]),
    )
