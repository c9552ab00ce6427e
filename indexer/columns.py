"""What searches are narrowed to and counted by, a column each; passages themselves are read for what is shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Self
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from indexer.errors import BrokenIndexError
from indexer.passage import Passage

Flags = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64] | slice

ALL = slice(None)


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

    def is_in(self, wanted: Iterable[str], rows: Rows = ALL) -> Flags:
        """Tell for each of the rows whether its value is one of those wanted."""
        kept = set(wanted)
        chosen = np.array([*(name in kept for name in self.names), False], dtype=np.bool_)
        flags: Flags = chosen[self.codes[rows]]
        return flags

    def counts(self, rows: Rows) -> dict[str, int]:
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

    def has(self, wanted: Iterable[str], rows: Rows = ALL) -> Flags:
        """Tell for each of the rows whether it has one of the values wanted."""
        kept = set(wanted)
        flags: Flags = np.logical_or.reduce(self.marks[[name in kept for name in self.names]][:, rows], axis=0)
        return flags

    def has_other(self, than: Iterable[str], rows: Rows = ALL) -> Flags:
        """Tell for each of the rows whether it has a value besides these."""
        return self.has(set(self.names).difference(than), rows)

    def counts(self, rows: Rows) -> dict[str, int]:
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

    def __len__(self) -> int:
        return len(self.units.codes)

    def save(self, path: Path) -> None:
        """Write all columns to one file."""
        arrays: dict[str, Any] = {}
        for column in fields(self):
            held = getattr(self, column.name)
            arrays[f"{column.name}.names"] = np.array(held.names, dtype=np.str_)
            arrays[f"{column.name}.values"] = held.codes if isinstance(held, Coded) else held.marks
        np.savez(path, **arrays)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read what `save` wrote.

        Raises:
            BrokenIndexError: The file is missing or is not such a file.
        """
        try:
            with path.open("rb") as stream, np.load(stream, allow_pickle=False) as file:
                columns: dict[str, Any] = {column.name: _column(file, column.name) for column in fields(cls)}
            return cls(**columns)
        # numpy gives a single array, which is no archive to open, for a file of one.
        except (OSError, EOFError, ValueError, KeyError, TypeError, BadZipFile) as error:
            raise BrokenIndexError(path, f"expected the columns of an index ({error})") from error


def _column(file: Mapping[str, npt.NDArray[Any]], name: str) -> Coded | Marked:
    names, values = tuple(file[f"{name}.names"].tolist()), file[f"{name}.values"]
    return Coded(names, values) if values.ndim == 1 else Marked(names, values)
