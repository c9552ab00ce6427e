"""Which rows of a table head its columns, and what its columns are called over several of them."""

from collections.abc import Iterator, Mapping, Sequence

from corpus.structure.grid import Grid, GridRow
from corpus.structure.header_rows import Heads

# A head may stand below a line or two that name the table.
HEAD_WITHIN = 3
HEAD_WORDS = 6  # of a cell, in a head that follows rows


def find_head(rows: Sequence[tuple[int, GridRow]], heads: Heads) -> int | None:
    """Give the row that names what the columns of a table of initiatives hold, among its first; None without one."""
    return next((number for number, row in rows[:HEAD_WITHIN] if heads.read(row.texts) is not None), None)


def narrowest_heads(grid: Grid, head: int, n_rows: int, heads: Heads) -> dict[int, str]:
    """Give a column's head over so many rows: what stands lowest, for `Effekter` may stand below a wide `Resultat`.

    What is not understood stands aside for the wider head.
    """
    texts = dict(grid.rows[head].texts)
    below = (row for number, row in sorted(grid.rows.items()) if head < number < head + n_rows)
    for row in below:
        texts |= {column: text for column, text in row.texts.items() if heads.column(text) is not None}
    return texts


def is_second_head(grid: Grid, head: int, number: int, heads: Heads) -> bool:
    """Whether a row below a head names columns as heads do, and some that the wide cells above it only cover."""
    row = grid.rows.get(number)
    if row is None or heads.read(row.texts) is None:
        return False
    covered = {column for column in row.texts if not grid.rows[head].text(column)}
    return bool(covered) and max(len(text.split()) for text in row.texts.values()) <= HEAD_WORDS


def held_by_head(grid: Grid, head: int, before: Mapping[int, str]) -> Iterator[str]:
    """Tell what a head that is printed again holds beside what it held before: the rest of a row cut by the page."""
    row = grid.rows[head]
    more = [row.text(column).removeprefix(text) for column, text in before.items() if text]
    if all(row.text(column).startswith(text) for column, text in before.items()) and any(more):
        yield (
            f"{grid.told_row(head)}: huvudet rymmer mer än förra gången, "
            f"{' '.join(' '.join(more).split())[:60]!r}; det räknas inte till någon"
        )
