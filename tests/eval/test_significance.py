import random

import pytest

from eval.measure.significance import bootstrap_interval, randomisation_test


def test_three_equal_differences_have_p_a_quarter() -> None:
    """Of the 8 choices of signs, +++ and --- give as large a sum."""
    assert randomisation_test([0.1, 0.1, 0.1]) == 2 / 8


def test_one_difference_says_nothing() -> None:
    assert randomisation_test([0.7]) == 1


def test_differences_of_0_change_nothing() -> None:
    assert randomisation_test([0.1, 0.1, 0.1, 0, 0, 0]) == 2 / 8
    assert randomisation_test([0, 0]) == 1


def test_unequal_differences_by_hand() -> None:
    """|sums| of +-3 +-2 +-1 are 6, 4, 2, 0, each twice: the observed 4 is reached by 4 of 8."""
    assert randomisation_test([3, 2, -1]) == 4 / 8


def test_a_clear_difference_over_many_questions_has_a_small_p() -> None:
    """2 of 2 ** 40 choices are as large: no random choice is, so only the observed one counts."""
    assert randomisation_test([0.2] * 40, swaps=999) == 1 / 1000


def test_the_estimate_agrees_with_the_exact_value() -> None:
    rng = random.Random(3)
    differences = [rng.gauss(0.2, 0.5) for _ in range(13)]
    exact = randomisation_test(differences)
    estimate = randomisation_test([*differences, 1e-9], swaps=20_000)  # one more, so that signs are drawn
    assert estimate == pytest.approx(exact, abs=0.012)


def test_equal_values_have_no_width() -> None:
    assert bootstrap_interval([0.25] * 9) == (0.25, 0.25)
    assert bootstrap_interval([]) == (0, 0)


def test_the_interval_of_coin_tosses_is_the_normal_one() -> None:
    """100 tosses, half heads: 0.5 +- 1.96 * sqrt(0.25 / 100) = 0.402 to 0.598."""
    low, high = bootstrap_interval([0.0, 1.0] * 50)
    assert low == pytest.approx(0.402, abs=0.015)
    assert high == pytest.approx(0.598, abs=0.015)
