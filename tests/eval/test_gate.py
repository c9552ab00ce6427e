"""The gate itself, with made-up values; then the project's own search against the committed baseline."""

from pathlib import Path

import pytest

from eval.errors import BaselineError
from eval.measure.evaluation import Evaluation, evaluate
from eval.measure.gate import falls, load_baseline, without_variants, write_baseline
from eval.systems.ours import OurSystem
from eval.truth.ground import ground_truth
from eval.truth.judged import Split, load_half
from indexer.folder.manifest import current_folder
from indexer.folder.store import IndexFolder
from indexer.vectors.loading import load_embedder
from service.search.query import Mode
from tests.eval.made_up import no_progress


def made_up(topical: dict[str, float], false_answers: dict[str, float]) -> Evaluation:
    values = {"topical": {"nDCG@10": topical}, "unanswerable": {"false answers": false_answers}}
    return Evaluation(system="x", values=values, runs={}, replies={}, risk=None)


BEFORE = made_up({"t1": 0.8, "t2": 0.6}, {"u1": 0.0, "u2": 1.0})


@pytest.fixture
def baseline(tmp_path: Path) -> Path:
    write_baseline(BEFORE, tmp_path / "baseline.toml")
    return tmp_path / "baseline.toml"


def test_what_was_written_does_not_fall(baseline: Path) -> None:
    assert falls(BEFORE, load_baseline(baseline)) == []


def test_a_fall_within_the_tolerance_is_let_through(baseline: Path) -> None:
    """The mean falls from 0.70 to 0.68, and 0.02 is allowed."""
    assert falls(made_up({"t1": 0.76, "t2": 0.6}, {"u1": 0.0, "u2": 1.0}), load_baseline(baseline)) == []


def test_a_larger_fall_names_the_questions_that_fell(baseline: Path) -> None:
    (fall,) = falls(made_up({"t1": 0.7, "t2": 0.61}, {"u1": 0.0, "u2": 1.0}), load_baseline(baseline))
    assert (fall.figure, fall.before) == ("topical nDCG@10", 0.7)
    assert fall.now == pytest.approx(0.655)
    assert [id_ for id_, _, _ in fall.questions] == ["t1"]
    assert "t1 0.800 to 0.700" in str(fall)


def test_more_false_answers_are_a_fall_and_fewer_are_not(baseline: Path) -> None:
    (fall,) = falls(made_up({"t1": 0.8, "t2": 0.6}, {"u1": 1.0, "u2": 1.0}), load_baseline(baseline))
    assert fall.figure == "false-answer rate"
    assert [id_ for id_, _, _ in fall.questions] == ["u1"]
    assert falls(made_up({"t1": 0.8, "t2": 0.6}, {"u1": 0.0, "u2": 0.0}), load_baseline(baseline)) == []


def test_a_figure_that_is_no_longer_measured_is_a_fall(baseline: Path) -> None:
    nothing = Evaluation(system="x", values={}, runs={}, replies={}, risk=None)
    assert [fall.figure for fall in falls(nothing, load_baseline(baseline))] == ["topical nDCG@10", "false-answer rate"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("figures = 1", "figures and questions"),
        ('[figures]\n"x" = {value = 1.0, tolerance = 0.1}\n[questions]', r"\['x'\]"),
        ("[", "figures and questions"),
    ],
)
def test_a_malformed_baseline_is_refused(tmp_path: Path, text: str, named: str) -> None:
    (tmp_path / "baseline.toml").write_text(text)
    with pytest.raises(BaselineError, match=named):
        falls(BEFORE, load_baseline(tmp_path / "baseline.toml"))


def test_a_missing_baseline_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(BaselineError, match="eval gate --write"):
        load_baseline(tmp_path / "baseline.toml")


def test_hybrid_search_has_not_fallen_below_the_baseline_on_the_tune_half(index_root: Path) -> None:
    index = IndexFolder.open(current_folder(index_root), load_embedder())
    asked = without_variants(load_half(Split.TUNE))
    evaluation = evaluate(OurSystem(index, Mode.HYBRID), ground_truth(index, asked), no_progress)
    index.close()
    fallen = falls(evaluation, load_baseline())
    assert not fallen, "\n".join(map(str, fallen))
