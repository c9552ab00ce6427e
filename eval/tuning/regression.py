"""Logistic regressions of a few values on a few hundred examples, cross-validated over questions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from service.search.calibration import Claim
from service.search.candidates import Scores

SLOPES = {
    Claim.TOPIC: ("near", "strength", "words", "said", "agree"),
    Claim.PASSAGE: ("cosine", "soft", "relative", "alike"),
    Claim.FACT: ("margin", "relative", "holds", "place", "counted", "length", "alone", "first"),
    Claim.COMPARABLE: ("score",),
}
# Pulls slopes, of values scaled to unit variance, towards 0: there are few questions.
PENALTY = 1.0
# Many more than it takes.
NEWTON_STEPS = 50
FOLDS = 10
THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)

Floats = npt.NDArray[np.float64]
Fit = Callable[[Sequence[Sequence["Example"]]], tuple[float, Floats]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """What was seen of one thing, and whether the claim holds of it; `owner` is the region whose passage it is."""

    seen: tuple[float, ...]
    holds: bool
    owner: str = ""


def logistic_regression(examples: Sequence[Example], penalty: float = PENALTY) -> tuple[float, Floats]:
    """Fit a logistic regression by Newton's method.

    Returns:
        The intercept, and a slope for each value seen.
    """
    values = np.array([example.seen for example in examples], dtype=np.float64)
    holds = np.array([example.holds for example in examples], dtype=np.float64)
    mean, spread = values.mean(axis=0), values.std(axis=0) + 1e-9
    scaled = np.column_stack([np.ones(len(values)), (values - mean) / spread])
    ridge = penalty * np.diag([0.0] + [1.0] * values.shape[1])
    fitted = np.zeros(scaled.shape[1])
    for _ in range(NEWTON_STEPS):
        probability = 1 / (1 + np.exp(-scaled @ fitted))
        gradient = scaled.T @ (probability - holds) + ridge @ fitted
        curvature = (scaled * (probability * (1 - probability))[:, None]).T @ scaled + ridge
        fitted -= np.linalg.solve(curvature, gradient)
    slopes = fitted[1:] / spread
    return float(fitted[0] - slopes @ mean), slopes


def choice_slopes(read: Sequence[Sequence[Example]], penalty: float = PENALTY) -> Floats:
    """Fit which of a question's examples holds, or that none does, against each other (McFadden 1974).

    Where several hold, any of them is right. Newton's method with the curvature of all examples alone, which is never
    negative.

    Args:
        read: The examples of each question, one or more.
        penalty: As in `logistic_regression`.

    Returns:
        A slope for each value seen.
    """
    choices, right, spread = _choices(read)
    ridge = penalty * np.diag([*[1.0] * len(spread), 0.0])
    fitted = np.zeros(len(ridge))
    for _ in range(NEWTON_STEPS):
        odds = choices @ fitted
        chances = np.where(np.isnan(right), 0.0, np.exp(odds - odds.max(axis=1, keepdims=True)))
        of_all, of_right = (
            part / part.sum(axis=1, keepdims=True) for part in (chances, chances * np.nan_to_num(right))
        )
        mean = np.einsum("qc,qcv->qv", of_all, choices)
        gradient = np.einsum("qc,qcv->v", of_right, choices) - mean.sum(axis=0) - ridge @ fitted
        curvature = np.einsum("qc,qcv,qcw->vw", of_all, choices, choices, optimize=True) - mean.T @ mean + ridge
        fitted += np.linalg.solve(curvature, gradient)
    return np.asarray(fitted[:-1] / spread, dtype=np.float64)


def _choices(read: Sequence[Sequence[Example]]) -> tuple[Floats, Floats, Floats]:
    """Give what each question chooses from: its examples in scaled values, then none.

    Returns:
        The choices' values, (questions, choices, values + 1), the last of them 1 for none; whether each is right,
        (questions, choices), NaN where there is no such choice; and each value's spread.
    """
    spread = np.array([example.seen for found in read for example in found], dtype=np.float64).std(axis=0) + 1e-9
    most = max(map(len, read))
    choices, right = np.zeros((len(read), most + 1, len(spread) + 1)), np.full((len(read), most + 1), np.nan)
    for question, found in enumerate(read):
        choices[question, : len(found), :-1] = np.array([example.seen for example in found]) / spread
        right[question, : len(found)] = [example.holds for example in found]
    choices[:, -1, -1] = 1.0
    right[:, -1] = ~np.any(np.nan_to_num(right) > 0, axis=1)
    return choices, right, spread


def cross_validated(read: Sequence[Sequence[Example]], fit: Fit, folds: int = FOLDS) -> list[list[float]]:
    """Give each example's probability by a fit on the questions of the other folds."""
    probabilities: list[list[float]] = [[] for _ in read]
    for fold in range(folds):
        intercept, slopes = fit([found for place, found in enumerate(read) if place % folds != fold])
        for place in range(fold, len(read), folds):
            values = np.array([example.seen for example in read[place]]).reshape(-1, len(slopes))
            probabilities[place] = (1 / (1 + np.exp(-(intercept + values @ slopes)))).tolist()
    return probabilities


def examples_of(seen: Mapping[str, Scores], claim: Claim, holds: Sequence[bool]) -> list[Example]:
    """Give an example of each thing seen: the values that the claim is told by, and whether it holds."""
    return [
        Example(seen=tuple(float(seen[name][place]) for name in SLOPES[claim]), holds=is_right)
        for place, is_right in enumerate(holds)
    ]
