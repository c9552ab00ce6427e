"""Which regions, asked of some places: the answer of all less those outside, over the judged questions to tune with."""

from collections.abc import Collection

import pytest

from corpus.regions import REGIONS, Group, members
from corpus.regions.names import find_mentions, find_place
from eval.truth.judged import QuestionKind, Split, load_questions
from indexer.index import Filters
from service.answer.answer import Answer, RegionStatus
from service.answering import Answerer

QUESTIONS = [
    question.question
    for question in load_questions()
    if question.kind is QuestionKind.REGIONS and question.split is Split.TUNE
]
WHICH = "Vilka regioner"
NO_FILTERS = Filters()


def shown(answer: Answer, codes: Collection[str]) -> dict[str, tuple[RegionStatus, float, tuple[str, ...]]]:
    """What some regions are answered with."""
    return {
        found.region.code: (found.status, found.confidence, tuple(evidence.quote for evidence in found.evidence))
        for found in answer.regions
        if found.region.code in codes
    }


def codes_of(place: str) -> set[str]:
    return set(members(find_place(place)))


ALL = {region.code for region in REGIONS}


@pytest.mark.parametrize("question", QUESTIONS)
def test_limits_of_place_change_nothing_for_those_within(question: str, answerer: Answerer) -> None:
    north, others = codes_of("Norrland"), ALL - codes_of("Norrland")
    plain = answerer.answer(question, NO_FILTERS)
    assert shown(answerer.answer(question, Filters(regions=tuple(north))), north) == shown(plain, north)
    assert shown(answerer.answer(question, Filters(without=tuple(north))), others) == shown(plain, others)


@pytest.mark.parametrize("question", [question for question in QUESTIONS if question.startswith(WHICH)])
def test_places_said_in_the_question_change_nothing_for_those_within(question: str, answerer: Answerer) -> None:
    rest = question.removeprefix(WHICH)
    plain = answerer.answer(question, NO_FILTERS)
    for place in ("Norrland", "Småland", "Skåne"):
        within, others = codes_of(place), ALL - codes_of(place)
        if isinstance(find_place(place), Group):
            assert shown(answerer.answer(f"{WHICH} i {place}{rest}", NO_FILTERS), within) == shown(plain, within)
        assert shown(answerer.answer(f"{WHICH} utom {place}{rest}", NO_FILTERS), others) == shown(plain, others)


@pytest.mark.parametrize("question", QUESTIONS)
def test_region_that_is_only_mentioned_is_named_in_the_quote(question: str, answerer: Answerer) -> None:
    for found in answerer.answer(question, NO_FILTERS).regions:
        if found.status is RegionStatus.MENTIONED:
            for evidence in found.evidence:
                named = {code for mention in find_mentions(evidence.quote) for code in members(mention.place)}
                assert found.region.code in named
