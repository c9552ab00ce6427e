"""The first stage: what both signals say of each row that one of them finds."""

import numpy as np
import pytest

from indexer.index import Filters, Rows, Scored
from service.asked.reading import read_question
from service.candidates import find_candidates
from service.query import Mode


class Legs:
    """Finds the same whatever is asked, and keeps what it was narrowed to."""

    def __init__(self) -> None:
        self.narrowed: list[Filters] = []

    def allowed(self, filters: Filters) -> Rows | None:
        self.narrowed.append(filters)
        return None

    def dense(self, *_: object) -> Scored:
        return Scored(rows=np.array([2, 0]), scores=np.array([0.9, 0.4], dtype=np.float32))

    def lexical(self, *_: object) -> Scored:
        return Scored(rows=np.array([3, 2]), scores=np.array([5.0, 2.0], dtype=np.float32))


@pytest.mark.parametrize(
    ("mode", "rows", "cosines", "words"),
    [
        (Mode.HYBRID, [0, 2, 3], [0.4, 0.9, 0.4], [0.0, 2.0, 5.0]),
        (Mode.DENSE, [0, 2], [0.4, 0.9], [0.0, 0.0]),
        (Mode.LEXICAL, [2, 3], [0.0, 0.0], [2.0, 5.0]),
    ],
)
def test_a_row_that_a_signal_does_not_find_comes_no_nearer_than_its_last(
    mode: Mode, rows: list[int], cosines: list[float], words: list[float]
) -> None:
    found = find_candidates(Legs(), read_question("film"), Filters(), mode, 10)  # type: ignore[arg-type]
    assert found.rows.tolist() == rows
    assert found.cosines.tolist() == pytest.approx(cosines)
    assert found.words.tolist() == pytest.approx(words)


@pytest.mark.parametrize(
    ("mode", "regions", "narrowed"),
    [
        (Mode.HYBRID, (), [(), ("12",)]),
        (Mode.HYBRID, ("12", "13"), [("12", "13")]),
        (Mode.DENSE, (), [()]),
    ],
)
def test_a_place_that_is_named_is_looked_at_by_itself_unless_regions_are_chosen(
    mode: Mode, regions: tuple[str, ...], narrowed: list[tuple[str, ...]]
) -> None:
    index = Legs()
    find_candidates(index, read_question("film i Skåne"), Filters(regions=regions), mode, 10)  # type: ignore[arg-type]
    assert [filters.regions for filters in index.narrowed] == narrowed


def test_with_a_place_named_the_last_of_both_looks_counts() -> None:
    class Local(Legs):
        def dense(self, *asked: object) -> Scored:
            if self.narrowed[-1].regions:
                return Scored(rows=np.array([1]), scores=np.array([0.2], dtype=np.float32))
            return super().dense(*asked)

    found = find_candidates(Local(), read_question("film i Skåne"), Filters(), Mode.HYBRID, 10)  # type: ignore[arg-type]
    assert (found.rows.tolist(), found.cosines.tolist()) == ([0, 1, 2, 3], pytest.approx([0.4, 0.2, 0.9, 0.2]))
