"""Nearest passages by vector: exact search, or approximate where they are many; only this module knows FAISS.

Few vectors are compared one by one. Many are kept in clusters, a few bits a dimension, of which a query looks at those
nearest to it; what they give is compared again by the vectors themselves, which lie beside them and are only mapped.
"""

from pathlib import Path
from typing import Any

import faiss
import numpy as np

from indexer.arrays import let_go, map_array
from indexer.errors import BrokenIndexError, BuildError, DimensionMismatchError
from indexer.index import Rows, Scored, Vectors
from indexer.ties import EMPTY, Fetch, first_with_ties_by_row
from indexer.vectors.plan import PLAN, VectorPlan
from indexer.vectors.recall import BLOCK_ROWS, RECALL_ROWS, raise_recall

# Two threads of FAISS wait for each other on a busy machine: 16 ms against 1.8 ms a query at 19,000 passages. Requests
# are answered side by side already.
faiss.omp_set_num_threads(1)


# Vectors a cluster from which the clusters are learnt.
_TRAINED_ROWS = 64
# A code is four bits, which the processor looks up many at a time. It stands for two dimensions, or for one where too
# little is found by two.
_BITS_A_CODE = 4
_DIMENSIONS_A_CODE = (2, 1)
# Rows are taken from the clusters twice over, and so many more, since so few bits put neighbours out of order.
_SPARE_ROWS = 800
# So few allowed rows are compared one by one: looking for them in clusters costs as much.
_FEW_ROWS = 2_000
# Further down a ranking rows lie in ever more clusters: found so that recall stays where it is.
_DEEPER = 2.5
_ROWS_READ = 1_000
# An eighth of the clusters is looked at in any case: it costs little, and what filters leave lies in more of them.
_LEAST_SHARE = 8
# A step by which more clusters are looked at; smaller ones take longer to build, larger ones to search.
_MORE_CLUSTERS = 1.1
_SEED = 20231231


class VectorIndex:
    """Unit vectors by row; a query is answered with the rows nearest by cosine similarity."""

    def __init__(self, index: Any, vectors: Vectors | None) -> None:
        """Args: vectors: All of them, shape (n, dim), where the index is clustered; None where it holds them itself."""
        self._index = index
        self._vectors = vectors

    @classmethod
    def load(cls, path: Path) -> "VectorIndex":
        """Open what `write_vectors` wrote; the vectors are mapped, and read where they are compared.

        Raises:
            BrokenIndexError: A file is missing or is not such an index.
        """
        beside = exact_path(path)
        is_clustered = beside.is_file()
        try:
            index = faiss.read_index(str(path), 0 if is_clustered else faiss.IO_FLAG_MMAP_IFC)
        except RuntimeError as error:
            reason = str(error).rpartition("failed: ")[2]
            raise BrokenIndexError(path, f"expected a FAISS index ({reason})") from error
        wanted = faiss.IndexIVFPQFastScan if is_clustered else faiss.IndexFlatIP
        if not isinstance(index, wanted):
            raise BrokenIndexError(path, f"expected {wanted.__name__}, found {type(index).__name__}")
        vectors = map_array(beside) if is_clustered else None
        if vectors is not None and vectors.shape != (index.ntotal, index.d):
            raise BrokenIndexError(beside, f"has shape {vectors.shape}, expected {(index.ntotal, index.d)}")
        return cls(index, vectors)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dim(self) -> int:
        """Width of a vector."""
        return int(self._index.d)

    def vectors(self) -> Vectors:
        """Give all vectors by row, shape (len(self), dim)."""
        if self._vectors is not None:
            return self._vectors
        found: Vectors = self._index.reconstruct_n(0, len(self))
        return found

    def rows(self, rows: Rows) -> Vectors:
        """Give the vectors at these rows, shape (len(rows), dim)."""
        if self._vectors is not None:
            return self._vectors[rows]
        found: Vectors = self._index.reconstruct_batch(rows)
        return found

    def let_go(self) -> None:
        """Give back the memory that the vectors take that have been compared, where they are mapped."""
        if self._vectors is not None:
            let_go(self._vectors)

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
        search = self._compared if self._vectors is None else self._looked_up
        return [first_with_ties_by_row(search(query, allowed), min(k, n_rows), n_rows) for query in queries]

    def look_at_more(self) -> bool:
        """Look at more of the clusters from now on; False where all are looked at already."""
        if self._index.nprobe == self._index.nlist:
            return False
        self._index.nprobe = min(int(self._index.nprobe * _MORE_CLUSTERS) + 1, self._index.nlist)
        return True

    def _compared(self, query: Vectors, allowed: Rows | None) -> Fetch:
        parameters = None if allowed is None else faiss.SearchParameters(sel=_selector(allowed, len(self)))  # type: ignore[call-arg]

        def fetch(n: int) -> Scored:
            scores, rows = self._index.search(query[None, :], n, params=parameters)
            return Scored(rows=rows[0].astype(np.int64), scores=scores[0])

        return fetch

    def _looked_up(self, query: Vectors, allowed: Rows | None) -> Fetch:
        """Search the clusters; where rows are narrowed to a share of all, so many more clusters are looked at."""
        n_rows = len(self) if allowed is None else len(allowed)
        if allowed is not None and n_rows <= _FEW_ROWS:
            few = self._scored(query, allowed, n_rows)
            return lambda n: Scored(rows=few.rows[:n], scores=few.scores[:n])
        selector = None if allowed is None else _selector(allowed, len(self))

        def fetch(n: int) -> Scored:
            wanted = min(2 * n + _SPARE_ROWS, n_rows)
            probes = self._probes(n, n_rows)
            while True:
                parameters = faiss.SearchParametersIVF(sel=selector, nprobe=probes)  # type: ignore[call-arg]
                found = self._index.search(query[None, :], wanted, params=parameters)[1][0]
                rows = found[found >= 0].astype(np.int64)
                if len(rows) == wanted or probes == self._index.nlist:
                    return self._scored(query, rows, n)
                probes = min(2 * probes, self._index.nlist)

        return fetch

    def _probes(self, n: int, n_rows: int) -> int:
        """Give how many clusters are looked at; the index's own number is for the first RECALL_ROWS of all rows."""
        # n of those allowed are as many of all as go so far down.
        depth = max(1.0, n / (RECALL_ROWS + 1) * len(self) / n_rows)
        return min(int(np.ceil(self._index.nprobe * depth**_DEEPER)), int(self._index.nlist))

    def _scored(self, query: Vectors, rows: Rows, n: int) -> Scored:
        # einsum adds up every row in the same way, so that equal vectors have equal scores; BLAS does not.
        scores = np.einsum("ij,j->i", self.rows(rows), query)
        order = np.lexsort((rows, -scores))[:n]
        return Scored(rows=rows[order], scores=scores[order])


