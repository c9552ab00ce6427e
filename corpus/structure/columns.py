"""Which column each unit of a row belongs to, learned from the table itself.

A row is read from left to right: name, outputs, effects, goals, each once or not at all. Rows are read first by the
clues alone, then with the words and first words that the columns probably hold (expectation-maximisation of a
left-to-right hidden Markov model; Rabiner 1989, doi:10.1109/5.18626). The last reading says how sure each column is.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

from corpus.structure.clues import Clues, Column, ColumnWords, RowUnits, read_clues
from corpus.structure.lattice import Arc, Placed, Shares, Ways

_Item = TypeVar("_Item")

_ROUNDS = 3
_WORD_WEIGHT = 0.25  # Words of a cell hang together; taken as independent they would be far too sure of themselves.
_WORD_LIMIT = 2.0
_WORD_PRIOR, _PRIOR = 4000.0, 8.0  # Imagined observations behind each learned share.
_RARE = 3
_LEAST_SHARE = 0.15  # A unit that is less probably in a column teaches it nothing.
_NO_COLUMN = len(Column)  # Where first words open no column.
_OPENING_WEIGHT = 0.7
_BORDER = -0.5
_NO_BORDER_THOUGH_CERTAIN, _NO_BORDER_AT_GAP = -12.0, -2.5
_LAST = (-8.0, -5.0, -3.0, 0.0)  # A row that ends in this column; goals are nearly always told.


class Columns:
    """The columns of rows, as they were learned from all of them; rows are asked for by their place among these."""

    def __init__(self, rows: Sequence[RowUnits], words: ColumnWords) -> None:
        self._clues = read_clues(rows, words)
        anywhere = _Anywhere(self._clues)
        self._model = _Model(anywhere, ())
        for _ in range(_ROUNDS):
            shares = (Ways(*_scores(self._model, row)).shares() for row in self._clues)
            self._model = _Model(anywhere, zip(self._clues, shares, strict=True))
        self._read: dict[int, Ways] = {}

    def place(self, row: int) -> list[Placed]:
        """Give the column of every unit of a row, with its posterior probability."""
        return self._ways(row).place()

    def parted(self, row: int, may_end: Sequence[bool]) -> list[float]:
        """Say for each unit of a row but the first how much likelier another row begins with it than does not.

        Args:
            may_end: For each unit, whether a row may end with it in any column.
        """
        closings = [[0.0] * len(Column) if ends else _LAST for ends in may_end[:-1]]
        found = self._ways(row).parted(closings)
        return [score + unit.border for score, unit in zip(found, self._clues[row][1:], strict=True)]

    def _ways(self, row: int) -> Ways:
        if row not in self._read:
            self._read[row] = Ways(*_scores(self._model, self._clues[row]))
        return self._read[row]


class _Anywhere:
    """How often words and first words stand in units of any column."""

    def __init__(self, rows: Sequence[Sequence[Clues]]) -> None:
        self.words = _frequent(word for row in rows for unit in row for word in unit.words)
        self.openers = _frequent(opener for row in rows for unit in row for opener in unit.openers)
        self.n_words = max(1, self.words.total())
        self.n_units = max(1, sum(len(row) for row in rows))


def _frequent(items: Iterable[str]) -> Counter[str]:
    """Count items; one that is seen a few times only teaches nothing but the reading it was seen in."""
    return Counter({item: count for item, count in Counter(items).items() if count > _RARE})


class _Model:
    """What the columns hold, learned from rows and the shares of their units in the columns; asked for as
    log-likelihood ratios against anywhere.
    """

    def __init__(self, anywhere: _Anywhere, read: Iterable[tuple[Sequence[Clues], Sequence[Shares]]]) -> None:
        self._anywhere = anywhere
        self._words: list[dict[str, float]] = [{} for _ in Column]
        self._widths: list[dict[int, float]] = [{} for _ in Column]
        self._openers: list[dict[str, float]] = [{} for _ in (*Column, _NO_COLUMN)]
        self._starts = [0.0] * len(self._openers)
        for row, shares in read:
            for unit, share in zip(row, shares, strict=True):
                self._learn(unit, share)
        self._totals = [sum(held.values()) for held in self._words]
        self._word_scores: dict[str, tuple[float, ...]] = {}
        self._opener_scores: dict[str, tuple[float, ...]] = {}

    def _learn(self, unit: Clues, share: Shares) -> None:
        for column in Column:
            holds = share.begins[column] + share.stays[column]
            _add(self._words[column], unit.words, holds)
            _add(self._widths[column], unit.widths.elements(), holds)
        for opened, opens in enumerate((*share.begins, sum(share.stays))):
            _add(self._openers[opened], unit.openers, opens)
            self._starts[opened] += opens

    def holding(self, unit: Clues) -> list[float]:
        """Say for each column how much likelier the unit's words and lines are there than anywhere."""
        words = [self._word(word) for word in unit.words]
        scores = [sum(column) for column in zip(unit.cues, *words, strict=True)]
        for width, count in unit.widths.items():
            scores = [score + count * self._width(width, column) for column, score in enumerate(scores)]
        return scores

    def opening(self, unit: Clues) -> list[float]:
        """Say for each column, and for none, how much likelier the unit's first words open it than stand anywhere."""
        openers = [self._opener(opener) for opener in unit.openers]
        return (
            [max(scores, key=abs) for scores in zip(*openers, strict=True)] if openers else [0.0] * len(self._openers)
        )

    def _word(self, word: str) -> tuple[float, ...]:
        if word not in self._word_scores:
            share = self._anywhere.words[word] / self._anywhere.n_words
            self._word_scores[word] = tuple(
                _bounded((held.get(word, 0.0) / share + _WORD_PRIOR) / (total + _WORD_PRIOR)) if share else 0.0
                for held, total in zip(self._words, self._totals, strict=True)
            )
        return self._word_scores[word]

    def _opener(self, opener: str) -> tuple[float, ...]:
        if opener not in self._opener_scores:
            share = self._anywhere.openers[opener] / self._anywhere.n_units
            self._opener_scores[opener] = tuple(
                math.log((opened.get(opener, 0.0) / share + _PRIOR) / (starts + _PRIOR)) if share else 0.0
                for opened, starts in zip(self._openers, self._starts, strict=True)
            )
        return self._opener_scores[opener]

    def _width(self, width: int, column: int) -> float:
        """Say how much likelier a line of this width is in a column than anywhere; columns differ in their width."""
        totals = [sum(widths.values()) for widths in self._widths]
        share = (sum(widths.get(width, 0.0) for widths in self._widths) + 1.0) / (sum(totals) + 2.0)
        return math.log((self._widths[column].get(width, 0.0) + share) / (totals[column] + 1.0) / share)


