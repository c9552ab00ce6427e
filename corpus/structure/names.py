"""Where an initiative's name ends in a flattened row, whose name cell goes on to describe it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.pages import collapse
from corpus.regions.names import named_place
from corpus.structure.lines import TableLine, join_lines
from corpus.structure.units import TableLayout, Unit
from corpus.swedish import NEVER_LAST_IN_NAMES, either

_GOES_ON = re.compile(rf"(?i).*(?:[,–&/-]|\b(?:{either(NEVER_LAST_IN_NAMES)}|projektet|of|for|and|the))")
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
_CLAUSE = re.compile(r"(?P<name>\S+(?:\s+\S*[^\s,;]){7,}?)(?:[,;]|\s+(?:som|där|med|för att|vilket|[–-]))\s")
_LONG_NAME, _LONGEST_NAME = 15, 22  # words
_SHORT_REST = 5  # words


def name_length(units: Sequence[Unit], layout: TableLayout) -> int:
    """Count the characters of the name at the start of a name cell, in the cell's text with white space collapsed."""
    text = units[0].text
    for unit in units[1:]:
        if not _continues(text, unit, layout):
            break
        text = f"{text} {unit.text}"
    length = len(_shorten(text))
    return length + (text[length : length + 1] in (",", ";"))  # A comma stays with the word before it.


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
    if unit.is_broken or name.endswith((".", "!", "?", ":")) or len(f"{name} {unit.text}".split()) > _LONGEST_NAME:
        return False
    return layout.commonness(unit.text.split(maxsplit=1)[0]) == 0.0  # A proper noun, not a new sentence.


def _shorten(text: str) -> str:
    """Keep what names the initiative in a cell's first paragraph: up to a stop, colon, predicate or purpose."""
    for match in _SENTENCE_END.finditer(text):
        if not _ABBREVIATION.fullmatch(text[: match.start()]):
            text = text[: match.start()]
            break
    for pattern, least_rest in ((_EXPLAINED, _SHORT_REST), (_TOLD, 0), (_LABELLED, 0)):
        told = pattern.match(text)
        if told and len(text[told.end() :].split()) > least_rest and not _is_region(told["name"]):
            return text[: told.end("name")]
    n_words = len(text.split())
    shorter = (n_words > _LONG_NAME and _PURPOSE.match(text)) or (n_words > _LONGEST_NAME and _CLAUSE.match(text))
    return shorter["name"] if shorter else text


def _is_region(name: str) -> bool:
    """Whether a text is a region's name, or its two-letter abbreviation as reports use it (RV, RS)."""
    return len(name) == 2 or named_place(name) is not None
