"""Columns by which initiatives are listed and counted, by their places in reading order, from 0."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Self

import numpy as np
import numpy.typing as npt

from corpus.document import Document, Field, Initiative
from corpus.regions.speakers import speaks_for
from corpus.swedish import alphabetical
from indexer.column import Coded, Marked
from indexer.columns import Table


@dataclass(frozen=True, slots=True, eq=False)
class Ordered:
    """A text a row, by which rows are put in order.

    Attributes:
        texts: By row; none once they have been written, since their order is all that is asked for.
        ranks: Place of each row's text in their order, that of equal texts equal; shape (n_rows,).
    """

    texts: tuple[str, ...]
    ranks: npt.NDArray[np.int32]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Self:
        """Make the column of these texts, in row order."""
        held = tuple(texts)
        ranks = {text: rank for rank, text in enumerate(sorted(set(held)))}
        return cls(held, np.array([ranks[text] for text in held], dtype=np.int32))

    @classmethod
    def joined(cls, parts: Sequence["Ordered"]) -> Self:
        """Make one column of several that have not been written, the rows of one after those of the other."""
        return cls.of(chain.from_iterable(part.texts for part in parts))

    @property
    def names(self) -> tuple[str, ...]:
        """What is kept in words: nothing."""
        return ()

    @property
    def values(self) -> npt.NDArray[np.int32]:
        """What is kept of each row."""
        return self.ranks


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class InitiativeColumns(Table):
    """What is known of every initiative without reading it; see `Initiative` for what each is.

    Attributes:
        years: Those that its document is about, as text.
        results: Which fields tell what came of it, of `outputs` and `effects`.
        names: In the order of the Swedish alphabet.
    """

    status: Coded
    results: Marked
    names: Ordered

    @classmethod
    def of(cls, initiatives: Sequence[Initiative], documents: Iterable[Document]) -> Self:
        """Make the columns of initiatives, in reading order, that these documents tell."""
        years = {document.id: tuple(map(str, document.years)) for document in documents}
        return cls(
            documents=Coded.of(one.document for one in initiatives),
            themes=Coded.of(one.theme for one in initiatives),
            region=Coded.of(one.region for one in initiatives),
            group=Coded.of(one.group for one in initiatives),
            regions=Marked.of([speaks_for(one) for one in initiatives]),
            years=Marked.of([years[one.document] for one in initiatives]),
            status=Coded.of(one.status.value for one in initiatives),
            results=Marked.of([_results(one) for one in initiatives]),
            names=Ordered.of(alphabetical(one.name) for one in initiatives),
        )


def _results(initiative: Initiative) -> list[str]:
    told = {Field.OUTPUTS: initiative.outputs, Field.EFFECTS: initiative.effects}
    return [field.value for field, text in told.items() if text]
