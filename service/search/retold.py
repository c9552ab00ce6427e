"""Which initiatives are told more than once, by their places: what stands for each, and who else tells it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Self

import numpy as np
import numpy.typing as npt

from corpus.document import Initiative
from corpus.identity import Tellings
from indexer.column import Flags
from indexer.index import Index, Rows
from indexer.initiative_columns import InitiativeColumns


class Retold:
    """Counts and narrows initiatives as lists do: one that is told twice is one, found under both its documents."""

    def __init__(self, columns: InitiativeColumns, firsts: Rows, also: Sequence[tuple[int, int]]) -> None:
        """Make one.

        Args:
            firsts: Place of the telling that stands for each initiative, its own where it is told once; shape (n,).
            also: Places of initiatives, each with a further document that tells it, as a code of the columns.
        """
        self._documents = columns.documents
        self.firsts = firsts
        self._also: npt.NDArray[np.int64] = np.array(also, dtype=np.int64).reshape(-1, 2)

    @classmethod
    def of(cls, index: Index, retold: Sequence[Initiative], first_telling: Tellings) -> Self:
        """Read the places of those that are told more than once."""
        columns = index.initiative_columns
        places = index.initiative_places([one.id for one in retold])
        firsts = np.arange(len(columns))
        firsts[[places[one.id] for one in retold]] = [places[first_telling(one.id)] for one in retold]
        codes = {document: code for code, document in enumerate(columns.documents.names)}
        also = {
            (places[one.id], codes[place.document])
            for one in retold
            for place in one.also_in
            if place.document != one.document
        }
        return cls(columns, firsts, sorted(also))

    def once(self) -> Rows:
        """Give the places of all initiatives, each by its first telling, ascending."""
        return np.flatnonzero(self.firsts == np.arange(len(self.firsts)))

    def each_once(self, places: Rows) -> Rows:
        """Keep of several tellings of one initiative the first given; the others in their order."""
        _, first = np.unique(self.firsts[places], return_index=True)
        return places[np.sort(first)]

    def told_in(self, documents: Iterable[str]) -> Flags:
        """Tell for each initiative whether one of these documents tells it, first or again; shape (n,)."""
        wanted = set(documents)
        flags = self._documents.is_in(wanted)
        is_wanted = np.array([name in wanted for name in self._documents.names], dtype=np.bool_)
        flags[self._also[is_wanted[self._also[:, 1]], 0]] = True
        return flags

    def documents(self, places: Rows) -> Counter[str]:
        """Count the initiatives at these places that each document tells, first or again."""
        chosen = np.zeros(len(self.firsts), dtype=np.bool_)
        chosen[places] = True
        again = np.bincount(self._also[chosen[self._also[:, 0]], 1], minlength=len(self._documents.names)).tolist()
        return Counter(self._documents.counts(places)) + Counter(dict(zip(self._documents.names, again, strict=True)))
