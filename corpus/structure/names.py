"""Where an initiative's name ends in a cell that goes on to describe it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.document import collapse
from corpus.errors import UnknownRegionError
from corpus.regions import find_place
from corpus.structure.lines import TableLine, join_lines
from corpus.structure.units import TableLayout, Unit

_GOES_ON = re.compile(
    r"(?i).*(?:[,–&/-]|\b(?:och|eller|samt|med|i|på|av|för|till|inom|om|vid|mellan|projektet|en|ett|den))"
)
_SENTENCE_END = re.compile(r"(?<=[^\s.\d][^\s.][.!?])\s+(?=[A-ZÅÄÖ0-9”])")
_ABBREVIATION = re.compile(r"(?i).*\b(?:bl\.? ?a|t\.? ?ex|m\.? ?m|d\.? ?v\.? ?s|ca|resp|inkl|s\.? ?k|dvs|m\.? ?fl)\.")
_EXPLAINED = re.compile(r"(?P<name>[^:]{4,60}:)\s+(?=[A-ZÅÄÖ])")
_TOLD = re.compile(
    r"(?P<name>[A-ZÅÄÖ0-9#\"”“]\S*(?:\s+\S+){0,5}?)\s+(?:är (?:ett|en|det|den)|har \w+t|handlar om|syftar till)\b"
)
_LABELLED = re.compile(r"(?P<name>\S+(?:\s+\S+)*?)\s+(?:Syfte|Mål|Målgrupp|Bakgrund|Projektägare):")
_PURPOSE = re.compile(
    r"(?P<name>\S+(?:\s+\S+){3,}?),?\s+(?:i syfte att|med syfte att|med syftet att|som syftar till|som ska)\b"
)
_LONG_NAME = 15  # words
_SHORT_REST = 5  # words


def name_length(units: Sequence[Unit], layout: TableLayout) -> int:
    """Count the characters of the name at the start of a name cell, in the cell's text with white space collapsed."""
    text = units[0].text
    for unit in units[1:]:
        if not _continues(text, unit, layout):
            break
        text = f"{text} {unit.text}"
    return len(_shorten(text))


def split_at(lines: Sequence[TableLine], length: int) -> tuple[list[TableLine], list[TableLine]]:
    """Cut lines after so many characters of their text, white space collapsed, inside a line where needed."""
    for n in range(len(lines)):
        over = len(join_lines(lines[: n + 1])) - length
        if over <= 0:
            continue
        text = collapse(lines[n].text)
        kept = max(0, len(text) - over)
        before, after = text[:kept], text[kept:]
        first = [replace(lines[n], text=before)] if before.strip() else []
        rest = [replace(lines[n], text=after)] if after.strip() else []
        return [*lines[:n], *first], [*rest, *lines[n + 1 :]]
    return list(lines), []


def _continues(name: str, unit: Unit, layout: TableLayout) -> bool:
    """Whether a unit of the name cell still belongs to the name above it."""
    if unit.is_certain or unit.needs_border_before:
        return False
    if unit.text.startswith("(") and len(unit.text.split()) < _SHORT_REST:
        return True
    if _GOES_ON.fullmatch(name):
        return True
    is_proper_noun = layout.commonness(unit.text.split(maxsplit=1)[0]) == 0.0
    return not unit.is_broken and is_proper_noun and not name.endswith((".", "!", "?", ":"))


def _shorten(text: str) -> str:
    """Keep what names the initiative in a cell's first paragraph: up to a stop, colon, predicate or purpose."""
    for match in _SENTENCE_END.finditer(text):
        if not _ABBREVIATION.fullmatch(text[: match.start()]):
            text = text[: match.start()]
            break
    for pattern in (_EXPLAINED, _TOLD, _LABELLED):
        told = pattern.match(text)
        if told and len(text[told.end() :].split()) > _SHORT_REST and not _is_place(told["name"]):
            return text[: told.end("name")]
    purpose = _PURPOSE.match(text)
    return purpose["name"] if purpose and len(text.split()) > _LONG_NAME else text


def _is_place(name: str) -> bool:
    try:
        find_place(name)
    except UnknownRegionError:
        return False
    return True
