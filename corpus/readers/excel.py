"""Excel files: each visible sheet is a page, its rows a table below the lines that stand above them."""

import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import count, takewhile
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from corpus.errors import UnreadableDocumentError
from corpus.limits import Limits, check_cells
from corpus.pages import Cell, PageLines, collapse
from corpus.readers.blocks import begins_table, side_by_side
from corpus.readers.collector import Collector
from corpus.readers.damaged import damaged
from corpus.readers.excel_merged import Merged, MergedOver, drop_covered
from corpus.readers.excel_package import Drawn, ExcelPackage, open_workbook
from corpus.readers.excel_values import shown_text
from corpus.readers.package import check_size
from corpus.readers.told import told_comments, told_pictures, told_running

# What Excel calls a sheet that nobody has named.
_UNNAMED = re.compile(r"(?:Blad|Sheet|Ark|Tabelle)\s?\d+", re.IGNORECASE)

# A cell with a formula whose result the program that wrote it did not compute; an empty text is a result.
_NOT_COMPUTED = re.compile(
    rb'<c\b(?![^<>]*\bt="str")[^<>]*>\s*<f\b[^<>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>'
)
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")

# What a header takes from elsewhere: the page's number, the date, the file's name; and how it is set.
_HEADER_FIELD = re.compile(r"&(?:\[[^\]]*\]|\"[^\"]*\"|K\w{6}|\d+|[A-Z])")
_HEADERS = tuple(f"{pages}{where}" for where in ("Header", "Footer") for pages in ("first", "odd", "even"))

# A sheet of openpyxl's; the library gives it no types.
_Sheet = Any
# Column to a cell's text and the row it begins in, which may be a hidden one.
_Row = dict[int, tuple[str, int]]
# The last row and column of cells merged over several, by where they begin.
_Ends = Mapping[tuple[int, int], tuple[int, int]]
# XFD, the last that a sheet has.
_LAST_COLUMN = 16_384
_NOTHING_DRAWN = Drawn(texts=(), n_pictures=0)


def read_excel(path: Path, limits: Limits) -> tuple[PageLines, ...]:
    """Read an Excel file; a sheet's name is its heading, a row with several filled cells begins a table.

    Values are read as they were last computed and are shown, dates as year-month-day; boxes drawn on a sheet come after
    its rows. What is struck out, and hidden sheets, rows and columns are left out; the latter are noted, as are
    comments, pictures and formulas without a result.

    Raises:
        UnreadableDocumentError: The file is damaged, or unpacks to more than the limits.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            check_size(path, archive, limits)
            sheets = [archive.read(name) for name in archive.namelist() if _SHEET.fullmatch(name)]
            n_formulas = sum(len(_NOT_COMPUTED.findall(sheet)) for sheet in sheets)
            package = open_workbook(archive)
        check_cells(path, package.n_cells, limits)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of drawings and rules that it leaves out.
            book = load_workbook(package.file, data_only=True, keep_links=False, rich_text=True)
        for sheet in book.worksheets:
            drop_covered(sheet._cells, package.merged.get(sheet.title, ()))
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        reading = _Reading()
        for sheet in shown:
            merged = package.merged.get(sheet.title, ())
            reading.sheet(sheet, merged, package.drawn.get(sheet.title, _NOTHING_DRAWN))
        hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
        notes = (*(f"dolt blad som inte läses: {title}" for title in hidden), *_left_out(shown, package))
        if n_formulas:
            notes += (f"celler med formler utan sparat värde: {n_formulas}; öppna filen i Excel och spara den på nytt",)
        return reading.lines.pages(notes)
    except UnreadableDocumentError:
        raise
    except Exception as error:  # A damaged file shows in any error that its parsing stumbles on.
        raise damaged(path, error, "Excel (.xlsx)") from error


class _Reading:
    """The lines read so far, and how many tables."""

    def __init__(self) -> None:
        self.lines = Collector()
        self.tables = 0

    def sheet(self, sheet: _Sheet, merged: Sequence[Merged], drawn: Drawn) -> None:
        """Add a sheet's rows: single cells as paragraphs, until a row of several begins a table."""
        ends = {(one.first_row, one.first_column): (one.last_row, one.last_column) for one in merged}
        rows = dict(_filled_rows(sheet, ends))
        if not rows and not drawn.texts:
            return
        if self.lines.has_text:
            self.lines.open_page()
        if not _UNNAMED.fullmatch(sheet.title):
            self.lines.add(sheet.title, heading=1)
        hidden, lying = set(_hidden_columns(sheet.column_dimensions)), MergedOver(merged)
        for is_table, part in _stretches(rows):
            if not is_table:
                for text in (text for row in part.values() for text, _ in row.values()):
                    self.lines.add(text)
                continue
            lying.pass_to(min(part), max(part))
            for columns in side_by_side(_texts(part), hidden | lying.beyond_first()):
                self._table(part, columns, ends)
        for text in drawn.texts:
            self.lines.add(text)

    def _table(self, rows: Mapping[int, _Row], columns: Set[int], ends: _Ends) -> None:
        """Add a table that stands in some of the columns of rows."""
        self.tables += 1
        for number, row in rows.items():
            for column, (text, first) in sorted(row.items()):
                if column in columns:
                    last_row, last_column = ends.get((first, column), (number, column))
                    cell = Cell(
                        table=self.tables,
                        row=number,
                        column=column,
                        n_rows=last_row - number + 1,
                        n_columns=last_column - column + 1,
                    )
                    self.lines.add(text, cell=cell)


