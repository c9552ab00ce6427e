"""`python -m eval`: measure search and answers, compare systems, check the judged questions, measure speed."""

import sys

import typer

from corpus.errors import InsatskartanError
from eval.commands import load, quality, questions, speed, tuning
from eval.commands.options import USAGE_ERROR, errors

app = typer.Typer(
    help="Measure search and answers on judged questions.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
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
    """Run a command; what a caller can get wrong is one line and exit code 2, never a traceback."""
    try:
        app()
    except InsatskartanError as error:
        errors.print(f"error: {' '.join(str(error).split())}", style="red", markup=False, soft_wrap=True)
        sys.exit(USAGE_ERROR)


if __name__ == "__main__":
    main()
