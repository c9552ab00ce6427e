"""`python -m eval`: measure search and answers, compare systems, check the judged questions, measure speed."""

from corpus.interrupting import end_at_once, end_in_order

if __name__ == "__main__":
    end_at_once()

import typer

from corpus.ending import ENGLISH, one_line_errors
from eval.commands import load, quality, questions, speed, tuning

app = typer.Typer(
    help="Measure search and answers on judged questions.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    # Else the lines of a longer help text break where they break in the code.
    rich_markup_mode="markdown",
)
for command in (
    quality.report,
    quality.compare,
    quality.http,
    questions.check,
    questions.export,
    questions.feedback,
    tuning.ablations,
    tuning.tune,
    tuning.calibrate,
    tuning.kinds,
    quality.officers,
    speed.bench,
    load.load,
    quality.public,
    quality.gate,
):
    app.command()(command)


def main() -> None:
    """Run a command; whatever goes wrong is one line, never a traceback."""
    with one_line_errors(ENGLISH):
        app()


if __name__ == "__main__":
    end_in_order()
    main()
