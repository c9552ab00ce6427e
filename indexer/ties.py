"""The first k of a ranking, with ties broken by the order of the index."""

from collections.abc import Callable

import numpy as np

from indexer.index import Scored

EMPTY = Scored(rows=np.zeros(0, dtype=np.int64), scores=np.zeros(0, dtype=np.float32))
Fetch = Callable[[int], Scored]
"""Gives the first n of a ranking, ties in any order."""


def first_with_ties_by_row(fetch: Fetch, k: int, n_rows: int) -> Scored:
    """Give the first k of a ranking with equal scores in row order, also where a tie goes on past place k.

    Args:
        fetch: Gives the first n of the ranking, ties in any order.
        k: How many are wanted.
        n_rows: How many there can be at most.
    """
    n = min(k + 1, n_rows)
    while True:
        found = fetch(n)
        tie_is_whole = len(found.rows) < n or n == n_rows or found.scores[-1] < found.scores[k - 1]
        if tie_is_whole:
            break
        n = min(2 * n, n_rows)
    order = slice(k) if _is_by_row(found) else np.lexsort((found.rows, -found.scores))[:k]
    return Scored(rows=found.rows[order], scores=found.scores[order])


def _is_by_row(found: Scored) -> bool:
    """Tell whether the ties of a ranking come in row order, as they mostly do: to sort thousands takes milliseconds."""
    return bool(((found.scores[1:] < found.scores[:-1]) | (found.rows[1:] > found.rows[:-1])).all())
