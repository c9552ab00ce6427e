"""Places sequences in columns from left to right: the likeliest path, and how certain each place in it is.

All sequences are read at once, their first units together, then their second ones, and so on.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
_Places = npt.NDArray[np.intp]

_SKIP_WITHOUT_GAP, _GAP_WITHOUT_SKIP = -4.0, -1.0
_NOWHERE = -math.inf


@dataclass(frozen=True, slots=True, kw_only=True)
class Arcs:
    """Scores of the steps to n units: each stays in the column before, or begins this or that column.

    Attributes:
        stays: (n,).
        begins: (n, columns).
        has_gap: (n,); spaces tell of an empty cell before it, so that a column was probably skipped.
        needs_border_before: (n,); it can begin a column only where the unit before began one.
    """

    stays: Floats
    begins: Floats
    has_gap: Flags
    needs_border_before: Flags

    def moves(self) -> Floats:
        """Score beginning a column after another one: (n, columns before, columns)."""
        before, column = np.indices((self.begins.shape[1],) * 2)
        skips = column > before + 1
        without_gap, with_gap = np.where(skips, _SKIP_WITHOUT_GAP, 0.0), np.where(skips, 0.0, _GAP_WITHOUT_SKIP)
        jumps = np.where(column > before, np.stack([without_gap, with_gap]), _NOWHERE)
        return np.asarray(self.begins[:, None, :] + jumps[self.has_gap.astype(np.intp)], dtype=np.float64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A unit's column, whether it begins it, and the posterior probability that this is its column."""

    column: int
    begins: bool
    certainty: float


@dataclass(frozen=True, slots=True)
class Scored:
    """Values of n units in each column: where they begin the column, and where they stay in it; each (n, columns)."""

    begun: Floats
    stayed: Floats


class Ways:
    """All ways through each sequence at once, weighed against each other (forward-backward)."""

    def __init__(self, units: Floats, arcs: Arcs, lengths: Sequence[int]) -> None:
        """Weigh them.

        Args:
            units: (n, columns), what each unit scores in each column; those of all sequences in order.
            arcs: Of the steps to these units; the step to the first of a sequence counts nothing.
            lengths: Of the sequences, none 0.
        """
        ends = np.cumsum(lengths, dtype=np.intp)
        self._firsts, self._lasts = ends - np.asarray(lengths, dtype=np.intp), ends - 1
        self._units, self._arcs, self._moves = units, arcs, arcs.moves()
        # Of the first units, the second ones and so on: their places.
        self._later = [
            self._firsts[self._firsts + step <= self._lasts] + step for step in range(1, max(lengths, default=0))
        ]
        self._forward, self._backward = self._sums(np.logaddexp), self._sums_after()
        at_end = np.hstack([self._forward.begun[self._lasts], self._forward.stayed[self._lasts]])
        self._whole = np.logaddexp.reduce(at_end, axis=1)
        self._whole_by_unit = np.repeat(self._whole, lengths)[:, None]

    @cached_property
    def shares(self) -> Scored:
        """The posterior probability of every column of every unit."""
        to, on = self._forward, self._backward
        return Scored(
            np.exp(to.begun + on.begun - self._whole_by_unit), np.exp(to.stayed + on.stayed - self._whole_by_unit)
        )

    def place(self, sequence: int) -> list[Placed]:
        """Give the likeliest column of each unit of a sequence with its posterior probability."""
        columns, begins = self._best
        shares = self.shares.begun + self.shares.stayed
        return [
            Placed(column=int(columns[n]), begins=bool(begins[n]), certainty=float(shares[n, columns[n]]))
            for n in range(self._firsts[sequence], self._lasts[sequence] + 1)
        ]

    def parted(self, sequence: int, closings: Floats) -> Floats:
        """Say for each unit but the first how much likelier two sequences are than one, the second beginning with it.

        Args:
            sequence: Its place among all.
            closings: (units but the first, columns), what the first sequence scores for ending in this or that column.

        Returns:
            Differences of log-likelihoods, before anything is said of a border between the two.
        """
        before = slice(self._firsts[sequence], self._lasts[sequence])
        after = slice(before.start + 1, before.stop + 1)
        ended = np.logaddexp(self._forward.begun[before], self._forward.stayed[before]) + closings
        begun = self._units[after, 0] + self._backward.begun[after, 0]
        return np.asarray(np.logaddexp.reduce(ended, axis=1) + begun - self._whole[sequence], dtype=np.float64)

    def _sums(self, join: np.ufunc) -> Scored:
        """Give the scores of all ways up to each unit, joined."""
        begun, stayed = (np.full(self._units.shape, _NOWHERE) for _ in range(2))
        begun[self._firsts, 0] = self._units[self._firsts, 0]
        for to in self._later:
            either = join(begun[to - 1], stayed[to - 1])
            source = np.where(self._arcs.needs_border_before[to, None], begun[to - 1], either)
            begun[to] = self._units[to] + join.reduce(source[:, :, None] + self._moves[to], axis=1)
            stayed[to] = self._units[to] + self._arcs.stays[to, None] + either
        return Scored(begun, stayed)

    def _sums_after(self) -> Scored:
        """Give the scores of all ways from each unit on, without its own."""
        begun, stayed = (np.zeros(self._units.shape) for _ in range(2))
        for to in reversed(self._later):
            stays = self._units[to] + self._arcs.stays[to, None] + stayed[to]
            moved = np.logaddexp.reduce(self._moves[to] + (self._units[to] + begun[to])[:, None, :], axis=2)
            begun[to - 1] = np.logaddexp(stays, moved)
            stayed[to - 1] = np.where(self._arcs.needs_border_before[to, None], stays, begun[to - 1])
        return Scored(begun, stayed)

    @cached_property
    def _best(self) -> tuple[_Places, Flags]:
        """The likeliest columns, and whether each unit begins its own, traced back from the last."""
        sums = self._sums(np.maximum)
        columns, begins = np.zeros(len(self._units), dtype=np.intp), np.zeros(len(self._units), dtype=np.bool_)
        n_columns = self._units.shape[1]
        ends = np.argmax(np.hstack([sums.begun[self._lasts], sums.stayed[self._lasts]]), axis=1)
        columns[self._lasts], begins[self._lasts] = ends % n_columns, ends < n_columns
        for to in reversed(self._later):
            begun, stayed, must = sums.begun[to - 1], sums.stayed[to - 1], self._arcs.needs_border_before[to]
            source = np.where(must[:, None], begun, np.maximum(begun, stayed))
            moved = np.argmax(source + self._moves[to, :, columns[to]], axis=1)
            columns[to - 1] = np.where(begins[to], moved, columns[to])
            own = np.arange(len(to)), columns[to - 1]
            begins[to - 1] = (begins[to] & must) | (begun[own] >= stayed[own])
        return columns, begins
