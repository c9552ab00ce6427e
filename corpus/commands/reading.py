"""Commands that look at the collection: how all of it is read, one of its pages, and which reports it has."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table
from rich.text import Text

from corpus.catalogue import load_catalogue
from corpus.collection import DEFAULT_FOLDER, Collection, begin_file, read_collection
from corpus.commands.telling import refusal, tell_broken_forms, tell_reading
from corpus.corrections import Corrections, load_corrections
from corpus.errors import CorpusError, UnknownDocumentError, UnknownPageError
from corpus.health.check import by_rules_alone
from corpus.options import Documents
from corpus.pages import Page


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
        tell_reading(console, content, corrected[name], catalogue.forms)
        if name in uncorrected:
            alone = by_rules_alone(content, uncorrected[name]())
            if alone:
                console.print(f"  rätt av reglerna ensamma: {alone}", markup=False)
    tell_broken_forms(console, documents)
    for failure in collection.failures:
        console.print(f"[red]gick inte att läsa:[/red] {escape(str(failure))}")
    if collection.failures:
        raise typer.Exit(2)


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


def list_(documents: Documents = DEFAULT_FOLDER) -> None:
    """Visa samlingens rapporter: id, år, form, fil och titel."""
    try:
        catalogue = load_catalogue(documents)
    except CorpusError as error:
        raise refusal(error) from error
    # An id is what other commands are given: in a narrow terminal the rest gives way, and no name is cut short.
    table = Table(Column("id", no_wrap=True), "år", Column("form", overflow="fold"), Column("fil", overflow="fold"))
    table.add_column("titel")
    table.box = None
    for document in catalogue.documents:
        years = str(document.years[0]) if len(document.years) == 1 else f"{document.years[0]}–{document.years[-1]}"
        table.add_row(document.id, years, document.form, document.file, Text(document.title))
    Console().print(table)


def _read(folder: Path) -> Collection:
    try:
        return read_collection(folder)
    except CorpusError as error:
        raise refusal(error) from error


def _find_page(collection: Collection, document: str, page: int) -> Page:
    contents = {content.document.id: content for content in collection.contents}
    try:
        if document not in contents:
            raise UnknownDocumentError(document, sorted(contents))
        pages = contents[document].pages
        if not 1 <= page <= len(pages):
            raise UnknownPageError(document, page, len(pages))
    except CorpusError as error:
        raise refusal(error) from error
    return pages[page - 1]


def _page_name(page: Page) -> str:
    return f"sida {page.page} i filen" if page.printed_page is None else f"sida {page.printed_page}"
