"""Calibrated confidences: logistic regressions from the signals of a candidate to a probability.

The numbers in calibration.toml are fitted by `python -m eval calibrate` on the `tune` half of the judged questions and
on the practice questions.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

import numpy as np

from service.search.candidates import Scores

CALIBRATION_FILE = Path(__file__).parent / "calibration.toml"

# Of evidence; what speaks more against a claim is as improbable, and beyond what the exponential is known of.
_LEAST = -80.0


class Claim(StrEnum):
    """What a probability is of."""

    TOPIC = "topic"  # the collection tells of the question's topic at all
    PASSAGE = "passage"  # a passage is about the question, given that the collection tells of its topic
    FACT = "fact"  # the words that the reader marks in a passage answer a fact question
    COMPARABLE = "comparable"  # an initiative is comparable with another


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """A logistic regression: the probability is 1 / (1 + exp(-(intercept + the sum of slope times value)))."""

    intercept: float
    slopes: Mapping[str, float]

    def probability(self, values: Mapping[str, Scores]) -> Scores:
        """Give a probability for each candidate, shape (n,), from arrays of that shape named as the slopes are."""
        evidence = self.intercept + sum(slope * values[name] for name, slope in self.slopes.items())
        return np.asarray(1 / (1 + np.exp(-np.maximum(evidence, _LEAST))), dtype=np.float32)


@lru_cache(maxsize=1)
def calibrations() -> Mapping[Claim, Calibration]:
    """Give the fitted regressions."""
    tables = tomllib.loads(CALIBRATION_FILE.read_text(encoding="utf-8"))
    return {claim: Calibration(intercept=tables[claim]["intercept"], slopes=tables[claim]["slopes"]) for claim in Claim}
