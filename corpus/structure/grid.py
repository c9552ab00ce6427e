"""Tables as grids of cells, whichever pages and lines they are printed on."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from corpus.pages import Cell, Line, PageLines, collapse
from corpus.regions.names import find_mentions

_SUM = re.compile(
    r"(?:(?:del|slut|total)?summa|total(?:t|en)?|sammanlagt)(?:\s+\(?20\d\d\)?|\s*\([tmk]+r\))?\s*:?", re.IGNORECASE
)
_MAX_SUM_WORDS = 7
# What may stand between a sum and the region that it is of.
_BESIDE_SUM = re.compile(r"\b(?:för|i)\b|[,:–-]", re.IGNORECASE)
# How a note to a table begins: a mark, or what it is.
_NOTE = re.compile(
    r"(?:[*†‡§]+|\[\d{1,2}\]"
    r"|(?:anm(?:ärkning(?:ar)?)?|not(?:er)?|obs(?:ervera)?|källa|källor|fotnot)(?: ?\d+)?[.:!])\s*\w",
    re.IGNORECASE,
)


@dataclass(slots=True)
class GridRow:
    """A row: the page it begins on, the text of each cell that begins in it, and how many rows and columns it spans.

    It is unsure where it is not known which cell of the first column stands beside it.
    """

    page: int
    is_unsure: bool = False
    texts: dict[int, str] = field(default_factory=dict)
    spans: dict[int, int] = field(default_factory=dict)
    widths: dict[int, int] = field(default_factory=dict)

    def add(self, cell: Cell, text: str) -> None:
        """Add a line to a cell; a blank one ends a paragraph."""
        before = self.texts.get(cell.column)
        self.texts[cell.column] = text if before is None else f"{before}\n{text}"
        self.spans[cell.column], self.widths[cell.column] = cell.n_rows, cell.n_columns
        self.is_unsure = self.is_unsure or cell.is_unsure

    def text(self, column: int) -> str:
        """Give a cell's text on one line, "" where no cell begins here."""
        return collapse(self.texts.get(column, ""))

    @property
    def tells_sums(self) -> bool:
        """Whether its first text says that it tells sums of the rows above, or of a region's: `Summa Region Skåne`."""
        first = next((text for column in sorted(self.texts) if (text := self.text(column))), "")
        for mention in find_mentions(first)[:1] if len(first.split()) <= _MAX_SUM_WORDS else ():
            first = collapse(_BESIDE_SUM.sub(" ", f"{first[: mention.start]} {first[mention.end :]}"))
        return _SUM.fullmatch(first) is not None

    def is_note(self, column: int) -> bool:
        """Whether it holds nothing but a note to the table: one text, in this column, that begins as notes do."""
        told = [one for one in self.texts if self.text(one)]
        return told == [column] and _NOTE.match(self.text(column)) is not None

    def paragraphs(self, column: int) -> list[str]:
        """Give a cell's paragraphs, each on one line."""
        parts = self.texts.get(column, "").split("\n\n")
        return [text for part in parts if (text := collapse(part))]


@dataclass(slots=True)
class Grid:
    """A table; `continues` says that it is the rest of the table before it, which a page break cut."""

    number: int
    continues: bool
    rows: dict[int, GridRow]

    def told_row(self, number: int) -> str:
        """Say where a row stands, as `python -m corpus check` tells it."""
        return f"sida {self.rows[number].page}, tabell {self.number}, rad {number}"


def read_grids(pages: Sequence[PageLines]) -> list[Grid]:
    """Give the tables of a document in order of their first line."""
    grids: dict[int, Grid] = {}
    last: int | None = None  # The table that the document's last text so far stands in.
    for page, line, opens_page in _filled(pages):
        cell = line.cell
        if cell is not None and cell.table not in grids:
            continues = opens_page and last is not None and _ends_above(grids[last], page, pages)
            grids[cell.table] = Grid(number=cell.table, continues=continues, rows={})
        last = None if cell is None else cell.table
    for place, line in ((page.page, line) for page in pages for line in page.lines):
        if line.cell is not None and line.cell.table in grids:
            row = grids[line.cell.table].rows.setdefault(line.cell.row, GridRow(page=place))
            row.add(line.cell, collapse(line.text))
    return list(grids.values())


def _filled(pages: Iterable[PageLines]) -> Iterator[tuple[PageLines, Line, bool]]:
    """Give the lines that hold text, each with its page and whether it is the first there."""
    for page in pages:
        filled = [line for line in page.lines if line.text.strip()]
        yield from ((page, line, line is filled[0]) for line in filled)


def _ends_above(grid: Grid, page: PageLines, pages: Sequence[PageLines]) -> bool:
    """Whether a table is the last thing on the page before this one."""
    before = [line for line in pages[page.page - 2].lines if line.text.strip()] if page.page > 1 else []
    return bool(before) and before[-1].cell is not None and before[-1].cell.table == grid.number
