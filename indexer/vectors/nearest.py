"""Vectors of the passages, searched exactly; the only module that knows FAISS."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from indexer.errors import BrokenIndexError, BuildError, DimensionMismatchError
from indexer.index import Rows, Scored, Vectors

# Two threads of FAISS wait for each other on a busy machine: 16 ms against 1.8 ms a query at 19,000 passages. Requests
# are answered side by side already.
faiss.omp_set_num_threads(1)


class VectorIndex:
    """Unit vectors by row; a query is answered with the rows nearest by cosine similarity."""

    def __init__(self, vectors: Vectors) -> None:
        """Hold vectors of shape (n, dim), each of length 1; row numbers are places in it."""
        self._index = faiss.IndexFlatIP(vectors.shape[1])
        self._index.add(np.ascontiguousarray(vectors, dtype=np.float32))

    @classmethod
    def load(cls, path: Path) -> "VectorIndex":
        """Read what `save` wrote.

        Raises:
            BrokenIndexError: The file is missing or is not such an index.
        """
        try:
            index = faiss.read_index(str(path))
        except RuntimeError as error:
            reason = str(error).rpartition("failed: ")[2]
            raise BrokenIndexError(path, f"expected a FAISS index ({reason})") from error
        if not isinstance(index, faiss.IndexFlatIP):
            raise BrokenIndexError(path, f"expected IndexFlatIP, found {type(index).__name__}")
        loaded = cls.__new__(cls)
        loaded._index = index
        return loaded

    def save(self, path: Path) -> None:
        """Write all vectors to one file.

        Raises:
            BuildError: It cannot be written, or the disk is full.
        """
        try:
            faiss.write_index(self._index, str(path))
        except RuntimeError as error:
            reason = str(error).rpartition(": ")[2]
            raise BuildError(f"{path} cannot be written ({reason}); expected room on the disk") from error

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dim(self) -> int:
        """Width of a vector."""
        return int(self._index.d)

    def vectors(self) -> Vectors:
        """Give all vectors by row, shape (len(self), dim)."""
        found: Vectors = self._index.reconstruct_n(0, len(self))
        return found

    def rows(self, rows: Rows) -> Vectors:
        """Give the vectors at these rows, shape (len(rows), dim)."""
        found: Vectors = self._index.reconstruct_batch(rows)
        return found

    def search(self, queries: Vectors, k: int, allowed: Rows | None = None) -> list[Scored]:
        """Find the k rows nearest to each query, best first; equal scores in row order.

        Args:
            queries: Unit vectors, shape (n_queries, dim).
            k: Rows a query, at least 1; capped at how many there are.
            allowed: The only rows to look at; None looks at all.

        Raises:
            ValueError: k is below 1.
            DimensionMismatchError: The queries are not self.dim wide.
        """
        if k < 1:
            raise ValueError(f"k is {k}; expected at least 1")
        if queries.ndim != 2 or queries.shape[1] != self.dim:
            raise DimensionMismatchError(queries.shape, self.dim)
        n_rows = len(self) if allowed is None else len(allowed)
        if n_rows == 0:
            return [EMPTY for _ in queries]
        return [self._search_one(query[None, :], min(k, n_rows), n_rows, allowed) for query in queries]

    def _search_one(self, query: Vectors, k: int, n_rows: int, allowed: Rows | None) -> Scored:
        def fetch(n: int) -> Scored:
            scores, rows = self._index.search(query, n, params=_parameters(allowed))
            return Scored(rows=rows[0].astype(np.int64), scores=scores[0])

        return first_with_ties_by_row(fetch, k, n_rows)


EMPTY = Scored(rows=np.zeros(0, dtype=np.int64), scores=np.zeros(0, dtype=np.float32))


def first_with_ties_by_row(fetch: Callable[[int], Scored], k: int, n_rows: int) -> Scored:
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
    order = np.lexsort((found.rows, -found.scores))[:k]
    return Scored(rows=found.rows[order], scores=found.scores[order])


def _parameters(allowed: Rows | None) -> Any:
    return None if allowed is None else faiss.SearchParameters(sel=faiss.IDSelectorBatch(allowed))  # type: ignore[call-arg]
