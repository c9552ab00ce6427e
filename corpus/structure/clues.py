"""Clues to a unit's column before anything is learned: its phrases, its first words, the line before it."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from corpus.forms.flattened import Cells, CellWords
from corpus.structure.units import TableLayout, Unit


class Column(IntEnum):
    """The columns of a theme table after the region, from left to right."""

    NAME = 0
    OUTPUTS = 1
    EFFECTS = 2
    GOALS = 3


_CUE_WEIGHT, _MOST_CUES, _OPENER_WEIGHT = 0.5, 4, 1.5
_PHRASE = 4  # words
_REPEATED_WEIGHT = 2.0
_LONG_TEXT, _NO_GOAL = 60, -4.0  # characters; a share that weighs against goals
_TOKEN = re.compile(r"[^\W\d_]{2,}|\d+")
_TOLD = (Column.NAME, Column.OUTPUTS, Column.EFFECTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnWords:
    """What a form says of the columns' words: the patterns of its cues and openers, by column."""

    cues: tuple[re.Pattern[str], ...]
    openers: tuple[re.Pattern[str] | None, ...]
    says_goals: re.Pattern[str]
    never_inside: re.Pattern[str]

    @classmethod
    def of(cls, cells: Cells, years: Iterable[int]) -> "ColumnWords":
        """Give the words of a form for a report of these years."""
        told = "|".join(map(str, years))
        by_column = (cells.name, cells.outputs, cells.effects, cells.goals)
        return cls(
            cues=tuple(_pattern(words, rf"\b(?:{'|'.join(words.cues)})\b", told) for words in by_column),
            openers=tuple(_pattern(words, "|".join(words.opens), told) if words.opens else None for words in by_column),
            says_goals=cells.says_goals,
            never_inside=cells.never_inside,
        )

    def opens(self, column: Column, text: str) -> bool:
        """Whether a text begins as a cell of this column often does."""
        opener = self.openers[column]
        return opener is not None and opener.match(text) is not None


def _pattern(words: CellWords, pattern: str, years: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("{years}", years), re.IGNORECASE if words.any_case else 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowUnits:
    """A row to be read: its units on one page, its region's code, and the layout of its table."""

    region: str
    layout: TableLayout
    units: Sequence[Unit]


@dataclass(frozen=True, slots=True)
class Clues:
    """What the model looks at in a unit: its words, its first words with and without the region, and fixed scores."""

    words: tuple[str, ...]
    openers: tuple[str, ...]
    widths: Counter[int]
    cues: tuple[float, ...]
    opening: tuple[float, ...]
    border: float
    has_gap: bool
    is_certain: bool
    needs_border_before: bool


_Phrases = Sequence[Sequence[str]]  # of each unit of a row


def _repeated_phrases(rows: Sequence[RowUnits], phrases: Sequence[_Phrases]) -> Counter[tuple[str, str]]:
    """Count in how many rows of a region each phrase stands: goals are told in the same words again and again."""
    in_rows = ({phrase for unit in told for phrase in unit} for told in phrases)
    return Counter((row.region, phrase) for row, in_row in zip(rows, in_rows, strict=True) for phrase in in_row)


def _phrases(unit: Unit) -> list[str]:
    words = [word.strip(".,:;•”“") for word in unit.text.casefold().split()]
    return [" ".join(words[n : n + _PHRASE]) for n in range(max(1, len(words) - _PHRASE + 1))]


def read_clues(rows: Sequence[RowUnits], words: ColumnWords) -> list[list[Clues]]:
    """Give what speaks for the columns of every unit of every row."""
    phrases = [[_phrases(unit) for unit in row.units] for row in rows]
    repeated = _repeated_phrases(rows, phrases)
    return [_see(row, told, repeated, words) for row, told in zip(rows, phrases, strict=True)]


def _see(row: RowUnits, phrases: _Phrases, repeated: Counter[tuple[str, str]], words: ColumnWords) -> list[Clues]:
    seen = []
    for n, (unit, told) in enumerate(zip(row.units, phrases, strict=True)):
        share = sum(repeated[row.region, phrase] > 1 for phrase in told) / len(told)
        # Some regions fill the last column with the first one's text: what stands above in the row is no goal.
        if len(unit.text) > _LONG_TEXT and any(unit.text in above.text for above in row.units[:n]):
            share = _NO_GOAL
        widths = unit.widths(row.layout) if len(row.layout.widths) > 1 else ()
        before = row.units[n - 1].text if n else ""
        seen.append(_see_unit(unit, before, row.region, share, widths, words))
    return seen


def _see_unit(
    unit: Unit, before: str, region: str, repeated: float, widths: Iterable[int], column_words: ColumnWords
) -> Clues:
    text = unit.text
    n_cues = [len(cue.findall(text)) for cue in column_words.cues]
    is_told = len(text.split()) < _PHRASE - 1 or any(n_cues[column] for column in _TOLD)
    words = tuple("0" if token[0].isdigit() else token.lower() for token in _TOKEN.findall(text))
    openers = [" ".join(words[:n]) for n in range(1, 1 + min(3, len(words)))]
    return Clues(
        words=words,
        openers=(*openers, *(f"{region} {opener}" for opener in openers)),
        widths=Counter(widths),
        cues=tuple(
            _CUE_WEIGHT * min(_MOST_CUES, n_cues[column])
            + (_REPEATED_WEIGHT * repeated if column is Column.GOALS and (repeated < 0 or not is_told) else 0.0)
            for column in Column
        ),
        opening=tuple(_OPENER_WEIGHT * column_words.opens(column, text) for column in Column),
        border=_border_score(unit, text, before, column_words.never_inside),
        has_gap=unit.empties > 0,
        is_certain=unit.is_certain,
        needs_border_before=unit.needs_border_before,
    )


def _border_score(unit: Unit, text: str, before: str, never_inside: re.Pattern[str]) -> float:
    """Say how far the marks before a unit speak for a border: a full line or an open sentence speaks against it."""
    if unit.is_certain or unit.empties:
        return 0.0
    stops = before.endswith((".", "!", "?", ")", "”"))
    # An item of a list is indented, so that it fills its lines sooner, and often ends without a stop.
    may_end = stops or before.startswith("•") or never_inside.match(text)
    score = 0.0 if unit.is_broken else -2.5 if may_end else -7.0
    score -= 3.0 * before.endswith((":", ",")) + 0.5 * (not stops)
    score -= 1.5 * (text.startswith("•") and before.startswith("•")) + 0.5 * text.startswith("•")
    return score + 1.0 * (before.startswith("•") and not text.startswith("•"))
