"""Several tables on one sheet: which blank rows separate two tables, and which only separate rows of one."""

import re
from collections.abc import Mapping, Sequence, Set

_FIGURE = re.compile(r"[-−+(]?\s*\d[\d\s.,]*\)?\s*(?:%|procent|[tmk]?kr|kronor)?", re.IGNORECASE)


def begins_table(rows: Sequence[Mapping[int, str]], above: Set[int]) -> bool:
    """Whether rows that follow a blank one are a table of their own: the first names what is figures in all others.

    In the next rows of the same table, such a column holds a figure in the first one, too, or the same columns are
    filled as above.

    Args:
        rows: Up to the next blank row; column to text, without empty cells.
        above: The columns that are filled in the table above.
    """
    if len(rows) < 2 or {column for row in rows for column in row} == above:
        return False
    first, *others = rows
    return any(
        column in first and not any(map(str.isdecimal, first[column])) and _holds_figures(others, column)
        for column in {column for row in others for column in row}
    )


def _holds_figures(rows: Sequence[Mapping[int, str]], column: int) -> bool:
    told = [row[column] for row in rows if column in row]
    return bool(told) and all(_FIGURE.fullmatch(text) for text in told)
