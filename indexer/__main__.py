"""`python -m indexer`: builds an index once or at every change, describes and verifies it, and trains models."""

import time
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from corpus.catalogue import load_catalogue
from corpus.collection import DEFAULT_FOLDER, Collection
from corpus.ending import one_line_errors
from corpus.errors import InsatskartanError
from indexer.errors import BuildError
from indexer.folder.manifest import current_folder, read_manifest
from indexer.milvus.address import LITE_SUFFIX, is_milvus
from indexer.options import (
    DEFAULT_ROOT,
    USAGE_ERROR,
    BatchSize,
    Documents,
    Model,
    Root,
    Source,
    Token,
    bars,
    complain,
)
from indexer.training.commands import app as training
from indexer.vectors.fused import fused_folders
from indexer.vectors.loading import DEFAULT_MODEL, embedder_kept, load_embedder, model_fingerprint
from indexer.vectors.sentence import BATCH_SIZE
from indexer.words.lexicon import WORDS_FILE, count_words, write_lexicon

# For a server that is busy, or far away.
CONTACT_SECONDS = 15.0

app = typer.Typer(
    help="Bygger och kontrollerar indexet som det söks i, och tränar modellerna.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    # Else the lines of a longer help text break where they break in the code.
    rich_markup_mode="markdown",
)
app.add_typer(training, name="train")


@app.command()
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
    if not _build(documents, root, model, batch_size, if_stale=if_stale, strict=strict):
        raise typer.Exit(USAGE_ERROR)


@app.command()
def watch(
    documents: Documents = DEFAULT_FOLDER,
    root: Root = DEFAULT_ROOT,
    model: Model = str(DEFAULT_MODEL),
    batch_size: BatchSize = BATCH_SIZE,
    every: Annotated[float, typer.Option(min=0.1, help="Sekunder mellan blickarna på mappen.")] = 5.0,
) -> None:
    """Bygg indexet, och bygg om det varje gång dokumenten, katalogen eller formerna har ändrats; avbryts med Ctrl-C."""
    from indexer.watching import folder_state
    from indexer.watching import watch as watch_folder

    def build_again() -> None:
        try:
            _build(documents, root, model, batch_size, if_stale=True, strict=False)
        except InsatskartanError as error:
            complain(error)

    def wait() -> bool:
        time.sleep(every)
        return True

    with suppress(KeyboardInterrupt):
        watch_folder(lambda: folder_state(documents), build_again, wait)


def _build(documents: Path, root: Path, model: str, batch_size: int, *, if_stale: bool, strict: bool) -> bool:
    """Build an index; say whether every document could be read."""
    # Imported here: faiss and tantivy are not needed to see that nothing has changed.
    from indexer.build import build_index, collection_fingerprint, is_stale
    from indexer.folder.readings import read_changed

    catalogue = load_catalogue(documents)
    if if_stale and not is_stale(root, catalogue, model_fingerprint(model)):
        return True
    received = collection_fingerprint(catalogue)
    collection = _checked(read_changed(documents, root), strict)
    with embedder_kept(model, batch_size, root) as embedder, bars() as progress:
        folder = build_index(collection, embedder, root, progress, received=received)
    manifest = read_manifest(folder)
    typer.echo(
        f"{manifest.passages} stycken ur {manifest.initiatives} insatser och {manifest.documents} dokument "
        f"({manifest.pages} sidor) i {folder}"
    )
    return not collection.failures


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
        ("närmaste", f"{manifest.recall:.1%} av de närmaste vektorerna hittas"),
    ):
        typer.echo(f"{label:10}{value}")


@app.command()
def verify(root: Root = DEFAULT_ROOT) -> None:
    """Kontrollera att varje fil i indexet i bruk är som den skrevs; annars slutar kommandot med 2."""
    from indexer.folder.seal import damaged_files

    folder = current_folder(root)
    manifest = read_manifest(folder)
    damaged = list(damaged_files(folder, manifest.files))
    for error in damaged:
        complain(error)
    if damaged:
        raise typer.Exit(USAGE_ERROR)
    typer.echo(f"{len(manifest.files)} filer i {folder} är som de skrevs")


