"""Merging what two signals found into one score a row."""

import numpy as np
import numpy.typing as npt

from indexer.index import Rows, Scored

Scores = npt.NDArray[np.float32]


def scale(found: Scored, rows: Rows) -> Scores:
    """Give each of `rows` its score of one signal between 0 (the weakest found, or not found at all) and 1 (the best).

    Args:
        rows: Row numbers, ascending, that hold at least every row found.

    Returns:
        Scaled scores, shape (len(rows),).
    """
    scaled = np.zeros(len(rows), dtype=np.float32)
    if len(found.rows) == 0:
        return scaled
    lowest, highest = float(found.scores[-1]), float(found.scores[0])
    spread = highest - lowest
    values = (found.scores - lowest) / spread if spread > 0 else np.ones_like(found.scores)
    scaled[np.searchsorted(rows, found.rows)] = values
    return scaled


def convex_combination(dense: Scored, lexical: Scored, weight: float) -> tuple[Rows, Scores]:
    """Merge two rankings of one query: `weight` times the scaled dense score and the rest of the lexical one.

    Returns:
        rows: Every row that either found, ascending.
        scores: Their merged scores, 0 to 1.

    Source:
        Bruch, Gai and Ingber (TOIS 2023), doi:10.1145/3596512.
    """
    rows = np.union1d(dense.rows, lexical.rows)
    return rows, weight * scale(dense, rows) + (1 - weight) * scale(lexical, rows)
