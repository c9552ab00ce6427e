"""Rows that tell several initiatives at once: their names are listed in one cell."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from corpus.document import Field
from corpus.pages import Cell
from corpus.structure.grid import GridRow
from corpus.structure.header_rows import Columns
from corpus.structure.outline import OutlinePiece

# What stands before each item of a list.
_MARK = re.compile(r"(?:[•·▪◦‣*–-]|(?P<number>\d{1,2})[.)])\s+(?=\S)")
_BY_CHANCE = 2  # cells of as many paragraphs, that of the name among them
_NAMES = re.compile(r";\s+(?=[A-ZÅÄÖ])|\n\n+(?=\S)|\A1[.)]\s.+\s2[.)]\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedRow:
    """A row of several initiatives.

    Attributes:
        stories: Their numbers.
        items: Column to the place of the initiative that each filled line of its cell tells of, from 0; what stands in
            other columns is told of all.
    """

    stories: range
    items: Mapping[int, tuple[int, ...]]


def listed_names(row: GridRow, columns: Columns) -> Mapping[int, tuple[int, ...]]:
    """Give the items of a row's cells where its name's cell lists names, by column; empty where it does not.

    A list has marks before its items (`•`, `1.`), or is of as many paragraphs as several other cells of the row: one
    alone may be by chance. What is set as it is, in as many items, is told item by item.
    """
    told = row.texts.keys() - {columns.region, columns.theme}
    found = {column: items for column in told if (items := _items(row.texts[column]))}
    names = found.get(columns.name, ())
    count = max(names, default=0)
    is_marked = {column: _MARK.match(row.text(column)) is not None for column in found}
    alike = {column for column in found if is_marked[column] == is_marked.get(columns.name)}
    same = {column: found[column] for column in alike if max(found[column]) == count}
    is_list = is_marked.get(columns.name) or (len(same) > _BY_CHANCE and _names_each(row, columns))
    return same if count and is_list else {}


def _names_each(row: GridRow, columns: Columns) -> bool:
    """Whether no paragraph of a name's cell goes on with the one before, nor describes it."""
    return not columns.name_is_described and not any(text[0].islower() for text in row.paragraphs(columns.name))


def may_be_several(row: GridRow, columns: Columns) -> bool:
    """Whether a name's cell that is no list may hold several names: in paragraphs, after semicolons or numbers."""
    return not columns.name_is_described and _NAMES.search(row.texts.get(columns.name, "").strip()) is not None


def _items(text: str) -> tuple[int, ...]:
    """Give the place of the item that each filled line of a cell belongs to."""
    lines = text.strip().split("\n")
    marks = [_MARK.match(line) for line in lines]
    numbers = [int(mark["number"]) for mark in marks if mark and mark["number"]]
    is_marked = marks[0] is not None and numbers in ([], [*range(1, len(numbers) + 1)])
    places, item = [], 0
    for n, line in enumerate(lines):
        begins = marks[n] is not None if is_marked else n > 0 and not lines[n - 1]
        item += bool(line) and n > 0 and begins
        places += [item] * bool(line)
    return tuple(places)


class SharedCells:
    """Labels the cells of such rows, each line with its own initiative, and what all share with each of them."""

    def __init__(self) -> None:
        self._read: Counter[Cell] = Counter()
        self._repeats: list[OutlinePiece] = []
        self._row: tuple[int, int] | None = None

    def line(self, cell: Cell, piece: OutlinePiece, row: SharedRow) -> Iterator[OutlinePiece]:
        """Label the next line of a cell; what others share with the first is given when the row ends."""
        items = row.items.get(cell.column)
        self._row = cell.table, cell.row
        if items is None:
            self._repeats += [replace(piece, story=story, is_repeat=True) for story in row.stories[1:]]
            yield piece
            return
        place = items[self._read[cell]]
        self._read[cell] += 1
        mark = _MARK.match(piece.text) if piece.field is Field.NAME else None
        if mark:
            yield replace(piece, text=mark.group().strip(), field=Field.TEMPLATE, story=None)
        yield replace(piece, text=piece.text[mark.end() if mark else 0 :], story=row.stories[place])

    def ended(self, cell: Cell | None) -> Iterator[OutlinePiece]:
        """Give what is told of the others, too, where the row ends before what comes next."""
        if self._repeats and (cell is None or (cell.table, cell.row) != self._row):
            yield from sorted(self._repeats, key=lambda piece: piece.story or 0)
            self._repeats = []