@app.command()
def milvus(
    uri: Annotated[str, typer.Argument(help="http://värd:19530, eller en fil för Milvus Lite som slutar på .db.")],
    root: Source = DEFAULT_ROOT,
    model: Model = str(DEFAULT_MODEL),
    token: Token = "",
    if_stale: Annotated[bool, typer.Option("--if-stale", help="Skriv bara om ett annat bygge är i bruk där.")] = False,
) -> None:
    """Skriv indexet i bruk till Milvus och ta det i bruk där när det är kontrollerat.

    Tjänsten frågar det där med INSATSKARTAN_INDEX=URI. Bygget innan behålls; äldre tas bort.
    """
    from indexer.milvus.builds import is_in_use
    from indexer.milvus.server import Server
    from indexer.milvus.writing import WRITING_SECONDS, write_build

    if not is_milvus(uri):
        raise BuildError(f"{uri!r} names no Milvus; expected http://host:19530 or a file that ends in .db")
    folder = current_folder(root)
    if not uri.endswith(LITE_SUFFIX):
        # Asked with little time first: in the time that writing may take, nobody would know whether anything is there.
        asked = Server(uri, token, CONTACT_SECONDS)
        is_in_use(asked, read_manifest(folder).build)
        asked.close()
    server = Server(uri, token, WRITING_SECONDS)
    if if_stale and is_in_use(server, read_manifest(folder).build):
        return
    with bars() as progress:
        build = write_build(server, folder, load_embedder(model), progress)
    server.close()
    typer.echo(f"bygge {build} i bruk på {uri}")


@app.command()
def spread(
    documents: Annotated[Path, typer.Argument(help="Mapp med catalogue.toml och documents/.")],
    root: Root = DEFAULT_ROOT,
    model: Model = str(DEFAULT_MODEL),
    batch_size: BatchSize = BATCH_SIZE,
    workers: Annotated[int, typer.Option(min=1, help="Processer som läser och bäddar in sida vid sida.")] = 2,
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
    is_whole = _build(documents, root, model, batch_size, if_stale=True, strict=False)
    if to is not None:
        milvus(to, root, model, token, if_stale=True)
    if not is_whole:
        raise typer.Exit(USAGE_ERROR)


@app.command()
def vectors(
    documents: Documents = DEFAULT_FOLDER,
    model: Annotated[Path, typer.Option("--model", help="Mapp med två modeller.")] = DEFAULT_MODEL,
) -> None:
    """Bädda in de egna dokumentens texter och lägg vektorerna bredvid modellen, så att ett första bygge går fort."""
    from corpus.collection import read_collection
    from indexer.build import embedded_texts
    from indexer.vectors.shipped import SHIPPED_FILE, write_shipped
    from indexer.vectors.transformer import TransformerEmbedder

    contents = _checked(read_collection(documents), strict=True).contents
    reads = TransformerEmbedder(fused_folders(model)[0])
    count = write_shipped(model / SHIPPED_FILE, reads, embedded_texts(contents))
    typer.echo(f"{count} vektorer i {model / SHIPPED_FILE}")


@app.command()
def lexicon(
    data: Annotated[Path, typer.Argument(help="Mapp med sv_text.txt.gz.")],
    out: Annotated[Path, typer.Option(help="Fil att skriva.")] = WORDS_FILE,
) -> None:
    """Räkna orden i löpande text: ordlistan som sammansättningar delas efter."""
    from indexer.training.pairs import read_text

    counts = count_words(read_text(data))
    write_lexicon(counts, out)
    typer.echo(f"{len(counts)} ord i {out}")


def _checked(collection: Collection, strict: bool) -> Collection:
    """Say which documents could not be read."""
    for failure in collection.failures:
        complain(failure)
    if strict and collection.failures:
        raise collection.failures[0]
    return collection


def main() -> None:
    """Run a command; whatever goes wrong is one line, never a traceback."""
    with one_line_errors():
        app()


if __name__ == "__main__":
    main()
