"""`python -m indexer`: build the index, train a model, count words, say what an index holds."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from corpus.catalogue import load_catalogue
from corpus.collection import DEFAULT_FOLDER, Collection
from corpus.errors import InsatskartanError
from indexer.folder.manifest import current_folder, read_manifest
from indexer.vectors.embedder import (
    BATCH_SIZE,
    DEFAULT_MODEL,
    Embedder,
    StaticEmbedder,
    fingerprint,
    is_static,
    load_embedder,
)
from indexer.words.lexicon import WORDS_FILE, count_words, write_lexicon

if TYPE_CHECKING:
    from indexer.build import Progress

DEFAULT_ROOT = Path("index")
USAGE_ERROR = 2

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
_console = Console(stderr=True)

Documents = Annotated[
    Path, typer.Option("--documents", help="Mapp med catalogue.toml och documents/.", envvar="INSATSKARTAN_DOCUMENTS")
]
Root = Annotated[
    Path, typer.Option("--index", help="Mapp där index byggs, ett per undermapp.", envvar="INSATSKARTAN_INDEX")
]
Model = Annotated[str, typer.Option("--model", help="Modellmapp eller namn på en modell.", envvar="INSATSKARTAN_MODEL")]


@app.command()
def build(
    documents: Documents = DEFAULT_FOLDER,
    root: Root = DEFAULT_ROOT,
    model: Model = str(DEFAULT_MODEL),
    batch_size: Annotated[
        int, typer.Option(min=1, help="Texter som en stor modell läser åt gången.", envvar="INSATSKARTAN_BATCH_SIZE")
    ] = BATCH_SIZE,
    if_stale: Annotated[bool, typer.Option("--if-stale", help="Bygg bara om något har ändrats.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Avbryt om något dokument inte kan läsas.")] = False,
) -> None:
    """Läs dokumenten och bygg ett index av dem.

    Det gamla indexet används tills det nya är färdigt och kontrollerat. Ett dokument som inte kan läsas anges med
    skälet; de övriga indexeras ändå, och kommandot slutar med 2.
    """
    # Imported here: faiss and tantivy are not needed to see that nothing has changed.
    from indexer.build import build_index, is_stale
    from indexer.folder.readings import read_changed

    catalogue = load_catalogue(documents)
    if if_stale and not is_stale(root, catalogue, _fingerprint(model)):
        return
    collection = _checked(read_changed(documents, root), strict)
    with _embedder(model, batch_size, root) as embedder, _bars() as progress:
        folder = build_index(collection, embedder, root, progress)
    manifest = read_manifest(folder)
    typer.echo(
        f"{manifest.passages} stycken ur {manifest.initiatives} insatser och {manifest.documents} dokument "
        f"({manifest.pages} sidor) i {folder}"
    )
    if collection.failures:
        raise typer.Exit(USAGE_ERROR)


@app.command()
def info(root: Root = DEFAULT_ROOT) -> None:
    """Visa vad indexet i bruk innehåller och är byggt av."""
    folder = current_folder(root)
    manifest = read_manifest(folder)
    for label, value in (
        ("mapp", folder),
        ("version", manifest.build),
        ("byggt", manifest.created),
        ("modell", f"{manifest.model} ({manifest.dim} dimensioner, {manifest.fingerprint[:12]})"),
        ("dokument", manifest.documents),
        ("sidor", manifest.pages),
        ("avsnitt", manifest.sections),
        ("insatser", manifest.initiatives),
        ("stycken", manifest.passages),
        ("ord", manifest.words),
    ):
        typer.echo(f"{label:10}{value}")


@app.command()
def train(
    data: Annotated[Path, typer.Argument(help="Mapp med sv_pairs.jsonl.gz och sv_text.txt.gz.")],
    out: Annotated[Path, typer.Option(help="Mapp att skriva modellen i.")] = Path("model"),
    documents: Documents = DEFAULT_FOLDER,
    collection: Annotated[bool, typer.Option(help="Träna även på dokumentens egen text (inga bedömda frågor).")] = True,
    seed: Annotated[int, typer.Option(help="Samma frö, data och antal trådar ger samma modell.")] = 1,
    minutes: Annotated[float | None, typer.Option(help="Stanna efter så här många minuter; kör igen för mer.")] = None,
) -> None:
    """Träna en modell; en avbruten träning fortsätter där den slutade."""
    from corpus.collection import read_collection
    from indexer.training import collection_pairs, own_wordings, train_model

    read = _checked(read_collection(documents), strict=True).contents if collection else ()
    pairs = collection_pairs(read, seed) if collection else ()
    is_complete = train_model(
        data, out, seed=seed, collection=pairs, wordings=own_wordings(), minutes=minutes, console=_console
    )
    typer.echo(f"modellen ligger i {out}" if is_complete else "träningen är inte klar; kör kommandot igen")


@app.command()
def lexicon(
    data: Annotated[Path, typer.Argument(help="Mapp med sv_text.txt.gz.")],
    out: Annotated[Path, typer.Option(help="Fil att skriva.")] = WORDS_FILE,
) -> None:
    """Räkna orden i löpande text: ordlistan som sammansättningar delas efter."""
    from indexer.training import read_text

    counts = count_words(read_text(data))
    write_lexicon(counts, out)
    typer.echo(f"{len(counts)} ord i {out}")


def _checked(collection: Collection, strict: bool) -> Collection:
    """Say which documents could not be read."""
    for failure in collection.failures:
        _console.print(f"fel: {failure}", style="red", markup=False, soft_wrap=True)
    if strict and collection.failures:
        raise collection.failures[0]
    return collection


@contextmanager
def _embedder(model: str, batch_size: int, root: Path) -> Iterator[Embedder]:
    """Load a model; what a slow one has embedded is kept under the index root."""
    from indexer.vectors.cache import CachedEmbedder

    embedder = load_embedder(model, batch_size)
    if isinstance(embedder, StaticEmbedder):
        yield embedder
        return
    cached = CachedEmbedder(embedder, root)
    try:
        yield cached
    finally:
        cached.close()


def _fingerprint(model: str) -> str:
    """Give what a model's vectors depend on; of a static one without loading it, since its files are all."""
    return fingerprint(Path(model)) if is_static(Path(model)) else load_embedder(model).fingerprint


@contextmanager
def _bars() -> Iterator["Progress"]:
    from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    tasks: dict[str, TaskID] = {}
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Bars(*columns, console=_console) as bars:

        def progress(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(step, total=total)
            bars.update(tasks[step], completed=done)

        yield progress


def main() -> None:
    """Run a command; what a caller can get wrong is one line and exit code 2, never a traceback."""
    try:
        app()
    except InsatskartanError as error:
        _console.print(f"fel: {error}", style="red", markup=False, soft_wrap=True)
        sys.exit(USAGE_ERROR)


if __name__ == "__main__":
    main()
