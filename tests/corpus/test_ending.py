"""What a command says where something goes wrong: one line, and an exit code that tells whose it is to mend."""

import errno
import sys

import pytest

from corpus.ending import ENGLISH, LOG_LEVEL, SWEDISH, Words, one_line_errors
from corpus.errors import CatalogueError


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
