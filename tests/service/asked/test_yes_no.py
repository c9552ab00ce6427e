"""Questions that want yes or no are told from those that ask for more."""

import pytest

from service.asked.reading import read_question
from service.asked.understood import Kind
from service.asked.words.yes_no import asks_yes_no, claim_of, is_light, is_verb


@pytest.mark.parametrize(
    "question",
    [
        "Har Dalarna arbetat med fiske?",
        "har skåne gjort något om bin",
        "Ingick museet i Strandprojektet?",
        "Byggdes det en brygga?",
        "Lanserades någon webbplats?",
        "Använder kommunerna ett gemensamt register?",
        "Nådde satsningen fler företag?",
        "Stämmer det att Halland ordnade en mässa om trä?",
        "Vet ni om Blekinge har någon fiskerådgivning?",
        "Jag undrar om Kalmar är med i Strandprojektet",
        "Var Region Kalmar med i Strandprojektet?",
        "Did Halland support fishing?",
        "Gick Strandprojektet ut på att ta reda på varför fisken försvann?",
    ],
)
def test_what_wants_yes_or_no(question: str) -> None:
    assert asks_yes_no(question)


@pytest.mark.parametrize(
    "question",
    [
        "Vilka regioner arbetar med fiske?",
        "Var har man byggt en brygga?",
        "var höll Halland sin mässa",
        "Vet ni hur många som kom?",
        "Finns det uppgift om hur mycket bryggan kostade?",
        "Kan du sammanfatta Strandprojektet?",
        "Insatser för unga i Dalarna",
        "Vandringsleder i Skåne?",
        "Gör en lista över projekt om fiske",
        "Drivs Strandprojektet av Kalmar eller av Blekinge?",
        "Hur långt har Dalarna kommit, fick prova?",
    ],
)
def test_what_asks_for_more(question: str) -> None:
    assert not asks_yes_no(question)


def test_what_leads_up_to_a_claim_is_no_part_of_it() -> None:
    assert claim_of("Stämmer det att Halland ordnade en mässa?") == "Halland ordnade en mässa?"
    assert claim_of("Har Halland ordnat en mässa?") == "Har Halland ordnat en mässa?"


@pytest.mark.parametrize(
    ("word", "light", "verb"), [("fick", True, True), ("förbjudit", False, True), ("mässa", False, False)]
)
def test_words_of_a_claim(word: str, light: bool, verb: bool) -> None:
    assert (is_light(word), is_verb(word)) == (light, verb)


@pytest.mark.parametrize(
    ("question", "is_claim"),
    [
        ("Har Dalarna arbetat med fiske?", True),
        ("Deltog Region Kalmar i Strandprojektet?", True),
        ("Har någon region arbetat med fiske?", False),
        ("Finns det något liknande i Skåne?", False),
        ("Vad har Dalarna gjort om fiske?", False),
    ],
)
def test_a_claim_is_read_as_one(question: str, is_claim: bool) -> None:
    asked = read_question(question)
    assert asked.is_claim is is_claim
    assert not is_claim or asked.kind in (Kind.FACT, Kind.PASSAGES)


def test_a_year_is_part_of_a_claim_and_limits_nothing() -> None:
    asked = read_question("Startade Dalarna fiskeskolan 2021?")
    assert asked.is_claim
    assert not asked.years
    assert "2021" in asked.words
