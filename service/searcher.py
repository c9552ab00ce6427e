"""Search: dense and lexical candidates, fused, weighed and grouped into hits."""

from indexer.index import Index
from service.query import SearchRequest
from service.results import SearchResult


class Searcher:
    """Searches one index; safe to share between threads."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def search(self, request: SearchRequest) -> SearchResult:
        """Find what matches a request, best first; an offset past the end gives no hits and the true total."""
        raise NotImplementedError
