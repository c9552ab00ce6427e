"""The first stage: what both signals say of each row that one of them finds."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import numpy.typing as npt
import pytest

from indexer.index import Filters, Rows, Scored
from service.asked.reading import read_question
from service.search.candidates import find_candidates
from service.search.query import Mode
from tests.service.samples import make_index, make_passages


class Fields:
    """Rows whose field shows what someone does, but for some."""

    def __init__(self, *others: int) -> None:
        self._others = others

    def is_in(self, _: object, rows: Rows) -> npt.NDArray[np.bool_]:
        return np.isin(rows, self._others)


class Legs:
    """Finds the same whatever is asked, and keeps what it was narrowed to."""

    def __init__(self, *goals: int) -> None:
        self.narrowed: list[Filters] = []
        self.columns = SimpleNamespace(fields=Fields(*goals))

    def allowed(self, filters: Filters) -> Rows | None:
        self.narrowed.append(filters)
        return None

    def dense(self, *_: object) -> Scored:
        return Scored(rows=np.array([2, 0]), scores=np.array([0.9, 0.4], dtype=np.float32))

    def lexical(self, *_: object) -> Scored:
        return Scored(rows=np.array([3, 2]), scores=np.array([5.0, 2.0], dtype=np.float32))


@pytest.mark.parametrize(
    ("mode", "rows", "cosines", "lexical"),
    [
        (Mode.HYBRID, [0, 2, 3], [0.4, 0.9, 0.4], [0.0, 0.4, 1.0]),
        (Mode.DENSE, [0, 2], [0.4, 0.9], [0.0, 0.0]),
        (Mode.LEXICAL, [2, 3], [0.0, 0.0], [0.4, 1.0]),
    ],
)
def test_a_row_that_a_signal_does_not_find_comes_no_nearer_than_its_last(
    mode: Mode, rows: list[int], cosines: list[float], lexical: list[float]
) -> None:
    found = find_candidates(Legs(), read_question("film"), Filters(), mode, 10)  # type: ignore[arg-type]
    assert found.rows.tolist() == rows
    assert found.cosines.tolist() == pytest.approx(cosines)
    assert found.lexical.tolist() == pytest.approx(lexical)


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


@pytest.mark.parametrize(("question", "texts"), [("film 2028", {"plan"}), ("film 2022", {"told"}), ("film", None)])
def test_a_year_is_looked_for_in_its_reports_and_in_what_names_it(question: str, texts: set[str] | None) -> None:
    film, plan = make_passages()[3], make_passages()[-1]
    made = [replace(film, id="told", text="Film 2022 gav sju filmer."), replace(plan, id="plan", text="Film behövs.")]
    index = make_index(made)
    found = find_candidates(index, read_question(question), Filters(), Mode.HYBRID, 20)
    ids = {passage.id for passage in index.passages(found.rows.tolist())}
    if texts is None:
        assert {"told", "plan", film.id} <= ids
    else:
        assert texts <= ids
        assert film.id not in ids
        assert not ({"told", "plan"} - texts) & ids


def test_with_a_place_named_the_last_of_both_looks_counts() -> None:
    class Local(Legs):
        def dense(self, *asked: object) -> Scored:
            if self.narrowed[-1].regions:
                return Scored(rows=np.array([1]), scores=np.array([0.2], dtype=np.float32))
            return super().dense(*asked)

    found = find_candidates(Local(), read_question("film i Skåne"), Filters(), Mode.HYBRID, 10)  # type: ignore[arg-type]
    assert (found.rows.tolist(), found.cosines.tolist()) == ([0, 1, 2, 3], pytest.approx([0.4, 0.2, 0.9, 0.2]))


@pytest.mark.parametrize(
    ("mode", "goals", "lead"),
    [
        (Mode.HYBRID, (), 2),
        (Mode.HYBRID, (2,), 0),  # a goal shows nothing that is done
        (Mode.HYBRID, (0, 2), None),
        (Mode.LEXICAL, (), 3),
    ],
)
def test_the_lead_is_the_nearest_row_that_may_show_something(
    mode: Mode, goals: tuple[int, ...], lead: int | None
) -> None:
    found = find_candidates(Legs(*goals), read_question("film"), Filters(), mode, 10)  # type: ignore[arg-type]
    assert found.lead == lead


def test_the_lead_is_the_same_whatever_a_search_is_narrowed_to() -> None:
    index, question = make_index(), read_question("validering av vuxnas kunskaper")
    leads = {
        find_candidates(index, question, filters, Mode.HYBRID, 10).lead
        for filters in (Filters(), Filters(regions=("10",)), Filters(regions=("20",), years=(2023,)))
    }
    assert len(leads) == 1
    assert leads != {None}
