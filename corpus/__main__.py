"""`python -m corpus`: the collection's health, a page as received beside the page as repaired, and adding a report."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from corpus.adding import NewDocument, add_document
from corpus.collection import DEFAULT_FOLDER, Collection, read_collection, read_file
from corpus.corrections import Corrections, load_corrections
from corpus.document import Content
from corpus.errors import CorpusError, UnknownDocumentError, UnknownPageError
from corpus.forms import GENERIC
from corpus.health import by_rules_alone, health, suspicions
from corpus.pages import Page

app = typer.Typer(
    help="Läser rapporterna och berättar hur det gick.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Documents = Annotated[
    Path, typer.Option("--documents", help="Mapp med catalogue.toml och documents/.", envvar="INSATSKARTAN_DOCUMENTS")
]


@app.command()
def check(documents: Documents = DEFAULT_FOLDER) -> None:
    """Läs om alla dokument och visa en hälsorapport; slutar med 2 om något dokument inte gick att läsa."""
    collection = _read(documents)
    console = Console(soft_wrap=True, highlight=False)
    for content in collection.contents:
        corrections = load_corrections(collection.catalogue.corrections_path(content.document))
        _report(console, content, corrections)
        if corrections.entries:
            path = collection.catalogue.path(content.document)
            form = collection.catalogue.form(content.document)
            alone = by_rules_alone(content, read_file(path, content.document, form, Corrections(entries=())))
            if alone:
                console.print(f"  rätt av reglerna ensamma: {alone}", markup=False)
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
    file: Annotated[Path, typer.Argument(help="Rapportens fil: .pdf, .docx, .html eller .txt.")],
    title: Annotated[str, typer.Option("--title", help="Rapportens titel, som den visas.")],
    issuer: Annotated[str, typer.Option("--issuer", help="Vem som står bakom den, som Region Gotland.")],
    year: Annotated[list[int], typer.Option("--year", help="Året den redovisar; kan upprepas.")],
    region: Annotated[
        list[str] | None,
        typer.Option("--region", help="Region, eller en grupp, som den talar för; kan upprepas. Annars utgivarens."),
    ] = None,
    name: Annotated[str | None, typer.Option("--id", help="Kort namn, som gotland-2023. Annars filens namn.")] = None,
    kind: Annotated[str, typer.Option("--kind", help="Vad den är.")] = "rapport",
    form: Annotated[str, typer.Option("--form", "--layout", help="Hur den är uppställd.")] = GENERIC,
    documents: Documents = DEFAULT_FOLDER,
) -> None:
    """Lägg till en rapport i samlingen och visa vad som lästes; går den inte att läsa ändras ingenting."""
    new = NewDocument(
        id=name,
        title=title,
        issuer=issuer,
        years=tuple(year),
        kind=kind,
        form=form,
        regions=tuple(region or ()),
    )
    try:
        content = add_document(file, new, documents)
    except CorpusError as error:
        raise _refusal(error) from error
    console = Console(soft_wrap=True, highlight=False)
    _report(console, content, Corrections(entries=()))
    console.print("Tillagd. Kör make index för att göra den sökbar.")


def _report(console: Console, content: Content, corrections: Corrections) -> None:
    console.print(f"[bold]{content.document.id}[/bold]  {escape(content.document.title)}")
    for name, line in health(content, corrections).items():
        console.print(f"  {name}: {line}", markup=False)
    for suspicion in suspicions(content):
        console.print(f"  [yellow]se efter:[/yellow] {escape(suspicion)}")


def _read(folder: Path) -> Collection:
    try:
        return read_collection(folder)
    except CorpusError as error:
        raise _refusal(error) from error


def _refusal(error: CorpusError) -> typer.Exit:
    Console(stderr=True, soft_wrap=True).print(str(error), style="red", markup=False, highlight=False)
    return typer.Exit(2)


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


if __name__ == "__main__":
    app(prog_name="python -m corpus")
