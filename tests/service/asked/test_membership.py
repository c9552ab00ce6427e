"""Questions on a group of regions itself: who its members are, by a quote of a report that names them all."""

import pytest

from indexer.index import Filters
from service.answer.answer import AnswerStatus
from service.answering import Answerer
from service.asked.reading import read_question
from service.asked.turns.follow_up import go_on
from service.asked.understood import Kind


@pytest.mark.parametrize(
    "question",
    [
        "Vilka regioner ingår i Östra Mellansverige?",
        "Hur många län är med i ÖMS?",
        "Hur många regioner består Norra Mellansverige av?",
        "Vilka är de fem regionerna i ÖMS?",
        "Kan du säga vilka regioner som hör till Norra Mellansverige?",
        "Ingår Dalarna i Norra Mellansverige?",
        "Vad är ÖMS?",
        "Which regions belong to East Middle Sweden?",
    ],
)
def test_what_a_group_is_asks_for_no_regions_initiatives_or_topics(question: str) -> None:
    asked = read_question(question)
    assert asked.asks_members
    assert asked.kind is Kind.FACT
    assert asked.topics == ()


@pytest.mark.parametrize(
    "question",
    [
        "Vilka regioner i Norra Mellansverige arbetar med validering?",
        "Hur många regioner i ÖMS har inkubatorer?",
        "Hur många insatser har Östra Mellansverige redovisat?",
        "Vilka projekt ingår i Östra Mellansverige?",
        "Vilka kommuner ingår i Norra Mellansverige?",
        "Vad görs i ÖMS?",
        "Jämför Dalarna och Norra Mellansverige",
        "Vilka regioner ingår i Skåne?",
        "Vilka regioner ingår i projektet REAL ÖMS?",
    ],
)
def test_another_word_beside_belonging_is_what_is_asked_about(question: str) -> None:
    assert not read_question(question).asks_members


def test_what_is_asked_of_one_group_is_asked_of_the_next() -> None:
    asked = go_on(read_question("Och Norra Mellansverige?"), read_question("Vilka regioner ingår i ÖMS?"))
    assert asked.asks_members
    assert [place.name for place in asked.places] == ["Norra Mellansverige"]


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Vilka regioner ingår i ÖMS?", "Uppsala, Västmanland, Sörmland, Östergötland samt Örebro län"),
        ("Hur många regioner ingår i ÖMS?", "fem"),
    ],
)
def test_members_are_quoted_where_the_group_names_them(answerer: Answerer, question: str, short: str) -> None:
    answer = answerer.answer(question, Filters())
    assert answer.answer is not None
    assert answer.answer.text == short == answer.citations[0].quote[answer.answer.start : answer.answer.end]
    assert answer.citations[0].passage.group == "ostra-mellansverige"
    assert answer.text.startswith(
        "Östra Mellansverige är 5 regioner: Sörmland, Uppsala, Västmanland, Örebro och Östergötland."
    )


def test_a_group_that_no_report_spells_out_is_told_as_that(answerer: Answerer) -> None:
    answer = answerer.answer("Vilka län ingår i Övre Norrland?", Filters())
    assert answer.status is AnswerStatus.NOT_FOUND
    assert "En fråga om Övre Norrland läses här som en fråga om Norrbotten och Västerbotten." in answer.text


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Vem är koordinator för Norra Mellansverige?", Kind.FACT),
        ("Vem var programansvarig för Norra Mellansverige?", Kind.FACT),
        ("Vem är först med elflyg?", Kind.REGIONS),
        ("Vem arbetar med elflyg?", Kind.REGIONS),
    ],
)
def test_who_has_a_role_is_somebody_and_no_region(answerer: Answerer, question: str, kind: Kind) -> None:
    assert answerer.answer(question, Filters()).kind is kind


def test_who_coordinates_is_told_by_name(answerer: Answerer) -> None:
    answer = answerer.answer("Vem är koordinator för Norra Mellansverige?", Filters())
    assert answer.answer is not None
    assert answer.answer.text == "Ann Christin Gagge"
