"""Commands that build the index, once or at every change, on this machine or on many."""

import time
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from corpus.catalogue import load_catalogue
from corpus.collection import DEFAULT_FOLDER, Collection
from corpus.errors import InsatskartanError
from corpus.options import Documents, within
from indexer.commands.server import milvus
from indexer.folder.manifest import read_manifest
from indexer.options import DEFAULT_ROOT, USAGE_ERROR, BatchSize, Model, Root, Token, bars, complain
from indexer.vectors.loading import DEFAULT_MODEL, embedder_kept, model_fingerprint
from indexer.vectors.sentence import BATCH_SIZE


def build(
    documents: Documents = DEFAULT_FOLDER,
    root: Root = DEFAULT_ROOT,
    model: Model = str(DEFAULT_MODEL),
    batch_size: BatchSize = BATCH_SIZE,
    if_stale: Annotated[bool, typer.Option("--if-stale", help="Bygg bara om något har ändrats.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Avbryt om något dokument inte kan läsas.")] = False,
) -> None:
    """Läs dokumenten och bygg ett index av dem.

    Det gamla indexet används tills det nya är färdigt och kontrollerat. Ett dokument som inte kan läsas anges med
    skälet; de övriga indexeras ändå, och kommandot slutar med 2.
    """
    if not build_documents(documents, root, model, batch_size, if_stale=if_stale, strict=strict):
        raise typer.Exit(USAGE_ERROR)


def watch(
    documents: Documents = DEFAULT_FOLDER,
    root: Root = DEFAULT_ROOT,
    model: Model = str(DEFAULT_MODEL),
    batch_size: BatchSize = BATCH_SIZE,
    every: Annotated[float, typer.Option(help="Sekunder mellan blickarna på mappen.", callback=within(0.1))] = 5.0,
) -> None:
    """Bygg indexet, och bygg om det varje gång dokumenten, katalogen eller formerna har ändrats; avbryts med Ctrl-C.

    En rapport vars fil saknas eller är en annan än katalogens, som medan den kopieras, står kvar som den lästes förut.
    """
    from indexer.watching import folder_state
    from indexer.watching import watch as watch_folder

    def build_again() -> None:
        try:
            build_documents(documents, root, model, batch_size, if_stale=True, strict=False, keeps_former=True)
        except InsatskartanError as error:
            complain(error)

    def wait() -> bool:
        time.sleep(every)
        return True

    with suppress(KeyboardInterrupt):
        watch_folder(lambda: folder_state(documents), build_again, wait)


def spread(
    documents: Annotated[Path, typer.Argument(help="Mapp med catalogue.toml och documents/.")],
    root: Root = DEFAULT_ROOT,
    model: Model = str(DEFAULT_MODEL),
    batch_size: BatchSize = BATCH_SIZE,
    workers: Annotated[
        int, typer.Option(help="Processer som läser och bäddar in sida vid sida.", callback=within(1))
    ] = 2,
    address: Annotated[str | None, typer.Option("--ray", help="Ray-kluster, värd:port; utan det startas Ray.")] = None,
    to: Annotated[str | None, typer.Option("--to", help="Milvus-server som indexet också skrivs till.")] = None,
    token: Token = "",
) -> None:
    """Läs och bädda in dokumenten i många processer eller på många maskiner med Ray, och bygg indexet av dem.

    Varje dokument behålls när det är klart: en körning som dödats fortsätter där den var, och indexet blir detsamma
    som `build` gör.
    """
    from indexer.spread.run import spread_documents

    with embedder_kept(model, batch_size, root) as embedder, bars() as progress:
        spread_documents(
            documents,
            root,
            model,
            embedder,
            workers=workers,
            batch_size=batch_size,
            progress=progress,
            address=address,
        )
    is_whole = build_documents(documents, root, model, batch_size, if_stale=True, strict=False)
    if to is not None:
        milvus(to, root, model, token, if_stale=True)
    if not is_whole:
        raise typer.Exit(USAGE_ERROR)


def build_documents(
    documents: Path,
    root: Path,
    model: str,
    batch_size: int,
    *,
    if_stale: bool,
    strict: bool,
    keeps_former: bool = False,
) -> bool:
    """Build an index; say whether every document could be read, or stays as it was read before (`keeps_former`)."""
    # Imported here: faiss and tantivy are not needed to see that nothing has changed.
    from indexer.build import build_index, collection_fingerprint, is_stale
    from indexer.folder.readings import read_changed

    catalogue = load_catalogue(documents)
    if if_stale and not is_stale(root, catalogue, model_fingerprint(model)):
        return True
    received = collection_fingerprint(catalogue)
    collection = checked(read_changed(documents, root, keeps_former=keeps_former), strict)
    with embedder_kept(model, batch_size, root) as embedder, bars() as progress:
        folder = build_index(collection, embedder, root, progress, received=received)
    manifest = read_manifest(folder)
    typer.echo(
        f"{manifest.passages} stycken ur {manifest.initiatives} insatser och {manifest.documents} dokument "
        f"({manifest.pages} sidor) i {folder}"
    )
    return not collection.failures


def checked(collection: Collection, strict: bool) -> Collection:
    """Say which documents could not be read."""
    for failure in collection.failures:
        complain(failure)
    if strict and collection.failures:
        raise collection.failures[0]
    return collection
