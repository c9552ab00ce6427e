"""Our own systems under measurement: search with both signals or one of them, in process."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Protocol, cast

import numpy as np

from corpus.regions import region_by_code
from eval.systems.reply import Reply, of_answer
from eval.systems.run import Run, make_run
from eval.truth.judged import QuestionKind
from eval.truth.qrels import Stretch, read_stretches
from indexer.folder.store import IndexFolder
from indexer.index import Filters, Index, Rows, Scored
from service.answering import Answerer
from service.compare.similar import find_similar
from service.ranking import RANKING, Ranking
from service.read.reader import Reader, TransformerReader
from service.search.query import Mode, Scope, SearchRequest, Unit
from service.search.searcher import Searcher

LIMIT = 100

Topics = Mapping[str, str]
"""What is asked, by topic id."""

Progress = Callable[[Iterable[Any], str], Iterator[Any]]
"""Gives the items one by one, and shows how far it has come; the text says with what."""


class System(Protocol):
    """Something that searches the collection and perhaps answers.

    Attributes:
        name: Without white space; the last column of its runs.
        stretches: The texts it can give as passages, so that judgements can be found in them.
    """

    name: str
    stretches: Sequence[Stretch]

    def search(self, topics: Topics, unit: Unit, progress: Progress) -> Run:
        """Rank at most 100 initiatives and sections, or passages, for each topic."""

    def similar(self, sources: Mapping[str, Stretch], progress: Progress) -> Run:
        """Rank at most 100 initiatives of other regions like the one each source stands in."""

    def answer(self, topics: Topics, kind: QuestionKind, progress: Progress) -> dict[str, Reply]:
        """Answer each topic, all of one kind; empty where the system has no such answers."""


class OneSignal:
    """An index in which one signal finds and the other only scores what that has found.

    It shows what the first stage of an answer rests on.
    """

    def __init__(self, index: Index, mode: Mode) -> None:
        self._index = index
        self._mode = mode

    def dense(self, query: str, words: str, k: int, allowed: Rows | None) -> Scored:
        found = allowed if self._mode is Mode.DENSE else np.sort(self._index.lexical(words, k, allowed).rows)
        return self._index.dense(query, words, k, found)

    def lexical(self, query: str, k: int, allowed: Rows | None) -> Scored:
        found = allowed if self._mode is Mode.LEXICAL else np.sort(self._index.dense(query, query, k, allowed).rows)
        return self._index.lexical(query, k, found)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._index, name)


class OurSystem:
    """The service's search and answers over one index; with one signal, the other finds nothing.

    The second stage of an answer stays as it is: it orders what the first has found.
    """

    def __init__(
        self, index: Index, mode: Mode, name: str = "", *, ranking: Ranking = RANKING, reader: Reader | None = None
    ) -> None:
        """Args: reader: Reads for the answers; the one kept in the project when None, loaded when first needed."""
        self.name = name or mode.value
        self.stretches: Sequence[Stretch] = read_stretches(index)
        self._mode = mode
        searched = index if mode is Mode.HYBRID else cast(Index, OneSignal(index, mode))
        self._searcher = Searcher(searched, ranking=ranking)
        self._reader = reader

    def search(self, topics: Topics, unit: Unit, progress: Progress) -> Run:
        found = {}
        for topic, text in progress(topics.items(), f"{self.name}: search"):
            request = SearchRequest(text=text, limit=LIMIT, mode=self._mode, unit=unit)
            hits = self._searcher.search(request).hits
            ids = [hit.passage.id if unit is Unit.PASSAGE else hit.passage.unit for hit in hits]
            found[topic] = [(id_, hit.score) for id_, hit in zip(ids, hits, strict=True)]
        return make_run(self.name, found)

    def similar(self, sources: Mapping[str, Stretch], progress: Progress) -> Run:
        found = {}
        for topic, source in progress(sources.items(), f"{self.name}: similar"):
            result = find_similar(self._searcher, source.unit or "", limit=LIMIT, scope=Scope.OTHER_REGIONS)
            # Its order is not by score alone: the same project stands first.
            found[topic] = [(item.hit.passage.unit, 1 / rank) for rank, item in enumerate(result.hits, start=1)]
        return make_run(self.name, found)

    def answer(self, topics: Topics, kind: QuestionKind, progress: Progress) -> dict[str, Reply]:
        asked = progress(topics.items(), f"{self.name}: {kind}")
        answerer = Answerer(self._searcher, self._reader or project_reader())
        return {topic: of_answer(answerer.answer(text, Filters())) for topic, text in asked}


@lru_cache(maxsize=1)
def project_reader() -> Reader:
    """Give the reader kept in the project, one for all systems: it takes a second and 100 MB to load."""
    return TransformerReader()


def our_systems(index: Index) -> list[System]:
    """Give our search with words only, vectors only and both."""
    return [OurSystem(index, mode) for mode in (Mode.LEXICAL, Mode.DENSE, Mode.HYBRID)]


def with_model(index: IndexFolder) -> list[System]:
    """Give search with the vectors of an index's model alone, and both signals, named after the model."""
    name = index.embedder.name.replace("/", "_").replace(" ", "_")
    return [OurSystem(index, mode, f"{mode}:{name}") for mode in (Mode.DENSE, Mode.HYBRID)]


def regions_of_hits(ranked: Sequence[Stretch], claimed: int) -> Reply:
    """Read an answer by region off a ranking, as a user without such an answer does.

    Args:
        claimed: How many of the first hits are read; the regions of later ones are only ranked.
    """
    codes = [stretch.region for stretch in ranked]
    names = [None if code is None else region_by_code(code).name for code in codes]
    return Reply(
        answered=bool(ranked),
        confidence=0.0,
        ranked=tuple(dict.fromkeys(name for name in names if name is not None)),
        claimed=frozenset(name for name in names[:claimed] if name is not None),
        citations=(),
    )
