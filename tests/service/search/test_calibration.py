"""Calibrated probabilities."""

import numpy as np
import pytest

from service.search.calibration import Calibration, Claim, calibrations


def test_probability_is_the_logistic_of_the_weighted_sum() -> None:
    calibration = Calibration(intercept=-1.0, slopes={"a": 2.0, "b": 0.5})
    seen = {"a": np.array([0.5, 1.0], dtype=np.float32), "b": np.array([0.0, 2.0], dtype=np.float32)}
    # -1 + 2 * 0.5 = 0 and -1 + 2 + 1 = 2.
    np.testing.assert_allclose(calibration.probability(seen), [0.5, 1 / (1 + np.exp(-2.0))], atol=1e-6)


def test_what_all_speaks_against_is_improbable() -> None:
    calibration = Calibration(intercept=0.0, slopes={"a": 1.0})
    assert calibration.probability({"a": np.array([-1e6, -90.0, 1e6], dtype=np.float32)}) == pytest.approx([0, 0, 1])


@pytest.mark.parametrize(
    ("claim", "speaks_against"),
    [
        # What is rare in a question must come nearer to be known; hits that are all alike are of a topic next to it.
        (Claim.TOPIC, {"strength", "agree"}),
        (Claim.PASSAGE, set()),
        (Claim.COMPARABLE, set()),
    ],
)
def test_what_speaks_for_a_claim_and_what_against_it(claim: Claim, speaks_against: set[str]) -> None:
    assert {name for name, slope in calibrations()[claim].slopes.items() if slope < 0} == speaks_against


def test_a_reader_that_is_surer_of_an_answer_speaks_for_it() -> None:
    assert calibrations()[Claim.FACT].slopes["margin"] > 0
