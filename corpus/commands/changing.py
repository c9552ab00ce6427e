"""Commands that change the collection: reports added, removed and replaced by a new version."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from corpus.adding.adding import ALL_REGIONS, NewDocument, add_document, report_files
from corpus.adding.changing import remove_document, replace_document
from corpus.adding.likeness import Told, told
from corpus.catalogue import CATALOGUE_FILE, load_catalogue
from corpus.collection import DEFAULT_FOLDER
from corpus.commands.telling import build_command, refusal, tell_broken_forms, tell_reading, tell_suspicion
from corpus.corrections import Corrections
from corpus.errors import CatalogueError, CorpusError
from corpus.forms import load_forms
from corpus.options import Documents
from corpus.readers import FORMATS

DryRun = Annotated[bool, typer.Option("--dry-run", help="Visa bara vad som skulle hända.")]


def add(
    files: Annotated[list[Path], typer.Argument(help=f"Filer eller mappar med filer: {', '.join(FORMATS)}.")],
    title: Annotated[str | None, typer.Option("--title", help="Rapportens titel. Annars efter filens namn.")] = None,
    issuer: Annotated[
        str | None, typer.Option("--issuer", help="Vem som står bakom, som Region Gotland. Annars efter filens namn.")
    ] = None,
    year: Annotated[
        list[int] | None, typer.Option("--year", help="Året den redovisar; kan upprepas. Annars efter filens namn.")
    ] = None,
    region: Annotated[
        list[str] | None,
        typer.Option(
            "--region",
            help=f"Region, eller en grupp, som den talar för; kan upprepas; {ALL_REGIONS}: hela landet. "
            "Annars utgivarens.",
        ),
    ] = None,
    name: Annotated[str | None, typer.Option("--id", help="Kort namn, som gotland-2023. Annars filens namn.")] = None,
    kind: Annotated[str, typer.Option("--kind", help="Vilket slags dokument det är.")] = "rapport",
    form: Annotated[
        str | None, typer.Option("--form", help="Hur den är uppställd. Annars den form som passar bäst.")
    ] = None,
    dry_run: DryRun = False,
    documents: Documents = DEFAULT_FOLDER,
) -> None:
    """Lägg till rapporter i samlingen och visa vad som lästes; en som inte går att läsa ändrar ingenting."""
    new = NewDocument(
        id=name, title=title, issuer=issuer, years=tuple(year or ()), kind=kind, form=form, regions=tuple(region or ())
    )
    found = report_files(files)
    if not found:
        folders = ", ".join(map(str, files))
        raise refusal(
            CatalogueError(f"{folders} innehåller ingen rapport; väntade filer som slutar på {', '.join(FORMATS)}")
        )
    if len(found) != 1 and (name is not None or title is not None):
        raise refusal(CatalogueError(f"--id och --title gäller en rapport; hittade {len(found)} filer"))
    is_new = not (documents / CATALOGUE_FILE).exists()
    would_be: list[Told] | None = [] if dry_run else None
    added = [_add(file, new, documents, would_be, is_sole=len(found) == 1) for file in found]
    if any(added) and is_new:
        Console(soft_wrap=True, highlight=False).print(f"Ny samling: {documents}", markup=False)
    if any(added):
        said = "Ingenting ändrades." if dry_run else f"Tillagd. Gör den sökbar: {build_command(documents)}"
        Console(soft_wrap=True, highlight=False).print(said, markup=False)
    if not all(added):
        raise typer.Exit(2)


def _add(file: Path, new: NewDocument, documents: Path, would_be: list[Told] | None, *, is_sole: bool) -> bool:
    """Add one report; what stops it is told, of several with the file's name, and stops no other.

    In a dry run, `would_be` holds the reports that would have been added before it, and then this one too.
    """
    try:
        added = add_document(file, new, documents, dry_run=would_be is not None, before=would_be or ())
    except CorpusError as error:
        refusal(error if is_sole or file.name in str(error) else CorpusError(f"{file.name}: {error}"))
        return False
    console = Console(soft_wrap=True, highlight=False)
    forms = load_forms(documents)
    tell_reading(console, added.content, Corrections(entries=()), forms)
    if added.proposal is not None:
        console.print(f"  {added.proposal.line()}", markup=False)
    if added.same is not None:
        tell_suspicion(console, f"samma text som {added.same!r}; är det samma rapport, behåll en av dem")
    if would_be is not None:
        would_be.append(told(added.content))
    tell_broken_forms(console, documents)
    return True


def remove(
    document: Annotated[str, typer.Argument(help="Dokumentets id, som orebro-2023.")],
    dry_run: DryRun = False,
    documents: Documents = DEFAULT_FOLDER,
) -> None:
    """Ta bort en rapport ur samlingen: dess rad i katalogen, dess fil och dess rättelser."""
    try:
        files = remove_document(document, documents, dry_run=dry_run)
    except CorpusError as error:
        raise refusal(error) from error
    names = ", ".join(file.name for file in files)
    typer.echo(f"Skulle ta bort {names}." if dry_run else f"Tog bort {names}. Bygg indexet: {build_command(documents)}")


def replace_(
    document: Annotated[str, typer.Argument(help="Dokumentets id, som orebro-2023.")],
    file: Annotated[Path, typer.Argument(help="Den nya versionens fil.")],
    dry_run: DryRun = False,
    documents: Documents = DEFAULT_FOLDER,
) -> None:
    """Byt en rapports fil mot en ny version och visa vad som lästes; går den inte att läsa ändras ingenting."""
    try:
        replaced = replace_document(document, file, documents, dry_run=dry_run)
    except CorpusError as error:
        raise refusal(error) from error
    console = Console(soft_wrap=True, highlight=False)
    tell_reading(console, replaced.content, Corrections(entries=()), load_catalogue(documents).forms)
    if replaced.shorter is not None:
        tell_suspicion(console, replaced.shorter)
    if replaced.corrections:
        console.print(f"  rättelser av den gamla filen som inte gäller längre: {replaced.corrections}")
    said = "Ingenting ändrades." if dry_run else f"Utbytt. Gör den sökbar: {build_command(documents)}"
    console.print(said, markup=False)
