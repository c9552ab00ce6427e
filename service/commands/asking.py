"""Questions asked in a terminal: models and index are loaded for one question, and the result is printed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import typer
from pydantic import BaseModel

from corpus.document import YEARS
from indexer.index import Filters
from indexer.vectors.loading import load_embedder
from service.answering import Answerer
from service.commands import printing
from service.commands.meanwhile import loaded_meanwhile
from service.conversation.turns import turns
from service.masking.index import shown
from service.opening import find_index
from service.read.reader import TransformerReader
from service.search.cross_encoder import load_reranker
from service.search.query import SearchRequest, check_text, read_filters, whole_number
from service.search.searcher import Searcher
from service.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """What a question or search is narrowed to, as it was written."""

    regions: Sequence[str]
    themes: Sequence[str]
    documents: Sequence[str]
    years: Sequence[str]

    def filters(self, searcher: Searcher) -> Filters:
        """Give the filters that these words stand for.

        Raises:
            QueryError: One is no such value.
        """
        return read_filters(
            searcher.index,
            regions=self.regions,
            themes=self.themes,
            documents=self.documents,
            years=[whole_number("year", year, *YEARS) for year in self.years],
        )


def ask_once(
    settings: Settings,
    index: str | None,
    question: str,
    narrowed: Narrowed,
    previous: Sequence[str],
    *,
    as_json: bool,
) -> None:
    """Answer a question, and print the answer.

    Raises:
        InsatskartanError: It cannot be asked so, or an index or a model cannot be used.
    """
    check_text(question)  # before models are loaded for nothing
    before = turns(previous)
    with loaded_meanwhile(TransformerReader) as reader:
        searcher = open_searcher(settings, index)
        filters = narrowed.filters(searcher)
        answer = Answerer(searcher, reader()).answer(question, filters, *before)
    if as_json:
        from service.api.schemas.answers import AnswerReply

        _print_json(AnswerReply.of(answer))
    else:
        printing.print_answer(answer, searcher)


def search_once(
    settings: Settings, index: str | None, request: SearchRequest, narrowed: Narrowed, *, as_json: bool
) -> None:
    """Search, and print what is found.

    Raises:
        InsatskartanError: It cannot be searched so, or an index or a model cannot be used.
    """
    searcher = open_searcher(settings, index)
    result = searcher.search(replace(request, filters=narrowed.filters(searcher)))
    if as_json:
        from service.api.schemas.hits import SearchReply

        _print_json(SearchReply.of(result))
    else:
        printing.print_search(result)


def open_searcher(settings: Settings, index: str | None) -> Searcher:
    """Load the models and open the index."""
    reranker = load_reranker(settings.reranker)
    source = find_index(settings, index, load_embedder(settings.model))
    return Searcher(shown(source.open(), settings), reranker)


def _print_json(reply: BaseModel) -> None:
    typer.echo(reply.model_dump_json(indent=2))
