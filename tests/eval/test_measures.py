"""Every value is worked out by hand, or is trec_eval's own."""

import random
from math import log2
from pathlib import Path

import pytest
import pytrec_eval

from eval.measure.measures import mean, ranking_measures, recall_at
from eval.systems.run import Run, make_run, read_run, write_run
from eval.truth.qrels import Qrels, write_qrels

QRELS = {"t": {"a": 3, "b": 1, "c": 2}}


def run_of(*ids: str) -> Run:
    return make_run("x", {"t": [(id_, float(-rank)) for rank, id_ in enumerate(ids)]})


def test_ndcg_has_linear_gain() -> None:
    values = ranking_measures(QRELS, run_of("b", "x", "a"))
    found = 1 / log2(2) + 3 / log2(4)
    best = 3 / log2(2) + 2 / log2(3) + 1 / log2(4)
    assert values["nDCG@10"]["t"] == pytest.approx(found / best)


def test_the_other_measures_of_one_ranking() -> None:
    values = {name: value["t"] for name, value in ranking_measures(QRELS, run_of("x", "a", "y", "b")).items()}
    assert values["RR@10"] == 1 / 2
    assert values["AP"] == pytest.approx((1 / 2 + 2 / 4) / 3)
    assert values["R@10"] == values["R@100"] == pytest.approx(2 / 3)
    assert values["Success@5"] == 1
    assert values["Judged@10"] == 2 / 4


def test_recall_is_over_at_most_k() -> None:
    grades = {str(number): 1 for number in range(20)}
    assert recall_at(10, [str(number) for number in range(10)], grades) == 1
    assert recall_at(10, ["0", "1"], grades) == 2 / 10
    assert recall_at(10, ["a", "b"], {"a": 1, "b": 2, "c": 1}) == pytest.approx(2 / 3)


def test_grade_0_is_judged_and_not_relevant() -> None:
    assert recall_at(10, ["a", "b"], {"a": 0, "b": 1}) == 1
    assert recall_at(10, ["a"], {"a": 0}) == 0


def test_a_topic_without_results_or_without_relevant_ones_has_0_and_counts() -> None:
    values = ranking_measures({"t": {"a": 1}, "lost": {}, "silent": {"a": 1}}, run_of("a"))
    for name in ("nDCG@10", "RR@10", "R@10"):
        assert values[name] == {"t": 1, "lost": 0, "silent": 0}
        assert mean(values[name]) == pytest.approx(1 / 3)


def some_run(seed: int) -> tuple[Qrels, Run]:
    """Give judgements and a run with many equal scores, as a careless system makes."""
    rng = random.Random(seed)
    ids = [f"d{number}" for number in range(200)]
    qrels = {f"t{n}": {id_: rng.randint(1, 3) for id_ in rng.sample(ids, rng.randint(1, 30))} for n in range(8)}
    found = {
        topic: sorted(((id_, rng.randint(0, 20) / 7) for id_ in rng.sample(ids, 120)), key=lambda pair: -pair[1])
        for topic in qrels
    }
    return qrels, make_run("some", found)


@pytest.mark.parametrize("seed", range(5))
def test_exported_files_give_the_same_numbers_in_trec_eval(tmp_path: Path, seed: int) -> None:
    qrels, run = some_run(seed)
    write_qrels(qrels, tmp_path / "qrels")
    write_run(run, tmp_path / "run")
    ours = ranking_measures(qrels, read_run(tmp_path / "run"))
    with (tmp_path / "qrels").open() as file:
        judged = pytrec_eval.parse_qrel(file)
    with (tmp_path / "run").open() as file:
        scores = pytrec_eval.parse_run(file)
    cut = {
        topic: dict(sorted(found.items(), key=lambda pair: pair[1], reverse=True)[:10])
        for topic, found in scores.items()
    }
    whole = pytrec_eval.RelevanceEvaluator(judged, {"ndcg_cut.10", "map", "recall.100", "success.5"}).evaluate(scores)
    first = pytrec_eval.RelevanceEvaluator(judged, {"recip_rank"}).evaluate(cut)
    for topic in qrels:
        assert ours["nDCG@10"][topic] == pytest.approx(whole[topic]["ndcg_cut_10"])
        assert ours["AP"][topic] == pytest.approx(whole[topic]["map"])
        assert ours["R@100"][topic] == pytest.approx(whole[topic]["recall_100"])
        assert ours["Success@5"][topic] == whole[topic]["success_5"]
        assert ours["RR@10"][topic] == pytest.approx(first[topic]["recip_rank"])


def test_random_rankings_score_as_theory_says() -> None:
    """With 10 relevant of 100 in random order a tenth of the first ten is relevant, so R@10 has mean 0.1."""
    rng = random.Random(1)
    ids = [str(number) for number in range(100)]
    qrels = {str(topic): dict.fromkeys(rng.sample(ids, 10), 1) for topic in range(400)}
    run = make_run("random", {t: [(id_, 0.0) for id_ in rng.sample(ids, 100)] for t in qrels})
    values = ranking_measures(qrels, run)
    assert mean(values["R@10"]) == pytest.approx(0.1, abs=0.015)
    assert mean(values["nDCG@10"]) == pytest.approx(0.1, abs=0.015)
    assert mean(values["Success@5"]) == pytest.approx(1 - 0.9**5, abs=0.07)
    assert mean(values["R@100"]) == 1


def test_returning_more_after_the_first_ten_changes_no_measure_at_ten() -> None:
    few, many = run_of(*"abxyzuvwpq"), run_of(*"abxyzuvwpq", *map(str, range(500)), "c")
    less, more = ranking_measures(QRELS, few), ranking_measures(QRELS, many)
    for name in ("nDCG@10", "R@10", "RR@10", "Success@5", "Judged@10", "R@100"):
        assert less[name] == more[name]


def test_returning_nothing_scores_0() -> None:
    values = ranking_measures(QRELS, make_run("silent", {"t": []}))
    assert {name: value["t"] for name, value in values.items()} == dict.fromkeys(values, 0)
