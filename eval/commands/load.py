"""The command that puts the service under load."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from corpus.options import within
from eval.commands.options import Root, console, whole_numbers
from eval.commands.speed import bars
from eval.errors import EvalError
from eval.reports.marks import Mark, check_marks, replace_marked
from service.opening import index_folder
from service.settings import read_settings
from service.settings.work_limits import MAX_WORKERS

DEFAULT_CLIENTS = "16,64"
DEFAULT_MINUTES = 10.0
MAX_CLIENTS = 1000


def load(
    minutes: Annotated[float, typer.Option(help="Minutes for each number of clients.")] = DEFAULT_MINUTES,
    clients: Annotated[str, typer.Option(help="Numbers of clients at once, separated by commas.")] = DEFAULT_CLIENTS,
    workers: Annotated[int, typer.Option(help="Processes of the service.", callback=within(1, MAX_WORKERS))] = 1,
    runs: Annotated[bool, typer.Option("--runs", help="Send evaluation runs as well.")] = False,
    page: Annotated[
        Path | None, typer.Option(help="Markdown file to put the figures into, between its load marks.")
    ] = None,
    root: Root = None,
) -> None:
    """Put the service under load: errors, times and memory with many clients that send every kind of request."""
    from eval.load.load_run import measure_load
    from eval.load.page import load_page

    check_marks(page, Mark.LOAD)
    counts = read_clients(clients)
    if minutes <= 0:
        raise EvalError(f"minutes is {minutes:g}; expected more than 0")
    settings = read_settings()
    with bars() as progress:
        told = measure_load(
            root or index_folder(settings),
            settings.model,
            minutes=minutes,
            clients=counts,
            workers=workers,
            with_runs=runs,
            progress=progress,
        )
    command = f"python -m eval load --minutes {minutes:g} --clients {clients}"
    command += (f" --workers {workers}" if workers > 1 else "") + (" --runs" if runs else "")
    text = load_page(told, command, datetime.now(UTC).date().isoformat())
    console.print(text, markup=False, highlight=False, soft_wrap=True)
    if page is not None:
        replace_marked(page, Mark.LOAD, text)


def read_clients(text: str) -> list[int]:
    """Read numbers separated by commas, and give them in their order.

    Raises:
        EvalError: One is not a whole number from 1 to MAX_CLIENTS.
    """
    return whole_numbers("clients", text, MAX_CLIENTS)
