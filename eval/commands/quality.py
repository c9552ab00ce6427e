"""Commands that measure quality: systems side by side, two compared, a server, public sets, and the gate."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.options import within
from eval.commands.options import (
    Half,
    HalfUnrecorded,
    Questions,
    Root,
    all_systems,
    console,
    errors,
    open_index,
    progress,
)
from eval.errors import UnknownSystemError
from eval.truth.judged import DEFAULT_FOLDER, Split, load_half
from indexer.folder.store import IndexFolder
from indexer.vectors.loading import load_embedder
from service.search.query import Mode
from service.settings import read_settings

if TYPE_CHECKING:
    from eval.measure.evaluation import Evaluation
    from eval.reports.html_report import Measured
    from eval.reports.report import Occasion
    from eval.truth.ground import GroundTruth


def report(
    split: Half = Split.TUNE,
    questions: Questions = DEFAULT_FOLDER,
    index: Root = None,
    into: Annotated[Path | None, typer.Option(help="File to put the table into, between its quality marks.")] = None,
    model: Annotated[
        list[str] | None, typer.Option(help="Another embedding model to measure as well; can be repeated.")
    ] = None,
) -> None:
    """Measure all systems side by side: a table here, plots and details in eval/report/index.html."""
    from eval.reports.html_report import REPORT_FOLDER, write_html
    from eval.reports.marks import Mark, check_marks, replace_marked
    from eval.reports.report import markdown, occasion
    from eval.systems.run import write_run
    from eval.truth.ground import ground_truth

    check_marks(into, Mark.QUALITY)
    asked, opened = load_half(split, questions), open_index(index)
    truth = ground_truth(opened, asked)
    measured = _measure_all(opened, truth, model or [])
    evaluations = [each.evaluation for each in measured]
    command = "make eval" if split is Split.TUNE else "python -m eval report --split test"
    when = occasion(split, len(asked), opened.version, command)
    _show(evaluations, when)
    if into is not None:
        replace_marked(into, Mark.QUALITY, markdown(evaluations, when))
    path = write_html(measured, truth, when)
    if split is Split.TUNE:
        for evaluation in evaluations:
            for kind, run in evaluation.runs.items():
                write_run(run, REPORT_FOLDER / f"{evaluation.system}-{kind}.run")
    console.print(f"report: {path}", soft_wrap=True)


def compare(
    first: Annotated[str, typer.Argument(help="lexical, dense, hybrid, generic, or a TREC run file.")],
    second: Annotated[str, typer.Argument(help="What to compare it with.")],
    measure: Annotated[
        str | None, typer.Option(help="For instance R@10 or AP; by default nDCG@10, and F1 of regions.")
    ] = None,
    show: Annotated[int, typer.Option(help="How many questions of each kind to list.", callback=within(0))] = 10,
    questions: Questions = DEFAULT_FOLDER,
    index: Root = None,
) -> None:
    """Compare two systems or run files on the tune half, question by question, largest difference first."""
    from eval.measure.comparison import compare as compare_evaluations
    from eval.measure.comparison import comparison_table
    from eval.truth.ground import ground_truth

    asked, opened = load_half(Split.TUNE, questions), open_index(index)
    truth = ground_truth(opened, asked)
    evaluations = [_evaluate_named(name, opened, truth) for name in (first, second)]
    texts = {topic: text for question in asked for topic, text in question.topics.items()}
    for comparison in compare_evaluations(evaluations[0], evaluations[1], measure):
        console.print(comparison_table(comparison, first, second, texts, show))


def http(
    url: Annotated[
        str, typer.Argument(help="For instance http://127.0.0.1:8000; INSATSKARTAN_TOKEN is sent as its token.")
    ],
    split: Half = Split.TUNE,
    questions: Questions = DEFAULT_FOLDER,
    index: Root = None,
) -> None:
    """Measure a server that speaks the API; judged by the index here, which must be the same build."""
    from eval.measure.evaluation import evaluate
    from eval.reports.report import occasion
    from eval.systems.remote import RemoteSystem
    from eval.truth.ground import ground_truth

    asked, opened = load_half(split, questions), open_index(index)
    truth = ground_truth(opened, asked)
    token = read_settings().token
    server = RemoteSystem(url, truth.stretches, token.get_secret_value() if token else None)
    if (theirs := server.index_version()) != opened.version:
        errors.print(f"warning: {url} searches index {theirs}; judged by {opened.version}", style="yellow")
    evaluation = evaluate(server, truth, progress)
    when = occasion(split, len(asked), theirs, f"python -m eval http {url}")
    _show([evaluation], when)


def officers(split: HalfUnrecorded = Split.TUNE, index: Root = None) -> None:
    """Ask officers' own questions of every kind and judge each answer as a whole."""
    from eval.measure.officers import judge, load_officers_questions, officers_table
    from service.answering import Answerer
    from service.read.reader import TransformerReader
    from service.search.searcher import Searcher

    answerer = Answerer(Searcher(open_index(index)), TransformerReader())
    asked = [question for question in load_officers_questions() if question.split is split]
    verdicts = [judge(answerer, question) for question in asked]
    console.print(officers_table(verdicts, split))
    if split is Split.TUNE:
        for verdict in verdicts:
            if verdict.faults:
                told = f"{verdict.question.id} {verdict.question.question!r}: {'; '.join(verdict.faults)}"
                console.print(told, markup=False, soft_wrap=True)


