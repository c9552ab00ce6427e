"""What is taken out of a search to see what it is worth."""

from dataclasses import replace
from typing import Any

import pytest

from eval.errors import EvalError
from eval.measure.evaluation import Evaluation
from eval.tuning.ablations import ABLATIONS, Ablation, markdown, measure_ablations
from indexer.vectors.fused import FusedEmbedder
from indexer.vectors.loading import DEFAULT_MODEL
from indexer.vectors.static import StaticEmbedder
from service.ranking import RANKING
from tests.conftest import WordEmbedder
from tests.eval.made_up import QUESTIONS, no_progress
from tests.service.samples import make_index

BY_RANKING = [ablation for ablation in ABLATIONS if ablation.model is None]
BY_MODEL = [ablation for ablation in ABLATIONS if ablation.model is not None]


@pytest.mark.parametrize("ablation", BY_RANKING, ids=lambda ablation: ablation.name)
def test_a_part_taken_out_weighs_nothing_and_all_else_stays(ablation: Ablation) -> None:
    before, after = RANKING.weights, ablation.ranking(RANKING)
    [changed] = [name for name, weight in after.weights.items() if weight != before[name]]
    assert after.weights[changed] == 0 < before[changed]
    restored: dict[str, Any] = {{"field": "field_weight"}.get(changed, changed): before[changed]}
    assert replace(after, **restored) == RANKING


@pytest.mark.parametrize("ablation", BY_MODEL, ids=lambda ablation: ablation.name)
def test_one_model_alone_is_not_taken_apart(ablation: Ablation) -> None:
    assert ablation.model is not None
    with pytest.raises(EvalError, match="the model words is one; expected two models fused"):
        ablation.model(WordEmbedder())


def test_each_of_two_models_is_searched_with_alone() -> None:
    reads, words = WordEmbedder(), StaticEmbedder.load(DEFAULT_MODEL / "static")
    fused = FusedEmbedder(reads, words, name="both", weight=0.5)
    assert [ablation.model(fused) for ablation in BY_MODEL if ablation.model] == [reads, words]


def test_a_part_that_is_out_already_is_refused() -> None:
    without = replace(RANKING, lexical=0.0)
    with pytest.raises(EvalError, match="no word index: the ranking is so already"):
        measure_ablations(make_index(), WordEmbedder(), QUESTIONS, no_progress, without)


def test_what_a_part_is_worth_is_told_with_the_interval_of_the_difference() -> None:
    def evaluation(name: str, values: list[float]) -> Evaluation:
        by_topic = {f"f{number}": value for number, value in enumerate(values)}
        return Evaluation(system=name, values={"fact": {"nDCG@10": by_topic}}, runs={}, replies={}, risk=None)

    whole = evaluation("hybrid", [1.0, 1.0, 1.0, 1.0])
    measured = [(whole, evaluation("no-words", [0.5] * 4)), (whole, evaluation("no-order", [1.0, 1.0, 1.0, 0.0]))]
    assert markdown(measured).splitlines() == [
        "|  | fact nDCG@10 |",
        "| --- | ---: |",
        "| whole | 1.000 |",
        # The same loss for each question leaves no doubt; a loss for one of four may be none.
        "| no-words | 0.500 -0.500 [-0.500, -0.500] |",
        "| no-order | 0.750 -0.250 [-0.750, +0.000] |",
    ]
