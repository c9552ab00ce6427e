"""The index in use: opened once, and opened anew when a newer build has been switched in."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from corpus.errors import InsatskartanError
from indexer.index import Index
from service.answering import Answerer
from service.cross_encoder import Reranker
from service.errors import NotReadyError
from service.ranking import RANKING, Ranking
from service.read.reader import Reader
from service.searcher import Searcher

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Backend:
    """What requests are answered with, all of one index."""

    build: str
    index: Index
    searcher: Searcher
    answerer: Answerer


class LiveIndex:
    """Gives the backend of the current build; safe to share between threads.

    A newer build that cannot be opened leaves the older one in use.
    """

    def __init__(
        self,
        current_build: Callable[[], str],
        open_index: Callable[[], Index],
        reader: Reader,
        reranker: Reranker | None = None,
        ranking: Ranking = RANKING,
    ) -> None:
        """Make one that has opened nothing yet.

        Args:
            current_build: Cheap, names the build in use now.
            open_index: Opens it.
            reader: Reads passages for the answers from every build.
            reranker: Reorders the first hits of every build.
            ranking: Everything tuned in search and answers.
        """
        self._current_build = current_build
        self._open_index = open_index
        self._reader = reader
        self._reranker = reranker
        self._ranking = ranking
        self._lock = threading.Lock()
        self._backend: Backend | None = None
        self._refused: str | None = None

    def backend(self) -> Backend:
        """Give what to answer with.

        Raises:
            NotReadyError: There is no index that can be opened; the message says why.
        """
        try:
            build = self._current_build()
        except InsatskartanError as error:
            return self._older_or_refuse(error)
        backend = self._backend
        if backend is not None and build in (backend.build, self._refused):
            return backend
        return self._open(build)

    def _open(self, build: str) -> Backend:
        with self._lock:
            if self._backend is not None and build in (self._backend.build, self._refused):
                return self._backend
            try:
                index = self._open_index()
            except InsatskartanError as error:
                self._refused = build
                return self._older_or_refuse(error)
            searcher = Searcher(index, self._reranker, self._ranking)
            if self._reranker is not None:
                logger.info("index %s in use, reranker: %s", build, self._reranker.name)
            answerer = Answerer(searcher, self._reader)
            self._backend = Backend(build=build, index=index, searcher=searcher, answerer=answerer)
            return self._backend

    def _older_or_refuse(self, error: InsatskartanError) -> Backend:
        if self._backend is None:
            raise NotReadyError(f"indexet kan inte användas: {error}") from error
        logger.warning("keeping index %s: %s", self._backend.build, error)
        return self._backend
