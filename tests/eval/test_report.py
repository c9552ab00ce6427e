import csv
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from rich.console import Console

from eval.errors import EvalError
from eval.measure.comparison import compare
from eval.measure.evaluation import Evaluation, evaluate
from eval.reports.html_report import Measured, write_html
from eval.reports.plots import Bar, Line, bar_chart, dumbbells, line_chart
from eval.reports.report import Occasion, figure_table, markdown, record_test_run
from eval.truth.judged import Question, Split
from tests.eval.made_up import QUESTIONS, Oracle, Silent, make_truth, no_progress

WHEN = Occasion(
    date="2026-01-31", commit="abc1234", split=Split.TUNE, n_questions=5, index_version="v1", command="make eval"
)


def both() -> tuple[list[Measured], list[Evaluation]]:
    truth = make_truth()
    measured = [Measured(system=s, evaluation=evaluate(s, truth, no_progress)) for s in (Silent(truth), Oracle(truth))]
    return measured, [each.evaluation for each in measured]


def test_the_markdown_table_has_a_column_a_system_and_the_best_in_bold() -> None:
    lines = markdown(both()[1], WHEN).splitlines()
    assert lines[0] == ("Measured 2026-01-31 on the 5 `tune` questions at commit abc1234 with `make eval`.")
    assert "| measure | n | silent | oracle |" in lines
    assert "| topical nDCG@10 | 1 | 0.000 | **1.000** |" in lines
    assert "| AURC (smaller is better) | 2 | 1.000 | **0.250** |" in lines


def test_the_terminal_table_names_questions_commit_and_index() -> None:
    console = Console(width=120, record=True, file=None, quiet=False)
    with console.capture() as capture:
        console.print(figure_table(both()[1], WHEN))
    shown = capture.get()
    assert "5 tune questions, commit abc1234, index v1" in shown
    assert re.search(r"region F1 +│ +1 │ +0\.000 │ +1\.000", shown)


def test_every_test_run_leaves_a_line_a_system(tmp_path: Path) -> None:
    path, evaluations = tmp_path / "test-runs.csv", both()[1]
    for _ in range(2):
        record_test_run(evaluations, WHEN, path)
    rows = list(csv.DictReader(path.read_text().splitlines()))
    assert [row["system"] for row in rows] == ["silent", "oracle"] * 2
    assert rows[1]["commit"] == "abc1234"
    assert rows[1]["topical nDCG@10"] == "1.0000"


def test_a_test_run_is_not_put_under_other_columns(tmp_path: Path) -> None:
    path = tmp_path / "test-runs.csv"
    path.write_text("date,other\n")
    with pytest.raises(EvalError, match="other"):
        record_test_run(both()[1], WHEN, path)
    assert path.read_text() == "date,other\n"


def test_the_html_report_loads_nothing_and_shows_the_worst_questions(tmp_path: Path) -> None:
    measured, _ = both()
    page = write_html(measured[::-1], make_truth(), WHEN, tmp_path).read_text(encoding="utf-8")
    assert not re.search(r"(?:src|href)=|@import|url\(", page)
    assert page.count("<svg") == 4 + 4
    assert "4 questions silent does worst on" in page
    assert "nätbolagen om kapacitetsbrist" in page
    HTMLParser().feed(page)


def test_no_single_question_of_the_test_half_is_shown(tmp_path: Path) -> None:
    measured, _ = both()
    when = Occasion(date="2026-01-31", commit="a", split=Split.TEST, n_questions=5, index_version="v1", command="x")
    page = write_html(measured, make_truth(), when, tmp_path).read_text(encoding="utf-8")
    assert page.count("<svg") == 4
    assert not re.search(r"\b[tfcr]1\b|elnät", page)


def test_a_comparison_lists_the_largest_difference_first() -> None:
    first = Evaluation(
        system="a", values={"topical": {"nDCG@10": {"t1": 0.5, "t2": 0.5, "t3": 0.2}}}, runs={}, replies={}, risk=None
    )
    second = Evaluation(
        system="b", values={"topical": {"nDCG@10": {"t1": 0.6, "t2": 0.1, "t3": 0.2}}}, runs={}, replies={}, risk=None
    )
    (comparison,) = compare(first, second)
    assert [d.topic for d in comparison.differences] == ["t2", "t1", "t3"]
    assert comparison.before == pytest.approx(0.4)
    assert comparison.after == pytest.approx(0.3)
    assert comparison.p == 1  # every choice of signs of -0.4 and 0.1 that keeps |sum| >= 0.3: all four


def test_systems_without_a_common_question_cannot_be_compared() -> None:
    nothing = Evaluation(system="a", values={}, runs={}, replies={}, risk=None)
    with pytest.raises(EvalError, match="share no question"):
        compare(nothing, nothing)


def test_a_measure_that_is_none_is_told_with_those_that_are() -> None:
    evaluation = both()[1][0]
    with pytest.raises(EvalError, match=r"share no question with ndcg; expected one of .*nDCG@10"):
        compare(evaluation, evaluation, "ndcg")


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.kind)
def test_questions_of_one_kind_alone_are_reported(tmp_path: Path, question: Question) -> None:
    truth = make_truth([question])
    measured = [Measured(system=s, evaluation=evaluate(s, truth, no_progress)) for s in (Silent(truth), Oracle(truth))]
    assert write_html(measured, truth, WHEN, tmp_path).is_file()


def test_plots_put_values_where_they_belong_and_escape_names() -> None:
    bars = bar_chart("t", {"<kind>": {"a": Bar(value=0.5, low=0.25, high=0.75)}}, ["a"])
    assert "&lt;kind&gt;" in bars
    assert re.search(r'<rect [^>]*height="121\.0"', bars)  # half of the 242 points between the axes
    lines = line_chart("t", [Line(name="a", colour=0, points=[(0, 0), (1, 1)])], "k", [0, 1], ["1", "10"])
    assert 'points="46.0,254.0 696.0,12.0"' in lines
    dots = dumbbells("t", [("t1", 0.0, 1.0)], ("a", "b"))
    assert 'cx="80.0"' in dots
    assert 'cx="696.0"' in dots
