"""Columns by which searches are filtered and counted, one array each; passages themselves are read only to be shown."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Self

import numpy as np
from pydantic import TypeAdapter, ValidationError

from corpus.errors import one_line
from indexer.arrays import map_array
from indexer.column import Coded, Column, Marked
from indexer.errors import BrokenIndexError
from indexer.passage import Passage

NAMES_FILE = "names.json"
_NAMES = TypeAdapter(dict[str, tuple[str, ...]])


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


def _kinds(table: type[Table]) -> Iterable[tuple[str, Any]]:
    """Give the name and the class of each column."""
    return ((column.name, column.type) for column in fields(table))


def _path(folder: Path, name: str) -> Path:
    return folder / f"{name}.npy"
