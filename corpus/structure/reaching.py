"""Cells that span several rows: their text counts for every initiative beside them."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from corpus.document import Field
from corpus.pages import Cell
from corpus.structure.outline import OutlinePiece

# A name is told to the rows below it when they are planned; heads and regions are no part of an initiative.
_NOT_SHARED = (Field.NAME, Field.TEMPLATE)
# More columns than any table has whose cells span rows: in a page where each row has one that never ends, each would
# be told of all rows above.
_MOST_COLUMNS = 30


@dataclass(slots=True)
class _Reaching:
    """A cell that spans rows: where it begins, what was read in it, and the initiatives that have been told so."""

    cell: Cell
    pieces: list[OutlinePiece] = field(default_factory=list)
    told: set[int | None] = field(default_factory=set)


class ReachingCells:
    """The cells of the table being read that span rows, by their column."""

    def __init__(self) -> None:
        self._table = 0
        self._cells: dict[int, _Reaching] = {}

    def add(self, cell: Cell, piece: OutlinePiece) -> None:
        """Take a piece that was read in a cell."""
        if cell.n_rows == 1 or piece.story is None or piece.field in _NOT_SHARED:
            return
        if cell.table != self._table:
            self._table, self._cells = cell.table, {}
        if cell.column not in self._cells or self._cells[cell.column].cell != cell:
            if cell.column not in self._cells and len(self._cells) == _MOST_COLUMNS:
                return
            self._cells[cell.column] = _Reaching(cell)
        reaching = self._cells[cell.column]
        reaching.pieces.append(piece)
        reaching.told.add(piece.story)

    def beside(self, cell: Cell, story: int) -> Iterator[OutlinePiece]:
        """Give what cells from rows above say of the initiative in this cell's row, each only once."""
        for reaching in self._cells.values():
            above = reaching.cell
            stands_beside = self._table == cell.table and above.row < cell.row < above.row + above.n_rows
            if stands_beside and story not in reaching.told:
                reaching.told.add(story)
                yield from (replace(piece, story=story, is_repeat=True) for piece in reaching.pieces)
