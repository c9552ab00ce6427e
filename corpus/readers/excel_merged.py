"""Merged cells of an Excel sheet, read here and kept from openpyxl, which makes an object of every cell they cover.

With openpyxl, a kilobyte that merges a whole sheet would take all memory there is.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from typing import Any

from openpyxl.utils.cell import range_boundaries

_NAME = b"mergeCells"
_RANGE = re.compile(rb"<(?:[\w.-]+:)?mergeCell\s[^>]*?\bref=[\"']([^\"']*)[\"']")


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """Cells shown as one, by rows and columns from 1; what stands in any but the first is not shown."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int

    def covered(self, cells: dict[tuple[int, int], Any]) -> list[tuple[int, int]]:
        """Give the places of the stored cells that it covers, its own first one aside."""
        rows = range(self.first_row, self.last_row + 1)
        columns = range(self.first_column, self.last_column + 1)
        if len(rows) * len(columns) < len(cells):
            found = [at for at in product(rows, columns) if at in cells]
        else:
            found = [(row, column) for row, column in cells if row in rows and column in columns]
        return [at for at in found if at != (self.first_row, self.first_column)]


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
    for one in merged:
        for at in one.covered(cells):
            del cells[at]


def _merged(ref: str) -> Merged:
    first_column, first_row, last_column, last_row = range_boundaries(ref)
    return Merged(first_row=first_row, last_row=last_row, first_column=first_column, last_column=last_column)
