"""Quotes are substrings, short, and the part of a text that speaks to the question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.question import read_question
from service.quotes import MAX_WORDS, Quoter
from tests.service.samples import make_index

INDEX = make_index()


def quoter(topic: str) -> Quoter:
    return Quoter(INDEX, read_question(topic))


def test_sentence_that_speaks_to_the_question_is_quoted() -> None:
    text = "Många deltog i de olika mötena som hölls runt om i länet under hela året. " * 2
    wanted = "Fonden har stöttat sju filminspelningar som gjordes av bolag från hela landet under året."
    assert quoter("filminspelningar").quote(f"{text}{wanted} {text}") == wanted


def test_short_sentence_is_quoted_with_what_follows() -> None:
    text = "Ny film. Den spelades in på fyra orter och har visats för skolor i hela länet. Tredje meningen är här."
    assert quoter("film").quote(text).startswith("Ny film. Den spelades in")


def test_long_sentence_is_cut_around_what_was_asked_for() -> None:
    text = " ".join(["ord"] * 100 + ["film"] + ["ord"] * 100)
    quote = quoter("film").quote(text)
    assert "film" in quote
    assert len(quote.split()) == MAX_WORDS


@given(
    st.lists(
        st.sampled_from(["film", "elnät.", "Vi", "har", "gjort", "mycket!", "2023", "•"]), min_size=1, max_size=200
    )
)
def test_every_quote_is_a_substring_of_at_most_60_words(words: list[str]) -> None:
    text = " ".join(words)
    quote = quoter("film").quote(text)
    assert quote in text
    assert 1 <= len(quote.split()) <= MAX_WORDS


@pytest.mark.parametrize("text", ["film", "Ingenting här passar.", "•"])
def test_text_without_the_words_is_quoted_all_the_same(text: str) -> None:
    assert quoter("film").quote(text) == text


def test_line_breaks_between_sentences_stay_as_they_are() -> None:
    text = "Ny film.\nTvå orter.\nTre dagar.\nFyra scener."
    assert quoter("film").quote(text) == text
