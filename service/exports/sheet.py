"""The parts of an exported table, whatever file it becomes."""

from collections.abc import Mapping
from dataclasses import dataclass

Cell = str | int | float | None
Row = Mapping[str, Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a file's contents come from, for whoever reads it later.

    Attributes:
        facts: What is told, in order, each with its label: the question, the date, the version of the index.
        base: The service's address, which links begin with.
    """

    facts: tuple[tuple[str, str], ...]
    base: str
