"""Cells of tables of figures without rules on a PDF page: a label, and figures in columns to the right of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.pages import collapse
from corpus.readers.headed_rows import by_baseline
from corpus.readers.printed import PrintedLine
from corpus.readers.rules import CellPlace, Places
from corpus.structure.figure_rows import row_label

_MIN_ROWS = 3
# So many digits has an amount; a table of contents has shorter ones.
_AMOUNT_DIGITS = 3
_MIN_AMOUNTS = 0.5
# Rows of one table follow each other within so many sizes.
_ROW_GAP = 3.0
_MAX_LABEL_WORDS = 12

Row = Sequence[int]


@dataclass(frozen=True, slots=True)
class _Table:
    """Rows from the top down, each as places of lines on the page, and one line of each column of figures."""

    rows: list[Row]
    columns: list[PrintedLine]


def figure_cells(lines: Sequence[PrintedLine], first: int) -> Places:
    """Give, for each line outside other tables, its cell in a table of figures, if it stands in one.

    Three rows or more begin with a label, and figures end below each other or begin so. What stands above them in the
    same columns heads them.

    Args:
        first: The number of the first table.
    """
    places: Places = [None] * len(lines)
    for number, table in enumerate(_tables(lines, by_baseline(lines)), start=first):
        for row, within in enumerate(table.rows, start=1):
            for n in within:
                column = _column(lines[n], table.columns)
                places[n] = CellPlace(table=number, row=row, column=1 if column is None else column + 2, n_rows=1)
    return places


def _tables(lines: Sequence[PrintedLine], rows: Sequence[Row]) -> Iterator[_Table]:
    start = 0
    while start < len(rows):
        table = _from(lines, rows[start:])
        end = start + len(table.rows)
        if _tells_amounts(lines, table):
            head = rows[start - 1 : start] if start and _heads(lines, rows[start - 1], rows[start], table) else []
            yield _Table([*head, *table.rows], table.columns)
        start = max(end, start + 1)


def _from(lines: Sequence[PrintedLine], rows: Sequence[Row]) -> _Table:
    """Give the rows of figures from the first of these on; a label may take a line of its own above its figures."""
    found: list[Row] = []
    columns: list[PrintedLine] = []
    n_whole = 0
    for row in rows:
        is_label = len(row) == 1 and bool(columns) and abs(lines[row[0]].x - lines[found[0][0]].x) <= lines[row[0]].size
        figures = _figures(lines, row)
        columns = columns or figures
        if found and not _follows(lines, found[-1], row):
            break
        if not (figures or is_label) or not all(_column(figure, columns) is not None for figure in figures):
            break
        found.append(row)
        n_whole = len(found) if figures else n_whole
    return _Table(found[:n_whole], columns)


def _figures(lines: Sequence[PrintedLine], row: Row) -> list[PrintedLine]:
    """Give the figures that stand behind a row's label; none where all is not label and figures."""
    label, *others = (lines[n] for n in row)
    is_label = bool(row_label(collapse(label.text))) and len(label.text.split()) <= _MAX_LABEL_WORDS
    is_row = is_label and all(line.is_placed and _is_figure(line) for line in others)
    return others if is_row and (not others or others[0].x > label.end + label.size) else []


def _is_figure(line: PrintedLine) -> bool:
    text = collapse(line.text)
    return bool(text) and not row_label(text)


def _column(line: PrintedLine, columns: Sequence[PrintedLine]) -> int | None:
    """Give the column, from 0, that a line begins or ends with; None where it is of none."""
    fits = (min(abs(line.end - one.end), abs(line.x - one.x)) <= line.size for one in columns)
    return next((n for n, does in enumerate(fits) if does), None)


def _follows(lines: Sequence[PrintedLine], above: Row, row: Row) -> bool:
    return lines[above[0]].y - lines[row[0]].y <= _ROW_GAP * lines[row[0]].size


def _heads(lines: Sequence[PrintedLine], head: Row, row: Row, table: _Table) -> bool:
    """Whether a line for each column, and perhaps one for the labels, stands above a table."""
    columns = [_column(lines[n], table.columns) for n in head]
    told = [column for column in columns if column is not None]
    is_whole = told == [*range(len(table.columns))] and columns.count(None) <= 1 and None not in columns[1:]
    return is_whole and _follows(lines, head, row)


def _tells_amounts(lines: Sequence[PrintedLine], table: _Table) -> bool:
    rows = [figures for row in table.rows if (figures := _figures(lines, row))]
    told = [sum(map(str.isdigit, line.text)) >= _AMOUNT_DIGITS for figures in rows for line in figures]
    return len(rows) >= _MIN_ROWS and sum(told) >= _MIN_AMOUNTS * len(told)
