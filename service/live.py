"""The index in use: opened once, and replaced when a newer build has been switched in."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from corpus.errors import InsatskartanError, one_line
from indexer.errors import IndexServerError
from indexer.index import Index
from service.answering import Answerer
from service.errors import NotReadyError
from service.ranking import RANKING, Ranking
from service.read.reader import Reader
from service.search.cross_encoder import Reranker
from service.search.query import SearchRequest
from service.search.reading_ahead import read_ahead
from service.search.searcher import Searcher

logger = logging.getLogger(__name__)

# A build that was refused is tried again after so long: what was wrong may have been mended in place, or been for want
# of memory.
RETRY_SECONDS = 30.0
# Asked of a build before it is used.
_TRIAL = "Vilka regioner arbetar med validering?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backend:
    """What requests are answered with, all of one index.

    Attributes:
        ahead: What may still be read of the index before anybody asks, a step each; a process that is forked goes on
            where the one before it was, and does not write into what both hold by reading it once more.
    """

    build: str
    index: Index
    searcher: Searcher
    answerer: Answerer
    ahead: Iterator[None]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How it stands.

    Attributes:
        backend: What is in use, None while nothing is.
        trouble: Why that is not the build that is switched in, where it is not; as all may read it, the build by its id
            and nothing of where it lies. The log tells the whole.
        is_down: Whether nothing can be asked now, since the server that keeps the index does not answer.
    """

    backend: Backend | None
    trouble: str | None
    is_down: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trouble:
    """Why the current build is not in use: the whole reason, and as much of it as is told over the network."""

    whole: str
    told: str


_NONE = _Trouble(whole="", told="")


class LiveIndex:
    """Gives the backend of the current build; safe to share between threads.

    A newer build is opened and asked something while the older one answers. One that fails in whatever way leaves the
    older in use.
    """

    def __init__(
        self,
        current_build: Callable[[], str],
        open_index: Callable[[], Index],
        reader: Reader,
        reranker: Reranker | None = None,
        ranking: Ranking = RANKING,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Make one that has opened nothing yet.

        Args:
            current_build: Cheap, tells the build in use now from all others.
            open_index: Opens it.
            reader: Reads passages for the answers from every build.
            reranker: Reorders the first hits of every build.
            ranking: Everything tuned in search and answers.
            clock: Gives seconds.
        """
        self._current_build = current_build
        self._open_index = open_index
        self._reader = reader
        self._reranker = reranker
        self._ranking = ranking
        self._clock = clock
        self._opening = threading.Lock()
        self._backend: Backend | None = None
        self._trouble = _NONE
        self._is_down = False
        self._refused: str | None = None
        self._retry_at = 0.0

    def backend(self) -> Backend:
        """Give what to answer with; only the first build is waited for, a newer one is opened meanwhile.

        Raises:
            NotReadyError: There is no index that can be opened; the message says why.
        """
        backend = self._backend
        if backend is None:
            return self.take_up()
        if self._newer(backend) is not None and not self._opening.locked():
            threading.Thread(target=self.take_up, name="taking up an index").start()
        return backend

    def take_up(self) -> Backend:
        """Open the current build, where it is not the one in use, and give what to answer with from now on.

        Raises:
            NotReadyError: There is no index that can be opened; the message says why.
        """
        with self._opening:
            build = self._newer(self._backend)
            if build is not None:
                self._open(build)
            if self._backend is None:
                raise NotReadyError(self._trouble.whole, self._trouble.told)
            return self._backend

    def state(self) -> State:
        """Give how it stands, without waiting for anything."""
        if self._backend is not None:
            self.backend()
        return State(backend=self._backend, trouble=self._trouble.told or None, is_down=self._is_down)

    def _newer(self, backend: Backend | None) -> str | None:
        """Give the current build where it is to be opened."""
        try:
            build = self._current_build()
        except InsatskartanError as error:
            self._is_down = isinstance(error, IndexServerError)
            self._tell(_Trouble(whole=str(error), told=error.told))
            return None
        self._is_down = False
        if backend is not None and build == backend.build:
            self._trouble = _NONE
            return None
        is_refused = backend is not None and build == self._refused and self._clock() < self._retry_at
        return None if is_refused else build

    def _open(self, build: str) -> None:
        try:
            index = self._open_index()
            searcher = Searcher(index, self._reranker, self._ranking)
            searcher.search(SearchRequest(text=_TRIAL))
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # A panic in a library written in Rust is no Exception.
            self._refused, self._retry_at = build, self._clock() + RETRY_SECONDS
            self._tell(_trouble_with(build, error))
            return
        if self._reranker is not None:
            logger.info("index %s in use, reranker: %s", build, self._reranker.name)
        answerer = Answerer(searcher, self._reader)
        self._backend = Backend(
            build=build, index=index, searcher=searcher, answerer=answerer, ahead=read_ahead(searcher)
        )
        self._trouble = _NONE

    def _tell(self, trouble: _Trouble) -> None:
        """Remember why the current build is not in use; logged once."""
        if self._backend is not None and trouble != self._trouble:
            logger.warning("keeping index %s: %s", self._backend.build, trouble.whole)
        self._trouble = trouble


def _trouble_with(build: str, error: BaseException) -> _Trouble:
    if isinstance(error, InsatskartanError):
        whole, told = str(error), error.told
    else:  # What a library says may name any file.
        kind = type(error).__name__
        whole, told = f"{kind}: {one_line(error)}", f"oväntat fel ({kind})"
    # What tells builds of one id apart says something of the disk.
    return _Trouble(whole=whole, told=f"{build.partition('@')[0]}: {told}")
