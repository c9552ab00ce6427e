"""Printed lines of a PDF page: what stands on one baseline, in the order it was drawn."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.pages import collapse
from corpus.readers.drawing import Chunk
from corpus.readers.rules import CellPlace

# Baselines nearer than this share of the size are the same line.
_SAME_LINE = 0.4
# How far the estimated width of a text may be off.
_WIDTH_ERROR = 0.15
_NARROW, _WIDE = frozenset("iljtfrI.,:;!|()[]/'- "), frozenset("mwMW@%")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLine:
    """Text on one baseline, without a gap wider than between words.

    Attributes:
        end: Where it ends, estimated from its letters; points from the left, as `x`.
        cell: The table cell it stands in.
    """

    text: str
    x: float
    y: float
    end: float
    size: float
    is_bold: bool
    cell: CellPlace | None


def printed_lines(chunks: Sequence[Chunk], places: Sequence[CellPlace | None]) -> list[PrintedLine]:
    """Put chunks that follow each other on one baseline, in one cell, together."""
    lines: list[PrintedLine] = []
    is_open = False
    for chunk, cell in zip(chunks, places, strict=True):
        last = lines[-1] if lines else None
        if last is not None and is_open and last.cell == cell and _goes_on(last, chunk):
            text, end = last.text + chunk.text, chunk.x + _width(chunk.text, chunk.size)
            lines[-1] = replace(last, text=text, end=end, is_bold=last.is_bold and chunk.is_bold)
        else:
            lines.append(_line(chunk, cell))
        is_open = not chunk.text.endswith("\n")
    return lines


def _goes_on(line: PrintedLine, chunk: Chunk) -> bool:
    on_line = abs(line.y - chunk.y) < _SAME_LINE * line.size
    return on_line and line.x <= chunk.x <= line.end + max(line.size, _WIDTH_ERROR * (line.end - line.x))


def _line(chunk: Chunk, cell: CellPlace | None) -> PrintedLine:
    return PrintedLine(
        text=chunk.text,
        x=chunk.x,
        y=chunk.y,
        end=chunk.x + _width(chunk.text, chunk.size),
        size=chunk.size,
        is_bold=chunk.is_bold,
        cell=cell,
    )


def _width(text: str, size: float) -> float:
    """Estimate how wide a text is drawn, in points: pypdf does not tell; a grotesque's letters are taken."""
    return size * sum(map(_letter_width, collapse(text)))


def _letter_width(letter: str) -> float:
    if letter in _NARROW:
        return 0.29
    if letter in _WIDE:
        return 0.85
    return 0.68 if letter.isupper() else 0.54
