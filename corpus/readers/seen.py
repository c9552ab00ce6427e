"""Which of a PDF page's drawn text is read: only what a reader sees, and only once.

Text outside the page, white on white, without ink or covered is left out, as is what lies across the page: a watermark.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from statistics import median

from corpus.readers.drawn import Chunk, Cover
from corpus.readers.geometry import Box

# What is drawn, its size, and the square it stands in.
_Spot = tuple[str, int, int, int]

# A shadow or a second stroke that makes text look bold is drawn within this share of the size.
_TWIN = 0.2
# A watermark is this much larger than the text that it lies under, and a word; a letter is at least so wide, in sizes.
_WATERMARK_SIZE, _MIN_WATERMARK, _NARROWEST = 2.5, 3, 0.4


def seen(chunks: Sequence[Chunk], box: Box, grounds: Sequence[Box]) -> list[Chunk]:
    """Give the chunks that are seen in a box: left, bottom, right and top, in points.

    Args:
        grounds: Where the page is not white, so that white text shows.
    """
    inside = [chunk for chunk in chunks if _stands_in(chunk, box)]
    shown = [chunk for chunk in inside if not chunk.is_white or _stands_on(chunk, grounds)]
    return _once(_without_watermarks(_inked(shown)))


def _stands_on(chunk: Chunk, grounds: Iterable[Box]) -> bool:
    """Whether text begins on one of these areas; where a form draws text is not known."""
    if chunk.is_in_form:
        return True
    x, y = chunk.x + chunk.size / 4, chunk.y + chunk.size / 4
    return any(left <= x <= right and bottom <= y <= top for left, bottom, right, top in grounds)


def _stands_in(chunk: Chunk, box: Box) -> bool:
    left, bottom, right, top = box
    if chunk.is_in_form:
        return True
    return left - len(chunk.text) * chunk.size <= chunk.x <= right and bottom - chunk.size <= chunk.y <= top


def _inked(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """Leave out text without ink where most text has it; else it is what OCR read, or stands for drawn letters."""
    inked = [chunk for chunk in chunks if not chunk.is_invisible]
    return inked if 2 * _letters(inked) > _letters(chunks) else chunks


def _letters(chunks: Iterable[Chunk]) -> int:
    return sum(len(chunk.text) for chunk in chunks)


def uncovered(chunks: Sequence[Chunk], covers: Sequence[Cover]) -> Sequence[Chunk]:
    """Leave out text that a filled box was drawn over, as to take it away or to write it anew, where most is not."""
    # A page may hold thousands of both: each box is held against the text at its height only.
    order = sorted(range(len(chunks)), key=lambda place: _middle(chunks[place]))
    middles = [_middle(chunks[place]) for place in order]
    covered = {
        place
        for cover in covers
        for place in order[bisect_left(middles, cover.box[1]) : bisect_right(middles, cover.box[3])]
        if place < cover.n_chunks and _lies_under(chunks[place], cover.box)
    }
    kept = [chunk for place, chunk in enumerate(chunks) if place not in covered]
    return kept if 2 * _letters(kept) > _letters(chunks) else chunks


def _lies_under(chunk: Chunk, box: Box) -> bool:
    left, bottom, right, top = box
    is_level = bottom <= _middle(chunk) - 0.15 * chunk.size and _middle(chunk) + 0.15 * chunk.size <= top
    is_told = chunk.direction == 0 and not chunk.is_in_form
    return is_told and is_level and left - 1 <= chunk.x and _end(chunk) <= right


def _middle(chunk: Chunk) -> float:
    """Give the height of the middle of a text's letters."""
    return chunk.y + 0.35 * chunk.size


def _end(chunk: Chunk) -> float:
    """Give where a text ends at the least, if its letters are narrow."""
    return chunk.x + _NARROWEST * chunk.size * len(chunk.text.strip())


def _without_watermarks(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """Leave out text that slants, or is large and has other text drawn across it, where most text does not."""
    usual = median(chunk.size for chunk in chunks for _ in chunk.text) if chunks else 0.0
    lines = [chunk for chunk in chunks if chunk.direction is not None and chunk.size < _WATERMARK_SIZE * usual]
    words = [chunk for chunk in chunks if len(chunk.text.strip()) >= _MIN_WATERMARK]
    large = [chunk for chunk in words if chunk.size >= _WATERMARK_SIZE * usual]
    across = {id(chunk) for chunk in large if any(_lies_across(chunk, line) for line in lines)}
    kept = [chunk for chunk in chunks if chunk.direction is not None and id(chunk) not in across]
    return kept if 2 * _letters(kept) > _letters(chunks) else chunks


def _lies_across(large: Chunk, line: Chunk) -> bool:
    """Whether a line of text runs through the letters of a much larger one; a large first letter stands beside it."""
    if large.is_in_form != line.is_in_form:
        return False
    is_below = large.x < _end(line) and line.x < _end(large)
    return is_below and 0.0 < line.y - large.y < 0.5 * large.size


def _once(chunks: Iterable[Chunk]) -> list[Chunk]:
    """Leave out text that is drawn again at its own place after a move of the pen."""
    kept: list[Chunk] = []
    known: dict[_Spot, Chunk] = {}
    for chunk in chunks:
        spots = _spots(chunk)
        if not chunk.is_in_form and any(spot in known and _is_twin(known[spot], chunk) for spot in spots):
            if chunk.text.endswith("\n") and not kept[-1].text.endswith("\n"):
                kept[-1] = replace(kept[-1], text=f"{kept[-1].text}\n")
            continue
        known[spots[0]] = chunk
        kept.append(chunk)
    return kept


def _spots(chunk: Chunk) -> list[_Spot]:
    """Give the spot a chunk stands on, then those around it: a page may hold a letter thousands of times."""
    size = max(round(chunk.size), 1)
    column, row = int(chunk.x // (_TWIN * size)), int(chunk.y // (_TWIN * size))
    around = [(x, y) for x in (0, -1, 1) for y in (0, -1, 1)]
    return [(chunk.text.strip(), size, column + x, row + y) for x, y in around]


def _is_twin(one: Chunk, other: Chunk) -> bool:
    # A letter may follow its like within a narrow font's width.
    near = _TWIN * one.size if len(one.text.strip()) > 2 else 0.1 * one.size
    same_size = abs(one.size - other.size) < 0.1 * one.size
    return one.pen != other.pen and same_size and abs(one.x - other.x) <= near and abs(one.y - other.y) <= near
