"""`python -m service token`: makes, lists and revokes tokens."""

from pathlib import Path
from typing import Annotated

import typer

from corpus.options import within
from service.access.tokens import TokenFile
from service.errors import AccessError
from service.settings import read_settings

DEFAULT_DAYS = 365
MAX_DAYS = 3650

Name = Annotated[str | None, typer.Argument(help="Vem eller vad som ska använda nyckeln; utan namn listas alla.")]
Days = Annotated[int, typer.Option(help="Så många dagar gäller den; 0 för utan slut.", callback=within(0, MAX_DAYS))]
File = Annotated[Path | None, typer.Option("--file", help="Nyckelfil i stället för INSATSKARTAN_TOKENS.")]
Revoke = Annotated[bool, typer.Option("--revoke", help="Ta bort nyckeln i stället för att skapa den.")]


def manage_tokens(name: str | None, days: int, file: Path | None, *, revoke: bool) -> None:
    """Do what the command was asked for.

    Raises:
        AccessError: No file is named, or what is asked for cannot be done with it.
    """
    path = file or read_settings().tokens
    if path is None:
        raise AccessError("ingen nyckelfil är vald; väntade INSATSKARTAN_TOKENS eller --file FIL")
    tokens = TokenFile(path)
    if name is None:
        for token in tokens.read():
            typer.echo(f"{token.name}  {f'till och med {token.expires}' if token.expires else 'utan slut'}")
    elif revoke:
        tokens.remove(name)
        typer.echo(f"Nyckeln {name} gäller inte längre.", err=True)
    else:
        secret = tokens.add(name, days or None)
        try:
            # The token alone on stdout, for whoever pipes it to where it is kept.
            typer.echo(secret)
        except OSError:
            # Nobody has seen it, and its name would be taken.
            tokens.remove(name)
            raise
        typer.echo(f"Spara nyckeln nu: den går inte att läsa igen. Bara dess hash står i {path}.", err=True)
