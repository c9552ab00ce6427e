"""A command run as a shell would run it, but in this process."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from typer import Typer
from typer.testing import CliRunner


def run(app: Typer, *arguments: object) -> tuple[int, str, str]:
    """Give a command's exit code, and what it prints and reports as errors on lines of 200 characters."""
    with _own_log():
        result = CliRunner().invoke(app, [str(argument) for argument in arguments], env={"COLUMNS": "200"})
    return result.exit_code, result.stdout, result.stderr


@contextmanager
def _own_log() -> Iterator[None]:
    """Let a command set up the log of its process, and set it back: what it writes to is closed after it."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    try:
        yield
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
