"""`python -m service`: asks and searches in a terminal, serves the pages and the API, and manages tokens."""

import signal

from service.process.signals import ignore_log_rotation

if __name__ == "__main__":
    # Ctrl+C ends the command at once and without a word, also while the rest is imported; as KeyboardInterrupt it would
    # be told as an error of whatever was at work, and wait for every thread.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    ignore_log_rotation()

from typing import Annotated

import typer

from corpus.ending import one_line_errors
from service.commands import tokens
from service.search.query import Mode, SearchRequest, Unit, whole_number
from service.settings import Settings, read_settings
from service.settings.work_limits import MAX_WORKERS

MAX_LIMIT = 100

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
ThemeOption = Annotated[
    list[str] | None, typer.Option("--theme", help="Tema, till exempel miljo-klimat; kan upprepas.")
]
DocumentOption = Annotated[list[str] | None, typer.Option("--document", help="Dokumentets id; kan upprepas.")]
YearOption = Annotated[list[str] | None, typer.Option("--year", help="Rapporteringsår; kan upprepas.")]


def _set(name: str) -> str:
    """Say which setting a command goes by where its option is left out, and what it is where that is not set."""
    return f"INSATSKARTAN_{name.upper()}, annars {Settings.model_fields[name].default}"


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="Frågan, till exempel: Vilka regioner arbetar med validering?")],
    index: IndexOption = None,
    region: RegionOption = None,
    theme: ThemeOption = None,
    document: DocumentOption = None,
    year: YearOption = None,
    previous: Annotated[
        list[str] | None, typer.Option("--previous", help="Frågan före, för en kort följdfråga; kan upprepas.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Svara på en fråga med citat ur dokumenten."""
    with one_line_errors():
        # Each command imports what it works with: to serve begins with models that load beside all else.
        from service.commands.asking import Narrowed, ask_once

        narrowed = Narrowed(regions=region or (), themes=theme or (), documents=document or (), years=year or ())
        ask_once(read_settings(), index, question, narrowed, previous or (), as_json=as_json)


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
    with one_line_errors():
        from service.commands.asking import Narrowed, search_once

        n_hits = whole_number("limit", limit, 1, MAX_LIMIT)
        request = SearchRequest(text=query, limit=n_hits, mode=mode, unit=unit)
        narrowed = Narrowed(regions=region or (), themes=theme or (), documents=document or (), years=year or ())
        search_once(read_settings(), index, request, narrowed, as_json=as_json)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Adress att lyssna på.", show_default=_set("host"))] = None,
    port: Annotated[str | None, typer.Option(help="Port att lyssna på.", show_default=_set("port"))] = None,
    index: IndexOption = None,
    workers: Annotated[
        str | None, typer.Option(help="Antal processer som svarar.", show_default=_set("workers"))
    ] = None,
) -> None:
    """Starta webbsidan och API:et."""
    with one_line_errors():
        from service.commands.serving import serve_at

        settings = read_settings()
        chosen_port = settings.port if port is None else whole_number("port", port, 1, 65535)
        count = settings.workers if workers is None else whole_number("workers", workers, 1, MAX_WORKERS)
        serve_at(settings, host or settings.host, chosen_port, index, count)


@app.command()
def token(
    name: tokens.Name = None,
    days: tokens.Days = tokens.DEFAULT_DAYS,
    file: tokens.File = None,
    revoke: tokens.Revoke = False,
) -> None:
    """Skapa en nyckel till tjänsten, lista dem som finns eller ta bort en."""
    with one_line_errors():
        tokens.manage_tokens(name, days, file, revoke=revoke)


if __name__ == "__main__":
    app()
