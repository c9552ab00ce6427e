"""A command run as a shell would run it, but in this process."""

from typer import Typer
from typer.testing import CliRunner


def run(app: Typer, *arguments: object) -> tuple[int, str, str]:
    """Give a command's exit code, and what it prints and reports as errors on lines of 200 characters."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], env={"COLUMNS": "200"})
    return result.exit_code, result.stdout, result.stderr
