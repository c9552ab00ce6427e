"""Question to answer: by region, as one fact, or as the passages that tell most."""

from indexer.index import Filters
from service.results import Answer
from service.searcher import Searcher


class Answerer:
    """Answers questions from what a searcher finds; states nothing that is not quoted from a page."""

    def __init__(self, searcher: Searcher) -> None:
        self.searcher = searcher

    def answer(self, question: str, filters: Filters) -> Answer:
        """Answer a question, or say that the documents do not.

        Raises:
            QueryError: The question is not 1-500 characters with a letter or digit.
        """
        raise NotImplementedError