def _stretches(rows: Mapping[int, _Row]) -> list[tuple[bool, dict[int, _Row]]]:
    """Part rows into tables, which are given as such, and single cells above and between them."""
    found: list[tuple[bool, dict[int, _Row]]] = []
    in_table, last, filled = False, 0, set[int]()
    for number, row in sorted(rows.items()):
        if len(row) > 1 and (not in_table or (number > last + 1 and begins_table(_block(rows, number), filled))):
            in_table, filled = True, set()
            found.append((True, {}))
        elif len(row) == 1 and number > last + 1:
            in_table = False
        if not in_table and (not found or found[-1][0]):
            found.append((False, {}))
        last = number
        filled |= row.keys()
        found[-1][1][number] = row
    return found


def _texts(rows: Mapping[int, _Row]) -> dict[int, dict[int, str]]:
    return {number: {column: text for column, (text, _) in row.items()} for number, row in rows.items()}


def _block(rows: Mapping[int, _Row], number: int) -> list[dict[int, str]]:
    """Give the rows from this one to the next that is blank."""
    numbers = takewhile(rows.__contains__, count(number))
    return [{column: text for column, (text, _) in rows[n].items()} for n in numbers]


def _filled_rows(sheet: _Sheet, ends: _Ends) -> Iterator[tuple[int, _Row]]:
    """Give the rows that are shown and hold text, each as column to text."""
    below = _rows_below_hidden(sheet)
    hidden_columns = set(_hidden_columns(sheet.column_dimensions))
    rows: dict[int, _Row] = {}
    # A sheet may claim a million empty rows; only cells that are stored are looked at.
    for (number, column), cell in sheet._cells.items():
        text = "" if cell.font.strike else shown_text(cell.value, cell.number_format)
        last, _ = ends.get((number, column), (number, column))
        shown = below.get(number, number)
        if text and shown <= last and column not in hidden_columns:
            rows.setdefault(shown, {})[column] = (text, number)
    yield from rows.items()


def _hidden_rows(sheet: _Sheet) -> Iterator[int]:
    for number, row in sheet.row_dimensions.items():
        if row.hidden or row.height == 0:
            yield number


def _rows_below_hidden(sheet: _Sheet) -> dict[int, int]:
    """Give the next row that is shown below each that is hidden."""
    below: dict[int, int] = {}
    for row in sorted(_hidden_rows(sheet), reverse=True):
        below[row] = below.get(row + 1, row + 1)
    return below


def _hidden_columns(columns: Mapping[str, Any]) -> Iterator[int]:
    """Give each column that is hidden once, whatever ranges a sheet claims for them."""
    told = 0
    hidden = [column for column in columns.values() if (column.hidden or column.width == 0) and column.min]
    for column in sorted(hidden, key=lambda one: one.min):
        yield from range(max(column.min, told + 1), min(column.max, _LAST_COLUMN) + 1)
        told = max(told, column.max)


def _left_out(sheets: list[_Sheet], package: ExcelPackage) -> Iterator[str]:
    cells = [(sheet, *at) for sheet in sheets for at, cell in sheet._cells.items() if cell.value is not None]
    shut = {sheet.title: set(_hidden_rows(sheet)) for sheet in sheets}
    rows = {(sheet.title, row) for sheet, row, _ in cells if row in shut[sheet.title]}
    hidden = {sheet.title: set(_hidden_columns(sheet.column_dimensions)) for sheet in sheets}
    columns = {(sheet.title, column) for sheet, _, column in cells if column in hidden[sheet.title]}
    for kind, places in (("rader", rows), ("kolumner", columns)):
        if places:
            yield f"dolda {kind} som inte läses: {len(places)}"
    yield from told_running(text for sheet in sheets for text in _running_texts(sheet))
    yield from told_comments(sum(cell.comment is not None for sheet in sheets for cell in sheet._cells.values()))
    drawn = (package.drawn.get(sheet.title, _NOTHING_DRAWN) for sheet in sheets)
    yield from told_pictures(sum(one.n_pictures for one in drawn) + package.n_diagrams, "bilder och diagram")


def _running_texts(sheet: _Sheet) -> Iterator[str]:
    """Give what is printed above and below the pages of a sheet."""
    for name in _HEADERS:
        header = getattr(sheet, name)
        for part in (header.left, header.center, header.right):
            text = collapse(_HEADER_FIELD.sub(" ", part.text or ""))
            if text:
                yield text
