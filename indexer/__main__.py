"""`python -m indexer`: builds an index once or at every change, describes and verifies it, and trains models."""

from corpus.interrupting import end_at_once, end_in_order

if __name__ == "__main__":
    end_at_once()

import typer

from corpus.ending import one_line_errors
from indexer.commands import building, describing, server, shipping
from indexer.training.commands import app as training

app = typer.Typer(
    help="Bygger och kontrollerar indexet som det söks i, och tränar modellerna.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    # Else the lines of a longer help text break where they break in the code.
    rich_markup_mode="markdown",
)
for command in (
    building.build,
    building.watch,
    describing.info,
    describing.verify,
    server.milvus,
    building.spread,
    shipping.vectors,
    shipping.lexicon,
):
    app.command()(command)
app.add_typer(training, name="train")


def main() -> None:
    """Run a command; whatever goes wrong is one line, never a traceback."""
    with one_line_errors():
        app()


if __name__ == "__main__":
    end_in_order()
    main()
