"""A question that seems to be none for the documents is one where they tell of it in its words, or by name."""

from dataclasses import replace

import pytest

from service.asked.asked import Asked
from service.asked.reading import read_question
from service.asked.understood import Kind
from service.ranking import RANKING
from service.search.understanding import understand
from tests.service.samples import make_index


def never(_: Asked) -> bool:
    return False


def always(_: Asked) -> bool:
    return True


@pytest.mark.parametrize(
    ("question", "by_itself", "where_told"),
    [
        ("Vilken tandkräm är bäst?", Kind.OUTSIDE, Kind.PASSAGES),
        ("By what percentage did solo driving fall?", Kind.OUTSIDE, Kind.FACT),
        ("vad kostar filmfonden", Kind.FACT, Kind.FACT),
        # What is ordered stays outside whatever is told of.
        ("Skriv en dikt om våren", Kind.OUTSIDE, Kind.OUTSIDE),
        # Of regions and their initiatives no words that nobody knows make another question.
        ("vlika regioner jobar me valdering", Kind.REGIONS, Kind.REGIONS),
    ],
)
def test_what_the_collection_tells_of_is_inside(question: str, by_itself: Kind, where_told: Kind) -> None:
    index = make_index()
    assert (understand(index, question, RANKING, tells_of=never).kind is Kind.OUTSIDE) is (by_itself is Kind.OUTSIDE)
    assert (understand(index, question, RANKING, tells_of=always).kind is Kind.OUTSIDE) is (where_told is Kind.OUTSIDE)


def test_how_sure_has_to_be_what_is_none_for_the_documents_is_the_rankings_to_say() -> None:
    aside, of_regions = "Vilken tandkräm är bäst?", "vlika regioner jobar me valdering"
    never_outside = replace(RANKING, outside_sure=1.1)
    assert read_question(aside, ranking=never_outside).kind is not Kind.OUTSIDE
    assert read_question(aside).kind is Kind.OUTSIDE
    assert read_question(of_regions, ranking=replace(RANKING, reports_outside_sure=0.0)).kind is Kind.OUTSIDE
    assert read_question(of_regions).kind is not Kind.OUTSIDE
