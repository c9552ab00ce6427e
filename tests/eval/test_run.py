import gzip
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from eval.errors import RunFileError
from eval.systems.run import make_run, ranking, read_run, strictly_decreasing, write_run


def test_equal_scores_are_lowered_by_the_least_step_of_32_bits() -> None:
    assert strictly_decreasing([1.0, 1.0, 1.0]) == [1.0, float(np.float32(1 - 2**-24)), float(np.float32(1 - 2**-23))]


def test_scores_that_decrease_only_in_64_bits_also_decrease_in_32() -> None:
    scores = strictly_decreasing([0.5, 0.5 - 1e-12, 0.5 - 2e-12, 0.4])
    assert all(np.float32(a) > np.float32(b) for a, b in pairwise(scores))


def test_of_an_id_found_twice_the_first_stays() -> None:
    assert [found.id for found in ranking([("a", 3.0), ("b", 2.0), ("a", 1.0)])] == ["a", "b"]


def test_a_run_file_has_six_columns_and_ranks_from_one(tmp_path: Path) -> None:
    write_run(make_run("ours", {"t1": [("d-2", 0.5), ("d-1", 0.25)]}), tmp_path / "a.run")
    assert (tmp_path / "a.run").read_text() == "t1 Q0 d-2 1 0.5 ours\nt1 Q0 d-1 2 0.25 ours\n"


def test_a_run_read_back_is_the_run_written(tmp_path: Path) -> None:
    run = make_run("ours", {"t1": [("b", 0.1), ("a", 0.1), ("c", 1e-9)], "t2": [("a", 7.0)]})
    write_run(run, tmp_path / "a.run")
    assert read_run(tmp_path / "a.run") == run


def test_lines_in_another_order_are_ranked_by_score(tmp_path: Path) -> None:
    (tmp_path / "a.run").write_text("t1 Q0 low 1 0.1 x\nt1 Q0 high 2 0.9 x\n")
    assert read_run(tmp_path / "a.run").ids("t1") == ["high", "low"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", "empty"),
        ("\n\n", "empty"),
        ("t1 Q0 d 1 0.5\n", r"a\.run:1: 't1 Q0 d 1 0\.5' has 5 columns"),
        ("t1 Q0 d 1 much x\n", "'much'"),
        ("t1 Q0 d 1 nan x\n", "'nan'; expected a number"),
        ("t1 Q0 d 1 inf x\n", "'inf'; expected a number"),
        ("t1 Q0 d 1 2 x\nt1 Q0 d 2 1 x\n", r"a\.run:2: topic 't1' has 'd' twice; expected each id once"),
    ],
)
def test_a_malformed_run_file_is_refused_with_what_is_wrong(tmp_path: Path, text: str, named: str) -> None:
    (tmp_path / "a.run").write_text(text)
    with pytest.raises(RunFileError, match=named):
        read_run(tmp_path / "a.run")


def test_a_run_file_of_another_program_may_have_its_mark_and_line_ends(tmp_path: Path) -> None:
    (tmp_path / "a.run").write_bytes("\ufefft1 Q0 d 1 0.5 x\r\n\r\nt1\tQ0\te\t2\t0.4\tx\r\n".encode())
    assert read_run(tmp_path / "a.run").ids("t1") == ["d", "e"]


def test_a_packed_run_file_is_refused_as_such(tmp_path: Path) -> None:
    (tmp_path / "a.run.gz").write_bytes(gzip.compress(b"t1 Q0 d 1 0.5 x\n"))
    with pytest.raises(
        RunFileError, match=r"a\.run\.gz: byte 1 is 0x8b.* expected a TREC run file in UTF-8, not packed"
    ):
        read_run(tmp_path / "a.run.gz")


def test_a_missing_run_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RunFileError, match=r"none\.run"):
        read_run(tmp_path / "none.run")
