"""A few words that ask for a number stand for a whole question, and are answered where the number stands with them."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from indexer.index import Filters
from indexer.passage import Passage
from service.answer.evidence.nearness import missing_words
from service.answering import Answerer
from service.asked.asked import Asked
from service.asked.reading import read_question
from service.asked.turns.telegraphic import whole_question
from service.asked.understood import Kind
from service.ranking import RANKING
from service.read.reader import Reading
from service.search.searcher import Searcher
from tests.service.samples import make_index, make_passages


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


class QuestionReader(NumberReader):
    """Reads whole questions only."""

    def read(self, asked: str, passages: Sequence[Passage]) -> list[Reading]:
        readings = super().read(asked, passages)
        return readings if asked.startswith("Hur") else [replace(reading, margin=-12.0) for reading in readings]


class FactSearcher(Searcher):
    """Takes every text for a question for a fact."""

    def understand(self, text: str) -> Asked:
        return replace(super().understand(text), kind=Kind.FACT)


def test_few_words_taken_for_a_fact_are_read_as_the_whole_question_too() -> None:
    searcher = FactSearcher(make_index())
    given = Answerer(searcher, QuestionReader()).answer("kostnad kapacitetsbrist elnätet", Filters())
    assert given.answer is not None
    assert given.answer.text == "2,5 miljoner kronor"


def test_a_word_of_what_the_document_is_about_is_not_missing() -> None:
    passage = replace(make_passages()[0], subject="Förslag till beslut: KOLIBRI")
    asked = replace(read_question("kostnad KOLIBRI rymdraketer"), words=("KOLIBRI", "rymdraketer"))
    assert missing_words(Searcher(make_index()), asked, [passage]) == [("rymdraketer",)]
