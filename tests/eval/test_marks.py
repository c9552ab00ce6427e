"""What a command puts into a file goes between its marks and nowhere else."""

from pathlib import Path

import pytest

from eval.errors import EvalError
from eval.reports.marks import Mark, check_marks, replace_marked


def test_a_text_replaces_what_stands_between_its_marks(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    other = "<!-- quality: begin -->\nkept\n<!-- quality: end -->\n"
    readme.write_text(f"{other}<!-- speed: begin -->\nold\n<!-- speed: end -->\nrest\n")
    replace_marked(readme, Mark.SPEED, "new\n")
    assert readme.read_text() == f"{other}<!-- speed: begin -->\nnew\n<!-- speed: end -->\nrest\n"
    replace_marked(readme, Mark.SPEED, "new\n")
    assert readme.read_text().count("new") == 1


def test_a_file_without_marks_is_left_alone(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("# Title\n")
    with pytest.raises(EvalError, match="quality: begin"):
        replace_marked(readme, Mark.QUALITY, "new\n")
    with pytest.raises(EvalError, match="quality: begin"):
        check_marks(readme, Mark.QUALITY)
    assert readme.read_text() == "# Title\n"
