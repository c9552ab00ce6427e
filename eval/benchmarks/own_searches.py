"""Our own search and answers, each asked as its users ask it."""

from collections.abc import Callable

from eval.benchmarks.place import Place
from eval.benchmarks.system import System
from eval.benchmarks.timing import LIMIT, Ask
from indexer.folder.manifest import current_folder
from indexer.folder.store import IndexFolder
from indexer.index import Filters
from indexer.vectors.loading import load_embedder
from service.answering import Answerer
from service.read.reader import TransformerReader
from service.search.query import Mode, SearchRequest
from service.search.searcher import Searcher


def _open(place: Place) -> IndexFolder:
    return IndexFolder.open(current_folder(place.index), load_embedder(place.model))


def _search(mode: Mode) -> Callable[[Place], Ask]:
    def open_(place: Place) -> Ask:
        searcher = Searcher(_open(place))
        return lambda query: searcher.search(SearchRequest(text=query, limit=LIMIT, mode=mode))

    return open_


def _answer(place: Place) -> Ask:
    answerer = Answerer(Searcher(_open(place)), TransformerReader())
    return lambda query: answerer.answer(query, Filters())


def _vectors(place: Place) -> Ask:
    index = _open(place)
    return lambda query: index.dense(query, query, LIMIT, None)


HYBRID = System(name="hybrid search", open=_search(Mode.HYBRID))
# Asked a second time, a query's vector is known: what is left is the scan.
VECTORS = System(name="vectors alone", open=_vectors)
SEARCHES = (
    HYBRID,
    System(name="lexical search", open=_search(Mode.LEXICAL)),
    System(name="dense search", open=_search(Mode.DENSE)),
    VECTORS,
)
OURS = (*SEARCHES, System(name="answers", open=_answer))
