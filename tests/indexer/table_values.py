"""What stands in the columns of a table, and filters by which its rows are narrowed."""

from dataclasses import fields

from indexer.column import Column
from indexer.columns import Table
from indexer.index import Filters

# Over the made-up collection of tests/service/samples.py; the last two admit nothing.
FILTERS = [
    Filters(regions=("12",)),
    Filters(regions=("17", "10")),
    Filters(without=("17", "20", "21")),
    Filters(without=("10",), years=(2023,)),
    Filters(themes=("miljo-klimat",)),  # what has no theme is about none
    Filters(themes=("miljo-klimat",), regions=("12", "20")),
    Filters(years=(1900,)),
    Filters(documents=("absent",)),
]


def values(table: Table) -> dict[str, tuple[tuple[str, ...], list[object]]]:
    """Give what is kept of every column: its names and its values."""
    held: dict[str, Column] = {column.name: getattr(table, column.name) for column in fields(table)}
    return {name: (column.names, column.values.tolist()) for name, column in held.items()}
