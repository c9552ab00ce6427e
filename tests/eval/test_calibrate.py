"""The fit behind the calibrated probabilities."""

import numpy as np

from eval.calibrate import Example, logistic_regression


def test_fit_gives_back_the_regression_that_drew_the_examples() -> None:
    rng = np.random.default_rng(7)
    seen = rng.normal(size=(20_000, 2))
    holds = rng.random(20_000) < 1 / (1 + np.exp(-(-0.5 + 2.0 * seen[:, 0] - 1.0 * seen[:, 1])))
    examples = [Example(seen=(a, b), holds=bool(h)) for (a, b), h in zip(seen.tolist(), holds.tolist(), strict=True)]
    intercept, slopes = logistic_regression(examples)
    np.testing.assert_allclose([intercept, *slopes], [-0.5, 2.0, -1.0], atol=0.1)


def test_one_value_that_parts_nothing_gives_the_share_that_holds() -> None:
    examples = [Example(seen=(1.0,), holds=place < 3) for place in range(4)]
    intercept, slopes = logistic_regression(examples)
    assert abs(1 / (1 + np.exp(-(intercept + slopes[0]))) - 0.75) < 1e-6
