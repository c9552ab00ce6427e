"""Which column each unit of a row belongs to, learned from the table itself.

A row is read from left to right: name, outputs, effects, goals, each once or not at all. Rows are read first by the
clues alone, then with the words and first words that the columns were seen to hold (hard expectation-maximisation of a
left-to-right hidden Markov model; Rabiner 1989, doi:10.1109/5.18626). The last reading says how sure each column is.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from corpus.structure.clues import Clues, Column, RowUnits, read_clues
from corpus.structure.lattice import Arc, Placed, best_path, place

_ROUNDS = 2
_WORD_WEIGHT = 0.12  # Words of a cell hang together; taken as independent they would be far too sure of themselves.
_WORD_LIMIT = 2.0
_WORD_PRIOR, _PRIOR = 4000.0, 8.0  # Imagined observations behind each learned share.
_RARE = 3
_OPENING_WEIGHT = 0.7
_BORDER = -0.5
_NO_BORDER_THOUGH_CERTAIN, _NO_BORDER_AT_GAP = -12.0, -2.5
_LAST = (-8.0, -5.0, -3.0, 0.0)  # A row that ends in this column; goals are nearly always told.


def read_columns(rows: Sequence[RowUnits]) -> list[list[Placed]]:
    """Give the column of every unit of every row, with its posterior probability."""
    clues = read_clues(rows)
    model = _Model(clues)
    for _ in range(_ROUNDS):
        paths = [best_path(*_scores(model, row)) for row in clues]
        model.learn(zip(clues, paths, strict=True))
    return [place(*_scores(model, row)) for row in clues]


class _Model:
    """Shares learned from rows and their paths, asked for as log-likelihood ratios against any unit."""

    def __init__(self, rows: Sequence[Sequence[Clues]]) -> None:
        self._any_word = _frequent(word for row in rows for unit in row for word in unit.words)
        self._any_opener = _frequent(opener for row in rows for unit in row for opener in unit.openers)
        self._n_words = sum(self._any_word.values())
        self._n_units = sum(len(row) for row in rows)
        self.learn(())

    def learn(self, read: Iterable[tuple[Sequence[Clues], Sequence[int]]]) -> None:
        """Count words and openers anew from rows and the columns of their units."""
        self._words: list[Counter[str]] = [Counter() for _ in Column]
        self._openers: dict[int | None, Counter[str]] = {column: Counter() for column in (*Column, None)}
        self._starts: Counter[int | None] = Counter()
        self._widths: list[Counter[int]] = [Counter() for _ in Column]
        for row, path in read:
            for n, (unit, column) in enumerate(zip(row, path, strict=True)):
                opened = column if n == 0 or path[n - 1] != column else None
                self._words[column].update(unit.words)
                self._widths[column].update(unit.widths)
                self._openers[opened].update(unit.openers)
                self._starts[opened] += 1
        self._totals = [sum(counter.values()) for counter in self._words]
        self._word_cache: dict[str, tuple[float, ...]] = {}

    def words(self, unit: Clues) -> list[float]:
        """Say for each column how much likelier the unit's words are there than anywhere."""
        scores = list(unit.cues)
        for word in unit.words:
            if word in self._any_word:
                scores = [score + more for score, more in zip(scores, self._word(word), strict=True)]
        for width, count in unit.widths.items():
            scores = [score + count * self._width(width, column) for column, score in enumerate(scores)]
        return scores

    def _width(self, width: int, column: int) -> float:
        """Say how much likelier a line of this width is in a column than anywhere; columns differ in their width."""
        total = sum(widths[width] for widths in self._widths)
        share = (total + 1.0) / (sum(map(Counter.total, self._widths)) + 2.0)
        return math.log((self._widths[column][width] + share) / (self._widths[column].total() + 1.0) / share)

    def _word(self, word: str) -> tuple[float, ...]:
        if word not in self._word_cache:
            share = self._any_word[word] / self._n_words
            ratios = [
                math.log((counter[word] + _WORD_PRIOR * share) / (total + _WORD_PRIOR) / share)
                for counter, total in zip(self._words, self._totals, strict=True)
            ]
            self._word_cache[word] = tuple(
                _WORD_WEIGHT * max(-_WORD_LIMIT, min(_WORD_LIMIT, ratio)) for ratio in ratios
            )
        return self._word_cache[word]

    def opening(self, unit: Clues, column: int | None) -> float:
        """Say how much likelier the unit's first words open this column (None: no column) than stand anywhere."""
        score = 0.0
        for opener in unit.openers:
            if opener not in self._any_opener:
                continue
            share = self._any_opener[opener] / self._n_units
            ratio = (self._openers[column][opener] + _PRIOR * share) / (self._starts[column] + _PRIOR) / share
            score = max(score, math.log(ratio), key=abs)
        return score


def _frequent(items: Iterable[str]) -> Counter[str]:
    """Count items; one that is seen once or twice teaches nothing but the reading it was seen in."""
    return Counter({item: count for item, count in Counter(items).items() if count > _RARE})


def _scores(model: _Model, row: Sequence[Clues]) -> tuple[list[list[float]], list[Arc]]:
    """Score every unit in every column, and every step from a unit to the next."""
    units = [model.words(unit) for unit in row]
    units[-1] = [score + last for score, last in zip(units[-1], _LAST, strict=True)]
    return units, [_arc(model, unit) for unit in row[1:]]


def _arc(model: _Model, unit: Clues) -> Arc:
    against = _NO_BORDER_THOUGH_CERTAIN if unit.is_certain else _NO_BORDER_AT_GAP if unit.has_gap else 0.0
    return Arc(
        stays=_OPENING_WEIGHT * model.opening(unit, None) + against,
        begins=tuple(
            _BORDER + unit.border + unit.opening[column] + _OPENING_WEIGHT * model.opening(unit, column)
            for column in Column
        ),
        has_gap=unit.has_gap,
        needs_border_before=unit.needs_border_before,
    )
