"""Merged cells of an Excel sheet, read here and kept from openpyxl, which makes an object of every cell they cover.

With openpyxl, a kilobyte that merges a whole sheet would take all memory there is. Whatever they cover, the rows of a
sheet are gone through once, from the top.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from openpyxl.utils.cell import range_boundaries

_NAME = b"mergeCells"
_RANGE = re.compile(rb"<(?:[\w.-]+:)?mergeCell\s[^<>]*?\bref=[\"']([^\"']*)[\"']")


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """Cells shown as one, by rows and columns from 1; what stands in any but the first is not shown."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


class MergedOver:
    """How many merged cells lie over each column, while rows pass by from the top."""

    def __init__(self, merged: Iterable[Merged]) -> None:
        self._to_begin = sorted(merged, key=lambda one: one.first_row, reverse=True)
        self._to_end = sorted(self._to_begin, key=lambda one: one.last_row, reverse=True)
        last_column = max((one.last_column for one in self._to_begin), default=0)
        self._first, self._others = (np.zeros(last_column + 1, dtype=np.int64) for _ in range(2))

    def pass_to(self, first_row: int, last_row: int) -> None:
        """Go on to rows below those before, the first and the last of which are given."""
        while self._to_begin and self._to_begin[-1].first_row <= last_row:
            self._count(self._to_begin.pop(), 1)
        while self._to_end and self._to_end[-1].last_row < first_row:
            self._count(self._to_end.pop(), -1)

    def over(self, column: int) -> int:
        """Give how many lie over the cells of a column."""
        return int(self._first[column] + self._others[column]) if column < len(self._first) else 0

    def beyond_first(self) -> set[int]:
        """Give the columns over which one lies that begins further to the left."""
        return set(map(int, np.flatnonzero(self._others)))

    def _count(self, one: Merged, n: int) -> None:
        self._first[one.first_column] += n
        self._others[one.first_column + 1 : one.last_column + 1] += n


def without_merged(sheet: bytes) -> tuple[bytes, tuple[Merged, ...]]:
    """Give a sheet as it is stored without its merged cells, and these.

    Raises:
        ValueError: One of them is no range of cells.
    """
    kept, merged, at = [], [], 0
    while (name := sheet.find(_NAME, at)) >= 0:
        start, opened = sheet.rfind(b"<", at, name), sheet.find(b">", name)
        end = sheet.find(b">", sheet.find(_NAME, opened)) if sheet[opened - 1 : opened] != b"/" else opened
        if start < 0 or not 0 <= opened <= end:
            break
        merged += [_merged(ref.decode()) for ref in _RANGE.findall(sheet[start:end])]
        kept.append(sheet[at:start])
        at = end + 1
    return b"".join([*kept, sheet[at:]]), tuple(dict.fromkeys(merged))


def drop_covered(cells: dict[tuple[int, int], Any], merged: Iterable[Merged]) -> None:
    """Take away the cells of a sheet that are not shown, since others are merged over them."""
    all_merged = [*merged]
    begun = Counter((one.first_row, one.first_column) for one in all_merged)
    lying = MergedOver(all_merged)
    for row, column in sorted(cells):
        lying.pass_to(row, row)
        if lying.over(column) > begun[row, column]:
            del cells[row, column]


def _merged(ref: str) -> Merged:
    first_column, first_row, last_column, last_row = range_boundaries(ref)
    return Merged(first_row=first_row, last_row=last_row, first_column=first_column, last_column=last_column)
