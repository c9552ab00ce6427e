"""`python -m corpus`: checks the collection, shows a page as received and as repaired, and changes the collection."""

from corpus.interrupting import end_at_once, end_in_order

if __name__ == "__main__":
    end_at_once()

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table
from rich.text import Text

from corpus.adding.adding import ALL_REGIONS, NewDocument, add_document, report_files
from corpus.adding.changing import remove_document, replace_document
from corpus.catalogue import CATALOGUE_FILE, load_catalogue
from corpus.collection import DEFAULT_FOLDER, OWN_FOLDER, Collection, begin_file, read_collection
from corpus.corrections import Corrections, load_corrections
from corpus.document import Content
from corpus.ending import ERROR_STATUS, SWEDISH, one_line_errors
from corpus.errors import CatalogueError, CorpusError, UnknownDocumentError, UnknownPageError, one_line
from corpus.forms import Forms, broken_forms, load_forms
from corpus.forms.fitting import better_form
from corpus.health.account import take_account
from corpus.health.check import by_rules_alone, health, suspicions
from corpus.pages import Page
from corpus.readers import FORMATS

app = typer.Typer(
    help="Läser rapporterna och berättar hur det gick.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Documents = Annotated[
    Path,
    typer.Option(
        "--documents",
        help="Mapp med catalogue.toml och documents/.",
        envvar="INSATSKARTAN_DOCUMENTS",
        show_default=OWN_FOLDER,
    ),
]


DryRun = Annotated[bool, typer.Option("--dry-run", help="Visa bara vad som skulle hända.")]


@app.command()
def check(documents: Documents = DEFAULT_FOLDER) -> None:
    """Läs om alla dokument och visa en hälsorapport; slutar med 2 om något dokument inte gick att läsa."""
    collection = _read(documents)
    catalogue = collection.catalogue
    corrected = {
        content.document.id: load_corrections(catalogue.corrections_path(content.document))
        for content in collection.contents
    }
    # All are begun before the first is reported, so that they are read while the others are told of.
    uncorrected = {
        one.id: begin_file(catalogue.path(one), one, catalogue.form(one), Corrections(entries=()))
        for one in catalogue.documents
        if one.id in corrected and corrected[one.id].entries
    }
    console = Console(soft_wrap=True, highlight=False)
    for content in collection.contents:
        name = content.document.id
        _report(console, content, corrected[name], catalogue.forms)
        if name in uncorrected:
            alone = by_rules_alone(content, uncorrected[name]())
            if alone:
                console.print(f"  rätt av reglerna ensamma: {alone}", markup=False)
    _report_forms(console, documents)
    for failure in collection.failures:
        console.print(f"[red]gick inte att läsa:[/red] {escape(str(failure))}")
    if collection.failures:
        raise typer.Exit(2)


@app.command()
def show(
    document: Annotated[str, typer.Argument(help="Dokumentets id, som orebro-2023.")],
    page: Annotated[int, typer.Option("--page", help="Sidans nummer i filen, från 1.")],
    documents: Documents = DEFAULT_FOLDER,
) -> None:
    """Visa en sida som den togs emot och som den läses, sida vid sida."""
    console = Console()
    found = _find_page(_read(documents), document, page)
    table = Table("Som den togs emot", "Som den läses", title=f"{document}, {_page_name(found)}")
    table.add_row(Text(found.received), Text(found.text))
    console.print(table)
    console.print("Lagat: " + ("; ".join(found.repairs) or "inget"))


@app.command()
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
        raise _refusal(CatalogueError(f"{folders} holds no report; expected files ending in {', '.join(FORMATS)}"))
    if len(found) != 1 and (name is not None or title is not None):
        raise _refusal(CatalogueError(f"--id and --title name one report; found {len(found)} files"))
    is_new = not (documents / CATALOGUE_FILE).exists()
    added = [_add(file, new, documents, dry_run=dry_run, is_sole=len(found) == 1) for file in found]
    if any(added) and is_new:
        Console(soft_wrap=True, highlight=False).print(f"Ny samling: {documents}", markup=False)
    if any(added):
        said = "Ingenting ändrades." if dry_run else "Tillagd. Kör make index för att göra den sökbar."
        Console(soft_wrap=True, highlight=False).print(said)
    if not all(added):
        raise typer.Exit(2)


