"""Marked content of a PDF page: layers that are off, and text with a replacement of its own (ActualText)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

# A mark stands for a hyphen, a ligature or letters drawn as other ones; longer text is not what is seen there.
_MAX_TIMES, _MAX_MORE = 3, 3


@dataclass(slots=True)
class MarkedParts:
    """The parts that are open, the outermost first.

    Attributes:
        off: Names of the page's layers that are off.
    """

    off: frozenset[str]
    _are_off: list[bool] = field(default_factory=list)
    _meant: list[str | None] = field(default_factory=list)

    @property
    def are_hidden(self) -> bool:
        """Whether one of the open parts is on a layer that is off."""
        return any(self._are_off)

    def open(self, operands: Sequence[Any]) -> None:
        """Begin a part: its kind, and the name or the properties that it has."""
        layer = str(operands[1]) if len(operands) > 1 and operands[0] == "/OC" else ""
        self._are_off.append(layer in self.off)
        properties = operands[1] if len(operands) > 1 else None
        meant = properties.get("/ActualText") if isinstance(properties, dict) else None
        self._meant.append(None if meant is None else _decoded(meant))

    def close(self) -> None:
        """End the innermost part."""
        del self._are_off[-1:], self._meant[-1:]

    def meant(self, drawn: str) -> str:
        """Give what is meant by text that is drawn in the open parts: told with the first text of a part, "" after."""
        place = next((place for place, meant in enumerate(self._meant) if meant is not None), None)
        if place is None:
            return drawn
        meant = self._meant[place] or ""
        if len(meant) > _MAX_TIMES * len(drawn) + _MAX_MORE:
            return drawn
        self._meant[place] = ""
        return f"{meant}\n" if drawn.endswith("\n") and meant else meant


def _decoded(value: Any) -> str:
    """Give a text string (ISO 32000-1, 7.9.2.2): UTF-16 where it begins with a mark of that, else a byte a letter."""
    if not isinstance(value, bytes):
        return str(value)
    is_utf16 = value[:2] in (b"\xfe\xff", b"\xff\xfe")
    return value.decode("utf-16" if is_utf16 else "cp1252", errors="ignore")
