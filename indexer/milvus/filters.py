"""Filters as Milvus expressions, and the rows that pass them."""

import json
from collections.abc import Iterable
from typing import Any

import numpy as np

from indexer.columns import Columns
from indexer.index import Filters, Rows, allowed_rows


class FilteredRows(np.ndarray[tuple[int], np.dtype[np.int64]]):
    """The rows that a filter admits, with the expression that says so: a million row numbers are no request.

    Attributes:
        expression: None in whatever is made of them, which may hold other rows.
    """

    expression: str | None

    def __array_finalize__(self, made_of: Any) -> None:
        self.expression = None


def filtered(columns: Columns, filters: Filters) -> Rows | None:
    """Give the rows that pass the filters, ascending, shape (n,); None when nothing is filtered."""
    rows = allowed_rows(columns, filters)
    if rows is None:
        return None
    found = rows.view(FilteredRows)
    found.expression = _expression(filters, columns.regions.names)
    return found


def expression(allowed: Rows | None) -> str:
    """Give the expression that admits these rows; "" for all."""
    if allowed is None:
        return ""
    told = allowed.expression if isinstance(allowed, FilteredRows) else None
    return told or f"row in {allowed.tolist()}"


def _expression(filters: Filters, regions: Iterable[str]) -> str:
    sides = [
        (f"ARRAY_CONTAINS_ANY(regions, {_list(filters.regions)})", filters.regions),
        (f"theme in {_list(filters.themes)}", filters.themes),
        (f"document in {_list(filters.documents)}", filters.documents),
        (f"ARRAY_CONTAINS_ANY(years, {_list(map(str, filters.years))})", filters.years),
    ]
    told = [side for side, wanted in sides if wanted]
    if filters.without:
        others = sorted(set(regions).difference(filters.without))
        kept = f" or ARRAY_CONTAINS_ANY(regions, {_list(others)})" if others else ""
        told.append(f"(ARRAY_LENGTH(regions) == 0{kept})")
    return " and ".join(told)


def _list(values: Iterable[str]) -> str:
    return json.dumps(list(values), ensure_ascii=False)
