"""Printed lines of a PDF page: what stands on one baseline, in the order it was drawn."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.readers.drawn import Chunk
from corpus.readers.rules import CellPlace
from corpus.repair.raised import raised_text

# Baselines nearer than this share of the size are the same line.
_SAME_LINE = 0.4
# Raised and lowered text is smaller and stands further off.
_SAME_LINE_SMALL = 0.6
# A phrase has so many letters; a column begins at three of them, at least this share of the size after the last.
_PHRASE, _MIN_STARTS, _MIN_GAP = 15, 3, 0.5
# Text this much smaller than its line and this far above its baseline is a footnote's mark or a power.
_SMALL, _RAISED = 0.85, 0.1
# A letter this much larger than the line that goes on beside it begins a chapter.
_INITIAL = 1.8


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLine:
    """Text on one baseline, without a gap wider than between words.

    Attributes:
        end: Where it ends by its letters; points from the left, as `x`.
        error: How far that may be off.
        is_placed: Whether its place on the page is known.
        cell: The table cell it stands in.
    """

    text: str
    x: float
    y: float
    end: float
    error: float
    size: float
    is_bold: bool
    is_placed: bool
    cell: CellPlace | None


def printed_lines(chunks: Sequence[Chunk], places: Sequence[CellPlace | None]) -> list[PrintedLine]:
    """Put chunks that follow each other on one baseline, in one cell and one column, together."""
    starts = _column_starts(chunks)
    lines: list[PrintedLine] = []
    is_open, pen = False, -1
    for chunk, cell in zip(chunks, places, strict=True):
        last = lines[-1] if lines else None
        opens_column = round(chunk.x) in starts and last is not None and chunk.x - last.x > _PHRASE * chunk.size / 2
        goes_on = last is not None and (_goes_on(last, chunk) or (chunk.pen == pen and _is_near(last, chunk)))
        if last is not None and is_open and last.cell == cell and _is_mark_of(last, chunk):
            lines[-1] = _line(replace(chunk, text=raised_text("", last.text) + chunk.text, x=last.x), cell)
        elif last is not None and is_open and last.cell == cell and not opens_column and goes_on:
            added = raised_text(last.text, chunk.text) if _is_raised(last, chunk) else chunk.text
            # Text that follows without a move of the pen is told to begin where the text before it does.
            start = last.end if chunk.pen == pen else chunk.x
            # What is drawn at a place of its own is off by no more than itself.
            error = chunk.error + last.error * (chunk.pen == pen)
            lines[-1] = replace(
                last,
                text=last.text + added,
                end=start + chunk.width,
                error=error,
                is_bold=last.is_bold and chunk.is_bold,
            )
        else:
            lines.append(_line(chunk, cell))
        is_open, pen = not chunk.text.endswith("\n"), chunk.pen
    return _with_marks(_with_initials(lines))


def _with_initials(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Give lines with a large first letter in the line that goes on beside it; alone it would be a heading."""
    found: list[PrintedLine] = []
    for line in lines:
        if found and _begins(found[-1], line):
            letter = found[-1].text.strip()
            # "I" is a word, and begins hardly any other in Swedish.
            text = f"{letter} {line.text}" if letter == "I" else f"{letter}{line.text}"
            found[-1] = replace(line, text=text, x=found[-1].x)
        else:
            found.append(line)
    return found


def _with_marks(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Give lines with the raised figures at their ends that were drawn apart from them; alone they would be amounts."""
    found = list(lines)
    places = sorted(range(len(lines)), key=lambda place: lines[place].y)
    heights = [lines[place].y for place in places]
    taken = set()
    for n, mark in enumerate(lines):
        if not mark.text.strip().isdecimal():
            continue
        # A mark is smaller than its line, and stands less than twice its own size above it.
        near = places[bisect_left(heights, mark.y - 2 * mark.size) : bisect_left(heights, mark.y)]
        for place in (place for place in near if _ends_with(found[place], mark)):
            text = found[place].text.rstrip()
            found[place] = replace(
                found[place], text=f"{text}{raised_text(text, mark.text.strip())}\n", end=mark.end, error=mark.error
            )
            taken.add(n)
            break
    return [line for n, line in enumerate(found) if n not in taken]


def _ends_with(line: PrintedLine, mark: PrintedLine) -> bool:
    """Whether a smaller figure stands raised right behind a line."""
    raised = (mark.y - line.y) / line.size
    is_raised = mark.size < _SMALL * line.size and _RAISED < raised < _SAME_LINE_SMALL
    return is_raised and line.cell == mark.cell and abs(mark.x - line.end) <= max(line.size / 2, line.error)


def _begins(initial: PrintedLine, line: PrintedLine) -> bool:
    """Whether a line is a letter over several lines' height, of which another is the first, and goes on after it."""
    letter = initial.text.strip()
    if len(letter) != 1 or not letter.isupper() or not line.text[:1].islower() or initial.cell != line.cell:
        return False
    is_large = initial.size >= _INITIAL * line.size and 0 < line.y - initial.y < initial.size
    return is_large and initial.x < line.x <= initial.end + 2 * line.size


def _column_starts(chunks: Sequence[Chunk]) -> set[int]:
    """Give where phrases begin again and again right of other phrases on their baseline, rounded to points.

    The gap between two columns of text may be as narrow as a width is uncertain; words that are drawn one by one are
    no phrases.
    """
    begun = Counter(
        round(chunk.x)
        for before, chunk in pairwise(chunks)
        if abs(before.y - chunk.y) < _SAME_LINE * chunk.size and before.x < chunk.x
        if min(len(before.text.strip()), len(chunk.text.strip())) >= _PHRASE
        if chunk.x >= before.x + before.width - before.error + _MIN_GAP * chunk.size
    )
    return {x for x, count in begun.items() if count >= _MIN_STARTS}


def _goes_on(line: PrintedLine, chunk: Chunk) -> bool:
    return _is_near(line, chunk) and line.x <= chunk.x <= line.end + max(line.size, line.error)


def _is_near(line: PrintedLine, chunk: Chunk) -> bool:
    share = _SAME_LINE if chunk.size > _SMALL * line.size else _SAME_LINE_SMALL
    return abs(line.y - chunk.y) < share * line.size


def _is_raised(line: PrintedLine, chunk: Chunk) -> bool:
    """Whether text is smaller than its line and stands above it."""
    return chunk.size < _SMALL * line.size and chunk.y - line.y > _RAISED * line.size


def _is_mark_of(line: PrintedLine, chunk: Chunk) -> bool:
    """Whether a line is only a raised figure so far, which begins a footnote."""
    if not line.text.strip().isdecimal() or line.size >= _SMALL * chunk.size:
        return False
    raised = (line.y - chunk.y) / chunk.size
    return _RAISED < raised < _SAME_LINE_SMALL and line.x <= chunk.x <= line.end + 2 * chunk.size


def _line(chunk: Chunk, cell: CellPlace | None) -> PrintedLine:
    return PrintedLine(
        text=chunk.text,
        x=chunk.x,
        y=chunk.y,
        end=chunk.x + chunk.width,
        error=chunk.error,
        size=chunk.size,
        is_bold=chunk.is_bold,
        is_placed=not chunk.is_in_form,
        cell=cell,
    )
