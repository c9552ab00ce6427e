"""What a region needs to count: a share of how sure the best of all is, and that one is sure or says the topic."""

from dataclasses import replace

import pytest

from service.answer.answer import RegionStatus
from service.answer.evidence.region_evidence import answer_regions
from service.asked.reading import read_question
from service.search.query import NO_FILTERS
from service.search.searcher import Searcher
from tests.service.memory_index import BUCKET_RANKING
from tests.service.samples import make_index

QUESTION = "Vilka regioner stöttar film?"


def confidences(
    beside_best: float, *, sure_about: float | None = None, said_enough: float | None = None
) -> dict[str, float]:
    ranking = replace(
        BUCKET_RANKING,
        beside_best=beside_best,
        sure_about=BUCKET_RANKING.sure_about if sure_about is None else sure_about,
        said_enough=BUCKET_RANKING.said_enough if said_enough is None else said_enough,
    )
    searcher = Searcher(make_index(), ranking=ranking)
    found = answer_regions(searcher, read_question(QUESTION), NO_FILTERS)
    return {answer.region.name: answer.confidence for answer in found.regions if answer.status is RegionStatus.EVIDENCE}


def test_region_that_is_less_sure_than_its_share_of_the_best_is_no_evidence() -> None:
    plain = confidences(0.0)
    assert set(plain) == {"Skåne", "Gävleborg"}
    share = min(plain.values()) / max(plain.values())
    assert share < 1
    best = max(plain, key=lambda name: plain[name])
    assert set(confidences(share * 0.99)) == set(plain)
    assert set(confidences(share * 1.01)) == {best}


@pytest.mark.parametrize("beside_best", [0.5, 1.0])
def test_the_best_is_always_evidence_beside_itself(beside_best: float) -> None:
    assert max(confidences(beside_best).values()) == max(confidences(0.0).values())


def test_a_topic_of_which_one_part_was_found_has_no_evidence() -> None:
    best = max(confidences(0.0).values())
    assert confidences(0.0, sure_about=best + 0.01, said_enough=1.01) == {}
    # The best is sure enough, or one of them says all of it.
    assert confidences(0.0, sure_about=best - 0.01, said_enough=1.01) == confidences(0.0)
    assert confidences(0.0, sure_about=best + 0.01, said_enough=0.0) == confidences(0.0)
