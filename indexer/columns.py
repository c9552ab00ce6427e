"""Columns by which searches are filtered and counted, one array each; passages themselves are read only to be shown."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Self

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


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """One value a passage at most.

    Attributes:
        names: Each value once.
        codes: Each passage's value as a place in `names`, -1 where it has none; shape (n_passages,).
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

    def is_in(self, wanted: Iterable[str], rows: Chosen = ALL) -> Flags:
        """Tell for each of the rows whether its value is one of those wanted."""
        kept = set(wanted)
        chosen = np.array([*(name in kept for name in self.names), False], dtype=np.bool_)
        flags: Flags = chosen[self.codes[rows]]
        return flags

    def counts(self, rows: Chosen) -> dict[str, int]:
        """Count the rows that have each value; values that none has are left out."""
        codes = self.codes[rows]
        found = np.bincount(codes[codes >= 0], minlength=len(self.names))
        return {self.names[place]: int(found[place]) for place in np.flatnonzero(found).tolist()}


@dataclass(frozen=True, slots=True, eq=False)
class Marked:
    """Any number of values a passage.

    Attributes:
        names: Each value once.
        marks: Whether a passage has each value, shape (n_values, n_passages).
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

    def has(self, wanted: Iterable[str], rows: Chosen = ALL) -> Flags:
        """Tell for each of the rows whether it has one of the values wanted."""
        kept = set(wanted)
        # The rows first: of a million few are asked for.
        flags: Flags = np.logical_or.reduce(self.marks[:, rows][[name in kept for name in self.names]], axis=0)
        return flags

    def has_other(self, than: Iterable[str], rows: Chosen = ALL) -> Flags:
        """Tell for each of the rows whether it has a value besides these."""
        return self.has(set(self.names).difference(than), rows)

    def counts(self, rows: Chosen) -> dict[str, int]:
        """Count the rows that have each value; values that none has are left out."""
        found = self.marks[:, rows].sum(axis=1)
        return {self.names[place]: int(found[place]) for place in np.flatnonzero(found).tolist()}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Columns:
    """What is known of every passage without reading it, by row; see `Passage` for what each is.

    Attributes:
        units: Ids of what passages count as one hit with.
        years: As text.
    """

    units: Coded
    documents: Coded
    themes: Coded
    fields: Coded
    region: Coded
    group: Coded
    regions: Marked
    mentioned: Marked
    years: Marked

    @classmethod
    def of(cls, passages: Sequence[Passage]) -> Self:
        """Make the columns of passages; the n-th is row n, from 0."""
        return cls(
            units=Coded.of(passage.unit for passage in passages),
            documents=Coded.of(passage.document for passage in passages),
            themes=Coded.of(passage.theme for passage in passages),
            fields=Coded.of(passage.field.value for passage in passages),
            region=Coded.of(passage.region for passage in passages),
            group=Coded.of(passage.group for passage in passages),
            regions=Marked.of([passage.regions for passage in passages]),
            mentioned=Marked.of([passage.mentioned for passage in passages]),
            years=Marked.of([[str(year) for year in passage.years] for passage in passages]),
        )

    @classmethod
    def joined(cls, parts: Sequence["Columns"]) -> Self:
        """Make one of several, at least one, the rows of one after those of the other."""
        columns: dict[str, Any] = {}
        for column in fields(cls):
            held = [getattr(part, column.name) for part in parts]
            columns[column.name] = type(held[0]).joined(held)
        return cls(**columns)

    def __len__(self) -> int:
        return len(self.units.codes)

    def save(self, folder: Path) -> None:
        """Write all columns into a new folder: a file of values each, and one of all names."""
        folder.mkdir()
        names = {}
        for column in fields(self):
            held = getattr(self, column.name)
            np.save(_path(folder, column.name), held.codes if isinstance(held, Coded) else held.marks)
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
            columns: dict[str, Any] = {column.name: _column(folder, column.name, names) for column in fields(cls)}
        except (OSError, ValidationError, KeyError) as error:
            raise BrokenIndexError(path, f"expected the names of an index's columns ({one_line(error)})") from error
        return cls(**columns)


def _column(folder: Path, name: str, names: dict[str, tuple[str, ...]]) -> Coded | Marked:
    values = map_array(_path(folder, name))
    return Coded(names[name], values) if values.ndim == 1 else Marked(names[name], values)


def _path(folder: Path, name: str) -> Path:
    return folder / f"{name}.npy"
