"""How far a mean can be trusted: bootstrap intervals and the paired randomisation test."""

from collections.abc import Sequence

import numpy as np

DRAWS = 2000
SWAPS = 10_000
SEED = 2023
# Up to here all ways to swap are tried, and the p-value is exact.
EXACT_UP_TO = 13


def bootstrap_interval(values: Sequence[float], *, draws: int = DRAWS, seed: int = SEED) -> tuple[float, float]:
    """Give the 95 % percentile interval of the mean, from samples of as many values drawn with replacement.

    Returns:
        Its ends; (0, 0) without values.
    """
    if not values:
        return 0.0, 0.0
    data = np.asarray(values, dtype=np.float64)
    chosen = np.random.default_rng(seed).integers(len(data), size=(draws, len(data)))
    low, high = np.quantile(data[chosen].mean(axis=1), [0.025, 0.975])
    return float(low), float(high)


def randomisation_test(differences: Sequence[float], *, swaps: int = SWAPS, seed: int = SEED) -> float:
    """Give the two-sided p-value of paired differences: how often as large a mean arises when signs are chance.

    With few differences other than 0 every choice of signs is counted and the value is exact; else it is estimated
    from random choices, the one observed included.

    Source:
        Smucker, Allan and Carterette (CIKM 2007), doi:10.1145/1321440.1321528.
    """
    data = np.array([value for value in differences if value != 0], dtype=np.float64)
    if not len(data):
        return 1.0
    observed = abs(data.sum()) - 1e-12  # sums in another order may differ in the last bit
    if len(data) <= EXACT_UP_TO:
        bits = np.arange(2 ** len(data))[:, None] >> np.arange(len(data)) & 1
        return float(np.mean(np.abs((2 * bits - 1) @ data) >= observed))
    signs = np.random.default_rng(seed).choice([-1, 1], size=(swaps, len(data)))
    as_large = np.sum(np.abs(signs @ data) >= observed)
    return float((as_large + 1) / (swaps + 1))
