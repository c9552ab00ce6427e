"""How a command ends: whatever goes wrong is one line on stderr, and never a traceback."""

import errno
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper

import typer

from corpus.errors import InsatskartanError, one_line

# Where the caller can mend it, and where only we can.
ERROR_STATUS, UNFORESEEN_STATUS = 2, 1
# As a shell tells of what Ctrl+C ended, and as typer does.
INTERRUPTED_STATUS = 130
# A full disk, and a full share of one.
FULL = (errno.ENOSPC, errno.EDQUOT)
LOG_LEVEL = "INSATSKARTAN_LOG_LEVEL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What the line begins with: of any error, where there is no room, and of what no one foresaw."""

    error: str
    no_room: str
    unforeseen: str


SWEDISH = Words(error="fel", no_room="ingen plats kvar där det ska skrivas", unforeseen="något oväntat hände")
ENGLISH = Words(error="error", no_room="no room is left where it is to be written", unforeseen="nobody foresaw this")


@contextmanager
def one_line_errors(words: Words = SWEDISH) -> Iterator[None]:
    """End with exit code 2 where the caller can mend what went wrong, a file's name or rights say, else with 1."""
    if isinstance(sys.stdout, TextIOWrapper):
        # A terminal set to another encoding shows ? for letters that it lacks.
        sys.stdout.reconfigure(errors="replace")
    try:
        yield
    except InsatskartanError as error:
        _end(words, one_line(error), ERROR_STATUS, error)
    except BrokenPipeError as error:
        # Whoever read the output has enough of it; Python's own flush at exit would complain once more.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  open to the end
        raise SystemExit(UNFORESEEN_STATUS) from error
    except (typer.Exit, typer.Abort, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic within tantivy is no Exception
        if _is_of_interrupt(error):
            raise SystemExit(INTERRUPTED_STATUS) from error
        if isinstance(error, OSError) and error.errno in FULL:
            _end(words, f"{words.no_room} ({one_line(error)})", ERROR_STATUS, error)
        if isinstance(error, OSError) and error.filename is not None:
            _end(words, f"{error.filename}: {error.strerror}", ERROR_STATUS, error)
        if os.environ.get(LOG_LEVEL, "").lower() == "debug":
            traceback.print_exc()
        _end(words, f"{words.unforeseen} ({type(error).__name__}: {one_line(error)})", UNFORESEEN_STATUS, error)


def _is_of_interrupt(error: BaseException | None) -> bool:
    """Tell whether an error came of Ctrl+C: a library that takes every exception for its own (langdetect) hides it."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None


def _end(words: Words, line: str, status: int, error: BaseException) -> None:
    typer.echo(f"{words.error}: {line}", err=True)
    raise SystemExit(status) from error
