"""Theme tables as rows: a table's head, the lines of each region's rows, and what may be another region's."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.errors import CorrectionError
from corpus.forms.flattened import FlattenedForm
from corpus.pages import collapse
from corpus.structure.chapters import Chapter, has_head
from corpus.structure.labels import Label
from corpus.structure.lines import TableLine, join_lines
from corpus.structure.row_starts import RowFinder, RowStarts
from corpus.themes import Theme

# A word with a capital that no hyphen or quotation mark joins to the one before: `Namn på insats`, not `RUS`.
_TITLE = re.compile(r"(?<!\S)[A-ZÅÄÖ](?=[a-zåäö])")
_TITLE_WORDS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionRow:
    """One row of a theme table: a region's lines up to the next row; the region's label is kept apart.

    Attributes:
        theme: None where the table's heading names no theme that is known.
        table: The number that other rows refer to its table by.
    """

    theme: Theme | None
    table: int | None
    region: str
    label: TableLine
    lines: tuple[TableLine, ...]

    @property
    def number(self) -> int:
        """Give the line its region label stands on."""
        return self.label.number

    @property
    def with_label(self) -> tuple[TableLine, ...]:
        """Give its lines as they stand, the region's label among them."""
        first = self.lines[0]
        return (replace(first, text=f"{self.label.text} {first.text}"), *self.lines[1:])

    @property
    def page_break(self) -> int:
        """Count its lines before the next page."""
        return next((n for n, line in enumerate(self.lines) if n and line.starts_page), len(self.lines))


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeTable:
    """One theme's table: the lines of its heading and table head, and its rows.

    Attributes:
        title: Its heading as printed.
        unsettled: Stretches that may be one region's or another's.
        is_in_order: Whether its regions follow the alphabet.
        columns_are_known: Whether its head says that its columns are those of the form, in that order.
        notes: What a person should look at.
    """

    theme: Theme | None
    title: str
    head: tuple[TableLine, ...]
    rows: tuple[RegionRow, ...]
    unsettled: tuple[tuple[TableLine, ...], ...]
    is_in_order: bool
    columns_are_known: bool
    notes: tuple[str, ...]


def read_table(chapter: Chapter, form: FlattenedForm, finder: RowFinder) -> ThemeTable | None:
    """Read a chapter as a theme's table; None where it is none: without rows, or with neither theme nor table head.

    Raises:
        CorrectionError: A correction begins a row on a line without a region.
    """
    if chapter.theme is None and not has_head(chapter, form):
        return None
    body = _head_length(chapter, form, finder)
    lines = chapter.lines[body:]
    _refuse_corrections(lines, finder)
    found = finder.find(lines)
    if not found.starts:
        return None
    head = chapter.lines[:body]
    is_known = _says_columns(head[chapter.heading_lines :], form) and not _heads_more(lines[: found.starts[0].place])
    notes = list(found.notes)
    first = lines[0]
    if not is_known:
        notes.insert(0, f"sida {first.page}, rad {first.number}: tabellhuvudet säger inte vad kolumnerna är; "
                     "bara insatsernas namn läses ur cellerna")  # fmt: skip
    theme = chapter.theme
    if theme is not None and not found.is_in_order and not _is_balanced(found, finder):
        theme = None
        notes.append(f"sida {first.page}, rad {first.number}: raderna kan vara ur flera teman; de läses utan tema")
    if found.starts[0].place:
        notes.append(f"sida {first.page}, rad {first.number}: text före första regionens rad räknas inte till någon")
    rows, unsettled = _rows(chapter, theme, lines, found)
    return ThemeTable(
        theme=theme,
        title=chapter.title,
        head=(*head, *lines[: found.starts[0].place]),
        rows=rows,
        unsettled=unsettled,
        is_in_order=found.is_in_order,
        columns_are_known=is_known,
        notes=tuple(notes),
    )


def _is_balanced(found: RowStarts, finder: RowFinder) -> bool:
    """Whether every region has a row, and none many more than it is asked for: as in a table of one theme."""
    counts = Counter(start.label.region for start in found.starts)
    return counts.keys() >= finder.expected and max(counts.values()) <= finder.max_rows + 1


def _rows(
    chapter: Chapter, theme: Theme | None, lines: Sequence[TableLine], found: RowStarts
) -> tuple[tuple[RegionRow, ...], tuple[tuple[TableLine, ...], ...]]:
    rows, unsettled = [], []
    ends = [*(start.place for start in found.starts[1:]), len(lines)]
    for start, end in zip(found.starts, ends, strict=True):
        if start.is_certain:
            rows.append(_row(chapter, theme, start.label, lines[start.place : end]))
        else:
            unsettled.append(tuple(lines[start.place : end]))
    return tuple(rows), tuple(unsettled)


def _row(chapter: Chapter, theme: Theme | None, label: Label, lines: Sequence[TableLine]) -> RegionRow:
    first = lines[0]
    number = theme.number if theme else None
    return RegionRow(
        theme=theme,
        table=chapter.number if chapter.number is not None else number,
        region=label.region,
        label=replace(first, text=label.text),
        lines=(replace(first, text=label.rest), *lines[1:]),
    )


def _head_length(chapter: Chapter, form: FlattenedForm, finder: RowFinder) -> int:
    """Count the lines up to the end of the table head: the heading's own, then the column titles.

    A head that ends otherwise than it should ends where the first row begins.
    """
    texts = [collapse(line.text).casefold() for line in chapter.lines[: chapter.heading_lines + form.head.max_lines]]
    if has_head(chapter, form):
        end = next((n for n, text in enumerate(texts, start=1) if text.endswith(form.head.ends)), None)
        if end is not None:
            return end
    for n in range(chapter.heading_lines, len(texts)):
        label = finder.labels.read(chapter.lines[n].text)
        if label is not None and label.opens_row:
            return n
    return chapter.heading_lines


def _says_columns(head: Sequence[TableLine], form: FlattenedForm) -> bool:
    """Whether a table head names the form's columns, each of them, in their order, and no other."""
    text = join_lines(head)
    plain = text.casefold()
    places = [_first(plain, wordings) for wordings in form.columns.values()]
    told = [place for place in places if place is not None]
    goes_on = any(end in plain and not plain.endswith(end) for end in form.head.ends)
    return len(told) == len(places) and told == sorted(told) and not goes_on and not _names_between(text, told)


def _names_between(text: str, places: Sequence[int]) -> bool:
    """Whether a column's title begins, by its capital, where none of the form's columns is named before the last one.

    The first title is the region's.
    """
    starts = [match.start() for match in _TITLE.finditer(text) if match.start() <= places[-1]]
    return any(
        sum(start <= place < end for place in places) == 0 for start, end in pairwise([*starts[1:], places[-1] + 1])
    )


def _heads_more(lines: Sequence[TableLine]) -> bool:
    """Whether what stands between a table's head and its first row is short enough to be one more column's title."""
    return 0 < sum(len(line.text.split()) for line in lines) <= _TITLE_WORDS


def _first(text: str, beginnings: Sequence[str]) -> int | None:
    """Give where a word first begins with one of these."""
    match = re.search(rf"\b(?:{'|'.join(map(re.escape, beginnings))})", text)
    return match.start() if match else None


def _refuse_corrections(lines: Sequence[TableLine], finder: RowFinder) -> None:
    added = finder.added
    for line in lines:
        if line.number in added and finder.labels.read(line.text) is None:
            raise CorrectionError(
                f"row-start på rad {line.number}: {line.text!r}; väntade en region och text efter den"
            )
