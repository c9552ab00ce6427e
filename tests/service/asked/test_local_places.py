"""Questions asked of a municipality: what names it and is about the rest, else what its region tells of that."""

import pytest

from indexer.index import Filters
from service.answer.answer import AnswerStatus
from service.answering import Answerer
from service.asked.words.others_asked import without_local_place


def test_what_shares_no_more_than_the_municipality_is_not_about_the_rest(answerer: Answerer) -> None:
    answer = answerer.answer("laddstolpar i Borlänge", Filters())
    assert answer.status is AnswerStatus.PARTIAL
    assert answer.text.startswith("Inget som handlar om frågan nämner Borlänge, som ligger i Dalarna.")
    assert {citation.passage.region for citation in answer.citations} == {"20"}
    assert not any("Borlänge" in citation.quote for citation in answer.citations)


@pytest.mark.parametrize("question", ["insatser runt Borlänge", "vad händer i Borlänge kommun?"])
def test_asked_of_nothing_else_all_that_names_the_municipality_is_told(answerer: Answerer, question: str) -> None:
    answer = answerer.answer(question, Filters())
    assert answer.status is AnswerStatus.ANSWERED
    assert len(answer.citations) == 2
    assert all("Borlänge" in citation.passage.text for citation in answer.citations)


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("laddstolpar runt Borlänge?", "laddstolpar ?"),
        ("Vad gör Malmö stad för klimatet?", "Vad gör för klimatet?"),
        ("Vad har gjorts om AI?", "Vad har gjorts om AI?"),
    ],
)
def test_the_rest_of_a_question_is_without_what_says_where(question: str, rest: str) -> None:
    assert " ".join(without_local_place(question).split()) == rest
