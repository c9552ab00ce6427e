"""The first of a ranking, equal scores in the order of the index, however few are fetched at a time."""

from collections.abc import Sequence

import numpy as np
import pytest

from indexer.index import Scored
from indexer.ties import EMPTY, first_with_ties_by_row


class Ranking:
    """A ranking whose ties come last row first; keeps how many were asked for."""

    def __init__(self, scores: Sequence[float]) -> None:
        found = np.asarray(scores, dtype=np.float32)
        rows = np.lexsort((-np.arange(len(found)), -found))
        self.found = Scored(rows=rows, scores=found[rows])
        self.asked: list[int] = []

    def fetch(self, n: int) -> Scored:
        self.asked.append(n)
        return Scored(rows=self.found.rows[:n], scores=self.found.scores[:n])


@pytest.mark.parametrize(
    ("scores", "k", "rows", "asked"),
    [
        ([0.9, 0.7, 0.8], 2, [0, 2], [3]),
        # The tie ends before the one more that is fetched.
        ([0.9, 0.9, 0.5, 0.4], 2, [0, 1], [3]),
        # It goes on past it, once and twice.
        ([0.5] * 6, 2, [0, 1], [3, 6]),
        ([0.5] * 20, 2, [0, 1], [3, 6, 12, 20]),
        ([0.9, *[0.5] * 4, 0.1, 0.1, 0.1], 2, [0, 1], [3, 6]),
        # Fewer than are wanted, and none.
        ([0.1, 0.2], 5, [1, 0], [2]),
        ([], 5, [], [0]),
        ([0.5, 0.5], 1, [0], [2]),
    ],
)
def test_ties_come_by_row_and_no_more_is_fetched_than_that_takes(
    scores: list[float], k: int, rows: list[int], asked: list[int]
) -> None:
    ranking = Ranking(scores)
    found = first_with_ties_by_row(ranking.fetch, k, len(scores))
    assert (found.rows.tolist(), ranking.asked) == (rows, asked)
    np.testing.assert_array_equal(found.scores, np.asarray(scores, dtype=np.float32)[rows])


def test_a_ranking_may_find_fewer_than_there_are_rows() -> None:
    ranking = Ranking([0.5, 0.5, 0.5])
    assert first_with_ties_by_row(ranking.fetch, 3, 100).rows.tolist() == [0, 1, 2]
    assert ranking.asked == [4]


@pytest.mark.parametrize("seed", range(20))
def test_it_is_what_sorting_all_would_give(seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.integers(0, 4, size=30) / 4
    k = int(rng.integers(1, 31))
    ranking = Ranking(scores.tolist())
    expected = np.lexsort((np.arange(30), -scores))[:k]
    assert first_with_ties_by_row(ranking.fetch, k, 30).rows.tolist() == expected.tolist()


def test_none_is_neither_row_nor_score() -> None:
    assert (EMPTY.rows.shape, EMPTY.scores.shape) == ((0,), (0,))
    assert (EMPTY.rows.dtype, EMPTY.scores.dtype) == (np.dtype(np.int64), np.dtype(np.float32))
