"""Reading left to right through columns, against every way there is, counted one by one."""

import itertools
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest

from corpus.structure.lattice import Arcs, Ways

COLUMNS = 4
Way = tuple[tuple[int, bool], ...]


@dataclass(frozen=True)
class Row:
    """What the units of a sequence score, and the steps to them; that to the first counts nothing."""

    units: list[list[float]]
    stays: list[float]
    begins: list[list[float]]
    has_gap: list[bool]
    needs_border_before: list[bool]

    def arcs(self) -> Arcs:
        return Arcs(
            stays=np.array(self.stays),
            begins=np.array(self.begins),
            has_gap=np.array(self.has_gap),
            needs_border_before=np.array(self.needs_border_before),
        )

    def part(self, span: slice) -> "Row":
        return Row(*(value[span] for value in vars(self).values()))


def random_row(seed: int) -> Row:
    rng = random.Random(seed)
    n = rng.randint(2, 6)
    return Row(
        units=[[rng.gauss(0, 2) for _ in range(COLUMNS)] for _ in range(n)],
        stays=[rng.gauss(0, 1) for _ in range(n)],
        begins=[[rng.gauss(0, 1) for _ in range(COLUMNS)] for _ in range(n)],
        has_gap=[rng.random() < 0.3 for _ in range(n)],
        needs_border_before=[rng.random() < 0.3 for _ in range(n)],
    )


def weighed(rows: Sequence[Row]) -> Ways:
    fields = zip(*(vars(row).values() for row in rows), strict=True)
    together = Row(*(list(itertools.chain(*values)) for values in fields))
    return Ways(np.array(together.units), together.arcs(), [len(row.units) for row in rows])


def all_ways(row: Row) -> list[Way]:
    """Every way through the columns: never back, and beginning inside a line only after a beginning."""
    ways = []
    for columns in itertools.product(range(COLUMNS), repeat=len(row.units) - 1):
        path = (0, *columns)
        if all(a <= b for a, b in itertools.pairwise(path)):
            way = tuple((c, n == 0 or path[n - 1] != c) for n, c in enumerate(path))
            needing = [n for n in range(1, len(way)) if row.needs_border_before[n] and way[n][1]]
            if all(way[n - 1][1] for n in needing):
                ways.append(way)
    return ways


def score(way: Way, row: Row) -> float:
    moves = row.arcs().moves()
    total = sum(row.units[n][column] for n, (column, _) in enumerate(way))
    for n, ((before, _), (column, begins)) in enumerate(itertools.pairwise(way), start=1):
        total += float(moves[n, before, column]) if begins else row.stays[n]
    return total


def whole(row: Row) -> float:
    return math.log(sum(math.exp(score(way, row)) for way in all_ways(row)))


@pytest.mark.parametrize("seed", range(30))
def test_places_are_those_of_the_best_of_all_ways(seed: int) -> None:
    row = random_row(seed)
    best = max(all_ways(row), key=lambda way: score(way, row))
    assert [(placed.column, placed.begins) for placed in weighed([row]).place(0)] == list(best)


@pytest.mark.parametrize("seed", range(30))
def test_certainty_is_the_share_of_all_ways(seed: int) -> None:
    row = random_row(seed)
    weights = {way: math.exp(score(way, row)) for way in all_ways(row)}
    total = sum(weights.values())
    ways = weighed([row])
    for n, placed in enumerate(ways.place(0)):
        expected = {
            state: sum(weight for way, weight in weights.items() if way[n] == state) / total
            for state in itertools.product(range(COLUMNS), (True, False))
        }
        assert ways.shares.begun[n] == pytest.approx([expected[column, True] for column in range(COLUMNS)])
        assert ways.shares.stayed[n] == pytest.approx([expected[column, False] for column in range(COLUMNS)])
        assert placed.certainty == pytest.approx(expected[placed.column, True] + expected[placed.column, False])


@pytest.mark.parametrize("seed", range(30))
def test_two_sequences_are_weighed_against_one_at_every_unit(seed: int) -> None:
    row = random_row(seed)
    closings = np.random.default_rng(seed).normal(size=(len(row.units) - 1, COLUMNS))
    expected = []
    for n, closing in enumerate(closings, start=1):
        first = row.part(slice(n))
        first.units[-1] = [score + close for score, close in zip(first.units[-1], closing, strict=True)]
        expected.append(whole(first) + whole(row.part(slice(n, None))) - whole(row))
    assert weighed([row]).parted(0, closings) == pytest.approx(expected)


def test_each_of_many_sequences_is_read_as_if_alone() -> None:
    rows = [random_row(seed) for seed in range(12)]
    together = weighed(rows)
    for place, row in enumerate(rows):
        alone, closings = weighed([row]), np.zeros((len(row.units) - 1, COLUMNS))
        certainties = [placed.certainty for placed in alone.place(0)]
        assert [(p.column, p.begins) for p in together.place(place)] == [(p.column, p.begins) for p in alone.place(0)]
        assert [placed.certainty for placed in together.place(place)] == pytest.approx(certainties)
        assert together.parted(place, closings) == pytest.approx(alone.parted(0, closings))


def test_a_gap_makes_skipping_a_column_free() -> None:
    with_gap, without = Arcs(
        stays=np.zeros(2),
        begins=np.zeros((2, COLUMNS)),
        has_gap=np.array([True, False]),
        needs_border_before=np.zeros(2, dtype=np.bool_),
    ).moves()
    assert (with_gap[0, 3], without[0, 1]) == (0.0, 0.0)
    assert with_gap[0, 1] < 0.0
    assert without[0, 3] < with_gap[0, 1]