def public(
    folder: Annotated[Path, typer.Argument(help="Folder with retrieval/, bitext/ and similarity/.")],
    model: Annotated[
        list[str] | None, typer.Option(help="Folder or hub name; can be repeated. By default our own.")
    ] = None,
) -> None:
    """Measure embedding models on public Swedish sets, beside BM25 and published figures."""
    from eval.measure.public import measure_public, public_tables

    names = model or [read_settings().model]
    results = [found for name in names for found in measure_public(folder, load_embedder(name), progress)]
    for table in public_tables(results):
        console.print(table)
    console.print("Published figures come from other harnesses and releases: compare orders of size, not digits.")


def gate(
    write: Annotated[bool, typer.Option("--write", help="Make what is measured now the baseline.")] = False,
    questions: Questions = DEFAULT_FOLDER,
    index: Root = None,
) -> None:
    """Exit with 1 if hybrid search has fallen below eval/measure/baseline.toml on the tune half, and say where."""
    from eval.measure.evaluation import evaluate
    from eval.measure.gate import BASELINE, falls, load_baseline, without_variants, write_baseline
    from eval.systems.ours import OurSystem
    from eval.truth.ground import ground_truth

    opened, asked = open_index(index), without_variants(load_half(Split.TUNE, questions))
    evaluation = evaluate(OurSystem(opened, Mode.HYBRID), ground_truth(opened, asked), progress)
    if write:
        write_baseline(evaluation)
        console.print(f"baseline: {BASELINE}", soft_wrap=True)
        return
    fallen = falls(evaluation, load_baseline())
    for fall in fallen:
        console.print(str(fall), markup=False, soft_wrap=True)
    if fallen:
        raise typer.Exit(1)


def _measure_all(index: IndexFolder, truth: "GroundTruth", models: Sequence[str]) -> "list[Measured]":
    """Measure all systems, and our own with other models; hybrid search with the index's own stays last."""
    from eval.measure.evaluation import evaluate
    from eval.reports.html_report import Measured
    from eval.systems.ours import with_model
    from eval.systems.temporary_index import temporary_index

    measured = [Measured(system=s, evaluation=evaluate(s, truth, progress)) for s in all_systems(index, truth)]
    for name in models:
        with temporary_index(load_embedder(name), index) as other:
            # The report looks into the last.
            measured[-1:-1] = [Measured(system=s, evaluation=evaluate(s, truth, progress)) for s in with_model(other)]
    return measured


def _show(evaluations: Sequence["Evaluation"], when: "Occasion") -> None:
    """Print the figures, and record them where they are of the test half."""
    from eval.reports.report import figure_table, record_test_run

    console.print(figure_table(evaluations, when))
    if when.split is Split.TEST:
        record_test_run(evaluations, when)


def _evaluate_named(name: str, index: IndexFolder, truth: "GroundTruth") -> "Evaluation":
    from eval.measure.evaluation import evaluate, evaluate_run
    from eval.systems.run import read_run

    systems = {system.name: system for system in all_systems(index, truth)}
    if name in systems:
        return evaluate(systems[name], truth, progress)
    if Path(name).is_file():
        run = read_run(Path(name))
        return evaluate_run(run, truth, systems.get(run.system, systems["hybrid"]))
    raise UnknownSystemError(f"{name!r} is neither a file nor one of {', '.join(systems)}; expected one of these")
