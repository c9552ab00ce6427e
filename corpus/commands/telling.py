"""What the commands have in common: how a reading, a broken form and an error are told."""

import shlex
from pathlib import Path

import typer
from rich.console import Console
from rich.markup import escape

from corpus.collection import DEFAULT_FOLDER
from corpus.corrections import Corrections
from corpus.document import Content
from corpus.ending import ERROR_STATUS, SWEDISH
from corpus.errors import CorpusError, one_line
from corpus.forms import Forms, broken_forms
from corpus.forms.fitting import better_form
from corpus.health.account import take_account
from corpus.health.check import health, suspicions


def tell_reading(console: Console, content: Content, corrections: Corrections, forms: Forms) -> None:
    """Tell how a document was read: its account, what does not balance and what a person should look at."""
    account = take_account(content, forms[content.document.form])
    console.print(f"[bold]{content.document.id}[/bold]  {escape(content.document.title)}")
    for name, line in {**health(content, corrections), "konto": account.line()}.items():
        console.print(f"  {name}: {line}", markup=False)
    for fault in account.faults:
        console.print(f"  [red]stämmer inte:[/red] {escape(fault)}")
    for suspicion in (*suspicions(content), *better_form(content, forms)):
        tell_suspicion(console, suspicion)


def tell_suspicion(console: Console, suspicion: str) -> None:
    """Tell what a person should look at."""
    console.print(f"  [yellow]se efter:[/yellow] {escape(suspicion)}")


def tell_broken_forms(console: Console, documents: Path) -> None:
    """Tell the forms that cannot be used, so that none is proposed nor reads a document."""
    for error in broken_forms(documents).values():
        console.print(f"  [red]formen används inte:[/red] {escape(str(error))}")


def refusal(error: CorpusError) -> typer.Exit:
    """Tell an error in one line, and give what the command ends with."""
    typer.echo(f"{SWEDISH.error}: {one_line(error)}", err=True)
    return typer.Exit(ERROR_STATUS)


def build_command(documents: Path) -> str:
    """Give what a person runs to make a changed collection searchable: what is installed has no Makefile."""
    folder = "" if documents == DEFAULT_FOLDER else f" --documents {shlex.quote(str(documents))}"
    return f"python -m indexer build{folder}"
