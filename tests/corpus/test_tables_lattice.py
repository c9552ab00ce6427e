"""Reading left to right through columns, against every way there is, counted one by one."""

import itertools
import math
import random

import pytest

from corpus.structure.lattice import Arc, Ways

COLUMNS = 4
Way = tuple[tuple[int, bool], ...]


def _ways(arcs: list[Arc]) -> list[Way]:
    """Every way through the columns: never back, and beginning inside a line only after a beginning."""
    ways = []
    for columns in itertools.product(range(COLUMNS), repeat=len(arcs)):
        path = (0, *columns)
        if all(a <= b for a, b in itertools.pairwise(path)):
            way = tuple((c, n == 0 or path[n - 1] != c) for n, c in enumerate(path))
            if all(way[n][1] for n, arc in enumerate(arcs) if arc.needs_border_before and way[n + 1][1]):
                ways.append(way)
    return ways


def _score(way: Way, units: list[list[float]], arcs: list[Arc]) -> float:
    score = sum(units[n][column] for n, (column, _) in enumerate(way))
    for (before, _), (column, begins), arc in zip(way, way[1:], arcs, strict=False):
        score += arc.begin(before, column) if begins else arc.stays
    return score


def _random_row(seed: int) -> tuple[list[list[float]], list[Arc]]:
    rng = random.Random(seed)
    n = rng.randint(2, 6)
    units = [[rng.gauss(0, 2) for _ in range(COLUMNS)] for _ in range(n)]
    arcs = [
        Arc(
            stays=rng.gauss(0, 1),
            begins=tuple(rng.gauss(0, 1) for _ in range(COLUMNS)),
            has_gap=rng.random() < 0.3,
            needs_border_before=rng.random() < 0.3,
        )
        for _ in range(n - 1)
    ]
    return units, arcs


@pytest.mark.parametrize("seed", range(30))
def test_places_are_those_of_the_best_of_all_ways(seed: int) -> None:
    units, arcs = _random_row(seed)
    best = max(_ways(arcs), key=lambda way: _score(way, units, arcs))
    assert [(placed.column, placed.begins) for placed in Ways(units, arcs).place()] == list(best)


@pytest.mark.parametrize("seed", range(30))
def test_certainty_is_the_share_of_all_ways(seed: int) -> None:
    units, arcs = _random_row(seed)
    weights = {way: math.exp(_score(way, units, arcs)) for way in _ways(arcs)}
    total = sum(weights.values())
    read = Ways(units, arcs)
    for n, (placed, shares) in enumerate(zip(read.place(), read.shares(), strict=True)):
        expected = {
            state: sum(weight for way, weight in weights.items() if way[n] == state) / total
            for state in itertools.product(range(COLUMNS), (True, False))
        }
        assert shares.begins == pytest.approx(tuple(expected[column, True] for column in range(COLUMNS)))
        assert shares.stays == pytest.approx(tuple(expected[column, False] for column in range(COLUMNS)))
        assert placed.certainty == pytest.approx(expected[placed.column, True] + expected[placed.column, False])


def _all_ways(units: list[list[float]], arcs: list[Arc]) -> float:
    return math.log(sum(math.exp(_score(way, units, arcs)) for way in _ways(arcs)))


@pytest.mark.parametrize("seed", range(30))
def test_two_sequences_are_weighed_against_one_at_every_unit(seed: int) -> None:
    units, arcs = _random_row(seed)
    rng = random.Random(-1 - seed)
    closings = [[rng.gauss(0, 1) for _ in range(COLUMNS)] for _ in arcs]
    expected = []
    for n, closing in enumerate(closings, start=1):
        last = [score + close for score, close in zip(units[n - 1], closing, strict=True)]
        first = _all_ways([*units[: n - 1], last], arcs[: n - 1])
        expected.append(first + _all_ways(units[n:], arcs[n:]) - _all_ways(units, arcs))
    assert Ways(units, arcs).parted(closings) == pytest.approx(expected)


def test_a_gap_makes_skipping_a_column_free() -> None:
    with_gap = Arc(stays=0.0, begins=(0.0,) * COLUMNS, has_gap=True, needs_border_before=False)
    without = Arc(stays=0.0, begins=(0.0,) * COLUMNS, has_gap=False, needs_border_before=False)
    assert (with_gap.begin(0, 3), without.begin(0, 1)) == (0.0, 0.0)
    assert with_gap.begin(0, 1) < 0.0
    assert without.begin(0, 3) < with_gap.begin(0, 1)
