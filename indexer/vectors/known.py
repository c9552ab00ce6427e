"""Vectors that an index already holds, for the next build to take over."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from indexer.arrays import let_go
from indexer.index import Vectors

# `EmbeddingInput.id` in hex.
_ID = np.dtype("S32")
# Vectors that are read before those are let go of that have been.
_HELD = 10_000


class KnownVectors(Mapping[str, Vectors]):
    """Embedding input id to vector. Ids take 40 bytes each, vectors stay where they are."""

    def __init__(self, ids: Sequence[Iterable[bytes]], vectors: Sequence[Vectors]) -> None:
        """Args: ids, vectors: Of passages and of initiatives, say; the n-th id of each is that of its n-th vector."""
        parts = [np.fromiter(part, dtype=_ID) for part in ids]
        self._vectors = vectors
        self._n_read = 0
        self._starts = np.cumsum([0, *map(len, parts)])
        joined: npt.NDArray[np.bytes_] = np.concatenate([np.zeros(0, dtype=_ID), *parts])
        # Of an id that stands there twice either vector will do: it depends on nothing else.
        self._ids, self._places = np.unique(joined, return_index=True)

    def __getitem__(self, id_: str) -> Vectors:
        place = int(np.searchsorted(self._ids, id_.encode()))
        if place == len(self._ids) or self._ids[place] != id_.encode():
            raise KeyError(id_)
        found = int(self._places[place])
        part = int(np.searchsorted(self._starts, found, side="right")) - 1
        # A copy, since what lies in the file is let go of.
        vector: Vectors = self._vectors[part][found - self._starts[part]].copy()
        self._n_read += 1
        if self._n_read % _HELD == 0:
            for vectors in self._vectors:
                let_go(vectors)
        return vector

    def __iter__(self) -> Iterator[str]:
        return (id_.decode() for id_ in self._ids)

    def __len__(self) -> int:
        return len(self._ids)
