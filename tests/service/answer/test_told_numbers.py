"""Which of the numbers of a text counts what a question asks for."""

import pytest

from service.answer.fact.told_numbers import asked_number, nearness_within, told_numbers
from service.asked.words.counted import counted_word
from service.ranking import RANKING

VALLEY = "82 tillfällen har hållits, och sammanlagt deltog 937 kvinnor och 292 män från 63 kommuner."
FAIR = "23 aktörer har varit aktiva. 548 personer har involverats i arbetet."


def told(text: str) -> list[tuple[str, str]]:
    return [(text[slice(*number.span)], number.words) for number in told_numbers(text)]


def asked_in(text: str, marked: str, nearness: list[float | None]) -> str:
    start = text.index(marked)
    return text[slice(*asked_number(text, (start, start + len(marked)), nearness, RANKING.same_word))]


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("Hur många tunga fordon gick att provköra?", "fordon"),
        ("Hur många av företagen leds av kvinnor?", "företagen"),
        ("antal arenamöten Arena elkraft", "arenamöten"),
        ("Hur många slags nätverk har Halland pekat ut?", "nätverk"),
        ("Hur många unga deltog?", "unga"),
        ("Hur många procent av kvinnorna började studera?", "kvinnorna"),
        ("Hur stor andel av männen gick vidare?", "männen"),
        ("Hur stor del av Norrbottens företagsstöd gick till inlandet?", "företagsstöd"),
        ("Hur stor del av de svarande tyckte det?", "svarande"),
        ("How many of the companies took part?", "companies"),
    ],
)
def test_what_is_counted_is_the_noun_behind_the_words_that_ask(question: str, noun: str) -> None:
    assert counted_word(question) == noun


@pytest.mark.parametrize(
    "question",
    ["Hur många deltog?", "Hur många procent minskade det?", "Hur många hade anmält sig?", "Vad kostade det?"],
)
def test_where_no_thing_is_named_nothing_is(question: str) -> None:
    assert counted_word(question) is None


def test_a_number_counts_what_stands_behind_it() -> None:
    assert told(VALLEY) == [("82", "tillfällen"), ("937", "kvinnor och"), ("292", "män"), ("63", "kommuner")]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Fler butiker än tidigare (14 stycken) får stöd.", [("14", "Fler butiker än tidigare (")]),
        ("116 företag deltog och 24 st fick stöd.", [("116", "företag"), ("24", "116 företag deltog och")]),
        ("Stöd till 7st butiker och 1.200 hushåll.", [("7", "butiker och"), ("1.200", "hushåll")]),
        (
            "Företag med råd: 40 st Företag i nätverk: 5 st",
            [("40", "Företag med råd:"), ("5", "Företag med råd: 40 st Företag i nätverk:")],
        ),
        (
            "Mål: 40 kurser. Antal nya jobb: 1 300 Antal bolag: 5 Nya bolag: 8",
            [
                ("40", "kurser"),
                ("1 300", "Antal nya jobb:"),
                ("5", "Antal bolag:"),
                ("8", "Nya bolag:"),
            ],
        ),
        # What a number is the name or the time of is not counted.
        ("Elever i årskurs 8 och 9 kom till etapp 2, 300 besökare.", [("300", "besökare")]),
        ("Utkast 3.0 kom 28 okt kl 09:55.", []),
        (
            "Deltagare från 10 av 12 kommuner, åtta till tio företag.",
            [("10 av 12", "kommuner"), ("åtta till tio", "företag")],
        ),
        ("Utfall: 300 lag/93 lag under 2023, se 1:1 och 2023-11-01.", [("300", "lag"), ("93", "lag")]),
        ("Antal deltagare: 25.", [("25", "Antal deltagare:")]),
        ("Inga deltog under 2023.", []),
        ("Cirka 2000 kvinnor deltog 2024.", [("2000", "kvinnor")]),
    ],
)
def test_where_nothing_does_the_words_before_it_tell(text: str, numbers: list[tuple[str, str]]) -> None:
    assert told(text) == numbers


def test_of_several_marked_the_one_beside_the_word_is_meant() -> None:
    assert asked_in(VALLEY, "937 kvinnor och 292 män", [0.0, 0.1, 1.0, 0.0]) == "292"
    assert asked_in(FAIR, FAIR[:58], [0.1, 0.9]) == "548"


def test_what_another_sentence_counts_is_left_out() -> None:
    text = "Det blev fem områden. Där ryms nästan alla de sjutton områden som fanns."
    marked = "fem områden. Där ryms nästan alla de sjutton"
    assert asked_in(text, marked, [1.0, 0.9]) == "fem områden."
    assert asked_in(text, marked, [0.8, 0.9]) == "Där ryms nästan alla de sjutton"


def test_a_neighbour_gives_way_within_its_sentence_only() -> None:
    assert asked_in(VALLEY, "937", [1.0, 0.1, 0.0, 0.0]) == "82"
    assert asked_in(FAIR, "23", [0.1, 1.0]) == "23"


def test_a_blank_marked_before_a_sentence_is_none_of_the_sentence_before() -> None:
    text = "19 kvinnor fick arbete. 26 deltagare studerar, 28 kvinnor och 24 män sökte."
    assert asked_in(text, " 26 deltagare", [1.0, 0.0, 1.0, 0.1]) == "28"


def test_what_fits_stays_as_it_was_marked() -> None:
    assert asked_in(VALLEY, "937 kvinnor", [0.0, 0.9, 0.0, 0.9]) == "937 kvinnor"
    assert asked_in(VALLEY, "82", [None, None, None, None]) == "82"
    assert asked_in(VALLEY, "sammanlagt", [1.0, 0.0, 0.0, 0.0]) == "sammanlagt"


def test_of_shares_told_by_sex_the_one_asked_for_is_given_with_its_sign() -> None:
    text = "26 % av deltagarna studerar (28 % av kvinnorna och 24 % av männen)."
    assert told(text) == [("26", "% av deltagarna studerar"), ("28", "% av kvinnorna och"), ("24", "% av männen")]
    assert asked_in(text, "26 %", [0.1, 1.0, 0.2]) == "28 %"


def test_a_number_marked_in_part_is_given_whole() -> None:
    text = "Deltagare från 7 av länets 12 kommuner deltog."
    assert asked_in(text, "12 kommuner", [1.0]) == "7 av länets 12 kommuner"


def test_words_that_say_about_how_many_belong_to_the_number() -> None:
    text = "Fem möten hölls med sammanlagt cirka 200 deltagare."
    assert asked_in(text, "Fem", [0.0, 1.0]) == "sammanlagt cirka 200"


@pytest.mark.parametrize(
    ("marked", "near"),
    [("937 kvinnor", 0.9), ("937 kvinnor och 292 män", 0.9), ("63 kommuner", None), ("och sammanlagt", None)],
)
def test_words_are_as_near_as_the_nearest_number_in_them(marked: str, near: float | None) -> None:
    start = VALLEY.index(marked)
    assert nearness_within(VALLEY, (start, start + len(marked)), [0.1, 0.9, 0.3, None]) == near
