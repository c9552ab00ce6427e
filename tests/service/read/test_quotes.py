"""Quotes are substrings, short, and the part of a text that speaks to the question."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from service.asked.reading import read_question
from service.read.quotes import MAX_WORDS, Quoter, whole_words
from tests.service.samples import make_index

INDEX = make_index()
ANNOUNCED = "Den gäller tre delar; Manus, klipp och ljud från hela landet i samma slags sal som förr."


def quoter(topic: str) -> Quoter:
    return Quoter(INDEX, read_question(topic))


def test_sentence_that_speaks_to_the_question_is_quoted() -> None:
    text = "Många deltog i de olika mötena som hölls runt om i länet under hela året. " * 2
    wanted = "Fonden har stöttat sju filminspelningar som gjordes av bolag från hela landet under året."
    assert quoter("filminspelningar").quote(f"{text}{wanted} {text}") == wanted


def test_short_sentence_is_quoted_with_what_follows() -> None:
    text = "Ny film. Den spelades in på fyra orter och har visats för skolor i hela länet. Tredje meningen är här."
    assert quoter("film").quote(text).startswith("Ny film. Den spelades in")


@pytest.mark.parametrize(("n_words", "is_alone"), [(11, False), (12, True)])
def test_a_sentence_of_twelve_words_stands_alone(n_words: int, is_alone: bool) -> None:
    sentence = " ".join(["Film", *["ord"] * (n_words - 2), "här."])
    quote = quoter("film").quote(f"{sentence} Andra saker sades sedan.")
    assert quote == (sentence if is_alone else f"{sentence} Andra saker sades sedan.")


@pytest.mark.parametrize(("n_words", "is_alone"), [(MAX_WORDS - 2, False), (MAX_WORDS - 1, True)])
def test_a_short_sentence_takes_no_neighbour_that_would_have_to_be_cut(n_words: int, is_alone: bool) -> None:
    long = " ".join(["Sedan", *["sades"] * (n_words - 2), "annat."])
    quote = quoter("film").quote(f"Ny film. {long}")
    assert quote == ("Ny film." if is_alone else f"Ny film. {long}")


@pytest.mark.parametrize(
    ("text", "n_quoted"),
    [
        (
            "Film har fått stöd av fonden i länet under hela året inom tre områden; Manus, klipp och ljud. Mer hölls.",
            18,
        ),
        ("Film har fått stöd av fonden i länet under hela året inom dessa delar: • Manus • Klipp", 18),
        (
            "Film har fått stöd av fonden i länet under hela året inom dessa delar: • Manus • " + "Långt " * MAX_WORDS,
            16,
        ),
    ],
)
def test_what_a_sentence_announces_is_quoted_with_it_while_that_is_short(text: str, n_quoted: int) -> None:
    assert quoter("film stöd fonden").quote(text) == " ".join(text.split()[:n_quoted])


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


def test_what_only_its_name_calls_so_is_told_by_the_sentence_behind_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    first = "Sju möten hölls under året i samarbete med kommunerna och bolagen i länet."
    kindred = "Kulturen i hela landet har fått mer stöd av staten och regionerna än förr."
    matches = INDEX.text_matches
    # As a model holds kindred words for near.
    monkeypatch.setattr(
        INDEX, "text_matches", lambda query, texts: matches(query, [t.replace("Kulturen", query) for t in texts])
    )
    assert quoter("filmfonden").quote(f"Filmfonden {first} {kindred}", name="Filmfonden") == first
    assert quoter("filmfonden").quote(f"Biografen {first} {kindred}", name="Biografen") == kindred


# How long it takes says nothing on a machine that does other things too.
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


PIECES = ["film", "elnät.", "Vi", "har", "gjort", "mycket!", "45", "•", "– ", "\n", "(2023)", "mnkr,", "\t"]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=150), st.data())
def test_what_answers_is_found_where_the_quote_around_it_says(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    told = [place for place, sign in enumerate(text) if sign.isalnum()]
    assume(told)
    inner = data.draw(st.sampled_from(told))
    span = (data.draw(st.integers(max(0, inner - 60), inner)), data.draw(st.integers(inner + 1, inner + 60)))
    quote, inside = quoter("film").around(text, span)
    assert quote in text
    assert len(quote.split()) <= MAX_WORDS
    assert 0 <= inside[0] <= inside[1] <= len(quote)
    assert quote[slice(*inside)] == text[slice(*span)].strip(" \t\n,;:•–-")


@pytest.mark.parametrize(
    ("text", "answer", "quote"),
    [
        ("Ny film. Den visades i 45 skolor i länet.", "45 skolor", "Ny film. Den visades i 45 skolor i länet."),
        ("• 45 filmer gjordes.", "• 45", "45 filmer gjordes."),
        ("Sju. " + "ord " * 59 + "slut. Åtta skolor.", "Åtta", "Åtta skolor."),
        ("Ny film. " + ANNOUNCED + " Mer.", "Manus", ANNOUNCED),
    ],
)
def test_an_answer_is_quoted_with_its_sentence_and_neighbours_while_that_is_short(
    text: str, answer: str, quote: str
) -> None:
    start = text.index(answer)
    found, span = quoter("film").around(text, (start, start + len(answer)))
    assert found == quote
    assert found[slice(*span)] == answer.removeprefix("• ")


def test_an_answer_in_a_long_sentence_is_quoted_with_words_on_both_sides() -> None:
    text = " ".join(["före"] * 100 + ["45"] + ["efter"] * 100)
    quote, span = quoter("film").around(text, (500, 502))
    assert quote[slice(*span)] == "45"
    # 59 words beside the answer: half of them, rounded down, stand before it.
    assert quote.split() == ["före"] * 29 + ["45"] + ["efter"] * 30


def test_of_words_that_stand_twice_those_that_were_marked_are_quoted() -> None:
    text = "Sju filmer gjordes under det första av de två år som projektet pågick i länet. " * 2
    later = text.rindex("Sju")
    quote, span = quoter("film").around(text, (later, later + 3))
    assert (quote, span) == (text[later:].strip(), (0, 3))


@pytest.mark.parametrize(
    ("text", "marked", "whole"),
    [
        ("varav 72 st (62%) är kvinnoledda", "72 st (62%", "72 st (62%)"),
        ("varav 72 st (62%) är kvinnoledda", "72 st (6", "72 st (62%)"),
        ("via mail till anna.berg@example.se senast", "anna.berg", "anna.berg@example.se"),
        ("kostade 2,5 miljoner kronor", "2", "2,5 miljoner"),
        ("andelen är 45 % av alla", "45", "45 %"),
        ("fick 40 000 euro av fonden", "40 000", "40 000 euro"),
        ("Lärserien har nått 26 av Skånes 33 kommuner", "26", "26"),
        ("stöd till bolag (som var", "bolag (som", "bolag"),
        ("183 småföretag (62% drivs av kvinnor, 14 % av unga)", " (62%", "62%"),
        ("183 småföretag (62% drivs av kvinnor, 14 % av unga)", "(62%", "62%"),
        ("Yrkeshögskolan Syd i maj.", "Syd", "Syd"),
        ("möttes två gånger (år 2018 och år 2024).", "2024)", "2024"),
        ("Beslut i nämnden. 31 dec Förslag lämnas", " dec", "31 dec"),
        ("hölls den 7 september 2023 i Malmö", "september", "den 7 september 2023"),
        ("Projektet pågår 1–30 april 2024 i länet", "30 april", "1–30 april 2024"),
        ("Utlysningarna 2023 april och maj", "april", "april"),
    ],
)
def test_a_short_answer_ends_at_a_whole_word_with_unit_and_bracket(text: str, marked: str, whole: str) -> None:
    start = text.index(marked)
    begin, end = whole_words(text, (start, start + len(marked)))
    assert text[begin:end].strip() == whole


def test_no_words_marked_stay_none() -> None:
    assert whole_words("Något", (0, 0)) == (0, 0)
