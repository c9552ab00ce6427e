"""What a caller can get wrong on the command line: one line that names it, exit code 2."""

from pathlib import Path

import pytest

from eval.__main__ import main
from tests.command_line import run_main


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["report", "--index", "{tmp}/none"], "none"),
        (["report", "--questions", "{tmp}"], "holds no .jsonl file"),
        (["compare", "lexical", "hybrid", "--index", "{tmp}/none"], "none"),
        (["check", "--index", "{tmp}/none"], "none"),
        (["public", "{tmp}"], "holds no retrieval/"),
        # Told before anything is measured.
        (["report", "--into", "{tmp}/none.md"], "none.md"),
        (["ablations", "--into", "{tmp}/none.md"], "none.md"),
        (["bench", "--into", "{tmp}/none.md"], "none.md"),
        (["load", "--page", "{tmp}/none.md"], "none.md"),
    ],
)
def test_an_error_is_one_line_and_exit_code_2(tmp_path: Path, arguments: list[str], named: str) -> None:
    status, printed, reported = run_main(main, *(argument.format(tmp=tmp_path) for argument in arguments))
    assert (status, printed) == (2, "")
    assert reported.count("\n") == 1
    assert reported.startswith("error: ")
    assert named in reported
