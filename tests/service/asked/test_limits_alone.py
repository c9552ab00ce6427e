"""Questions that say a place and no topic: they limit the one before, or ask for all that the place has reported."""

import pytest

from service.answer.answer import Answer, AnswerStatus, RegionStatus
from service.answering import Answerer
from service.asked.reading import read_question
from service.asked.understood import Kind
from service.search.query import NO_FILTERS

FILM = "Vilka regioner stöttar film?"


def with_evidence(answer: Answer) -> set[str]:
    return {found.region.name for found in answer.regions if found.status is RegionStatus.EVIDENCE}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("bara i Norrland", {"Gävleborg"}),
        ("Endast Skåne?", {"Skåne"}),
        ("Skåne då", {"Skåne"}),
        ("inte Skåne", {"Gävleborg"}),
        ("utom Gävleborg då?", {"Skåne"}),
        ("Hur många är det?", {"Skåne", "Gävleborg"}),
    ],
)
def test_a_limit_alone_narrows_the_question_before(made_answerer: Answerer, question: str, expected: set[str]) -> None:
    answer = made_answerer.answer(question, NO_FILTERS, previous=FILM)
    assert (answer.kind, with_evidence(answer)) == (Kind.REGIONS, expected)


@pytest.mark.parametrize("question", ["bara i Norrland", "Skåne då?", "inte Skåne", "Finns något liknande?"])
def test_a_limit_alone_without_the_question_before_is_unclear(made_answerer: Answerer, question: str) -> None:
    assert made_answerer.answer(question, NO_FILTERS).status is AnswerStatus.UNCLEAR


@pytest.mark.parametrize("question", ["Skåne", "Vilka insatser har Skåne?", "Vad har Skåne redovisat?"])
def test_a_place_alone_is_answered_with_its_list(made_answerer: Answerer, question: str) -> None:
    answer = made_answerer.answer(question, NO_FILTERS)
    assert answer.kind is Kind.OVERVIEW
    assert answer.count is not None
    assert (answer.count.value, answer.count.of) == (2, "redovisade insatser från Skåne")


def test_another_theme_is_counted_from_the_records_as_the_one_before(made_answerer: Answerer) -> None:
    before = "Hur många insatser har Skåne inom miljö och klimat?"
    answer = made_answerer.answer("och inom kompetensförsörjning?", NO_FILTERS, previous=before)
    assert (answer.kind, answer.understood.themes) == (Kind.COUNT, ("kompetensforsorjning",))
    assert answer.understood.regions == ("Skåne",)


def test_something_similar_is_similar_to_what_the_question_before_names(made_answerer: Answerer) -> None:
    answer = made_answerer.answer("Finns något liknande?", NO_FILTERS, previous="Berätta om Valideringslyftet")
    assert (answer.kind, answer.understood.initiative) == (Kind.SIMILAR, "Valideringslyftet")


def test_what_a_group_has_proposed_is_counted() -> None:
    asked = read_question("Hur många insatser har Norra Mellansverige föreslagit?")
    assert (asked.kind, asked.topics) == (Kind.COUNT, ())


def test_a_list_of_a_place_within_a_theme_is_asked_for_by_that_word() -> None:
    asked = read_question("Lista alla insatser i Halland inom miljö och klimat")
    assert (asked.kind, asked.themes, asked.topics) == (Kind.OVERVIEW, ("miljo-klimat",), ())
