"""Every value is worked out by hand."""

import random
from itertools import permutations

import pytest

from eval.measure.answer_measures import (
    Attempt,
    average_precision,
    fact_measures,
    region_measures,
    reliability,
    risk_coverage,
    states,
)
from eval.systems.reply import Cited, Reply
from eval.truth.judged import Evidence, Question, QuestionKind, Split


def ask(kind: QuestionKind, regions: dict[str, int], wrong: tuple[str, ...] = (), *answers: str) -> Question:
    quote = Evidence(document="d", region="Örebro", quote="Under året köptes sju nya bussar", grade=2)
    return Question(
        id="q1",
        question="?",
        kind=kind,
        split=Split.TUNE,
        variants={},
        regions=regions,
        wrong_regions=wrong,
        evidence=(quote,),
        answers=answers,
    )


def reply(*ranked: str, claimed: int) -> Reply:
    return Reply(answered=True, confidence=0.5, ranked=ranked, claimed=frozenset(ranked[:claimed]), citations=())


ASKED = ask(QuestionKind.REGIONS, {"Skåne": 2, "Örebro": 2, "Kalmar": 2, "Halland": 1}, ("Gotland", "Dalarna"))


def test_regions_by_hand() -> None:
    """Three claimed, two of them right, of four right ones; one of two tempting ones claimed."""
    values = region_measures(ASKED, reply("Skåne", "Gotland", "Halland", "Blekinge", "Örebro", claimed=3))
    assert values["precision"] == pytest.approx(2 / 3)
    assert values["recall"] == 2 / 4
    assert values["F1"] == pytest.approx(4 / 7)
    assert values["AP"] == pytest.approx((1 / 1 + 2 / 3 + 3 / 5) / 4)
    assert values["central recall"] == pytest.approx(1 / 3)
    assert values["wrong regions"] == 1 / 2


def test_claiming_nothing_scores_0() -> None:
    assert set(region_measures(ASKED, reply(claimed=0)).values()) == {0}


ALL = ["Skåne", "Örebro", "Kalmar", "Halland", "Gotland", "Dalarna", *(f"region {n}" for n in range(15))]


def test_claiming_all_21_has_the_precision_of_chance() -> None:
    """F1 is 2rn / (n (r + n)) with r = 4 right of n = 21: 8 / 25."""
    values = region_measures(ASKED, reply(*ALL, claimed=21))
    assert values["precision"] == pytest.approx(4 / 21)
    assert values["recall"] == 1
    assert values["F1"] == pytest.approx(8 / 25)
    assert values["wrong regions"] == 1


def test_claiming_regions_at_random_has_the_precision_of_chance() -> None:
    rng = random.Random(5)
    drawn = [region_measures(ASKED, reply(*rng.sample(ALL, 21), claimed=7)) for _ in range(3000)]
    assert sum(values["precision"] for values in drawn) / 3000 == pytest.approx(4 / 21, abs=0.01)
    assert sum(values["recall"] for values in drawn) / 3000 == pytest.approx(7 / 21, abs=0.01)


def test_average_precision_counts_each_name_once() -> None:
    assert average_precision(["a", "a", "b"], {"a", "b"}) == 1


FACT = ask(QuestionKind.FACT, {}, (), "sju", "7 st")
PAGES = frozenset({("d", 4)})


def cite(*quotes: str, page: int = 4, answered: bool = True) -> Reply:
    citations = tuple(Cited(quote=quote, document="d", page=page) for quote in quotes)
    return Reply(answered=answered, confidence=0.9, ranked=(), claimed=frozenset(), citations=citations)


def test_a_fact_is_right_when_the_first_quote_states_an_answer() -> None:
    assert fact_measures(FACT, PAGES, cite("Vi köpte sju bussar.")) == {
        "accuracy": 1,
        "canonical": 1,
        "page": 1,
        "answered": 1,
    }
    assert fact_measures(FACT, PAGES, cite("Bussar: 7 st", page=5)) == {
        "accuracy": 1,
        "canonical": 0,
        "page": 0,
        "answered": 1,
    }


