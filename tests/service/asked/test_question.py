"""What a question asks for is read from its words."""

import unicodedata

import pytest

from service.asked.asked import Aspect, Expected
from service.asked.reading import read_question
from service.asked.understood import Kind


@pytest.mark.parametrize(
    "text",
    [
        "Vilka regioner arbetar med validering?",
        "Vilka län satsar på vätgas?",
        "Vem gör något åt elkapacitet?",
        "Var satsas det på film?",
        "Hur många regioner arbetar med AI?",
        "Hur stor andel av regionerna säger något om vätgas?",
        "Hur stor andel av länen har insatser om vätgas?",
        "Finns det någon region som jobbar med vargskador?",
        "Which regions work with hydrogen?",
    ],
)
def test_which_who_and_where_ask_for_regions(text: str) -> None:
    assert read_question(text).kind is Kind.REGIONS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vad ligger budgeten för programmet på?", Expected.MONEY),
        ("Vad betalar Skåne till mässan?", Expected.MONEY),
        ("Hur stor andel av anslaget går till projekt?", Expected.NUMBER),
        ("Hur många företag fick rådgivning?", Expected.NUMBER),
        ("Hur många anställda har Region Kronoberg?", Expected.NUMBER),
        ("Hur mycket pengar fick projektet?", Expected.MONEY),
        ("Vad kostade multiarenan?", Expected.MONEY),
        ("När antogs strategin?", Expected.DATE),
        ("Vilket år startade projektet?", Expected.DATE),
        ("Vem granskade bidragen?", Expected.NAME),
        ("Vilken organisation ansvarar för nätverket?", Expected.NAME),
        ("Who owns the project?", Expected.NAME),
        ("What share of the participants are women?", Expected.NUMBER),
        ("By what percentage did the emissions of the region fall?", Expected.NUMBER),
        ("What is the total budget of the centre?", Expected.MONEY),
        ("How many million kronor did the fund get?", Expected.MONEY),
        ("Until when does the programme run?", Expected.DATE),
        ("Vad är budgeten för förstudien?", Expected.MONEY),
        ("Vad var antalet deltagare?", Expected.NUMBER),
        ("Vem driver planerna i Norrbotten?", Expected.NAME),
    ],
)
def test_facts_are_told_by_what_they_expect(text: str, expected: Expected) -> None:
    question = read_question(text)
    assert (question.kind, question.expected) == (Kind.FACT, expected)


@pytest.mark.parametrize("text", ["laddinfrastruktur", "Vad har gjorts om kultur?", "Vilka projekt finns om skog?"])
def test_anything_else_asks_for_passages(text: str) -> None:
    assert read_question(text).kind is Kind.PASSAGES


def test_topic_is_what_is_left_without_question_words_generic_words_and_places() -> None:
    question = read_question("Vilka insatser för kollektivtrafik på landsbygden har Region Skåne gjort?")
    assert question.words == ("kollektivtrafik", "landsbygden")
    assert question.codes == ("12",)


def test_question_typed_without_dots_loses_its_function_words_too() -> None:
    assert read_question("vad gors for cykling pa landsbygden").words == ("cykling", "landsbygden")


def test_group_stands_for_its_members() -> None:
    assert read_question("cykelvägar i Norra Mellansverige").codes == ("17", "20", "21")


def test_place_inside_a_longer_name_stays_a_word() -> None:
    assert "Gotland" in read_question("Hur många anställdes genom projektet Gotland Forward?").words
    assert "Gotland" not in read_question("Hur många anställdes på Gotland?").words


@pytest.mark.parametrize(
    "text",
    [
        "Visa Värmlands insatser för jämställdhet bredvid Dalarnas",
        "Lägg Värmland jämte Dalarna, jämställdhet",
        "Vad har Värmland och Dalarna gemensamt inom jämställdhet?",
    ],
)
def test_what_is_set_side_by_side_is_compared_and_the_words_for_it_are_no_topic(text: str) -> None:
    question = read_question(text)
    assert (question.kind, question.codes, question.words) == (Kind.COMPARE, ("17", "20"), ())


def test_who_has_written_nothing_of_a_theme_is_asked_of_the_theme_alone() -> None:
    question = read_question("Vilka län har inte skrivit något om jämställdhet?")
    assert (question.topics, question.negated) == (("jämställdhet",), True)


def test_a_quick_picture_of_a_region_is_an_overview_without_a_topic() -> None:
    question = read_question("Ge mig en snabb bild av Gotlands rapport")
    assert (question.kind, question.topics) == (Kind.OVERVIEW, ())


def test_who_learns_a_language_is_asked_for_no_lessons() -> None:
    assert read_question("Which regions help newcomers learn Swedish?").aspect is not Aspect.LESSONS
    assert read_question("What has been learned from the wetlands?").aspect is Aspect.LESSONS


@pytest.mark.parametrize(
    "text", ["Vilka resultat gav spelbyn i Kramfors?", "Vilka lärdomar gav resan till Oslo?", "Vilka nästa steg tas?"]
)
def test_what_came_of_something_is_told_by_passages_and_is_no_one_fact(text: str) -> None:
    assert read_question(text).kind is Kind.PASSAGES


@pytest.mark.parametrize(
    "text", ["Vad har regionerna haft svårt med när det gäller fiber?", "Vad har gått trögt med fiber?"]
)
def test_what_was_hard_is_asked_for_in_everyday_words_too(text: str) -> None:
    assert read_question(text).aspect is Aspect.PROBLEMS


def test_question_of_generic_words_alone_keeps_them() -> None:
    assert read_question("Vad gör regionen?").words == ("Vad", "gör", "regionen")


@pytest.mark.parametrize(
    ("text", "language"), [("Vilka regioner?", "sv"), ("Which regions are there?", "en"), ("validering", None)]
)
def test_language_is_told_by_function_words(text: str, language: str | None) -> None:
    assert read_question(text).language == language


def test_a_question_is_read_the_same_with_special_hyphens_and_letters_apart_from_their_dots() -> None:
    pasted = unicodedata.normalize("NFD", "Vad gör Skåne om e\u2011hälsa och kompetens\u00adförsörjning?")
    plain = read_question("Vad gör Skåne om e-hälsa och kompetensförsörjning?")
    assert (read_question(pasted).codes, read_question(pasted).words) == (plain.codes, plain.words)
    assert plain.codes == ("12",)
