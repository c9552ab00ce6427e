"""Interprets the drawing of a PDF page: text with its position, and the rules of its tables."""

import math
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from corpus.readers.drawing_state import PLAIN, DrawingState, is_white
from corpus.readers.drawn import Chunk, Cover, without_controls
from corpus.readers.drawn_path import DrawnPath, Segment, numbers
from corpus.readers.font_widths import LetterWidths, letter_widths, text_width
from corpus.readers.geometry import (
    NOWHERE,
    Box,
    Matrix,
    Point,
    Rule,
    along,
    apply,
    combined,
    direction,
    rule_between,
    shared,
    turned,
)
from corpus.readers.marked import MarkedParts
from corpus.readers.pdf_told import or_else

_PAINTS = frozenset({b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"})

# Steps that move the pen, raise text or change how it is drawn, and that keep all this for later.
_TEXT_STEPS = frozenset({b"BT", b"Td", b"TD", b"Tm", b"T*", b"'", b'"', b"Ts", b"Tr", b"q", b"Q"})
# Steps that say what colour letters and areas are filled with: grey, red-green-blue, printing inks, or a space's own.
COLOURS = frozenset({b"g", b"rg", b"k", b"sc", b"scn", b"cs"})
_FILLS = _PAINTS - {b"S", b"s"}
_ONLY_FILLS = frozenset({b"f", b"F", b"f*"})
_CLIPS = frozenset({b"W", b"W*"})
# A step that is put into a page's own drawing after a form.
FORM_END = b"%form-end"

# Steps that begin and end a part of the drawing, or draw a picture or a form.
_MARKS = frozenset({b"BDC", b"BMC", b"EMC", b"Do", b"INLINE IMAGE", FORM_END})

_NO_WIDTHS: LetterWidths = {}


class TooSlowError(Exception):
    """The time to read the document is up."""


@dataclass(slots=True)
class Drawing:
    """Collects what a page draws while pypdf walks through it; its two methods are pypdf's visitors.

    Attributes:
        shades: The sides of areas that are filled and have no line around them.
        grounds: Areas that are filled with a colour, or a picture: left, bottom, right, top.
        pictures: Names of the pictures and forms that are drawn, each with what takes its unit square to the page.
        turn: Takes a place on the page to where it is seen once the page is turned upright.
        off: Names of the page's layers that are turned off; what is drawn on them is left out.
        forms_off: Names of the page's pictures and forms that are turned off with their layer.
        opacity: Names of the page's ways to draw that say whether nothing shows through.
        forms: Names of the page's forms, each with what takes its own places to those where it is drawn.
        covers: Boxes that are filled over what was drawn before.
        fonts: How wide the fonts seen so far draw their letters, by the identity of what the file says of them.

    Raises:
        TooSlowError: `clock` has passed `deadline`.
    """

    deadline: float
    turn: Matrix
    off: frozenset[str] = frozenset()
    forms_off: frozenset[str] = frozenset()
    opacity: Mapping[str, bool] = field(default_factory=dict)
    forms: Mapping[str, Matrix] = field(default_factory=dict)
    fonts: dict[int, LetterWidths] = field(default_factory=dict)
    clock: Callable[[], float] = time.monotonic
    chunks: list[Chunk] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    shades: list[Rule] = field(default_factory=list)
    grounds: list[Box] = field(default_factory=list)
    covers: list[Cover] = field(default_factory=list)
    pictures: list[tuple[str, Matrix]] = field(default_factory=list)
    _is_form: bool = False
    _is_off: bool = False
    _is_in_form: bool = False
    _place: Matrix = ()
    _marked: MarkedParts = field(init=False)
    _moves: int = 0
    _state: DrawingState = PLAIN
    _states: list[DrawingState] = field(default_factory=list)
    _path: DrawnPath = field(default_factory=DrawnPath)

    def __post_init__(self) -> None:
        self._place = self.turn
        self._marked = MarkedParts(off=self.off)

    def see_text(self, text: str, cm: Matrix, tm: Matrix, font: Mapping[str, Any] | None, size: float) -> None:
        """Take a stretch of text."""
        if self._is_off or self._marked.are_hidden:
            return
        text = self._marked.meant(without_controls(text))
        if not text.strip():
            # A space drawn for itself, or the end of a line.
            self.chunks[-1:] = [replace(chunk, text=chunk.text + text) for chunk in self.chunks[-1:]]
            return
        rise = self._state.rise
        x, y = apply(self._place, apply(cm, (tm[4] + rise * tm[2], tm[5] + rise * tm[3])))
        name = str(font.get("/BaseFont", "")) if font is not None else ""
        scale = math.prod(math.hypot(matrix[1], matrix[3]) for matrix in (tm, cm, self._place))
        seen_size = abs(size * scale) or 1.0
        width, error = text_width(text, seen_size, self._widths(font))
        chunk = Chunk(
            text=text,
            x=x,
            y=y,
            size=seen_size,
            width=width,
            error=error,
            is_bold="bold" in name.lower(),
            is_invisible=self._state.is_invisible,
            is_white=self._state.is_white,
            is_in_form=self._is_in_form,
            direction=direction(along(self._place, along(cm, (tm[0], tm[1])))),
            pen=self._moves,
        )
        self.chunks.append(chunk)

    def _widths(self, font: Mapping[str, Any] | None) -> LetterWidths:
        """Give how wide a font draws its letters; a damaged one says nothing of it."""
        if font is None:
            return _NO_WIDTHS
        if id(font) not in self.fonts:
            self.fonts[id(font)] = or_else(lambda: letter_widths(font), _NO_WIDTHS)
        return self.fonts[id(font)]

    def usual_direction(self) -> int:
        """Give where the lines of most of the page's text run to, in degrees counter-clockwise from the right."""
        letters: Counter[int] = Counter()
        for chunk in self.chunks:
            letters[chunk.direction or 0] += len(chunk.text)
        return letters.most_common(1)[0][0] if letters else 0

    def see_step(self, operator: bytes, operands: Sequence[Any], cm: Matrix, tm: Matrix) -> None:
        """Take a drawing step: paths that are painted leave their rules, those that only clip do not."""
        del tm
        if self.clock() > self.deadline:
            raise TooSlowError
        if operator in _TEXT_STEPS:
            self._see_text_step(operator, operands)
        elif operator in COLOURS:
            self._see_colour(operator, operands)
        elif operator == b"gs" and not self._is_form:
            is_opaque = self.opacity.get(str(operands[0]) if operands else "", self._state.is_opaque)
            self._state = replace(self._state, is_opaque=is_opaque)
        elif operator in _MARKS:
            self._see_mark(operator, operands, cm)
        elif operator in _CLIPS:
            self._path.is_clip = True
        elif operator in _PAINTS or operator == b"n":
            self._paint(operator)
        else:
            self._path.draw(operator, operands, cm)

    def _paint(self, operator: bytes) -> None:
        """End a path: what is painted leaves its rules, and what is filled covers; what only clips does not."""
        path = self._path
        lines = path.lines
        if operator in _ONLY_FILLS:
            strokes, sides = path.strokes_and_sides()
            self.rules += self._rules(strokes)
            self.shades += self._rules(sides)
        elif operator != b"n":
            self.rules += self._rules(lines)
        if operator in _FILLS and lines and not self._state.is_white:
            self._add_ground([point for line in lines for point in line])
        if not self._is_form:
            box = path.sole_box()
            shown = shared(NOWHERE if box is None else turned(self.turn, box), self._state.clip)
            is_seen = self._state.is_opaque and not self._state.is_pattern and not self._marked.are_hidden
            if operator in _FILLS and is_seen and shown != NOWHERE:
                self.covers.append(Cover(box=shown, n_chunks=len(self.chunks)))
            if path.is_clip:
                self._state = replace(self._state, clip=shown)
        path.end()

    def _see_colour(self, operator: bytes, operands: Sequence[Any]) -> None:
        last = str(operands[-1]) if operands else ""
        is_grey = operator == b"g" or (operator in (b"sc", b"scn") and self._state.is_grey)
        self._state = replace(
            self._state,
            is_white=is_white(operands, is_grey=is_grey),
            is_grey=last == "/DeviceGray" if operator == b"cs" else is_grey,
            is_pattern=operator == b"scn" and last.startswith("/"),
        )

    def _see_mark(self, operator: bytes, operands: Sequence[Any], cm: Matrix) -> None:
        if operator in (b"BDC", b"BMC"):
            self._marked.open(operands)
        elif operator == b"EMC":
            self._marked.close()
        elif operator == FORM_END:
            self._place, self._is_form, self._is_in_form, self._is_off = self.turn, False, False, False
            self._state = self._states.pop() if self._states else PLAIN
        else:
            name = str(operands[0]) if operator == b"Do" and operands else ""
            self._is_off = self._is_off or (not self._is_form and name in self.forms_off)
            if not self._is_off:
                self.pictures.append((name, tuple(cm)))
                self._add_ground([apply(cm, (0.0, 0.0)), apply(cm, (1.0, 1.0))])
            if operator == b"Do":
                self._enter_form(name, cm)

    def _enter_form(self, name: str, cm: Matrix) -> None:
        """Follow a form, whose drawing comes next with places of its own; where one within it stands is not told."""
        if self._is_form or name not in self.forms:
            self._is_in_form = True
        else:
            self._place = combined(combined(self.forms[name], cm), self.turn)
        if not self._is_form:
            self._is_form = True
            self._states.append(self._state)

    def _add_ground(self, points: Sequence[Point]) -> None:
        seen = [apply(self._place, point) for point in points]
        xs, ys = [x for x, _ in seen], [y for _, y in seen]
        self.grounds.append((min(xs), min(ys), max(xs), max(ys)))

    def _see_text_step(self, operator: bytes, operands: Sequence[Any]) -> None:
        if operator == b"q":
            self._states.append(self._state)
        elif operator == b"Q":
            self._state = self._states.pop() if self._states else PLAIN
        elif operator == b"Ts":
            self._state = replace(self._state, rise=numbers(operands, 1)[0])
        elif operator == b"Tr":
            self._state = replace(self._state, mode=int(numbers(operands, 1)[0]))
        else:
            self._moves += 1

    def _rules(self, lines: Sequence[Segment]) -> Iterator[Rule]:
        """Give those of the lines that are rules, where they stand on the page."""
        for start, end in lines:
            rule = rule_between(apply(self._place, start), apply(self._place, end))
            if rule is not None:
                yield rule
