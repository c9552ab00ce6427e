"""The fit behind the calibrated probabilities."""

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from eval.tuning.calibrate import write_calibration
from eval.tuning.fact_thresholds import fact_calibration, threshold_rows
from eval.tuning.region_thresholds import RegionsSeen, region_rows
from eval.tuning.regression import SLOPES, Example, Floats, choice_slopes, cross_validated, logistic_regression
from service.answer.evidence.weighing import Words
from service.ranking import RANKING
from service.search.calibration import Claim, calibrations


def test_fit_gives_back_the_regression_that_drew_the_examples() -> None:
    rng = np.random.default_rng(7)
    seen = rng.normal(size=(20_000, 2))
    holds = rng.random(20_000) < 1 / (1 + np.exp(-(-0.5 + 2.0 * seen[:, 0] - 1.0 * seen[:, 1])))
    examples = [Example(seen=(a, b), holds=bool(h)) for (a, b), h in zip(seen.tolist(), holds.tolist(), strict=True)]
    intercept, slopes = logistic_regression(examples)
    np.testing.assert_allclose([intercept, *slopes], [-0.5, 2.0, -1.0], atol=0.1)


def test_one_value_that_parts_nothing_gives_the_share_that_holds() -> None:
    examples = [Example(seen=(1.0,), holds=place < 3) for place in range(4)]
    intercept, slopes = logistic_regression(examples)
    assert abs(1 / (1 + np.exp(-(intercept + slopes[0]))) - 0.75) < 1e-6


def test_choices_give_back_the_slopes_that_drew_them() -> None:
    rng = np.random.default_rng(3)
    read = []
    for values in rng.normal(size=(4_000, 4, 2)):
        # The last choice is none of them.
        odds = np.exp([*(values @ [2.0, -1.0]), 0.5])
        chosen = rng.choice(5, p=odds / odds.sum())
        read.append([Example(seen=(a, b), holds=n == chosen) for n, (a, b) in enumerate(values.tolist())])
    np.testing.assert_allclose(choice_slopes(read), [2.0, -1.0], atol=0.1)


def seen(*pairs: tuple[float, bool]) -> list[Example]:
    return [Example(seen=(value,), holds=holds) for value, holds in pairs]


READ = [seen((-1.0, False), (1.0, True)), seen((2.0, False)), [], seen((0.0, True), (0.5, False)), seen((3.0, True))]


def test_no_question_is_judged_by_a_fit_that_saw_it() -> None:
    fitted: list[list[Sequence[Example]]] = []

    def fit(read: Sequence[Sequence[Example]]) -> tuple[float, Floats]:
        fitted.append(list(read))
        return float(len(fitted)), np.array([1.0])

    found = cross_validated(READ, fit, folds=2)
    assert fitted == [[READ[1], READ[3]], [READ[0], READ[2], READ[4]]]
    # The intercept tells which fit judged a question: the first those of even places, the second the others.
    for place, probabilities in enumerate(found):
        evidence = [1 + place % 2 + example.seen[0] for example in READ[place]]
        np.testing.assert_allclose(probabilities, 1 / (1 + np.exp(-np.array(evidence))))


def test_a_threshold_answers_what_its_best_passage_is_sure_enough_of() -> None:
    found = [[0.3, 0.6], [0.7], [], [0.4, 0.45], [0.9]]
    rows = {threshold: told for threshold, *told in threshold_rows(READ, found, n_facts=5)}
    # The first and the last are answered rightly, the fourth by the wrong passage; of the others one is answered.
    assert rows[0.5] == [2 / 3, 1 / 2, 2 / 5]
    assert rows[0.65] == [1 / 3, 1 / 2, 1 / 5]
    assert rows[0.75] == [1 / 3, 0, 1 / 5]


def test_best_passages_answer_as_often_as_they_are_said_to() -> None:
    draw = np.random.default_rng(4)
    read = [
        [Example(seen=(float(a), float(b)), holds=bool(draw.random() < 1 / (1 + np.exp(2 - a)))) for a, b in values]
        for values in draw.normal(size=(400, 5, 2))
    ]
    intercept, slopes = fact_calibration([*read, []])
    whole = choice_slopes(read)
    # One scale for all slopes, so that the order stays.
    np.testing.assert_allclose(slopes / slopes[0], whole / whole[0])
    best = [max(found, key=lambda example: float(slopes @ example.seen)) for found in read]
    said = [1 / (1 + np.exp(-(intercept + float(slopes @ example.seen)))) for example in best]
    assert abs(np.mean(said) - np.mean([example.holds for example in best])) < 1e-6


def test_what_is_fitted_is_what_a_search_reads(tmp_path: Path) -> None:
    fitted = {claim: (0.5, np.arange(1.0, len(names) + 1)) for claim, names in SLOPES.items()}
    write_calibration(fitted, tmp_path / "calibration.toml")
    told = tomllib.loads((tmp_path / "calibration.toml").read_text(encoding="utf-8"))
    assert told.keys() == {claim.value for claim in Claim}
    assert told["passage"] == {"intercept": 0.5, "slopes": {"cosine": 1.0, "soft": 2.0, "relative": 3.0, "alike": 4.0}}
    assert {claim: tuple(calibrations()[claim].slopes) for claim in Claim} == SLOPES


NO_WORDS = Words(held=lambda places: [0.0 for _ in places], in_one_sentence=lambda _: 1.0)


def test_regions_are_given_above_the_threshold_of_topics_that_are_told() -> None:
    right, other = (Example(seen=(1.0, 0.5), holds=True, owner=owner) for owner in ("01", "03"))
    wrong = Example(seen=(0.0, 0.4), holds=False, owner="04")
    ranking = replace(RANKING, topic_threshold=0.5, beside_best=0.0, sure_about=0.0)
    questions = [
        # Each region counts once, by the surest of its passages.
        RegionsSeen(examples=[right, right, other, wrong], n_right=4, topic=0.9, words=NO_WORDS),
        RegionsSeen(examples=[right], n_right=1, topic=0.1, words=NO_WORDS),  # turned down as a whole
        RegionsSeen(examples=[wrong], n_right=0, topic=0.9, words=NO_WORDS),
        RegionsSeen(examples=[wrong], n_right=0, topic=0.1, words=NO_WORDS),
    ]
    found = [[0.1, 0.9, 0.6, 0.3], [0.9], [0.3], [0.9]]
    rows = {row[0]: row[1:] for row in region_rows(questions, found, ranking)}
    # At 0.25 three are given, two of them of four right: F1 4/7; the other question gives none.
    np.testing.assert_allclose(rows[0.25], [2 / 7, 1 / 3, 1 / 4, 1 / 2])
    np.testing.assert_allclose(rows[0.5], [1 / 3, 1 / 2, 1 / 4, 0.0])
    # Beside the best at 0.9 no region at less than two thirds of that is given: 0.6 and 0.3 go.
    beside = {row[0]: row[1:] for row in region_rows(questions, found, replace(ranking, beside_best=0.7))}
    np.testing.assert_allclose(beside[0.25], [1 / 5, 1 / 2, 1 / 8, 1 / 2])
    # Where the best is not sure, and no passage says enough of the question's words, nothing is.
    unsure = replace(ranking, sure_about=0.4, said_enough=0.5)
    assert {row[0]: row[4] for row in region_rows(questions, found, unsure)}[0.25] == 0.0
    said = replace(unsure, said_enough=0.4)
    assert {row[0]: row[4] for row in region_rows(questions, found, said)}[0.25] == 0.5
