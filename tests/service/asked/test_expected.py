"""Whether a sentence holds the kind of words a fact question asks for."""

import pytest

from service.asked.asked import Expected
from service.asked.words.cues import expected_answer
from service.asked.words.expected import find_answers, holds_answer


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("70 företag fick råd.", Expected.NUMBER),
        ("Sju företag fick råd.", Expected.NUMBER),
        ("Sjutton företag fick råd.", Expected.NUMBER),
        ("Drygt 2000 ungdomar nåddes.", Expected.NUMBER),
        ("Det förlängdes med en månad.", Expected.NUMBER),
        ("Stödet var 2,5 miljoner kronor.", Expected.MONEY),
        ("Budgeten är 3 056 308.", Expected.MONEY),
        ("Medlen är 660 milj kr.", Expected.MONEY),
        ("Strategin antogs i oktober.", Expected.DATE),
        ("Projektet startade 20230401.", Expected.DATE),
        ("Strategin antogs 220428.", Expected.DATE),
        ("Projektet avslutades 23-04-30.", Expected.DATE),
        ("KOD (ESF) 202301–202412.", Expected.DATE),
        ("Beslut i nämnden 25/11.", Expected.DATE),
        ("Förslaget är klart 10 nov.", Expected.DATE),
        ("Utvärderingen gjordes av Sweco.", Expected.NAME),
    ],
)
def test_sentence_with_such_words_holds_them(sentence: str, expected: Expected) -> None:
    assert holds_answer(sentence, expected, "Vad?")


@pytest.mark.parametrize(
    ("sentence", "expected", "question"),
    [
        ("Flera företag fick råd.", Expected.NUMBER, "Hur många?"),
        ("En strategi antogs.", Expected.NUMBER, "Hur många?"),
        ("Under 2023 fick företag råd.", Expected.NUMBER, "Hur många?"),
        ("De 12 länen fick råd.", Expected.NUMBER, "Hur många fick råd i de 12 länen?"),
        ("Stödet delades av 12 företag.", Expected.MONEY, "Hur mycket?"),
        ("Strategin antogs till slut.", Expected.DATE, "När?"),
        ("Ärende-id 20357607 och bild 30/24.", Expected.DATE, "När?"),
        ("Stödet var 150231 kr och 250131,50.", Expected.DATE, "När?"),
        ("Utvärderingen gjordes av en konsult.", Expected.NAME, "Vem?"),
        ("Mässan hölls av Bazaren.", Expected.NAME, "Vem arrangerade Bazaren?"),
    ],
)
def test_sentence_without_or_with_only_the_questions_own_does_not(
    sentence: str, expected: Expected, question: str
) -> None:
    assert not holds_answer(sentence, expected, question)


def test_numbers_inside_a_name_are_none_that_the_question_tells() -> None:
    question = "Hur många minuter har man enligt 5-10-15?"
    assert holds_answer("Alla ska bo högst 10 minuter bort.", Expected.NUMBER, question)
    assert not holds_answer("Det gäller 2014–2020.", Expected.DATE, "När under 2014–2020?")


def test_question_that_expects_nothing_special_is_satisfied_by_any_sentence() -> None:
    assert holds_answer("Så är det.", Expected.ANY, "Vad?")


def test_answers_are_found_where_they_stand_and_not_those_the_question_holds() -> None:
    sentence = "Av 52 kommuner deltog 12, och 2023 tre till."
    spans = find_answers(sentence, Expected.NUMBER, "Hur många av 52 kommuner deltog?")
    assert [sentence[start:end] for start, end in spans] == ["12", "tre"]


def test_how_long_may_be_told_by_a_year() -> None:
    assert holds_answer("Programmet gäller till 2030.", Expected.NUMBER, "Hur länge gäller det?")
    assert not holds_answer("Programmet gäller till 2030.", Expected.NUMBER, "Hur många år gäller det?")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Vem kollar gratis hur mycket energi företagen gör av med?", Expected.NAME),
        ("Hur mycket energi sparade de som Energikontoret besökte, och vem var de?", Expected.NUMBER),
        ("Vilken andel av deltagarna fick jobb?", Expected.NUMBER),
        ("När fick projektet veta hur många som kom?", Expected.DATE),
        ("Vad är den totala finansieringen för Vägval?", Expected.MONEY),
        ("Varför blev det försenat?", Expected.ANY),
    ],
)
def test_what_is_asked_with_first_tells_what_is_expected(question: str, expected: Expected) -> None:
    assert expected_answer(question) is expected


def test_what_is_remembered_of_a_sentence_is_told_of_it_whatever_the_question() -> None:
    sentence = "Projektet nådde 12 av 40 företag under 2023."
    assert find_answers(sentence, Expected.NUMBER, "Hur många företag?") == [(16, 18), (22, 24)]
    assert find_answers(sentence, Expected.NUMBER, "Hur många av 40 företag?") == [(16, 18)]
    assert find_answers(sentence, Expected.NUMBER, "Hur länge pågick det?") == [(16, 18), (22, 24), (39, 43)]
