"""Cells of a table row: which field each line of it belongs to, where that is sure enough."""

from collections.abc import Sequence

from corpus.document import Field
from corpus.structure.lines import Stretch
from corpus.structure.rows import RegionRow


def split_cells(row: RegionRow) -> Sequence[Stretch]:
    """Give the row's lines in reading order, each with its field; `Field.ROW` where the cell is not certain."""
    fields = [Field.NAME, *[Field.ROW] * (len(row.lines) - 1)]
    return [Stretch(field=field, line=line) for field, line in zip(fields, row.lines, strict=True)]
