"""Comparable initiatives: who else does something like this."""

from service.query import Scope
from service.results import SimilarResult
from service.searcher import Searcher


def find_similar(searcher: Searcher, initiative_id: str, *, limit: int = 10, scope: Scope) -> SimilarResult:
    """Find initiatives comparable with one, the same project told elsewhere first, then spread over regions.

    Raises:
        NotFoundError: No initiative has this id.
        QueryError: The limit is not 1-1000.
    """
    raise NotImplementedError
