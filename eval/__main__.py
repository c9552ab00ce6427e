"""`python -m eval`: measure search and answers, compare systems, check the judged questions."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import numpy as np
import typer
from rich.console import Console
from rich.progress import track

from corpus.errors import InsatskartanError
from eval.errors import UnknownSystemError
from eval.judged import DEFAULT_FOLDER, Question, QuestionKind, Split, load_questions
from indexer.embedder import load_embedder
from indexer.manifest import current_folder
from indexer.store import IndexFolder
from service.query import Mode
from service.settings import read_settings

if TYPE_CHECKING:
    from eval.evaluation import Evaluation, GroundTruth
    from eval.systems import System

USAGE_ERROR = 2

app = typer.Typer(
    help="Measure search and answers on judged questions.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
_console = Console()
_errors = Console(stderr=True)

Questions = Annotated[Path, typer.Option("--questions", help="Folder of judged questions.")]
Root = Annotated[Path | None, typer.Option("--index", help="Index folder instead of INSATSKARTAN_INDEX.")]
Half = Annotated[Split, typer.Option("--split", help="Which half; every run on test is put on record.")]


@app.command()
def report(
    split: Half = Split.TUNE,
    questions: Questions = DEFAULT_FOLDER,
    index: Root = None,
    readme: Annotated[Path | None, typer.Option(help="File to put the table into, between its quality marks.")] = None,
    model: Annotated[
        list[str] | None, typer.Option(help="Another embedding model to measure too; can be repeated.")
    ] = None,
) -> None:
    """Measure all systems side by side: a table here, plots and details in eval/report/index.html."""
    from eval.building import temporary_index
    from eval.evaluation import evaluate, ground_truth
    from eval.html_report import DEFAULT_FOLDER as REPORT_FOLDER
    from eval.html_report import Measured, write_html
    from eval.report import figure_table, markdown, occasion, record_test_run, replace_quality
    from eval.run import write_run
    from eval.systems import with_model

    asked, opened = _half(questions, split), _open(index)
    truth = ground_truth(opened, asked)
    measured = [Measured(system=s, evaluation=evaluate(s, truth, _progress)) for s in _all_systems(opened, truth)]
    for name in model or []:
        with temporary_index(load_embedder(name)) as other:
            # Before our hybrid search, which stays last: it is what the report looks into.
            measured[-1:-1] = [Measured(system=s, evaluation=evaluate(s, truth, _progress)) for s in with_model(other)]
    evaluations = [each.evaluation for each in measured]
    command = "make eval" if split is Split.TUNE else "python -m eval report --split test"
    when = occasion(split, len(asked), opened.version, command)
    _console.print(figure_table(evaluations, when))
    if split is Split.TEST:
        record_test_run(evaluations, when)
    if readme is not None:
        replace_quality(readme, markdown(evaluations, when))
    path = write_html(measured, truth, when)
    if split is Split.TUNE:
        for evaluation in evaluations:
            for kind, run in evaluation.runs.items():
                write_run(run, REPORT_FOLDER / f"{evaluation.system}-{kind}.run")
    _console.print(f"report: {path}", soft_wrap=True)


@app.command()
def compare(
    first: Annotated[str, typer.Argument(help="lexical, dense, hybrid, generic, or a TREC run file.")],
    second: Annotated[str, typer.Argument(help="What to compare it with.")],
    measure: Annotated[
        str | None, typer.Option(help="For instance R@10 or AP; else nDCG@10, and F1 of regions.")
    ] = None,
    show: Annotated[int, typer.Option(help="How many questions of each kind to list.", min=0)] = 10,
    questions: Questions = DEFAULT_FOLDER,
    index: Root = None,
) -> None:
    """Compare two systems or run files on the tune half, question by question, largest difference first."""
    from eval.comparison import compare as compare_evaluations
    from eval.comparison import comparison_table
    from eval.evaluation import ground_truth

    asked, opened = _half(questions, Split.TUNE), _open(index)
    truth = ground_truth(opened, asked)
    evaluations = [_evaluate_named(name, opened, truth) for name in (first, second)]
    texts = {topic: text for question in asked for topic, text in question.topics.items()}
    for comparison in compare_evaluations(evaluations[0], evaluations[1], measure):
        _console.print(comparison_table(comparison, first, second, texts, show))


@app.command()
def http(
    url: Annotated[str, typer.Argument(help="For instance http://127.0.0.1:8000.")],
    split: Half = Split.TUNE,
    questions: Questions = DEFAULT_FOLDER,
    index: Root = None,
) -> None:
    """Measure a server that speaks the API; the index here tells what is relevant and must be the same build."""
    from eval.evaluation import evaluate, ground_truth
    from eval.remote import RemoteSystem
    from eval.report import figure_table, occasion, record_test_run

    asked, opened = _half(questions, split), _open(index)
    truth = ground_truth(opened, asked)
    token = read_settings().token
    server = RemoteSystem(url, truth.stretches, token.get_secret_value() if token else None)
    if (theirs := server.index_version()) != opened.version:
        _errors.print(f"warning: {url} searches index {theirs}; judged by {opened.version}", style="yellow")
    evaluation = evaluate(server, truth, _progress)
    when = occasion(split, len(asked), theirs, f"python -m eval http {url}")
    _console.print(figure_table([evaluation], when))
    if split is Split.TEST:
        record_test_run([evaluation], when)


@app.command()
def check(questions: Questions = DEFAULT_FOLDER, index: Root = None) -> None:
    """Check the judged questions of both halves: format, quotes, balance, and words shared with their evidence."""
    from eval.checking import balance_table, check_questions
    from eval.evaluation import ground_truth

    asked, opened = load_questions(questions), _open(index)
    truth = ground_truth(opened, asked)
    sound = check_questions(opened, truth)
    _console.print(balance_table(asked))
    n_found = sound.n_quotes - len(sound.not_on_page)
    _console.print(f"{n_found} of {sound.n_quotes} quotes stand on a page of their document")
    _console.print(f"{sound.n_quotes - len(sound.not_in_passage)} of {sound.n_quotes} quotes stand in one passage")
    _console.print(f"{sound.unshared_evidence} of {sound.n_evidence} quotes share no content word with their question")
    _console.print(f"{len(sound.unshared)} of {sound.with_evidence} questions share none with any of their quotes")
    held_back = {question.id for question in asked if question.split is Split.TEST}
    for problem, lost in (("on no page", sound.not_on_page), ("in no passage", sound.not_in_passage)):
        for id_, quote in lost:
            shown = "(test)" if id_ in held_back else quote.quote
            _console.print(f"{id_} {problem}: {quote.document}: {shown}", markup=False, soft_wrap=True)
    if sound.not_on_page:
        raise typer.Exit(USAGE_ERROR)


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(help="Where to write topics, qrels and runs.")],
    split: Half = Split.TUNE,
    questions: Questions = DEFAULT_FOLDER,
    index: Root = None,
) -> None:
    """Write topics, qrels and our runs as TREC files, for trec_eval, ir-measures or ranx."""
    from eval.evaluation import RANKED_KINDS, evaluate, ground_truth
    from eval.qrels import write_qrels, write_topics
    from eval.run import write_run

    asked, opened = _half(questions, split), _open(index)
    truth = ground_truth(opened, asked)
    folder.mkdir(parents=True, exist_ok=True)
    systems = _all_systems(opened, truth)
    for kind in RANKED_KINDS:
        write_topics(truth.topics(kind), folder / f"{kind}.topics")
        write_qrels(truth.qrels(kind, systems[-1]), folder / f"{kind}.qrels")
    write_qrels(truth.qrels(QuestionKind.FACT, systems[0]), folder / f"{systems[0].name}-fact.qrels")
    for system in systems:
        for kind, run in evaluate(system, truth, _progress).runs.items():
            write_run(run, folder / f"{system.name}-{kind}.run")
    _console.print(f"TREC files: {folder}", soft_wrap=True)


@app.command()
def ablations(questions: Questions = DEFAULT_FOLDER, index: Root = None) -> None:
    """Measure hybrid search on the tune half with one part taken out at a time."""
    from eval.ablations import ablation_table, measure_ablations
    from eval.gate import without_variants

    opened, asked = _open(index), without_variants(_half(questions, Split.TUNE))
    _console.print(ablation_table(measure_ablations(opened, opened.embedder, asked, _progress)))


@app.command()
def bench(questions: Questions = DEFAULT_FOLDER, index: Root = None) -> None:
    """Measure speed and memory: building, starting, searching in process and over HTTP, beside what one might pick."""
    from eval.benchmark import (
        CLIENTS,
        N_QUERIES,
        Fact,
        build_facts,
        fact_table,
        http_latency,
        latency_table,
        our_latencies,
        resident_megabytes,
        served,
        throughput,
        vector_bound,
    )
    from eval.peers import Material, peer_latencies
    from eval.qrels import read_stretches

    opened, asked = _open(index), _half(questions, Split.TUNE)
    queries = list(dict.fromkeys(text for question in asked for text in question.topics.values()))[:N_QUERIES]
    stretches = read_stretches(opened)
    material = Material(
        ids=[stretch.id for stretch in stretches],
        texts=[stretch.text for stretch in stretches],
        vectors=opened.vectors(np.arange(len(stretches))),
        embedder=opened.embedder,
    )
    timed = our_latencies(lambda: _open(index), queries, _progress)
    facts = [*build_facts(opened.embedder), *vector_bound(opened.manifest.passages, opened.manifest.dim)]
    with served(index or read_settings().index) as server:
        facts.append(Fact(name="ready after start", value=server.seconds, unit="s"))
        timed.append(http_latency(server.url, queries, _progress))
        facts += [throughput(server.url, queries, clients) for clients in CLIENTS]
        if (resident := resident_megabytes(server.pid)) is not None:
            facts.append(Fact(name="resident memory after all searches", value=resident, unit="MB"))
    timed += peer_latencies(material, queries, _progress, lambda why: _console.print(why, soft_wrap=True))
    _console.print(latency_table(timed))
    _console.print(fact_table(facts))


@app.command()
def public(
    folder: Annotated[Path, typer.Argument(help="Folder with retrieval/, bitext/ and similarity/.")],
    model: Annotated[list[str] | None, typer.Option(help="Folder or hub name; can be repeated. Else our own.")] = None,
) -> None:
    """Measure embedding models on public Swedish sets, beside BM25 and published figures."""
    from eval.public import measure_public, public_tables

    names = model or [read_settings().model]
    results = [found for name in names for found in measure_public(folder, load_embedder(name), _progress)]
    for table in public_tables(results):
        _console.print(table)
    _console.print("Published figures come from other harnesses and releases: compare orders of size, not digits.")


@app.command()
def gate(
    write: Annotated[bool, typer.Option("--write", help="Make what is measured now the baseline.")] = False,
    questions: Questions = DEFAULT_FOLDER,
    index: Root = None,
) -> None:
    """Tell whether hybrid search has fallen below eval/baseline.toml on the tune half; exit code 1 if so."""
    from eval.evaluation import evaluate, ground_truth
    from eval.gate import BASELINE, falls, load_baseline, without_variants, write_baseline
    from eval.systems import OurSystem

    opened, asked = _open(index), without_variants(_half(questions, Split.TUNE))
    evaluation = evaluate(OurSystem(opened, Mode.HYBRID), ground_truth(opened, asked), _progress)
    if write:
        write_baseline(evaluation)
        _console.print(f"baseline: {BASELINE}", soft_wrap=True)
        return
    fallen = falls(evaluation, load_baseline())
    for fall in fallen:
        _console.print(str(fall), markup=False, soft_wrap=True)
    if fallen:
        raise typer.Exit(1)


def _half(folder: Path, split: Split) -> list[Question]:
    return [question for question in load_questions(folder) if question.split is split]


def _open(root: Path | None) -> IndexFolder:
    settings = read_settings()
    return IndexFolder.open(current_folder(root or settings.index), load_embedder(settings.model))


def _all_systems(index: IndexFolder, truth: "GroundTruth") -> "list[System]":
    from eval.generic import GenericSystem
    from eval.systems import our_systems

    return [GenericSystem(index, truth.stretches), *our_systems(index)]


def _evaluate_named(name: str, index: IndexFolder, truth: "GroundTruth") -> "Evaluation":
    from eval.evaluation import evaluate, evaluate_run
    from eval.run import read_run

    systems = {system.name: system for system in _all_systems(index, truth)}
    if name in systems:
        return evaluate(systems[name], truth, _progress)
    if Path(name).is_file():
        run = read_run(Path(name))
        return evaluate_run(run, truth, systems.get(run.system, systems["hybrid"]))
    raise UnknownSystemError(f"{name!r} is neither a file nor one of {', '.join(systems)}; expected one of these")


def _progress(items: Iterable[Any], step: str) -> Iterator[Any]:
    listed: Sequence[Any] = list(items)
    yield from track(listed, description=step, console=_errors, transient=True, disable=not _errors.is_terminal)


def main() -> None:
    """Run a command; what a caller can get wrong is one line and exit code 2, never a traceback."""
    try:
        app()
    except InsatskartanError as error:
        _errors.print(f"error: {' '.join(str(error).split())}", style="red", markup=False, soft_wrap=True)
        sys.exit(USAGE_ERROR)


if __name__ == "__main__":
    main()
