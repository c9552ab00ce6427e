"""A few words that ask for a number stand for a whole question, and are answered where the number stands with them."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from indexer.index import Filters
from indexer.passage import Passage
from service.answering import Answerer
from service.asked.telegraphic import whole_question
from service.read.reader import Reading
from service.results import Kind
from service.search.ranking import RANKING
from service.search.searcher import Searcher
from tests.service.samples import make_index


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("wargön innovation antal företag kommersialiserat", "Hur många företag kommersialiserat wargön innovation?"),
        ("budget elsmarta östra mellansverige", "Hur stor budget har elsmarta östra mellansverige?"),
        ("kostnad swedish scaleups", "Hur mycket kostar swedish scaleups?"),
        ("andel kvinnor smart tillväxt", "Hur stor andel kvinnor smart tillväxt?"),
        ("antal kommuner", None),
        ("budget", None),
        ("elsmarta öms", None),
        ("hur många företag", None),
        ("Vilket antal företag fick stöd?", None),
    ],
)
def test_few_words_stand_for_a_whole_question(text: str, whole: str | None) -> None:
    assert whole_question(text) == whole


class NumberReader:
    """Marks the first number of every passage, and is sure of it."""

    def read(self, asked: str, passages: Sequence[Passage]) -> list[Reading]:
        return [_reading(passage.text) for passage in passages]


def _reading(text: str) -> Reading:
    start = next((place for place, letter in enumerate(text) if letter.isdigit()), 0)
    return Reading(answers=12.0, about=12.0, margin=12.0, span=(start, start + len("2,5 miljoner kronor")))


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("kostnad kapacitetsbrist elnätet", "2,5 miljoner kronor"),
        ("kostnad kapacitetsbrist elnätet Dalarna", None),
        ("kostnad rymdraketer", None),
    ],
)
def test_a_number_is_given_where_it_stands_with_the_words_and_is_of_the_place(text: str, answer: str | None) -> None:
    searcher = Searcher(make_index(), ranking=replace(RANKING, fact_threshold=0.0))
    given = Answerer(searcher, NumberReader()).answer(text, Filters())
    assert (given.answer.text if given.answer else None) == answer
    assert (given.kind is Kind.FACT) is (answer is not None)
