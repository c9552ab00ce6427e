"""How many initiatives a question wants regions to have, and which regions have so many."""

import pytest

from indexer.index import Filters
from service.answer.answer import AnswerStatus
from service.answering import Answerer
from service.asked.asked import NumberLimit
from service.asked.limits.numbers import take_out_number
from service.asked.understood import Kind


@pytest.mark.parametrize(
    ("question", "rest", "span"),
    [
        ("Vilka regioner har färre än 20 insatser?", "Vilka regioner har insatser?", (0, 19)),
        ("Vilka har fler än tjugo projekt om el?", "Vilka har projekt om el?", (21, None)),
        ("Vilka län har minst fem redovisade insatser?", "Vilka län har insatser?", (5, None)),
        ("Hur många regioner har exakt 25 insatser?", "Hur många regioner har insatser?", (25, 25)),
        ("Vilka regioner har bara en insats?", "Vilka regioner har insats?", (1, 1)),
        ("Which regions have at most 20 initiatives?", "Which regions have initiatives?", (0, 20)),
        ("Vilka regioner har fler än 20 deltagare?", "Vilka regioner har fler än 20 deltagare?", None),
        ("Hur många företag fick stöd av mer än 2 projekt?", "Hur många företag fick stöd av mer än 2 projekt?", None),
        ("Har Skåne fler insatser än Halland?", "Har Skåne fler insatser än Halland?", None),
    ],
)
def test_a_number_of_initiatives_is_a_limit(question: str, rest: str, span: tuple[int, int | None] | None) -> None:
    limit = NumberLimit(least=span[0], most=span[1]) if span else None
    assert take_out_number(question) == (rest, limit)


@pytest.mark.parametrize(
    ("question", "n", "told"),
    [
        ("Vilka regioner har färre än 20 insatser?", 1, "Kalmar (14)"),
        ("Hur många regioner har redovisat fler än 30 insatser?", 2, "Gotland (37) och Uppsala (33)"),
        ("Vilka regioner i Småland har högst 14 insatser?", 1, "1 av 3 regioner har högst 14"),
        ("Vilka län har minst fem insatser inom jämställdhet?", 1, "Värmland (5)"),
        ("Vilka regioner har bara en insats inom integration?", 5, "precis 1 redovisad insats inom"),
        ("Vilka regioner har fler än 100 insatser?", 0, "Ingen av 21 regioner har minst 101"),
    ],
)
def test_regions_with_so_many_are_counted_and_named(answerer: Answerer, question: str, n: int, told: str) -> None:
    answer = answerer.answer(question, Filters())
    assert (answer.kind, answer.status) == (Kind.COUNT, AnswerStatus.ANSWERED)
    assert answer.count is not None
    assert answer.count.value == n
    assert told in answer.text


def test_of_one_region_its_own_number_is_told(answerer: Answerer) -> None:
    answer = answerer.answer("Har Skåne fler än 20 insatser?", Filters())
    assert answer.count is not None
    assert answer.count.value == 28


def test_of_a_topic_those_that_were_read_are_counted(answerer: Answerer) -> None:
    answer = answerer.answer("Vilka regioner har minst 2 insatser om vätgas?", Filters())
    assert (answer.kind, answer.status) == (Kind.COUNT, AnswerStatus.PARTIAL)
    assert "av dem som lästs: Uppsala (2)" in answer.text
