"""Counts of what the collection itself holds: its documents, pages, regions and themes."""

import pytest

from indexer.index import Filters
from service.answer.answer import AnswerStatus
from service.answering import Answerer
from service.asked.asked import Holding
from service.asked.understood import Kind
from service.asked.words.collection_words import asked_holding


@pytest.mark.parametrize(
    ("question", "holding"),
    [
        ("Hur många regioner är med?", Holding.REGIONS),
        ("hur många län ingår i sammanställningen", Holding.REGIONS),
        ("Antal regioner totalt?", Holding.REGIONS),
        ("Hur många sidor har rapporten från Örebro?", Holding.PAGES),
        ("Hur många teman finns det?", Holding.THEMES),
        ("How many reports are included?", Holding.DOCUMENTS),
        ("Hur många regioner är inte med?", None),
        ("Hur många regioner är med i Debuting?", None),
        ("Hur många regioner arbetar med validering?", None),
        ("Hur många sidor har inspirationshandboken?", None),
        ("Hur många dokument handlar om vätgas?", None),
        ("Hur många insatser har Skåne?", None),
        ("Vilka teman finns det?", Holding.THEMES),
        ("Lista alla rapporter", Holding.DOCUMENTS),
        ("Vilka regioner är med i sammanställningen?", Holding.REGIONS),
        ("Vilka regioner har gjort något liknande?", None),
        ("Vilka regioner gör mest?", None),
    ],
)
def test_what_is_counted_is_the_collection_where_nothing_else_is_named(question: str, holding: Holding | None) -> None:
    assert asked_holding(question) is holding


@pytest.mark.parametrize(
    ("question", "value", "address"),
    [
        ("Hur många regioner är med?", 21, "/v1/regions"),
        ("Hur många regioner ingår i Östra Mellansveriges underlag?", 5, None),
        ("Hur många teman finns det i sammanställningen?", 7, "/v1/themes"),
        ("Hur många sidor har rapporten från Örebro?", 42, "/v1/documents/orebro-2023"),
        ("hur många sidor är den nationella sammanställningen", 305, "/v1/documents/villkorsrapporter-2023"),
        ("Hur många sidor har bildspelet från Norra Mellansverige?", 49, "/v1/documents/nms-dialog-2020"),
        ("Hur många sidor är det totalt?", 455, None),
        ("hur många dokument har ni", 5, "/v1/documents"),
        ("Vilka dokument finns?", 5, "/v1/documents"),
        ("Vilka regioner är med i sammanställningen?", 21, "/v1/regions"),
        ("Vilka teman finns det?", 7, "/v1/themes"),
    ],
)
def test_the_collection_is_counted(answerer: Answerer, question: str, value: int, address: str | None) -> None:
    answer = answerer.answer(question, Filters())
    assert (answer.kind, answer.status) == (Kind.COUNT, AnswerStatus.ANSWERED)
    assert answer.count is not None
    assert (answer.count.value, answer.count.list) == (value, address)
    assert str(value) in answer.text


def test_after_which_regions_it_is_those_that_are_counted(answerer: Answerer) -> None:
    answer = answerer.answer("Hur många regioner är med?", Filters(), "Vilka regioner arbetar med vätgas?")
    assert answer.kind is Kind.REGIONS
    assert answer.understood.topics == ("vätgas",)
