"""Columns by which searches are filtered and counted, one array each; passages themselves are read only to be shown."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from math import prod
from pathlib import Path
from typing import Any, Protocol, Self

import numpy as np
import numpy.typing as npt
from pydantic import TypeAdapter, ValidationError

from corpus.errors import one_line
from indexer.arrays import map_array
from indexer.errors import BrokenIndexError
from indexer.passage import Passage

Flags = npt.NDArray[np.bool_]
Chosen = npt.NDArray[np.int64] | slice
"""Rows that are looked at: their numbers, or a stretch of them."""

ALL = slice(None)

NAMES_FILE = "names.json"
_NAMES = TypeAdapter(dict[str, tuple[str, ...]])


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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Table:
    """What is known of every row without reading it: first of all what rows are narrowed by.

    Attributes:
        group: Id of the group that a row is told by; `region`, the county code.
        regions: County codes that a row is found under.
        years: As text.
    """

    documents: Coded
    themes: Coded
    region: Coded
    group: Coded
    regions: Marked
    years: Marked

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        """Make one of several, at least one, the rows of one after those of the other."""
        columns: dict[str, Any] = {}
        for column in fields(cls):
            held = [getattr(part, column.name) for part in parts]
            columns[column.name] = type(held[0]).joined(held)
        return cls(**columns)

    def __len__(self) -> int:
        return len(self.documents.codes)

    def save(self, folder: Path) -> None:
        """Write all columns into a new folder: a file of values each, and one of all names."""
        folder.mkdir()
        names = {}
        for column in fields(self):
            held: Column = getattr(self, column.name)
            np.save(_path(folder, column.name), held.values)
            names[column.name] = held.names
        (folder / NAMES_FILE).write_text(json.dumps(names, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Open what `save` wrote; the values are mapped.

        Raises:
            BrokenIndexError: A file is missing or is not such a file.
        """
        path = folder / NAMES_FILE
        try:
            names = _NAMES.validate_json(path.read_bytes())
            columns = {name: kind(names[name], map_array(_path(folder, name))) for name, kind in _kinds(cls)}
        except (OSError, ValidationError, KeyError) as error:
            raise BrokenIndexError(path, f"expected the names of an index's columns ({one_line(error)})") from error
        return cls(**columns)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Columns(Table):
    """What is known of every passage without reading it, by row; see `Passage` for what each is.

    Attributes:
        units: Ids of what passages count as one hit with.
    """

    units: Coded
    fields: Coded
    mentioned: Marked

    @classmethod
    def of(cls, passages: Sequence[Passage]) -> Self:
        """Make the columns of passages; the n-th is row n, from 0."""
        return cls(
            documents=Coded.of(passage.document for passage in passages),
            themes=Coded.of(passage.theme for passage in passages),
            region=Coded.of(passage.region for passage in passages),
            group=Coded.of(passage.group for passage in passages),
            regions=Marked.of([passage.regions for passage in passages]),
            years=Marked.of([[str(year) for year in passage.years] for passage in passages]),
            units=Coded.of(passage.unit for passage in passages),
            fields=Coded.of(passage.field.value for passage in passages),
            mentioned=Marked.of([passage.mentioned for passage in passages]),
        )


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


def _kinds(table: type[Table]) -> Iterable[tuple[str, Any]]:
    """Give the name and the class of each column."""
    return ((column.name, column.type) for column in fields(table))


def _path(folder: Path, name: str) -> Path:
    return folder / f"{name}.npy"
