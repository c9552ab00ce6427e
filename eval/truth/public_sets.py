"""Public test sets as they lie in a folder, read.

The folder holds `retrieval/<set>/corpus.jsonl` and `queries*.jsonl`, `bitext/*.jsonl` and `similarity/*.jsonl`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from eval.errors import PublicSetError
from eval.truth.json_lines import Read, read_records

RETRIEVAL, BITEXT, SIMILARITY = "retrieval", "bitext", "similarity"


@dataclass(frozen=True, slots=True, kw_only=True)
class RetrievalSet:
    """Queries, what is relevant to each, and what may not be returned for it (the query's own document)."""

    name: str
    texts: dict[str, str]
    queries: dict[str, str]
    relevant: dict[str, list[str]]
    excluded: dict[str, str]


class Line(BaseModel):
    """Base of what a line holds; ids may be numbers, and further fields are not read."""

    model_config = ConfigDict(frozen=True, coerce_numbers_to_str=True)


class Text(Line):
    """A text that can be found."""

    id: str
    text: str


class Query(Line):
    """A query with the ids of what is right for it."""

    id: str
    query: str
    positive: str | None = None
    positives: tuple[str, ...] = ()
    exclude: str | None = None

    @property
    def right(self) -> list[str]:
        """Give the ids of what is right, under whichever name they stand."""
        return list(self.positives) or [self.positive or ""]

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not (self.positives or self.positive):
            raise ValueError(f"query {self.id!r} has neither positive nor positives; expected one of them")
        return self


class Pair(Line):
    """A sentence and its translation."""

    sv: str
    en: str


class Scored(Line):
    """Two sentences and how alike they are; larger is more alike."""

    a: str
    b: str
    score: float


def retrieval_sets(folder: Path) -> Iterator[RetrievalSet]:
    """Give each set for retrieval in a folder, one for each file of queries.

    Raises:
        PublicSetError: A file cannot be read or is empty, or a line of one lacks a field.
    """
    for path in sorted((folder / RETRIEVAL).glob("*/queries*.jsonl")):
        variant = path.stem.removeprefix("queries").lstrip("_")
        texts = {line.id: line.text for line in read_set(path.parent / "corpus.jsonl", Text)}
        asked = read_set(path, Query)
        yield RetrievalSet(
            name=" ".join([path.parent.name, variant]).strip(),
            texts=texts,
            queries={query.id: query.query for query in asked},
            relevant={query.id: query.right for query in asked},
            excluded={query.id: query.exclude for query in asked if query.exclude is not None},
        )


def read_set(path: Path, model: type[Read]) -> list[Read]:
    """Read the lines of one file.

    Raises:
        PublicSetError: It cannot be read or is empty, or a line lacks a field.
    """
    records = [record for _, record in read_records(path, model, PublicSetError)]
    if not records:
        raise PublicSetError(f"{path}: is empty; expected JSON lines with {', '.join(model.model_fields)}")
    return records
