"""What may be shown of a topic: what has its words, and of a topic that is doubtful what one sentence says."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from corpus.document import Field
from indexer.words.analysis import analyse
from service.answer.evidence.literal import share_held
from service.answer.evidence.topic_words import topic_words
from service.answer.evidence.weighing import Weighed, Words, shown
from service.asked.reading import read_question
from service.ranking import RANKING, Ranking
from tests.service.samples import make_index, make_passages

SURE = replace(RANKING, beside_best=0.5, beside_word=0.8, word_holders=2, word_held=0.85, word_near=0.75)


def given(
    *told: tuple[str, float, float, float], topic: float = 0.9, said: float = 1.0, ranking: Ranking = SURE
) -> str:
    """Give the owners of what is shown of passages, each told by owner, about, soft and the share of words it has."""
    weighed = [Weighed(owner=owner, about=about, soft=soft) for owner, about, soft, _ in told]
    words = Words(held=lambda places: [told[place][3] for place in places], in_one_sentence=lambda _: said)
    return "".join(weighed[place].owner for place in shown(weighed, topic, words, ranking))


def test_beside_those_that_have_the_words_what_lacks_them_has_to_be_nearly_as_sure() -> None:
    assert given(("a", 1.0, 1.0, 1.0), ("b", 0.7, 0.6, 0.0)) == "a"
    assert given(("a", 1.0, 1.0, 1.0), ("b", 0.85, 0.6, 0.0)) == "ab"


@pytest.mark.parametrize("other", [("b", 0.7, 0.6, 1.0), ("b", 0.7, 0.8, 0.0)])
def test_what_has_the_words_or_near_ones_is_shown_as_before(other: tuple[str, float, float, float]) -> None:
    assert given(("a", 1.0, 1.0, 1.0), other) == "ab"


def test_a_topic_that_none_or_many_have_by_its_words_is_told_in_others_too() -> None:
    assert given(("a", 1.0, 0.7, 0.0), ("b", 0.7, 0.6, 0.0)) == "ab"
    many = [(owner, 1.0, 1.0, 1.0) for owner in "acd"]
    assert given(*many, ("b", 0.7, 0.6, 0.0)) == "acdb"
    # Several passages of one region are one holder, and groups are none.
    assert given(*[("a", 1.0, 1.0, 1.0)] * 3, ("", 1.0, 1.0, 1.0), ("b", 0.7, 0.6, 0.0)) == "aaa"


def test_a_doubtful_topic_needs_a_sentence_that_says_it() -> None:
    doubtful = replace(SURE, sure_topic=0.8, said_at_once=0.55)
    assert given(("a", 1.0, 0.7, 0.0), topic=0.7, said=0.5, ranking=doubtful) == ""
    assert given(("a", 1.0, 0.7, 0.0), topic=0.7, said=0.6, ranking=doubtful) == "a"
    assert given(("a", 1.0, 0.7, 0.0), topic=0.9, said=0.5, ranking=doubtful) == "a"


def test_the_surest_passages_are_looked_through_for_that_sentence() -> None:
    seen: list[Sequence[int]] = []

    def said(places: Sequence[int]) -> float:
        seen.append(places)
        return 1.0

    weighed = [Weighed(owner="a", about=about, soft=0.6) for about in (0.8, 0.9, 0.85)]
    words = Words(held=lambda places: [0.0] * len(places), in_one_sentence=said)
    shown(weighed, 0.5, words, replace(SURE, said_depth=2))
    assert seen == [[1, 2]]


@pytest.mark.parametrize(
    ("text", "share"), [("Ny cykelplan.", 1.0), ("En plan för cykel.", 0.9), ("En plan.", 0.45), ("En väg.", 0.0)]
)
def test_words_are_held_whole_or_by_their_parts(text: str, share: float) -> None:
    assert share_held(text, analyse("cykelplaner"), [1.0], apart=0.9) == pytest.approx(share)


def test_a_topics_words_are_looked_up_in_its_passages() -> None:
    made = make_passages()[0]
    texts = ("Bryggor målas. Isvägar plogas.", "Isvägar och bryggor plogas.")
    passages = [replace(made, text=text, name="", field=Field.PROSE) for text in texts]
    words = topic_words(make_index(), read_question("Vilka regioner plogar isvägar och bryggor?"), passages, RANKING)
    assert words.in_one_sentence([1]) > words.in_one_sentence([0])
    assert words.held([0, 1]) == words.held([1, 0])
