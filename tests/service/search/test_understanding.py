"""A question that seems to be none for the documents is one where they tell of it in its words, or by name."""

import pytest

from service.asked.asked import Asked
from service.asked.understood import Kind
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
    assert (understand(index, question, tells_of=never).kind is Kind.OUTSIDE) is (by_itself is Kind.OUTSIDE)
    assert (understand(index, question, tells_of=always).kind is Kind.OUTSIDE) is (where_told is Kind.OUTSIDE)
