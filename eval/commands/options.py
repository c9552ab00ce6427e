"""What several commands share: options, consoles, and how they open what they measure."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import track

from eval.errors import EvalError
from eval.truth.judged import Split
from indexer.folder.manifest import current_folder
from indexer.folder.store import IndexFolder
from indexer.vectors.loading import load_embedder
from service.opening import index_folder
from service.settings import read_settings

if TYPE_CHECKING:
    from eval.systems.ours import System
    from eval.truth.ground import GroundTruth

USAGE_ERROR = 2

console = Console()
errors = Console(stderr=True)

Questions = Annotated[
    Path, typer.Option("--questions", help="Folder of judged questions.", show_default="eval/questions")
]
Root = Annotated[Path | None, typer.Option("--index", help="Index folder instead of INSATSKARTAN_INDEX.")]
Half = Annotated[Split, typer.Option("--split", help="Which half; every run on test is recorded.")]
HalfUnrecorded = Annotated[Split, typer.Option("--split", help="Which half; test only for reporting.")]


def open_index(root: Path | None) -> IndexFolder:
    """Open the index in use under this root, by default that of the settings."""
    settings = read_settings()
    return IndexFolder.open(current_folder(root or index_folder(settings)), load_embedder(settings.model))


def all_systems(index: IndexFolder, truth: "GroundTruth") -> "list[System]":
    """Give the generic baseline and our systems, hybrid search last."""
    from eval.systems.generic import GenericSystem
    from eval.systems.ours import our_systems

    return [GenericSystem(index, truth.stretches), *our_systems(index)]


def progress(items: Iterable[Any], step: str) -> Iterator[Any]:
    """Give the items one by one, with a progress bar where somebody looks."""
    listed: Sequence[Any] = list(items)
    yield from track(listed, description=step, console=errors, transient=True, disable=not errors.is_terminal)


def whole_numbers(name: str, text: str, most: int) -> list[int]:
    """Read numbers separated by commas, and give them in their order.

    Raises:
        EvalError: One is not a whole number from 1 to `most`.
    """
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isdecimal() and 1 <= int(part) <= most for part in parts):
        raise EvalError(f"{name} is {text!r}; expected whole numbers 1-{most}, separated by commas")
    return [int(part) for part in parts]
