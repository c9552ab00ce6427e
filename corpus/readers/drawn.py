"""What the drawing of a PDF page comes to: text with its position, and areas that cover what lies below them."""

import re
from dataclasses import dataclass

from corpus.pages import collapse
from corpus.readers.geometry import Box

# Codes that a font's encoding leaves out are bullets (ISO 32000-1, annex D.2); other control characters say nothing.
# So are the marks that Symbol and Wingdings have for lists, which are known by their places in these fonts.
_CONTROLS = dict.fromkeys((*range(9), *range(11, 32), *range(128, 160)), "") | {9: " ", 127: "•"}
_CONTROLS |= dict.fromkeys((0xF0B7, 0xF0A7, 0xF0A8, 0xF0D8, 0xF0FC), "•")


def without_controls(text: str) -> str:
    """Give text as pypdf decodes it: marks of lists as bullets, other control characters but line ends left out."""
    return text.translate(_CONTROLS)


# Letters that each stand alone: no text has so many words of one letter, but a heading may be set so wide.
_SPACED = re.compile(r"(?<!\S)[^\W\d_](?: [^\W\d_]){4,}(?!\S)")
_MIN_APART = 5
_APART = re.compile(r"(?<=\S) (?=\S(?!\S))")


def without_spacing(text: str) -> str:
    """Give a line whose letters are set apart as words: `R A P P O R T` as `RAPPORT`; wider gaps part words."""
    signs = text.split()
    if sum(map(str.isalpha, signs)) >= _MIN_APART and max(map(len, signs)) == 1:
        return collapse(_APART.sub("", text))
    return _SPACED.sub(lambda match: match.group().replace(" ", ""), text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Text drawn in one go; `x` and `y` are where its baseline begins, in points from the lower left corner.

    Attributes:
        width: How wide it is drawn, by its letters alone; in points.
        error: How far that may be off.
        is_invisible: Drawn without ink, as OCR lays it over a scan.
        is_white: Drawn in white, which shows on coloured ground only.
        is_in_form: Drawn by a form within a form, so that its place on the page is not known.
        direction: Where its line runs to, in degrees counter-clockwise from the right: a multiple of 90, or None where
            it slants, as a watermark does.
        pen: Counts how often the pen was moved before; the same for stretches that follow each other without a move.
    """

    text: str
    x: float
    y: float
    size: float
    width: float
    error: float
    is_bold: bool
    is_invisible: bool
    is_white: bool
    is_in_form: bool
    direction: int | None
    pen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """An area that is filled so that nothing below shows; `n_chunks` stretches of text were drawn before."""

    box: Box
    n_chunks: int
