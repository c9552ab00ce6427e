"""Corrections of one document: what general rules cannot settle, kept as data beside the document."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from corpus.errors import CorrectionError


class Action(StrEnum):
    """What a correction tells the parser about a line."""

    NOT_ROW_START = "not-row-start"
    ROW_START = "row-start"
    NAME_END = "name-end"  # value: the last words of the initiative's name on this line
    FIELD = "field"  # value: the field (name, description, outputs, effects, goals) that begins on this line, or
    # `field: first words` where it begins inside the line
    ROW_KIND = "row-kind"  # value: what the row that begins on this line is
    REPLACE = "replace"  # value: the text this line should have had


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One correction: the received file's line, counted from 1, what to do there, and why."""

    line: int
    action: Action
    value: str | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """All corrections of one document, asked for by action and line."""

    entries: tuple[Correction, ...]

    def lines(self, action: Action) -> frozenset[int]:
        """Give the lines that have a correction of this kind."""
        return frozenset(entry.line for entry in self.entries if entry.action is action)

    def values(self, action: Action) -> dict[int, str]:
        """Give line to value for corrections of this kind that carry one."""
        return {e.line: e.value for e in self.entries if e.action is action and e.value is not None}


def load_corrections(path: Path) -> Corrections:
    """Read a document's corrections; a missing file means there are none.

    Raises:
        CorrectionError: The file is not TOML, or an entry lacks line, action or reason.
    """
    if not path.exists():
        return Corrections(entries=())
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8-sig")).get("correction", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CorrectionError(f"{path.name}: går inte att läsa som TOML ({error})") from error
    if not isinstance(entries, list):
        raise CorrectionError(f"{path.name}: correction = {entries!r}; väntade poster under [[correction]]")
    return Corrections(entries=tuple(_corrections(entries, path.name)))


def _corrections(entries: Iterable[dict[str, Any]], name: str) -> Iterable[Correction]:
    for entry in entries:
        try:
            value = entry.get("value")
            yield Correction(
                line=int(entry["line"]),
                action=Action(entry["action"]),
                value=None if value is None else str(value),
                reason=str(entry["reason"]),
            )
        except (AttributeError, KeyError, ValueError, TypeError) as error:
            expected = "line (ett tal), action, reason och kanske value"
            raise CorrectionError(f"{name}: posten {entry!r} ({error}); väntade {expected}") from error
