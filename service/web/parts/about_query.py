"""The initiatives that are about a query, judged as the answers judge it."""

from corpus.document import Initiative
from indexer.index import Filters
from service.answer.evidence.region_evidence import is_about
from service.asked.reading import read_question
from service.live import Backend
from service.search.query import check_text


def initiatives_about(backend: Backend, query: str) -> list[Initiative]:
    """Give the initiatives about a query, best first, each once.

    Raises:
        QueryError: The query is not 1-500 characters with a letter or digit.
    """
    check_text(query)
    # The whole collection is judged and narrowed afterwards: a cell of the matrix and its list then hold the same.
    question = read_question(backend.index.correct(query).text)
    ranking = backend.searcher.ranking
    found = backend.searcher.candidates(question, Filters(), least_depth=ranking.region_depth)
    about = backend.searcher.best_of_each_unit(candidate for candidate in found if is_about(candidate, ranking))
    units = dict.fromkeys(each.passage.initiative for each in about if each.passage.initiative is not None)
    first = dict.fromkeys(backend.searcher.first_telling(unit) for unit in units)
    return [each for each in map(backend.index.initiative, first) if each is not None]
