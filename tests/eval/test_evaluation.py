from dataclasses import replace
from pathlib import Path

import pytest

from eval.errors import RunFileError
from eval.measure.evaluation import evaluate, evaluate_run
from eval.measure.figures import ALL_FIGURES, AURC, best, read
from eval.systems.generic import GenericSystem
from eval.systems.ours import OurSystem, our_systems, regions_of_hits
from eval.systems.run import make_run
from eval.truth.judged import QuestionKind
from eval.truth.qrels import write_tellings
from service.search.query import Mode, Unit
from tests.eval.made_up import (
    FILM,
    FILM_TWIN,
    QUESTIONS,
    Oracle,
    Silent,
    evidence,
    make_question,
    make_truth,
    no_progress,
)
from tests.service.samples import make_index


def test_a_system_that_knows_the_answers_has_the_best_value_of_every_figure() -> None:
    truth = make_truth()
    evaluation = evaluate(Oracle(truth), truth, no_progress)
    values = {f.label: reading.value for f in ALL_FIGURES if (reading := read(f, evaluation)) is not None}
    costs = {figure.label: 0.0 for figure in ALL_FIGURES if figure.is_cost}
    # Of the two attempts, a fact and an unanswerable one, the latter is never right: risks 0 and 1/2.
    assert values == dict.fromkeys(values, 1.0) | costs | {AURC.label: 0.25}


def test_a_system_that_returns_nothing_has_0() -> None:
    truth = make_truth()
    evaluation = evaluate(Silent(truth), truth, no_progress)
    values = {f.label: reading.value for f in ALL_FIGURES if (reading := read(f, evaluation)) is not None}
    assert values == dict.fromkeys(values, 0.0) | {AURC.label: 1.0}


def test_variants_are_measured_apart() -> None:
    truth = make_truth()
    evaluation = evaluate(Oracle(truth), truth, no_progress)
    assert evaluation.values["topical"]["nDCG@10"] == {"t1": 1.0}
    assert evaluation.values["topical.dotless"]["nDCG@10"] == {"t1.dotless": 1.0}


def test_an_initiative_told_by_two_regions_counts_once_in_a_run() -> None:
    """Both tellings are found, and the second takes no place: what follows them stands on rank 2."""
    question = make_question(
        "t2", QuestionKind.TOPICAL, "film", evidence=(evidence("Skåne", FILM), evidence("Värmland", FILM_TWIN))
    )
    truth = make_truth([question])
    units = [s.unit or "" for s in truth.stretches if s.text in (FILM, FILM_TWIN)]
    assert len(units) == len(set(units)) == 2
    assert list(truth.judgements.units["t2"].values()) == [2]

    class Both(Silent):
        def search(self, topics: object, unit: Unit, progress: object):  # type: ignore[no-untyped-def]
            return make_run("both", {"t2": [(units[0], 3.0), (units[1], 2.0), ("other", 1.0)]})

    run = evaluate(Both(truth), truth, no_progress).runs[QuestionKind.TOPICAL]
    assert run.ids("t2") == [truth.same(units[0]), "other"]


def test_a_run_file_is_measured_on_the_topics_it_holds() -> None:
    truth = make_truth()
    oracle = Oracle(truth)
    run = evaluate(oracle, truth, no_progress).runs[QuestionKind.TOPICAL]
    kept = replace(run, rankings={"t1": run.rankings["t1"]})
    assert evaluate_run(kept, truth, oracle).values == {
        "topical": evaluate(oracle, truth, no_progress).values["topical"]
    }


