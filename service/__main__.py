"""The command line: ask, search and serve."""

import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import Annotated, TypeVar

import typer
from pydantic import BaseModel

from corpus.errors import InsatskartanError, one_line
from indexer.index import Filters
from indexer.vectors.loading import load_embedder
from service import printing
from service.access import command as access_command
from service.answering import Answerer
from service.masking.index import shown
from service.opening import find_index
from service.read.reader import TransformerReader
from service.search.cross_encoder import load_reranker
from service.search.query import YEARS, Mode, SearchRequest, Unit, read_filters, whole_number
from service.search.searcher import Searcher
from service.serving import loaded_meanwhile, serve_at
from service.settings import PREFIX, LogLevel, Settings, read_settings

T = TypeVar("T")

ERROR_STATUS = 2
UNFORESEEN_STATUS = 1
MAX_LIMIT = 100
MAX_WORKERS = 64

app = typer.Typer(
    help="Sök och fråga i regionernas rapporter om regional utveckling.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

IndexOption = Annotated[
    str | None, typer.Option("--index", help="Indexmapp eller Milvus-adress i stället för INSATSKARTAN_INDEX.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Skriv API:ets svar som JSON.")]
RegionOption = Annotated[list[str] | None, typer.Option("--region", help="Region, grupp eller länskod; kan upprepas.")]
ThemeOption = Annotated[list[str] | None, typer.Option("--theme", help="Tema, till exempel miljo-klimat.")]
DocumentOption = Annotated[list[str] | None, typer.Option("--document", help="Dokumentets id.")]
YearOption = Annotated[list[str] | None, typer.Option("--year", help="Rapporteringsår.")]


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="Frågan, till exempel: Vilka regioner arbetar med validering?")],
    index: IndexOption = None,
    region: RegionOption = None,
    theme: ThemeOption = None,
    document: DocumentOption = None,
    year: YearOption = None,
    previous: Annotated[str | None, typer.Option("--previous", help="Frågan före, för en kort följdfråga.")] = None,
    as_json: AsJson = False,
) -> None:
    """Svara på en fråga med citat ur dokumenten."""
    with _one_line_errors():
        with loaded_meanwhile(TransformerReader) as reader:
            searcher = _open(read_settings(), index)
            filters = _filters(searcher, region, theme, document, year)
            answer = Answerer(searcher, reader()).answer(question, filters, previous)
        if as_json:
            from service.api.schemas.answers import AnswerReply

            _print_json(AnswerReply.of(answer))
        else:
            printing.print_answer(answer, searcher)


@app.command()
def search(
    query: Annotated[str, typer.Argument(help="Sökord eller fråga.")],
    index: IndexOption = None,
    region: RegionOption = None,
    theme: ThemeOption = None,
    document: DocumentOption = None,
    year: YearOption = None,
    limit: Annotated[str, typer.Option(help="Antal träffar, 1-100.")] = "10",
    mode: Annotated[Mode, typer.Option(help="Vilka signaler som används.")] = Mode.HYBRID,
    unit: Annotated[Unit, typer.Option(help="En träff per insats eller per passage.")] = Unit.INITIATIVE,
    as_json: AsJson = False,
) -> None:
    """Sök insatser och passager."""
    with _one_line_errors():
        searcher = _open(read_settings(), index)
        filters = _filters(searcher, region, theme, document, year)
        n_hits = whole_number("limit", limit, 1, MAX_LIMIT)
        result = searcher.search(SearchRequest(text=query, limit=n_hits, filters=filters, mode=mode, unit=unit))
        if as_json:
            from service.api.schemas.hits import SearchReply

            _print_json(SearchReply.of(result))
        else:
            printing.print_search(result)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Adress att lyssna på.")] = None,
    port: Annotated[str | None, typer.Option(help="Port att lyssna på.")] = None,
    index: IndexOption = None,
    workers: Annotated[str | None, typer.Option(help="Antal processer som svarar.")] = None,
) -> None:
    """Starta webbsidan och API:et."""
    with _one_line_errors():
        settings = read_settings()
        chosen_port = settings.port if port is None else whole_number("port", port, 1, 65535)
        count = settings.workers if workers is None else whole_number("workers", workers, 1, MAX_WORKERS)
        serve_at(settings, host or settings.host, chosen_port, index, count)


@app.command()
def token(
    name: access_command.Name = None,
    days: access_command.Days = access_command.DEFAULT_DAYS,
    file: access_command.File = None,
    revoke: access_command.Revoke = False,
) -> None:
    """Gör en nyckel till tjänsten, lista dem som finns eller ta bort en."""
    with _one_line_errors():
        access_command.manage_tokens(name, days, file, revoke=revoke)


def _open(settings: Settings, index: str | None) -> Searcher:
    reranker = load_reranker(settings.reranker)
    source = find_index(settings, index, load_embedder(settings.model))
    return Searcher(shown(source.open(), settings), reranker)


def _filters(
    searcher: Searcher,
    regions: list[str] | None,
    themes: list[str] | None,
    documents: list[str] | None,
    years: list[str] | None,
) -> Filters:
    return read_filters(
        searcher.index,
        regions=regions or (),
        themes=themes or (),
        documents=documents or (),
        years=[whole_number("year", year, *YEARS) for year in years or ()],
    )


def _print_json(reply: BaseModel) -> None:
    typer.echo(reply.model_dump_json(indent=2))


@contextmanager
def _one_line_errors() -> Iterator[None]:
    """Turn every error into one line on stderr: exit code 2 where the caller can mend it, else 1."""
    if isinstance(sys.stdout, TextIOWrapper):
        # A terminal set to another encoding shows ? for letters that it lacks.
        sys.stdout.reconfigure(errors="replace")
    try:
        yield
    except InsatskartanError as error:
        typer.echo(f"fel: {one_line(error)}", err=True)
        raise typer.Exit(ERROR_STATUS) from error
    except BrokenPipeError as error:
        # Whoever read the output has enough of it; Python's own flush at exit would complain once more.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
        raise typer.Exit(UNFORESEEN_STATUS) from error
    except (typer.Exit, typer.Abort, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic within tantivy is no Exception
        typer.echo(f"fel: något oväntat hände ({type(error).__name__}: {one_line(error)})", err=True)
        if os.environ.get(f"{PREFIX}LOG_LEVEL", "").lower() == LogLevel.DEBUG:
            traceback.print_exc()
        raise typer.Exit(UNFORESEEN_STATUS) from error


if __name__ == "__main__":
    app()
