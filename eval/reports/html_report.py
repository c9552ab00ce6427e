"""The report as one HTML file: figures with intervals, plots, and the worst questions with what was returned."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from eval.measure.comparison import MAIN_MEASURES, shared_comparisons
from eval.measure.evaluation import Evaluation
from eval.measure.figures import ALL_FIGURES, Figure, Reading, count, read
from eval.measure.measures import RECALL_DEPTHS, mean, recall_at
from eval.reports.plots import Bar, Line, bar_chart, dumbbells, line_chart
from eval.reports.report import Occasion
from eval.systems.ours import System
from eval.truth.ground import GroundTruth
from eval.truth.judged import Question, QuestionKind, Split
from eval.truth.qrels import Qrels

REPORT_FOLDER = Path(__file__).parent.parent / "report"
N_WORST = 10
N_SHOWN = 5
SNIPPET = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A system and what it scored."""

    system: System
    evaluation: Evaluation


@dataclass(frozen=True, slots=True, kw_only=True)
class Worst:
    """One question that went badly; `returned` tells whether each was relevant."""

    id: str
    kind: str
    question: str
    measure: str
    value: float
    returned: tuple[tuple[str, bool], ...]
    expected: tuple[str, ...]


def write_html(measured: Sequence[Measured], truth: GroundTruth, when: Occasion, folder: Path = REPORT_FOLDER) -> Path:
    """Write `index.html` into a folder, whole in itself, and give its path.

    The last system is the one looked into. Single questions are shown of the tune half only.
    """
    evaluations = [each.evaluation for each in measured]
    template = _environment().get_template("report.html.j2")
    page = template.render(
        when=when,
        names=[evaluation.system for evaluation in evaluations],
        rows=[_row(figure, evaluations) for figure in ALL_FIGURES if count(figure, evaluations)],
        plots=_plots(measured, truth, when.split),
        worst=_worst(measured[-1], truth) if when.split is Split.TUNE else (),
        lost=len(truth.judgements.lost),
        n_evidence=sum(len(question.evidence) for question in truth.questions),
    )
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "index.html"
    path.write_text(page, encoding="utf-8")
    return path


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("eval", "reports/templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )


def _row(figure: Figure, evaluations: Sequence[Evaluation]) -> tuple[Figure, int, list[Reading | None]]:
    return figure, count(figure, evaluations), [read(figure, evaluation) for evaluation in evaluations]


def _plots(measured: Sequence[Measured], truth: GroundTruth, split: Split) -> list[tuple[str, str]]:
    evaluations = [each.evaluation for each in measured]
    plots = [
        ("Quality by kind of question, with 95 % intervals", _quality_plot(evaluations)),
        ("Share of the relevant initiatives found among the first k, over min(k, relevant)", _recall(measured, truth)),
        (
            "Risk and coverage: wrong answers among the most confident ones; the dot is what is answered",
            _risk(measured),
        ),
        (
            "Reliability of facts and silence: the share that was right among answers of like confidence",
            _sure(measured),
        ),
    ]
    if split is Split.TUNE and len(measured) > 1:
        first, last = evaluations[0], evaluations[-1]
        for comparison in shared_comparisons(first, last):
            rows = [(d.topic, d.before, d.after) for d in sorted(comparison.differences, key=lambda d: -d.gain)]
            title = f"{comparison.group}: {comparison.measure} of each question, {first.system} and {last.system}"
            plots.append((title, dumbbells(title, rows, (first.system, last.system))))
    return plots


def _quality_plot(evaluations: Sequence[Evaluation]) -> str:
    groups: dict[str, dict[str, Bar]] = {}
    for group, measure in MAIN_MEASURES.items():
        figure = Figure(label="", group=group, measure=measure)
        readings = {e.system: reading for e in evaluations if (reading := read(figure, e)) is not None}
        bars = {name: Bar(value=r.value, low=r.low, high=r.high) for name, r in readings.items()}
        groups[f"{group} {measure}"] = bars
    return bar_chart("Quality by kind of question", groups, [evaluation.system for evaluation in evaluations])


def _recall(measured: Sequence[Measured], truth: GroundTruth) -> str:
    depths = RECALL_DEPTHS
    places = [number / (len(depths) - 1) for number in range(len(depths))]
    asked = [question.id for question in truth.questions if question.kind is QuestionKind.TOPICAL]
    lines = []
    for colour, each in enumerate(measured):
        run, qrels = each.evaluation.runs.get(QuestionKind.TOPICAL), truth.judgements.units
        if run is None:
            continue  # no topical question is asked
        shares = [mean({topic: recall_at(k, run.ids(topic), qrels[topic]) for topic in asked}) for k in depths]
        points = list(zip(places, shares, strict=True))
        lines.append(Line(name=each.evaluation.system, colour=colour, points=points))
    return line_chart("Recall by k", lines, "k", places, [str(depth) for depth in depths])


def _risk(measured: Sequence[Measured]) -> str:
    lines = [
        Line(name=each.evaluation.system, colour=colour, points=risk.points, mark=risk.chosen)
        for colour, each in enumerate(measured)
        if (risk := each.evaluation.risk) is not None
    ]
    ticks = [tick / 5 for tick in range(6)]
    return line_chart("Risk and coverage", lines, "coverage", ticks, [f"{tick:.1f}" for tick in ticks])


def _sure(measured: Sequence[Measured]) -> str:
    lines = [
        Line(name=each.evaluation.system, colour=colour, points=each.evaluation.reliability)
        for colour, each in enumerate(measured)
        if each.evaluation.reliability
    ]
    lines.append(Line(name="as stated", colour=0, points=((0.0, 0.0), (1.0, 1.0))))
    ticks = [tick / 5 for tick in range(6)]
    return line_chart("Reliability", lines, "confidence", ticks, [f"{tick:.1f}" for tick in ticks])


def _worst(measured: Measured, truth: GroundTruth) -> list[Worst]:
    texts = _texts(measured, truth)
    entries = [
        _entry(question, value, measured, truth, texts)
        for question in truth.questions
        if (value := _main_value(question, measured.evaluation)) is not None
    ]
    return sorted(entries, key=lambda entry: (entry.value, entry.id))[:N_WORST]


def _main_value(question: Question, evaluation: Evaluation) -> float | None:
    measure = MAIN_MEASURES.get(question.kind)
    return None if measure is None else evaluation.values.get(question.kind, {}).get(measure, {}).get(question.id)


def _texts(measured: Measured, truth: GroundTruth) -> dict[str, str]:
    """Give the beginning of every passage, and of every unit by its first passage."""
    texts: dict[str, str] = {}
    for stretch in (*measured.system.stretches, *truth.stretches):
        snippet = f"{stretch.document}, page {stretch.page}: {stretch.text[:SNIPPET]}"
        texts.setdefault(stretch.id, snippet)
        if stretch.unit is not None:
            texts.setdefault(truth.same(stretch.unit), snippet)
    return texts


def _entry(question: Question, value: float, measured: Measured, truth: GroundTruth, texts: dict[str, str]) -> Worst:
    is_regions = question.kind is QuestionKind.REGIONS
    return Worst(
        id=question.id,
        kind=question.kind,
        question=question.question,
        measure=MAIN_MEASURES[question.kind],
        value=value,
        returned=_claimed(question, measured) if is_regions else _returned(question, measured, truth, texts),
        expected=tuple(f"{name} ({grade})" for name, grade in question.regions.items())
        or tuple(f"{e.region}: {e.quote} ({e.grade})" for e in question.evidence),
    )


def _claimed(question: Question, measured: Measured) -> tuple[tuple[str, bool], ...]:
    reply = measured.evaluation.replies[question.id]
    return tuple((name, name in question.regions) for name in reply.ranked if name in reply.claimed)


def _returned(
    question: Question, measured: Measured, truth: GroundTruth, texts: dict[str, str]
) -> tuple[tuple[str, bool], ...]:
    qrels: Qrels = truth.qrels(question.kind, measured.system.stretches)
    found = measured.evaluation.runs[question.kind].ids(question.id)[:N_SHOWN]
    return tuple((texts.get(id_, id_), qrels[question.id].get(id_, 0) > 0) for id_ in found)
