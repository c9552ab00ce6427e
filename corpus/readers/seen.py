"""What of a PDF page's drawn text a reader sees: nothing outside the page or white on white, without ink or twice."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.readers.drawing import Chunk

Box = tuple[float, float, float, float]
# What is drawn, its size, and the square it stands in.
_Spot = tuple[str, int, int, int]

# A shadow or a second stroke that makes text look bold is drawn within this share of the size.
_TWIN = 0.2


def seen(chunks: Sequence[Chunk], box: Box, grounds: Sequence[Box]) -> list[Chunk]:
    """Give the chunks that are seen in a box: left, bottom, right and top, in points.

    Args:
        grounds: Where the page is not white, so that white text shows.
    """
    inside = [chunk for chunk in chunks if _stands_in(chunk, box)]
    return _once(_inked([chunk for chunk in inside if not chunk.is_white or _stands_on(chunk, grounds)]))


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
