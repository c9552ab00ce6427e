"""One system measured on judged questions: a value for each question, a curve, and what the system returned."""

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.errors import shown
from corpus.identity import Tellings
from eval.errors import RunFileError
from eval.measure.answer_measures import (
    Attempt,
    RiskCurve,
    fact_measures,
    region_measures,
    reliability,
    risk_coverage,
)
from eval.measure.measures import Values, ranking_measures
from eval.systems.ours import Progress, System
from eval.systems.reply import Reply
from eval.systems.run import Run, make_run
from eval.truth.ground import GroundTruth
from eval.truth.judged import Question, QuestionKind
from eval.truth.qrels import Judgements
from service.search.query import Unit

Groups = dict[str, dict[str, dict[str, float]]]

RANKED_KINDS = (QuestionKind.TOPICAL, QuestionKind.FACT, QuestionKind.COMPARABLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """What one system scored.

    Attributes:
        values: By group and measure, a value a topic. A group is a kind of question (`topical`), or a kind asked in
            another way (`topical.typo`).
        runs: By kind, what was found.
        replies: By topic, what was answered.
        risk: Of facts and unanswerable questions together; None for a system without such answers.
        reliability: Of the same, mean confidence and share that was right, ascending; empty without such answers.
    """

    system: str
    values: Mapping[str, Mapping[str, Values]]
    runs: Mapping[QuestionKind, Run]
    replies: Mapping[str, Reply]
    risk: RiskCurve | None
    reliability: tuple[tuple[float, float], ...] = ()


def evaluate(system: System, truth: GroundTruth, progress: Progress) -> Evaluation:
    """Ask a system every question and measure what it gives."""
    runs = {kind: run for kind in RANKED_KINDS if (run := search_run(system, truth, kind, progress)).rankings}
    replies = {
        topic: reply
        for kind in (QuestionKind.REGIONS, QuestionKind.FACT, QuestionKind.UNANSWERABLE)
        for topic, reply in system.answer(truth.topics(kind), kind, progress).items()
    }
    values: Groups = {}
    for kind, run in runs.items():
        _add(values, kind, ranking_measures(truth.qrels(kind, system.stretches), run))
    for kind, measured in _answer_values(truth, truth.judgements_of(system.stretches), replies).items():
        _add(values, kind, measured)
    return Evaluation(
        system=system.name,
        values=values,
        runs=runs,
        replies=replies,
        risk=_risk(truth, values, replies),
        reliability=_reliability(truth, values, replies),
    )


def evaluate_run(run: Run, truth: GroundTruth, system: System) -> Evaluation:
    """Measure a run read from a file on the topics it holds, against the judgements of a system's passages.

    As of a system's own run, every initiative counts once wherever it is told: a run of `POST /v1/runs` is measured as
    the server itself is.

    Raises:
        RunFileError: None of its topics is asked, or none of its ids is one of the system's.
    """
    _refuse_foreign(run, truth, system)
    run = _once(run, truth.same)
    values: Groups = {}
    for kind in RANKED_KINDS:
        asked = {
            topic: grades for topic, grades in truth.qrels(kind, system.stretches).items() if topic in run.rankings
        }
        if asked:
            _add(values, kind, ranking_measures(asked, run))
    return Evaluation(system=run.system, values=values, runs={}, replies={}, risk=None)


def _refuse_foreign(run: Run, truth: GroundTruth, system: System) -> None:
    """Refuse a run of other questions or of another index, which would measure as 0 throughout."""
    asked = [topic for kind in RANKED_KINDS for topic in truth.topics(kind)]
    if not run.rankings.keys() & set(asked):
        given = f"none of its topics, such as {shown(next(iter(run.rankings)))}, is asked"
        raise RunFileError(f"run {shown(run.system)}: {given}; expected such as {', '.join(asked[:3]) or 'none'}")
    known = {id_ for stretch in system.stretches for id_ in (stretch.id, stretch.unit)}
    ids = [found.id for ranking in run.rankings.values() for found in ranking]
    if not known & set(ids):
        given = f"the index has none of its ids, such as {shown(ids[0])}"
        raise RunFileError(f"run {shown(run.system)}: {given}; expected ids of its passages, initiatives or sections")


def search_run(system: System, truth: GroundTruth, kind: QuestionKind, progress: Progress) -> Run:
    """Give what a system finds for the questions of one kind, every initiative once wherever it is told."""
    if kind is QuestionKind.COMPARABLE:
        asked = {topic: s for topic, s in truth.judgements.sources.items() if topic in truth.topics(kind)}
        return _once(system.similar(asked, progress), truth.same)
    if kind is QuestionKind.FACT:
        return system.search(truth.topics(kind), Unit.PASSAGE, progress)
    return _once(system.search(truth.topics(kind), Unit.INITIATIVE, progress), truth.same)


def _once(run: Run, same: Tellings) -> Run:
    """Give the run with every initiative once, wherever it is told."""
    return make_run(run.system, {t: [(same(s.id), s.score) for s in found] for t, found in run.rankings.items()})


def _add(values: Groups, kind: QuestionKind, measured: Mapping[str, Values]) -> None:
    for measure, of_topics in measured.items():
        for topic, value in of_topics.items():
            group = ".".join([kind.value, *topic.split(".")[1:]])
            values.setdefault(group, {}).setdefault(measure, {})[topic] = value


def _answer_values(
    truth: GroundTruth, judgements: Judgements, replies: Mapping[str, Reply]
) -> dict[QuestionKind, dict[str, dict[str, float]]]:
    values: dict[QuestionKind, dict[str, dict[str, float]]] = {}
    for question in truth.questions:
        for topic in question.topics:
            if topic in replies:
                for measure, value in _measured(question, judgements, replies[topic]).items():
                    values.setdefault(question.kind, {}).setdefault(measure, {})[topic] = value
    return values


def _measured(question: Question, judgements: Judgements, reply: Reply) -> dict[str, float]:
    if question.kind is QuestionKind.REGIONS:
        return region_measures(question, reply)
    if question.kind is QuestionKind.FACT:
        return fact_measures(question, judgements.pages[question.id], reply)
    return {"false answers": float(reply.answered)}


def _reliability(
    truth: GroundTruth, values: Mapping[str, Mapping[str, Values]], replies: Mapping[str, Reply]
) -> tuple[tuple[float, float], ...]:
    accuracy = values.get(QuestionKind.FACT, {}).get("accuracy", {})
    stated = [
        (
            reply.confidence,
            bool(accuracy.get(question.id)) if reply.answered else question.kind is not QuestionKind.FACT,
        )
        for question in truth.questions
        if question.kind in (QuestionKind.FACT, QuestionKind.UNANSWERABLE)
        if (reply := replies.get(question.id)) is not None
    ]
    return reliability(stated)


def _risk(
    truth: GroundTruth, values: Mapping[str, Mapping[str, Values]], replies: Mapping[str, Reply]
) -> RiskCurve | None:
    accuracy = values.get(QuestionKind.FACT, {}).get("accuracy")
    if accuracy is None:
        return None
    asked = [q.id for q in truth.questions if q.kind in (QuestionKind.FACT, QuestionKind.UNANSWERABLE)]
    return risk_coverage(
        [
            Attempt(
                confidence=replies[topic].confidence,
                answered=replies[topic].answered,
                is_right=bool(accuracy.get(topic, 0.0)),
            )
            for topic in asked
        ]
    )