def _add(file: Path, new: NewDocument, documents: Path, *, dry_run: bool, is_sole: bool) -> bool:
    """Add one report; what stops it is told, of several with the file's name, and stops no other."""
    try:
        added = add_document(file, new, documents, dry_run=dry_run)
    except CorpusError as error:
        _refusal(error if is_sole or file.name in str(error) else CorpusError(f"{file.name}: {error}"))
        return False
    console = Console(soft_wrap=True, highlight=False)
    forms = load_forms(documents)
    _report(console, added.content, Corrections(entries=()), forms)
    if added.proposal is not None:
        console.print(f"  {added.proposal.line()}", markup=False)
    _report_forms(console, documents)
    return True


@app.command()
def remove(
    document: Annotated[str, typer.Argument(help="Dokumentets id, som orebro-2023.")],
    dry_run: DryRun = False,
    documents: Documents = DEFAULT_FOLDER,
) -> None:
    """Ta bort en rapport ur samlingen: dess rad i katalogen, dess fil och dess rättelser."""
    try:
        files = remove_document(document, documents, dry_run=dry_run)
    except CorpusError as error:
        raise _refusal(error) from error
    names = ", ".join(file.name for file in files)
    typer.echo(f"Skulle ta bort {names}." if dry_run else f"Tog bort {names}. Kör make index.")


@app.command("replace")
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
        raise _refusal(error) from error
    console = Console(soft_wrap=True, highlight=False)
    _report(console, replaced.content, Corrections(entries=()), load_catalogue(documents).forms)
    if replaced.corrections:
        console.print(f"  rättelser av den gamla filen som inte gäller längre: {replaced.corrections}")
    console.print("Ingenting ändrades." if dry_run else "Utbytt. Kör make index för att göra den sökbar.")


@app.command("list")
def list_(documents: Documents = DEFAULT_FOLDER) -> None:
    """Visa samlingens rapporter: id, år, form, fil och titel."""
    try:
        catalogue = load_catalogue(documents)
    except CorpusError as error:
        raise _refusal(error) from error
    # An id is what other commands are given: in a narrow terminal the rest gives way, and no name is cut short.
    table = Table(Column("id", no_wrap=True), "år", Column("form", overflow="fold"), Column("fil", overflow="fold"))
    table.add_column("titel")
    table.box = None
    for document in catalogue.documents:
        years = str(document.years[0]) if len(document.years) == 1 else f"{document.years[0]}–{document.years[-1]}"
        table.add_row(document.id, years, document.form, document.file, Text(document.title))
    Console().print(table)


def _report(console: Console, content: Content, corrections: Corrections, forms: Forms) -> None:
    account = take_account(content, forms[content.document.form])
    console.print(f"[bold]{content.document.id}[/bold]  {escape(content.document.title)}")
    for name, line in {**health(content, corrections), "konto": account.line()}.items():
        console.print(f"  {name}: {line}", markup=False)
    for fault in account.faults:
        console.print(f"  [red]stämmer inte:[/red] {escape(fault)}")
    for suspicion in (*suspicions(content), *better_form(content, forms)):
        console.print(f"  [yellow]se efter:[/yellow] {escape(suspicion)}")


def _report_forms(console: Console, documents: Path) -> None:
    """Tell the forms that cannot be used, so that none is proposed nor reads a document."""
    for error in broken_forms(documents).values():
        console.print(f"  [red]formen används inte:[/red] {escape(str(error))}")


def _read(folder: Path) -> Collection:
    try:
        return read_collection(folder)
    except CorpusError as error:
        raise _refusal(error) from error


def _refusal(error: CorpusError) -> typer.Exit:
    typer.echo(f"{SWEDISH.error}: {one_line(error)}", err=True)
    return typer.Exit(ERROR_STATUS)


def _find_page(collection: Collection, document: str, page: int) -> Page:
    contents = {content.document.id: content for content in collection.contents}
    try:
        if document not in contents:
            raise UnknownDocumentError(document, sorted(contents))
        pages = contents[document].pages
        if not 1 <= page <= len(pages):
            raise UnknownPageError(document, page, len(pages))
    except CorpusError as error:
        raise _refusal(error) from error
    return pages[page - 1]


def _page_name(page: Page) -> str:
    return f"sida {page.page} i filen" if page.printed_page is None else f"sida {page.printed_page}"


def main() -> None:
    """Run a command; whatever goes wrong is one line, never a traceback."""
    with one_line_errors():
        app(prog_name="python -m corpus")


if __name__ == "__main__":
    end_in_order()
    main()
