"""Which column each unit of a row belongs to, learned from the table itself.

A row is read from left to right: name, outputs, effects, goals, each once or not at all. Rows are read first by the
clues alone, then with the words and first words that the columns probably hold (expectation-maximisation of a
left-to-right hidden Markov model; Rabiner 1989, doi:10.1109/5.18626). The last reading says how sure each column is.
"""

from collections.abc import Sequence

import numpy as np

from corpus.structure.clues import Clues, Column, ColumnWords, RowUnits, read_clues
from corpus.structure.column_model import ColumnModel, SeenUnits, untaught
from corpus.structure.lattice import Arcs, Flags, Floats, Placed, Ways

_ROUNDS = 3
_OPENING_WEIGHT = 0.7
_BORDER = -0.5
_NO_BORDER_THOUGH_CERTAIN, _NO_BORDER_AT_GAP = -12.0, -2.5
_LAST = (-8.0, -5.0, -3.0, 0.0)  # A row that ends in this column; goals are nearly always told.


class Columns:
    """The columns of rows, as they were learned from all of them; rows are asked for by their place among these."""

    def __init__(self, rows: Sequence[RowUnits], words: ColumnWords) -> None:
        clues = read_clues(rows, words)
        lengths = [len(row) for row in clues]
        units = [unit for row in clues for unit in row]
        fixed, seen = _Fixed(units, lengths), SeenUnits(units)
        shares = untaught(len(units))
        for _ in range(_ROUNDS):
            shares = fixed.ways(ColumnModel.learned(seen, shares)).shares
        self._ways = fixed.ways(ColumnModel.learned(seen, shares))
        self._borders = np.split(fixed.border, np.cumsum(lengths)[:-1])

    def place(self, row: int) -> list[Placed]:
        """Give the column of every unit of a row, with its posterior probability."""
        return self._ways.place(row)

    def parted(self, row: int, may_end: Sequence[bool]) -> list[float]:
        """Say for each unit of a row but the first how much likelier another row begins with it than does not.

        Args:
            may_end: For each unit, whether a row may end with it in any column.
        """
        closings = np.where(np.array(may_end[:-1], dtype=np.bool_)[:, None], 0.0, _LAST)
        return list((self._ways.parted(row, closings) + self._borders[row][1:]).tolist())


class _Fixed:
    """What the clues say of n units and of the steps to them, whatever is learned."""

    def __init__(self, units: Sequence[Clues], lengths: Sequence[int]) -> None:
        self._lengths = lengths
        self._cues = _floats([unit.cues for unit in units], len(Column))
        self._cues[np.cumsum(lengths, dtype=np.intp) - 1] += _LAST
        self.border = _floats([(unit.border,) for unit in units], 1)[:, 0]
        self._opening = _floats([unit.opening for unit in units], len(Column))
        self._has_gap = _flags([unit.has_gap for unit in units])
        self._needs_border_before = _flags([unit.needs_border_before for unit in units])
        is_certain = _flags([unit.is_certain for unit in units])
        at_gap = np.where(self._has_gap, _NO_BORDER_AT_GAP, 0.0)
        self._against = np.where(is_certain, _NO_BORDER_THOUGH_CERTAIN, at_gap)

    def ways(self, model: ColumnModel) -> Ways:
        """Weigh the ways through each row by the clues and by what was learned."""
        begins = _BORDER + self.border[:, None] + self._opening + _OPENING_WEIGHT * model.opening[:, :-1]
        arcs = Arcs(
            stays=_OPENING_WEIGHT * model.opening[:, -1] + self._against,
            begins=begins,
            has_gap=self._has_gap,
            needs_border_before=self._needs_border_before,
        )
        return Ways(self._cues + model.holding, arcs, self._lengths)


def _floats(values: Sequence[Sequence[float]], n_columns: int) -> Floats:
    return np.array(values, dtype=np.float64).reshape(-1, n_columns)


def _flags(values: Sequence[bool]) -> Flags:
    return np.array(values, dtype=np.bool_)
