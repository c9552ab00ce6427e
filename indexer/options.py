"""What the commands of `python -m indexer` share: options, error messages and progress bars."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from corpus.errors import InsatskartanError, shown
from indexer.errors import BuildError
from indexer.milvus.address import is_milvus
from indexer.progress import Progress

DEFAULT_ROOT = Path("index")
# What commands call the models that come along, wherever the program lies.
OWN_MODELS = "de som följer med, indexer/models/"
USAGE_ERROR = 2

# With INSATSKARTAN_BATCH_SIZE set, the option is not what its caller wrote.
BATCH_SIZE_NAMES = "--batch-size (INSATSKARTAN_BATCH_SIZE)"

errors = Console(stderr=True)


def read_batch_size(value: str | int) -> int:
    """Give how many texts are read at once; Typer tells of a variable's value in English, and of no value at all.

    Raises:
        BuildError: It is no whole number, or below 1.
    """
    try:
        number = int(value)
    except ValueError:
        number = 0
    if number < 1:
        raise BuildError(f"{BATCH_SIZE_NAMES} är {shown(value)}; väntade ett heltal, minst 1")
    return number


def folder_only(root: Path) -> Path:
    """Give the folder; a Milvus server, of which a path would make a folder, is refused.

    Raises:
        BuildError: It is the address of a server.
    """
    address = str(root)
    if is_milvus(address) or address.startswith(("http:", "https:")):
        raise BuildError(
            f"{address}: expected a folder to build an index in; `python -m indexer milvus` writes to Milvus"
        )
    return root


Root = Annotated[
    Path,
    typer.Option(
        "--index", help="Mapp där index byggs, ett per undermapp.", envvar="INSATSKARTAN_INDEX", callback=folder_only
    ),
]
Source = Annotated[Path, typer.Option("--from", help="Mapp med indexet som skrivs.", callback=folder_only)]
BatchSize = Annotated[
    int,
    typer.Option(
        help="Texter som en stor modell läser åt gången.",
        envvar="INSATSKARTAN_BATCH_SIZE",
        parser=read_batch_size,
        metavar="ANTAL",
    ),
]
Token = Annotated[
    str, typer.Option(help="användare:lösenord eller nyckel till Milvus.", envvar="INSATSKARTAN_INDEX_TOKEN")
]
Model = Annotated[
    str,
    typer.Option(
        "--model",
        help="Modellmapp eller namn på en modell.",
        envvar="INSATSKARTAN_MODEL",
        show_default=OWN_MODELS,
    ),
]


def complain(error: InsatskartanError) -> None:
    """Tell what a caller can mend, in one line."""
    errors.print(f"fel: {error}", style="red", markup=False, soft_wrap=True)


@contextmanager
def bars() -> Iterator[Progress]:
    """Show a bar for each step; give what tells a step how far it has come."""
    from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    tasks: dict[str, TaskID] = {}
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Bars(*columns, console=errors) as shown:

        def progress(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = shown.add_task(step, total=total)
            # A large collection's passages become known as its documents are cut up.
            shown.update(tasks[step], completed=done, total=total)

        yield progress
