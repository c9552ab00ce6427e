"""What columns hold, learned from units that are more or less surely in them; in arrays, all units at once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpus.structure.clues import Clues, Column
from corpus.structure.lattice import Floats, Scored

_Numbers = npt.NDArray[np.intp]

_WORD_WEIGHT = 0.25  # Words of a cell hang together; taken as independent they would be far too sure of themselves.
_WORD_LIMIT = 2.0
_WORD_PRIOR, _PRIOR = 4000.0, 8.0  # Imagined observations behind each learned share.
_RARE = 3
_LEAST_SHARE = 0.15  # A unit that is less probably in a column teaches it nothing.


class SeenUnits:
    """The clues of n units to be learned from: their words, their first words and the widths of their lines."""

    def __init__(self, units: Sequence[Clues]) -> None:
        self.n_units = len(units)
        self.n_words = np.array([len(unit.words) for unit in units], dtype=np.float64)
        self.words = _Items([unit.words for unit in units])
        self.openers = _Items([unit.openers for unit in units])
        n_widths = max((width + 1 for unit in units for width in unit.widths), default=0)
        widths = [[unit.widths[width] for width in range(n_widths)] for unit in units]
        self.widths = np.array(widths, dtype=np.float64).reshape(len(units), n_widths)


class _Items:
    """Where items stand, by number; one that is seen a few times only teaches nothing but the reading it was seen in.

    Attributes:
        counts: How often each item stands anywhere.
        items, units: Of each place where an item stands, the item's number and the unit's.
    """

    def __init__(self, held: Sequence[Sequence[str]]) -> None:
        counts = Counter(item for items in held for item in items)
        frequent = [item for item, count in counts.items() if count > _RARE]
        numbers = {item: number for number, item in enumerate(frequent)}
        places = [(numbers[item], unit) for unit, items in enumerate(held) for item in items if item in numbers]
        self.counts: Floats = np.array([counts[item] for item in frequent], dtype=np.float64)
        self.items, self.units = np.array(places, dtype=np.intp).reshape(-1, 2).T

    def learn(self, weights: Floats) -> Floats:
        """Add up the weights of the units that hold each item: (units, columns) to (items, columns)."""
        return _added(self.items, weights[self.units], len(self.counts))

    def add(self, scores: Floats, n_units: int) -> Floats:
        """Add up the scores of the items that each unit holds: (items, columns) to (units, columns)."""
        return _added(self.units, scores[self.items], n_units)

    def strongest(self, scores: Floats, n_units: int) -> Floats:
        """Give the score furthest from 0 of the items that each unit holds: (items, columns) to (units, columns)."""
        most, least = np.zeros((2, n_units, scores.shape[1]))
        np.maximum.at(most, self.units, scores[self.items])
        np.minimum.at(least, self.units, scores[self.items])
        return np.where(most >= -least, most, least)


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnModel:
    """Log-likelihood ratios, against standing anywhere, of what n units hold.

    Attributes:
        holding: (n, columns), of the unit's words and lines in each column.
        opening: (n, columns + 1), of its first words where they open each column, and none.
    """

    holding: Floats
    opening: Floats

    @classmethod
    def learned(cls, seen: SeenUnits, shares: Scored) -> "ColumnModel":
        """Learn from the posterior probabilities of the units' columns; from none, where they are 0, nothing."""
        holds = _sure(shares.begun + shares.stayed)
        opens = np.column_stack([shares.begun, shares.stayed.sum(axis=1)])
        words = _log_ratio(seen.words.learn(holds), seen.words.counts, seen.n_words @ holds, _WORD_PRIOR)
        words = _WORD_WEIGHT * np.clip(words, -_WORD_LIMIT, _WORD_LIMIT)
        openers = _log_ratio(
            seen.openers.learn(_sure(opens)), seen.openers.counts, opens.sum(axis=0), _PRIOR, n_anywhere=seen.n_units
        )
        return cls(
            holding=seen.words.add(words, seen.n_units) + seen.widths @ _width_scores(seen.widths.T @ holds),
            opening=seen.openers.strongest(openers, seen.n_units),
        )


def untaught(n_units: int) -> Scored:
    """Give the shares of units of which nothing is known."""
    return Scored(*np.zeros((2, n_units, len(Column))))


def _added(places: _Numbers, values: Floats, n: int) -> Floats:
    """Add up values, (k, columns), at their places: (n, columns)."""
    added = [np.bincount(places, weights=column, minlength=n) for column in values.T]
    return np.column_stack(added)


def _sure(shares: Floats) -> Floats:
    return np.where(shares >= _LEAST_SHARE, shares, 0.0)


def _log_ratio(learned: Floats, counts: Floats, totals: Floats, prior: float, n_anywhere: int | None = None) -> Floats:
    """Say how much likelier each item is in each column than anywhere: (items, columns).

    Args:
        learned: (items, columns), the weight that the column has of the item.
        counts: (items,), how often it stands anywhere.
        totals: (columns,), the weight of all that the column has.
        prior: Imagined observations behind each share.
        n_anywhere: Among how many the items are counted; among each other where it is not given.
    """
    share = counts / max(1, counts.sum() if n_anywhere is None else n_anywhere)
    return np.asarray(np.log((learned / share[:, None] + prior) / (totals + prior)), dtype=np.float64)


def _width_scores(learned: Floats) -> Floats:
    """Say how much likelier a line of each width is in a column than anywhere; columns differ in their width."""
    totals = learned.sum(axis=0)
    share = (learned.sum(axis=1, keepdims=True) + 1.0) / (totals.sum() + 2.0)
    return np.asarray(np.log((learned + share) / (totals + 1.0) / share), dtype=np.float64)
