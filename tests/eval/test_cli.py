"""What a caller can get wrong on the command line: one line that names it, exit code 2."""

from pathlib import Path

import pytest

from eval.__main__ import main


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["report", "--index", "{tmp}/none"], "none"),
        (["report", "--questions", "{tmp}"], "holds no .jsonl file"),
        (["compare", "lexical", "hybrid", "--index", "{tmp}/none"], "none"),
        (["check", "--index", "{tmp}/none"], "none"),
        (["public", "{tmp}"], "holds no retrieval/"),
    ],
)
def test_an_error_is_one_line_and_exit_code_2(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    named: str,
) -> None:
    filled = [argument.format(tmp=tmp_path) for argument in arguments]
    monkeypatch.setattr("sys.argv", ["eval", *filled])
    with pytest.raises(SystemExit) as left:
        main()
    shown = capsys.readouterr()
    assert left.value.code == 2
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    assert shown.err.startswith("error: ")
    assert named in shown.err
