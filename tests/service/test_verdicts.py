"""What is read and what is not, and how a reading decides together with the first stage."""

from dataclasses import replace
from math import exp, log

import numpy as np
import pytest

from service.asked.reading import read_question
from service.calibration import Claim, calibrations
from service.ranking import RANKING
from service.read.verdicts import judge, read_verdicts, verdict_evidence
from service.reranking import Candidate
from tests.service.samples import make_passages
from tests.service.word_reader import SURE, WordReader

QUESTION = read_question("Vilka regioner arbetar med validering?")
RANKED = replace(RANKING, sure_no=0.1, sure_yes=0.9)


def candidate(row: int, probability: float) -> Candidate:
    passage = make_passages()[row]
    return Candidate(row=row, passage=passage, score=1.0, topic=1.0, about=probability, parts={})


def test_only_what_the_first_stage_is_unsure_of_is_read() -> None:
    reader = WordReader()
    given = [candidate(row, probability) for row, probability in enumerate((0.95, 0.5, 0.05, 0.2, 0.9, 0.1))]
    judged = judge(reader, QUESTION, given, RANKED)
    assert reader.asked == [("validering", [given[1].passage, given[3].passage])]
    assert [c.row for c in judged] == [c.row for c in given]
    assert [c.verdict is None for c in judged] == [True, False, True, False, True, True]
    assert [c.probability for c in judged if c.verdict is None] == [0.95, 0.05, 0.9, 0.1]


def test_where_all_is_sure_nothing_is_read() -> None:
    reader = WordReader()
    given = [candidate(0, 0.99), candidate(1, 0.01)]
    assert judge(reader, QUESTION, given, RANKED) == given
    assert judge(reader, QUESTION, [], RANKED) == []
    assert reader.asked == []


def test_a_verdict_is_the_calibrated_sum_of_the_first_stages_log_odds_and_the_reading() -> None:
    # The first passage holds the word `Valideringslyftet`, the third no word of the question.
    [yes, no] = judge(WordReader(), QUESTION, [candidate(0, 0.75), candidate(2, 0.75)], RANKED)
    fitted = calibrations()[Claim.VERDICT]
    for found, about in ((yes, SURE), (no, -SURE)):
        evidence = fitted.intercept + fitted.slopes["prior"] * log(3) + fitted.slopes["about"] * about
        assert found.probability == pytest.approx(1 / (1 + exp(-evidence)), abs=1e-5)
    assert yes.probability > 0.5 > no.probability


def test_a_probability_of_nought_or_one_is_no_infinite_evidence() -> None:
    seen = verdict_evidence(WordReader(), QUESTION, [candidate(0, 0.0), candidate(1, 1.0)])
    np.testing.assert_allclose(seen["prior"], [log(1e-4 / (1 - 1e-4)), log((1 - 1e-4) / 1e-4)], rtol=1e-4)
    assert np.all(np.isfinite(read_verdicts(WordReader(), QUESTION, [candidate(0, 0.0), candidate(1, 1.0)])))
