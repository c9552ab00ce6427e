"""Which place in the order of most or least is asked for, and who has it."""

import pytest

from indexer.index import Filters
from service.answer.answer import AnswerStatus
from service.answering import Answerer
from service.asked.asked import Standing
from service.asked.understood import Kind
from service.asked.words.standing import asked_standing


@pytest.mark.parametrize(
    ("question", "standing"),
    [
        ("Vilken region har flest insatser?", (1, False)),
        ("Vem har näst flest projekt?", (2, False)),
        ("vilket län ligger på tredje plats om man ser till mest insatser", (3, False)),
        ("nästflest insatser?", (2, False)),
        ("Vilken region har minst antal insatser?", (1, True)),
        ("Vilket tema har näst minst insatser?", (2, True)),
        ("Which region has the third fewest initiatives?", (3, True)),
        ("Hur många insatser har Skåne?", None),
        ("Vilka andra regioner har insatser?", None),
    ],
)
def test_the_place_asked_for_is_told_by_its_words(question: str, standing: tuple[int, bool] | None) -> None:
    place = Standing(place=standing[0], is_least=standing[1]) if standing else None
    assert asked_standing(question) == place


@pytest.mark.parametrize(
    ("question", "value", "told"),
    [
        ("Vilken region har flest insatser?", 37, "Flest redovisade insatser (2023): Gotland (37)."),
        ("Vilken region har näst flest insatser?", 33, "Uppsala (33). Före står Gotland (37)."),
        ("vem har tredje flest projekt", 29, "Före står Gotland (37) och Uppsala (33)."),
        ("Vilken region har näst minst antal insatser?", 20, "Näst minst antal redovisade insatser (2023): Jämtland"),
        ("Vilket tema har lägst antal insatser?", 39, "Minst antal redovisade insatser (2023): Integration (39)."),
        ("Vilket tema har näst flest insatser?", 88, "Näst flest redovisade insatser (2023): Kompetensförsörjning"),
    ],
)
def test_who_has_that_place_is_counted_and_named(answerer: Answerer, question: str, value: int, told: str) -> None:
    answer = answerer.answer(question, Filters())
    assert (answer.kind, answer.status) == (Kind.COUNT, AnswerStatus.ANSWERED)
    assert answer.count is not None
    assert answer.count.value == value
    assert told in answer.text


def test_as_many_share_a_place(answerer: Answerer) -> None:
    answer = answerer.answer("Vilken region har näst flest insatser inom miljö och klimat?", Filters())
    assert answer.count is not None
    assert answer.count.value == 5
    assert "Före står Västernorrland (6)." in answer.text


def test_the_next_place_is_asked_for_after_the_first(answerer: Answerer) -> None:
    answer = answerer.answer("och näst flest?", Filters(), "Vilken region har flest insatser?")
    assert answer.count is not None
    assert (answer.kind, answer.count.value) == (Kind.COUNT, 33)
