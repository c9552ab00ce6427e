"""How things are drawn on a PDF page, as the steps before have set it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from corpus.readers.geometry import Box

_INVISIBLE = 3
# From here on a colour is white to the eye.
_WHITE = 0.98


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawingState:
    """How things are drawn.

    Attributes:
        rise: How far text is raised above its line, in its own measure.
        mode: Text with ink, without, as an outline, and so on.
        is_white, is_grey: Letters and areas are filled with white, or with a colour told as one shade of grey.
        is_pattern: Areas are filled with a pattern, which may have holes.
        is_opaque: Nothing shows through what is drawn.
        clip: What can be drawn on; None where that is the whole page.
    """

    rise: float = 0.0
    mode: int = 0
    is_white: bool = False
    is_grey: bool = False
    is_pattern: bool = False
    is_opaque: bool = True
    clip: Box | None = None

    @property
    def is_invisible(self) -> bool:
        """Text leaves no ink."""
        return self.mode == _INVISIBLE


PLAIN = DrawingState()


def is_white(operands: Sequence[Any], *, is_grey: bool) -> bool:
    """Whether a colour is white: full light, or no ink at all; what a colour space of its own means is not known."""
    values = [float(value) for value in operands if isinstance(value, int | float)]
    if is_grey or len(values) == 3:
        return bool(values) and min(values) >= _WHITE
    return len(values) == 4 and max(values) <= 1 - _WHITE
