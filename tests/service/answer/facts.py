"""What the tests of facts share: a search of the made-up collection, and a reader that says the same of all."""

from indexer.index import Filters
from service.read.reader import Reading
from service.search.searcher import Searcher
from tests.service.samples import make_index

SEARCHER = Searcher(make_index())
ALL = Filters()
VALIDATION = "Hur många personer fick bevis på sin kompetens genom Valideringslyftet?"


class Marks:
    """Says the same of every passage."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def read(self, asked: str, passages: object) -> list[Reading]:
        assert isinstance(passages, list)
        return [self.reading] * len(passages)
