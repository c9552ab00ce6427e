"""`python -m corpus`: checks the collection, shows a page as received and as repaired, and changes the collection."""

from corpus.interrupting import end_at_once, end_in_order

if __name__ == "__main__":
    end_at_once()

import typer

from corpus.commands import changing, reading
from corpus.ending import one_line_errors

app = typer.Typer(
    help="Läser rapporterna och berättar hur det gick.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(reading.check)
app.command()(reading.show)
app.command()(changing.add)
app.command()(changing.remove)
app.command("replace")(changing.replace_)
app.command("list")(reading.list_)


def main() -> None:
    """Run a command; whatever goes wrong is one line, never a traceback."""
    with one_line_errors():
        app(prog_name="python -m corpus")


if __name__ == "__main__":
    end_in_order()
    main()