def _add(weights: dict[_Item, float], items: Iterable[_Item], weight: float) -> None:
    if weight >= _LEAST_SHARE:
        for item in items:
            weights[item] = weights.get(item, 0.0) + weight


def _bounded(ratio: float) -> float:
    return _WORD_WEIGHT * max(-_WORD_LIMIT, min(_WORD_LIMIT, math.log(ratio)))


def _scores(model: _Model, row: Sequence[Clues]) -> tuple[list[list[float]], list[Arc]]:
    """Score every unit in every column, and every step from a unit to the next."""
    units = [model.holding(unit) for unit in row]
    units[-1] = [score + last for score, last in zip(units[-1], _LAST, strict=True)]
    return units, [_arc(model, unit) for unit in row[1:]]


def _arc(model: _Model, unit: Clues) -> Arc:
    *columns, none = model.opening(unit)
    against = _NO_BORDER_THOUGH_CERTAIN if unit.is_certain else _NO_BORDER_AT_GAP if unit.has_gap else 0.0
    return Arc(
        stays=_OPENING_WEIGHT * none + against,
        begins=tuple(
            _BORDER + unit.border + clue + _OPENING_WEIGHT * learned
            for clue, learned in zip(unit.opening, columns, strict=True)
        ),
        has_gap=unit.has_gap,
        needs_border_before=unit.needs_border_before,
    )
