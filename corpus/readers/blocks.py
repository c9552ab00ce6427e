"""Several tables on one sheet: which blank rows or columns separate two tables, and which only parts of one."""

import re
from collections.abc import Mapping, Sequence, Set
from itertools import pairwise

from corpus.structure.header_rows import usual_heads

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


def side_by_side(rows: Mapping[int, Mapping[int, str]], bridged: Set[int]) -> list[set[int]]:
    """Give the columns of each table that stands in rows, from left: a blank column parts two tables of other rows.

    Two of the same rows, none of which stands apart, are one unless each has a head of its own.

    Args:
        rows: Row to column to text, without empty cells.
        bridged: The columns that are hidden, or that cells are merged over.
    """
    tables: list[set[int]] = []
    columns = sorted({column for row in rows.values() for column in row})
    for before, column in pairwise([None, *columns]):
        assert column is not None
        is_apart = before is not None and any(one not in bridged for one in range(before + 1, column))
        if before is None or (is_apart and len(tables[-1]) > 1):
            tables.append(set())
        tables[-1].add(column)
    found = tables[:1]
    for table in tables[1:]:
        if _are_two(rows, found[-1], table):
            found.append(table)
        else:
            found[-1] |= table
    return found


def _are_two(rows: Mapping[int, Mapping[int, str]], left: Set[int], right: Set[int]) -> bool:
    numbers = [[n for n, row in sorted(rows.items()) if row.keys() & part] for part in (left, right)]
    if len(right) < 2:
        return False
    if numbers[0] == numbers[1]:
        heads = [{column: rows[numbers[0][0]].get(column, "") for column in part} for part in (left, right)]
        return all(usual_heads().read(head) is not None for head in heads)
    return any(last - first + 1 == len(part) for part in numbers for first, last in [(part[0], part[-1])])


def _holds_figures(rows: Sequence[Mapping[int, str]], column: int) -> bool:
    told = [row[column] for row in rows if column in row]
    return bool(told) and all(_FIGURE.fullmatch(text) for text in told)
