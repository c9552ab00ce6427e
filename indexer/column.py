"""What is known of every row in one respect: a value, or any number of them, as numbers beside what they stand for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any, Protocol, Self

import numpy as np
import numpy.typing as npt

Flags = npt.NDArray[np.bool_]
Chosen = npt.NDArray[np.int64] | slice
"""Rows that are looked at: their numbers, or a stretch of them."""

ALL = slice(None)


class Column(Protocol):
    """One thing that is known of every row; it is kept as two: an array, and what stands in words."""

    @property
    def names(self) -> tuple[str, ...]: ...
    @property
    def values(self) -> npt.NDArray[Any]: ...


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """One value a row at most.

    Attributes:
        names: Each value once.
        codes: Each row's value as a place in `names`, -1 where it has none; shape (n_rows,).
    """

    names: tuple[str, ...]
    codes: npt.NDArray[np.int32]

    @classmethod
    def of(cls, values: Iterable[str | None]) -> Self:
        """Make the column of these values, in row order."""
        places: dict[str, int] = {}
        codes = [-1 if value is None else places.setdefault(value, len(places)) for value in values]
        return cls(tuple(places), np.array(codes, dtype=np.int32))

    @classmethod
    def joined(cls, parts: Sequence["Coded"]) -> Self:
        """Make one column of several, the rows of one after those of the other."""
        places: dict[str, int] = {}
        codes = []
        for part in parts:
            # The last of them is where -1 points.
            numbers = [*(places.setdefault(name, len(places)) for name in part.names), -1]
            codes.append(np.array(numbers, dtype=np.int32)[part.codes])
        return cls(tuple(places), np.concatenate(codes))

    @property
    def values(self) -> npt.NDArray[np.int32]:
        """What is kept of each row."""
        return self.codes

    def is_in(self, wanted: Iterable[str], rows: Chosen = ALL) -> Flags:
        """Tell for each of the rows whether its value is one of those wanted."""
        kept = set(wanted)
        chosen = np.array([*(name in kept for name in self.names), False], dtype=np.bool_)
        flags: Flags = chosen[self.codes[rows]]
        return flags

    def counts(self, rows: Chosen = ALL) -> dict[str, int]:
        """Count the rows that have each value; values that none has are left out."""
        codes = self.codes[rows]
        found = np.bincount(codes[codes >= 0], minlength=len(self.names))
        return {self.names[place]: int(found[place]) for place in np.flatnonzero(found).tolist()}


@dataclass(frozen=True, slots=True, eq=False)
class Marked:
    """Any number of values a row.

    Attributes:
        names: Each value once.
        marks: Whether a row has each value, shape (n_values, n_rows).
    """

    names: tuple[str, ...]
    marks: Flags

    @classmethod
    def of(cls, values: Sequence[Iterable[str]]) -> Self:
        """Make the column of these values, in row order."""
        names = sorted({value for several in values for value in several})
        places = {name: place for place, name in enumerate(names)}
        marks = np.zeros((len(names), len(values)), dtype=np.bool_)
        for row, several in enumerate(values):
            marks[[places[value] for value in several], row] = True
        return cls(tuple(names), marks)

    @classmethod
    def joined(cls, parts: Sequence["Marked"]) -> Self:
        """Make one column of several, the rows of one after those of the other."""
        names = sorted({name for part in parts for name in part.names})
        places = {name: place for place, name in enumerate(names)}
        marks = np.zeros((len(names), sum(part.marks.shape[1] for part in parts)), dtype=np.bool_)
        start = 0
        for part in parts:
            stop = start + part.marks.shape[1]
            marks[[places[name] for name in part.names], start:stop] = part.marks
            start = stop
        return cls(tuple(names), marks)

    @property
    def values(self) -> Flags:
        """What is kept of each row."""
        return self.marks

    def has(self, wanted: Iterable[str], rows: Chosen = ALL) -> Flags:
        """Tell for each of the rows whether it has one of the values wanted."""
        kept = set(wanted)
        # The rows first: of a million few are asked for.
        flags: Flags = np.logical_or.reduce(self.marks[:, rows][[name in kept for name in self.names]], axis=0)
        return flags

    def has_other(self, than: Iterable[str], rows: Chosen = ALL) -> Flags:
        """Tell for each of the rows whether it has a value besides these."""
        return self.has(set(self.names).difference(than), rows)

    def counts(self, rows: Chosen = ALL) -> dict[str, int]:
        """Count the rows that have each value; values that none has are left out."""
        # `take` and one value after the other take half the time of a sum over an axis.
        held = self.marks if isinstance(rows, slice) else np.take(self.marks, rows, axis=1)
        found = {name: int(np.count_nonzero(marks)) for name, marks in zip(self.names, held, strict=True)}
        return {name: count for name, count in found.items() if count}


def count_together(columns: Sequence[Coded], rows: Chosen = ALL) -> dict[tuple[str | None, ...], int]:
    """Count the rows that have each combination of these columns' values, in the order in which they are met.

    Meant for columns of few values: there is room for every combination. None stands where a row has no value.
    """
    shape = tuple(len(column.names) + 1 for column in columns)
    met = np.ravel_multi_index([column.codes[rows] + 1 for column in columns], shape)
    counts = np.bincount(met, minlength=prod(shape))
    first = np.zeros(len(counts), dtype=np.int64)
    # Of several values for one place the last stays.
    first[met[::-1]] = np.arange(len(met))[::-1]
    names = [(None, *column.names) for column in columns]
    found = sorted(np.flatnonzero(counts).tolist(), key=first.__getitem__)
    return {
        tuple(held[at] for held, at in zip(names, np.unravel_index(place, shape), strict=True)): int(counts[place])
        for place in found
    }
