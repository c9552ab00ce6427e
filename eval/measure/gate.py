"""The gate: figures of hybrid search on the tune half that must not fall, and which questions fell when one does."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.errors import BaselineError
from eval.measure.comparison import MAIN_MEASURES
from eval.measure.evaluation import Evaluation
from eval.measure.figures import FIGURES, Figure, read
from eval.truth.judged import Question

BASELINE = Path(__file__).parent / "baseline.toml"
GATED = tuple(figure for figure in FIGURES if figure.measure not in ("RR@10", "AP", "precision", "recall"))

# A step that one question more or less can make is no fall: answers are right or wrong, over 20 to 30 questions.
TOLERANCE, ANSWER_TOLERANCE = 0.02, 0.04
ANSWER_GROUPS = ("regions", "unanswerable")
ANSWER_MEASURES = ("accuracy", "page", "Success@5")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """What a figure was, and how much worse it may be."""

    value: float
    tolerance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """What was measured when the baseline was written; `questions` holds the main measure of each."""

    figures: Mapping[str, Bound]
    questions: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fall:
    """A figure that is worse than it may be, and its questions that fell, with their values before and now."""

    figure: str
    before: float
    allowed: float
    now: float
    questions: tuple[tuple[str, float, float], ...]

    def __str__(self) -> str:
        fallen = ", ".join(f"{id_} {before:.3f} to {now:.3f}" for id_, before, now in self.questions)
        figure = f"{self.figure}: {self.before:.3f} to {self.now:.3f}, allowed {self.allowed:.3f}"
        return f"{figure}; fallen: {fallen or 'no question by its main measure'}"


def without_variants(questions: Sequence[Question]) -> list[Question]:
    """Give the questions as they were asked first; the gate's figures are taken over no others."""
    return [question.model_copy(update={"variants": {}}) for question in questions]


def load_baseline(path: Path = BASELINE) -> Baseline:
    """Read a baseline.

    Raises:
        BaselineError: The file is missing or malformed.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        figures = {name: Bound(**bound) for name, bound in content["figures"].items()}
        return Baseline(figures=figures, questions=dict(content["questions"]))
    except OSError as error:
        raise BaselineError(
            f"{path}: cannot be read ({error.strerror}); `python -m eval gate --write` makes it"
        ) from error
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        raise BaselineError(f"{path}: {error}; expected the tables figures and questions") from error


def write_baseline(evaluation: Evaluation, path: Path = BASELINE) -> None:
    """Write what a system scores now as the baseline."""
    lines = ["# Written by `python -m eval gate --write`: hybrid search on the tune half.", "", "[figures]"]
    for figure in GATED:
        if reading := read(figure, evaluation):
            lines.append(f'"{figure.label}" = {{ value = {reading.value:.4f}, tolerance = {_tolerance(figure)} }}')
    lines += ["", "[questions]", *(f"{id_} = {value:.4f}" for id_, value in sorted(_main_values(evaluation).items()))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def falls(evaluation: Evaluation, baseline: Baseline) -> list[Fall]:
    """Give the figures that are worse than their baseline allows; one that is no longer measured counts as 0.

    Raises:
        BaselineError: The baseline names a figure that is not known.
    """
    known = {figure.label: figure for figure in GATED}
    if unknown := sorted(set(baseline.figures) - set(known)):
        raise BaselineError(f"figures {unknown} in the baseline; expected some of {sorted(known)}")
    return [
        fall
        for label, bound in baseline.figures.items()
        if (fall := _fall(known[label], bound, evaluation, baseline)) is not None
    ]


def _fall(figure: Figure, bound: Bound, evaluation: Evaluation, baseline: Baseline) -> Fall | None:
    reading = read(figure, evaluation)
    now = reading.value if reading else float(figure.is_cost)
    allowed = bound.value + (bound.tolerance if figure.is_cost else -bound.tolerance)
    # The baseline is written with four decimals.
    worse = now - allowed if figure.is_cost else allowed - now
    if worse <= 1e-4:
        return None
    fallen = _fallen(figure.group, evaluation, baseline)
    return Fall(figure=figure.label, before=bound.value, allowed=allowed, now=now, questions=fallen)


def _fallen(group: str, evaluation: Evaluation, baseline: Baseline) -> tuple[tuple[str, float, float], ...]:
    """Give the questions of a group that are worse by their main measure, the largest fall first."""
    values = {id_: value for id_, value in _main_values(evaluation).items() if id_ in _ids(group, evaluation)}
    both = [(id_, baseline.questions[id_], now) for id_, now in values.items() if id_ in baseline.questions]
    fallen = [change for change in both if _loss(change) > 1e-3]
    return tuple(sorted(fallen, key=_loss, reverse=True))


def _loss(change: tuple[str, float, float]) -> float:
    return change[1] - change[2]


def _ids(group: str, evaluation: Evaluation) -> set[str]:
    return {id_ for of_measure in evaluation.values.get(group, {}).values() for id_ in of_measure}


def _main_values(evaluation: Evaluation) -> dict[str, float]:
    """Give each question's main measure, larger always better: an unanswerable one has 1 when it is not answered."""
    values: dict[str, float] = {}
    for group, measure in MAIN_MEASURES.items():
        values |= evaluation.values.get(group, {}).get(measure, {})
    refused = evaluation.values.get("unanswerable", {}).get("false answers", {})
    return values | {id_: 1.0 - value for id_, value in refused.items()}


def _tolerance(figure: Figure) -> float:
    is_answer = figure.group in ANSWER_GROUPS or figure.measure in ANSWER_MEASURES
    return ANSWER_TOLERANCE if is_answer else TOLERANCE
