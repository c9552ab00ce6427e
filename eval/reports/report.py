"""Figures as a table in the terminal and in Markdown, and a record of every run on the test half."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.table import Table

from eval.errors import EvalError
from eval.measure.evaluation import Evaluation
from eval.measure.figures import ALL_FIGURES, AURC, FIGURES, Figure, best, count, read
from eval.reports.commit import git_commit
from eval.truth.judged import Split

TEST_RUNS = Path(__file__).parent.parent / "test-runs.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """When and on what was measured; `command` gives the same figures again."""

    date: str
    commit: str
    split: Split
    n_questions: int
    index_version: str
    command: str


def occasion(split: Split, n_questions: int, index_version: str, command: str) -> Occasion:
    """Give the occasion of a measurement that is made now."""
    return Occasion(
        date=datetime.now(UTC).date().isoformat(),
        commit=git_commit(),
        split=split,
        n_questions=n_questions,
        index_version=index_version,
        command=command,
    )


def figure_table(evaluations: Sequence[Evaluation], when: Occasion) -> Table:
    """Give the figures as a table for the terminal, a column a system, the best of each row in bold."""
    title = f"{when.n_questions} {when.split} questions, commit {when.commit}, index {when.index_version}"
    table = Table(title=title, title_justify="left")
    table.add_column("measure")
    table.add_column("n", justify="right")
    for evaluation in evaluations:
        table.add_column(evaluation.system, justify="right")
    for figure in ALL_FIGURES:
        if n := count(figure, evaluations):
            cells = [f"[bold]{cell}[/]" if is_best else cell for cell, is_best in _cells(figure, evaluations)]
            table.add_row(_label(figure), str(n), *cells, end_section=figure is AURC)
    return table


def _cells(figure: Figure, evaluations: Sequence[Evaluation]) -> list[tuple[str, bool]]:
    readings = [read(figure, evaluation) for evaluation in evaluations]
    top = best(figure, evaluations)
    return [("–", False) if r is None else (f"{r.value:.3f}", round(r.value, 3) == top) for r in readings]


def _label(figure: Figure) -> str:
    return f"{figure.label} (smaller is better)" if figure.is_cost else figure.label


def markdown(evaluations: Sequence[Evaluation], when: Occasion) -> str:
    """Give the published figures as a Markdown table, with when and how they were measured."""
    names = [evaluation.system for evaluation in evaluations]
    lines = [
        f"Measured {when.date} on the {when.n_questions} `{when.split}` questions at commit {when.commit} with "
        f"`{when.command}`.",
        "",
        f"| measure | n | {' | '.join(names)} |",
        f"|---|---:|{'---:|' * len(names)}",
    ]
    for figure in (*FIGURES, AURC):
        if n := count(figure, evaluations):
            cells = [f"**{cell}**" if is_best else cell for cell, is_best in _cells(figure, evaluations)]
            lines.append(f"| {_label(figure)} | {n} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def record_test_run(evaluations: Sequence[Evaluation], when: Occasion, path: Path = TEST_RUNS) -> None:
    """Add a line a system to the file of test runs, so that every look at the test questions shows.

    Raises:
        EvalError: The file's columns are not the figures measured now.
    """
    figures = (*FIGURES, AURC)
    header = ["date", "commit", "system", "questions", *(figure.label for figure in figures)]
    is_new = not path.exists()
    if not is_new and (found := next(csv.reader(path.read_text(encoding="utf-8").splitlines()), [])) != header:
        raise EvalError(f"{path}: has the columns {found}; expected {header}")
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        if is_new:
            writer.writerow(header)
        for evaluation in evaluations:
            readings = [read(figure, evaluation) for figure in figures]
            values = ["" if reading is None else f"{reading.value:.4f}" for reading in readings]
            writer.writerow([when.date, when.commit, evaluation.system, when.n_questions, *values])
