"""An index root that a test says the state of: which build is current, and which is broken."""

from pathlib import Path

from indexer.errors import BrokenIndexError, MissingIndexError
from indexer.index import Index
from service.live import LiveIndex
from service.search.cross_encoder import Reranker
from tests.service.samples import make_index
from tests.service.word_reader import WordReader


class Builds:
    """Stands for an index root: names the current build and opens it."""

    def __init__(self, current: str | None) -> None:
        self.current = current
        self.broken: set[str] = set()
        self.opened: list[str] = []

    def name(self) -> str:
        if self.current is None:
            raise MissingIndexError(Path("index/current"))
        return self.current

    def open(self) -> Index:
        name = self.name()
        self.opened.append(name)
        if name in self.broken:
            raise BrokenIndexError(Path(name), "is cut off")
        return make_index()

    def live(self, reranker: Reranker | None = None) -> LiveIndex:
        return LiveIndex(self.name, self.open, WordReader(), reranker)