def exact_path(path: Path) -> Path:
    """Give where the vectors themselves lie beside a clustered index."""
    return path.with_suffix(".npy")


def write_vectors(path: Path, vectors: Vectors, plan: VectorPlan = PLAN) -> float:
    """Write an index of vectors; a clustered one is opened with `exact_path(path)`, which must hold the same.

    At no time more than a block of them is held, or those that clusters are learnt from, or that a query is compared
    with.

    Args:
        vectors: Unit vectors, shape (n, dim); they may be mapped.

    Returns:
        The share of the truly nearest rows that it finds; 1 where all are compared.

    Raises:
        BuildError: It cannot be written, the disk is full, or too little is found however many clusters are looked at.
    """
    if len(vectors) <= plan.exact_rows:
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        _save(index, path)
        return 1.0
    recall = 0.0
    for dimensions in _DIMENSIONS_A_CODE:
        if vectors.shape[1] % dimensions == 0 and recall < plan.recall:
            index = _clustered(vectors, dimensions)
            recall = raise_recall(VectorIndex(index, vectors), plan.recall)
    if recall < plan.recall:
        raise BuildError(f"recall of vectors is {recall:.3f} with all clusters; expected at least {plan.recall}")
    _save(index, path)
    return recall


def _selector(allowed: Rows, n_rows: int) -> Any:
    flags = np.zeros(n_rows, dtype=np.bool_)
    flags[allowed] = True
    return faiss.IDSelectorBitmap(np.packbits(flags, bitorder="little"))  # type: ignore[call-arg, arg-type]


def _save(index: Any, path: Path) -> None:
    try:
        faiss.write_index(index, str(path))
    except RuntimeError as error:
        reason = str(error).rpartition(": ")[2]
        raise BuildError(f"{path} cannot be written ({reason}); expected room on the disk") from error


def _clustered(vectors: Vectors, dimensions: int) -> Any:
    """Learn clusters from a sample drawn with a seed, and put all vectors into them."""
    n_rows, dim = vectors.shape
    n_clusters = max(1, int(n_rows**0.5 / 2))
    index = faiss.IndexIVFPQFastScan(
        faiss.IndexFlatIP(dim), dim, n_clusters, dim // dimensions, _BITS_A_CODE, faiss.METRIC_INNER_PRODUCT
    )
    index.nprobe = max(1, n_clusters // _LEAST_SHARE)
    sample = np.random.default_rng(_SEED).permutation(n_rows)[: _TRAINED_ROWS * n_clusters]
    index.train(_read(vectors, np.sort(sample)))
    for start in range(0, n_rows, BLOCK_ROWS):
        index.add(np.ascontiguousarray(vectors[start : start + BLOCK_ROWS]))
        let_go(vectors)
    return index


def _read(vectors: Vectors, rows: Rows) -> Vectors:
    """Give some of all vectors, some at a time: with each row far more is mapped than the row."""
    read = np.empty((len(rows), vectors.shape[1]), dtype=np.float32)
    for start in range(0, len(rows), _ROWS_READ):
        part = slice(start, start + _ROWS_READ)
        read[part] = vectors[rows[part]]
        let_go(vectors)
    return read
