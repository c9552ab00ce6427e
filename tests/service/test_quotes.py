"""Quotes are substrings, short, and the part of a text that speaks to the question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.asked.reading import read_question
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


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("• Sju filmer om film gjordes. • Två visades.", "Sju filmer om film gjordes. • Två visades."),
        ("– – Sju filmer om film gjordes.", "Sju filmer om film gjordes."),
        ("•Sju filmer om film gjordes.", "Sju filmer om film gjordes."),
        ("-5 procent fler filmer", "-5 procent fler filmer"),
        ("”Film för alla” visades.", "”Film för alla” visades."),
    ],
)
def test_quote_begins_with_a_word_and_not_with_a_bullet(text: str, quote: str) -> None:
    assert quoter("film").quote(text) == quote


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Filmfonden Sju filmer gjordes.", "Sju filmer gjordes."),
        ("Filmfonden. • 7 filmer gjordes.", "7 filmer gjordes."),
        ("Filmfonden drivs av Skåne.", "Filmfonden drivs av Skåne."),
        ("Filmfondens filmer visades.", "Filmfondens filmer visades."),
        ("Filmfonden", "Filmfonden"),
        ("Sju filmer gjordes av Filmfonden Väst.", "Sju filmer gjordes av Filmfonden Väst."),
    ],
)
def test_name_shown_before_the_quote_is_not_repeated_where_more_follows(text: str, quote: str) -> None:
    assert quoter("film").quote(text, name="Filmfonden") == quote


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
