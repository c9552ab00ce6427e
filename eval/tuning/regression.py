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
