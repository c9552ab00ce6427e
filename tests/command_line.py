"""A command run as a shell would run it, but in this process."""

import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from unittest.mock import patch

from typer import Typer
from typer.testing import CliRunner

_WIDE = {"COLUMNS": "200"}


def run(app: Typer, *arguments: object) -> tuple[int, str, str]:
    """Give a command's exit code, and what it prints and reports as errors on lines of 200 characters."""
    with _own_log():
        result = CliRunner().invoke(app, [str(argument) for argument in arguments], env=_WIDE)
    return result.exit_code, result.stdout, result.stderr


def refusal(app: Typer, *arguments: object) -> str:
    """Give the one line that a command says which must fail."""
    status, output, error = run(app, *arguments)
    assert (status, output, error.count("\n")) == (2, "", 1)
    assert error.startswith("fel: ")
    return error.removeprefix("fel: ").strip()


def run_main(main: Callable[[], None], *arguments: object) -> tuple[int, str, str]:
    """Do so with what `python -m` begins with, which also tells what goes wrong."""
    printed, reported = StringIO(), StringIO()
    code: object = 0
    with (
        _own_log(),
        redirect_stdout(printed),
        redirect_stderr(reported),
        patch.dict(os.environ, _WIDE),
        patch.object(sys, "argv", [main.__module__, *map(str, arguments)]),
    ):
        try:
            main()
        except SystemExit as end:
            code = end.code
    assert isinstance(code, int)
    return code, printed.getvalue(), reported.getvalue()


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
