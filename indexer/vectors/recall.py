"""How much of the truly nearest a search among clusters finds, and more clusters looked at until it is enough."""

from typing import TYPE_CHECKING

import numpy as np

from indexer.arrays import let_go
from indexer.index import Vectors

if TYPE_CHECKING:
    from indexer.vectors.nearest import VectorIndex

# What recall is measured by: as many rows as a search looks at, for so many of the vectors.
RECALL_ROWS = 200
_QUERIES = 100
# As many vectors are held at once.
BLOCK_ROWS = 20_000

# Rounding aside, such scores are one.
_SAME_SCORE = 1e-5
_SEED = 20231232


def raise_recall(index: "VectorIndex", wanted: float) -> float:
    """Look at more and more clusters of an index until enough is found, or at all of them.

    Args:
        wanted: Share of the truly nearest RECALL_ROWS that is enough, 0 to 1.

    Returns:
        The share that is found then.
    """
    asked = np.random.default_rng(_SEED).permutation(len(index))[:_QUERIES]
    queries = index.rows(np.sort(asked))
    k = min(RECALL_ROWS, len(index))
    lowest = _lowest_of_nearest(index.vectors(), queries, k)
    while True:
        # By score: of rows that are equally near, any will do.
        is_near = [
            _scores(index, query, k) >= least - _SAME_SCORE for query, least in zip(queries, lowest, strict=True)
        ]
        recall = float(np.mean(is_near))
        if recall >= wanted or not index.look_at_more():
            return recall


def _scores(index: "VectorIndex", query: Vectors, k: int) -> Vectors:
    found = index.search(query[None, :], k)[0]
    index.let_go()
    return found.scores


def _lowest_of_nearest(vectors: Vectors, queries: Vectors, k: int) -> Vectors:
    """Give the score of the k-th nearest of all vectors to each query, a block of the vectors after the other."""
    best = np.zeros((len(queries), 0), dtype=np.float32)
    for start in range(0, len(vectors), BLOCK_ROWS):
        best = np.hstack([best, queries @ vectors[start : start + BLOCK_ROWS].T])
        best = -np.partition(-best, min(k, best.shape[1]) - 1, axis=1)[:, :k]
        let_go(vectors)
    lowest: Vectors = best.min(axis=1)
    return lowest
