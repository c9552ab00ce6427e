"""What a command says where something goes wrong: one line, and an exit code that tells whose it is to mend."""

import errno
import signal
import subprocess
import sys

import pytest

from corpus.ending import ENGLISH, LOG_LEVEL, SWEDISH, Words, one_line_errors
from corpus.errors import CatalogueError
from corpus.interrupting import end_at_once, end_in_order
from tests.documentation import FLOORS


def end(error: BaseException, words: Words = SWEDISH) -> int:
    with pytest.raises(SystemExit) as ended, one_line_errors(words):
        raise error
    assert isinstance(ended.value.code, int)
    return ended.value.code


@pytest.mark.parametrize(
    ("error", "status", "line"),
    [
        (CatalogueError("två\nrader"), 2, "fel: två rader"),
        (
            OSError(errno.ENOSPC, "full", "/a/b"),
            2,
            "fel: ingen plats kvar där det ska skrivas ([Errno 28] full: '/a/b')",
        ),
        (OSError(errno.ENAMETOOLONG, "File name too long", "/a/b"), 2, "fel: /a/b: File name too long"),
        (FileNotFoundError(errno.ENOENT, "No such file", "base/config.json"), 2, "fel: base/config.json: No such file"),
        (OSError("utan fil"), 1, "fel: något oväntat hände (OSError: utan fil)"),
        (RuntimeError("två\nrader"), 1, "fel: något oväntat hände (RuntimeError: två rader)"),
        (BaseException("panik"), 1, "fel: något oväntat hände (BaseException: panik)"),
    ],
)
def test_whatever_goes_wrong_is_one_line(
    capsys: pytest.CaptureFixture[str], error: BaseException, status: int, line: str
) -> None:
    assert end(error) == status
    assert capsys.readouterr() == ("", f"{line}\n")


INTERRUPTED = """import os, runpy, signal, sys
class Interrupts:
    def find_spec(self, name, path=None, target=None):
        if name == "typer":
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Interrupts())
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.argv = [sys.argv[1], "--help"]
runpy.run_module(sys.argv[0], run_name="__main__")"""


@pytest.mark.parametrize("floor", FLOORS)
def test_ctrl_c_while_a_command_is_imported_ends_it_without_a_word(floor: str) -> None:
    ended = subprocess.run([sys.executable, "-c", INTERRUPTED, floor], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (-signal.SIGINT, "", "")


def test_ctrl_c_that_a_library_takes_for_an_error_of_its_own_is_still_ctrl_c(
    capsys: pytest.CaptureFixture[str],
) -> None:
    error = ValueError("profilen är trasig")
    error.__context__ = KeyboardInterrupt()  # as langdetect does
    assert end(error) == 130
    assert capsys.readouterr() == ("", "")


def test_ctrl_c_in_a_command_is_an_interrupt_again() -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        end_at_once()
        assert signal.getsignal(signal.SIGINT) is signal.SIG_DFL
        end_in_order()
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        end_at_once()
        end_in_order()
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_a_command_in_english_ends_in_english(capsys: pytest.CaptureFixture[str]) -> None:
    assert (end(ValueError("x"), ENGLISH), end(CatalogueError("y"), ENGLISH)) == (1, 2)
    assert capsys.readouterr().err == "error: nobody foresaw this (ValueError: x)\nerror: y\n"


def test_who_debugs_is_told_where_it_happened(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(LOG_LEVEL, "DEBUG")
    assert end(ValueError("x")) == 1
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(3)])
def test_who_ends_it_is_not_told_that_it_ended(capsys: pytest.CaptureFixture[str], error: BaseException) -> None:
    with pytest.raises(type(error)), one_line_errors():
        raise error
    assert capsys.readouterr() == ("", "")


def test_a_reader_who_has_enough_is_told_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout", None)  # set back afterwards
    assert end(BrokenPipeError()) == 1
    sys.stdout.close()
    assert capsys.readouterr().err == ""
