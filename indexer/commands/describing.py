"""Commands that tell of the index in use: what it holds, and whether it is whole."""

import typer

from indexer.folder.manifest import current_folder, read_manifest
from indexer.options import DEFAULT_ROOT, USAGE_ERROR, Root, complain


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