def test_more_quotes_do_not_make_a_fact_righter() -> None:
    assert fact_measures(FACT, PAGES, cite("Vi köpte bussar.", "De var sju."))["accuracy"] == 0


def test_a_quote_beside_an_answer_that_was_not_given_does_not_count() -> None:
    assert set(fact_measures(FACT, PAGES, cite("De var sju.", answered=False)).values()) == {0}


def test_an_answer_without_quotes_is_wrong() -> None:
    assert fact_measures(FACT, PAGES, cite()) == {"accuracy": 0, "canonical": 0, "page": 0, "answered": 1}


def test_a_number_inside_another_number_or_word_is_not_stated() -> None:
    assert states("totalt 12 bussar", "12")
    assert not states("totalt 2012 bussar", "12")
    assert not states("sjuttio bussar", "sju")
    assert states("Projektet drivs av Region\nÖrebro län.", "region örebro län")


def test_a_quote_of_more_than_60_words_states_nothing() -> None:
    assert states("ord " * 59 + "sju", "sju")
    assert not states("ord " * 60 + "sju", "sju")


def test_risk_and_coverage_by_hand() -> None:
    """Right, wrong, right, not answered: risks 0/1, 1/2, 1/3, 2/4."""
    curve = risk_coverage(
        [
            Attempt(confidence=0.9, answered=True, is_right=True),
            Attempt(confidence=0.8, answered=True, is_right=False),
            Attempt(confidence=0.7, answered=True, is_right=True),
            Attempt(confidence=0.9, answered=False, is_right=False),
        ]
    )
    assert [coverage for coverage, _ in curve.points] == [0.25, 0.5, 0.75, 1.0]
    assert [risk for _, risk in curve.points] == pytest.approx([0, 1 / 2, 1 / 3, 1 / 2])
    assert curve.area == pytest.approx((0 + 1 / 2 + 1 / 3 + 1 / 2) / 4)
    assert curve.chosen == pytest.approx((0.75, 1 / 3))


def test_what_was_not_answered_comes_last_the_surest_refusal_last_of_all() -> None:
    attempts = [
        Attempt(confidence=0.99, answered=False, is_right=False),
        Attempt(confidence=0.3, answered=True, is_right=True),
        Attempt(confidence=0.6, answered=False, is_right=False),
    ]
    ordered = sorted(attempts, key=lambda attempt: attempt.readiness, reverse=True)
    assert [attempt.confidence for attempt in ordered] == [0.3, 0.6, 0.99]


def test_equal_confidences_have_the_mean_risk_of_all_their_orders() -> None:
    verdicts = [True, False, False]
    tied = [Attempt(confidence=0.5, answered=True, is_right=right) for right in verdicts]
    areas = []
    for order in permutations(verdicts):
        ranked = [Attempt(confidence=-rank, answered=True, is_right=right) for rank, right in enumerate(order)]
        areas.append(risk_coverage(ranked).area)
    assert risk_coverage(tied).area == pytest.approx(sum(areas) / len(areas))


def test_confidence_that_says_nothing_has_the_overall_risk() -> None:
    attempts = [Attempt(confidence=0.5, answered=True, is_right=number < 30) for number in range(40)]
    assert risk_coverage(attempts).area == pytest.approx(10 / 40)


def test_answering_nothing_has_no_coverage_and_no_gain() -> None:
    curve = risk_coverage([Attempt(confidence=0.0, answered=False, is_right=False)] * 4)
    assert (curve.area, curve.chosen) == (1, (0, 0))


def test_reliability_tells_the_share_right_of_groups_of_like_confidence() -> None:
    stated = [(0.1, False), (0.2, False), (0.6, True), (0.7, False), (0.9, True), (1.0, True)]
    points = reliability(stated, n_groups=3)
    assert [(round(sure, 2), right) for sure, right in points] == [(0.15, 0.0), (0.65, 0.5), (0.95, 1.0)]
    assert reliability([], n_groups=3) == ()
    assert len(reliability(stated[:2], n_groups=5)) == 2