def test_a_run_file_of_the_api_is_measured_as_the_server_is(tmp_path: Path) -> None:
    question = make_question(
        "t2", QuestionKind.TOPICAL, "film", evidence=(evidence("Skåne", FILM), evidence("Värmland", FILM_TWIN))
    )
    truth = make_truth([question])
    units = [s.unit or "" for s in truth.stretches if s.text in (FILM, FILM_TWIN)]
    # What the qrels do not name: the telling that another stands for.
    (other,) = (unit for unit in units if truth.same(unit) != unit)
    run = make_run("insatskartan-hybrid", {"t2": [(other, 1.0), (truth.same(other), 1 / 2)]})
    measured = evaluate_run(run, truth, Oracle(truth)).values["topical"]
    assert (measured["nDCG@10"], measured["RR@10"]) == ({"t2": 1.0}, {"t2": 1.0})
    write_tellings(truth.same, truth.stretches, tmp_path / "tellings.tsv")
    assert f"{other}\t{truth.same(other)}\n" in (tmp_path / "tellings.tsv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("rankings", "named"),
    [
        ({"x1": [("a", 1.0)]}, "none of its topics, such as 'x1', is asked; expected such as t1"),
        ({"t1": [("a", 1.0)]}, "the index has none of its ids, such as 'a'"),
    ],
)
def test_a_run_of_other_questions_or_another_index_is_refused(
    rankings: dict[str, list[tuple[str, float]]], named: str
) -> None:
    truth = make_truth()
    with pytest.raises(RunFileError, match=f"run 'theirs': {named}"):
        evaluate_run(make_run("theirs", rankings), truth, Oracle(truth))


def test_our_systems_find_what_is_asked() -> None:
    index, truth = make_index(), make_truth()
    lexical, dense, hybrid = our_systems(index)
    assert [system.name for system in (lexical, dense, hybrid)] == ["lexical", "dense", "hybrid"]
    for system in (lexical, dense, hybrid):
        evaluation = evaluate(system, truth, no_progress)
        assert evaluation.values["fact"]["RR@10"] == {"f1": 1.0}
        assert set(evaluation.replies) == {"r1", "f1", "u1"}


def test_with_one_signal_the_other_finds_nothing() -> None:
    """No passage holds the word, so words alone find nothing; vectors are near something all the same."""
    index = make_index()
    topics = {"t": "zebra"}
    lexical, dense = (OurSystem(index, mode) for mode in (Mode.LEXICAL, Mode.DENSE))
    assert lexical.search(topics, Unit.PASSAGE, no_progress).ids("t") == []
    assert len(dense.search(topics, Unit.PASSAGE, no_progress).ids("t")) > 0


def test_comparable_initiatives_are_those_of_other_regions() -> None:
    index, truth = make_index(), make_truth()
    source = truth.judgements.sources["c1"]
    owners = {stretch.unit: stretch.region for stretch in truth.stretches}
    for system in (OurSystem(index, Mode.HYBRID), GenericSystem(index, truth.stretches)):
        found = system.similar({"c1": source}, no_progress).ids("c1")
        assert source.unit not in found
        assert "12" not in {owners[unit] for unit in found}


def test_the_generic_system_answers_with_the_regions_of_its_hits_and_with_nothing_else() -> None:
    index, truth = make_index(), make_truth()
    evaluation = evaluate(GenericSystem(index, truth.stretches), truth, no_progress)
    assert set(evaluation.replies) == {"r1"}
    assert "accuracy" not in evaluation.values["fact"]
    assert evaluation.risk is None


def test_regions_read_off_a_ranking_are_those_of_the_first_hits() -> None:
    truth = make_truth()
    by_region = {stretch.region: stretch for stretch in truth.stretches}
    hits = [by_region[code] for code in ("12", "20", "12", None, "10")]
    reply = regions_of_hits(hits, claimed=3)
    assert reply.ranked == ("Skåne", "Dalarna", "Blekinge")
    assert reply.claimed == {"Skåne", "Dalarna"}


def test_the_best_of_a_cost_is_the_smallest() -> None:
    truth = make_truth()
    evaluations = [evaluate(system, truth, no_progress) for system in (Oracle(truth), Silent(truth))]
    by_label = {figure.label: figure for figure in ALL_FIGURES}
    assert best(by_label["topical nDCG@10"], evaluations) == 1
    assert best(AURC, evaluations) == 0.25
    assert best(by_label["topical nDCG@10, typo"], evaluations) is None


def test_questions_without_variants_are_all_measured() -> None:
    assert {question.kind for question in QUESTIONS} == set(QuestionKind)


@pytest.mark.parametrize("system", [Oracle, Silent])
def test_an_unanswerable_question_that_is_refused_is_no_false_answer(system: type) -> None:
    truth = make_truth()
    assert evaluate(system(truth), truth, no_progress).values["unanswerable"]["false answers"] == {"u1": 0.0}
