"""Scores that mean something: logistic regressions from parts to probabilities, fitted on judged questions."""

from collections.abc import Mapping

import numpy as np

from service.candidates import Scores

# Intercept and slopes of the regression behind `probability`.
INTERCEPT = -8.0
SLOPES: Mapping[str, float] = {"soft": 8.0, "cosine": 5.0, "lexical": 1.0}


def probability(parts: Mapping[str, Scores]) -> Scores:
    """Give the probability that each candidate is about its question, 0 to 1."""
    evidence = INTERCEPT + sum(slope * parts[name] for name, slope in SLOPES.items())
    probabilities: Scores = (1 / (1 + np.exp(-evidence))).astype(np.float32)
    return probabilities
