"""What is no question to the reports though its words are theirs: other countries, ordered work, and thanks."""

import pytest

from service.asked.words.abroad import asks_abroad
from service.asked.words.courtesy import is_courtesy
from service.asked.words.ordered_work import asks_for_work


@pytest.mark.parametrize(
    ("question", "is_abroad"),
    [
        ("Hur gör Norge med regional utveckling?", True),
        ("Hur utvecklar Norge sina hamnar?", True),
        ("Vilka län i Finland jobbar med validering?", True),
        ("vad har man gjort i Danmark om vätgas", True),
        ("Vad gör man i Danmark om vätgas?", True),
        ("Vilka danska regioner satsar på cykel?", True),
        ("Vilka danska kommuner är med i Öresundsprojektet?", False),
        ("Which finnish cities take part in Kvarkenresan?", False),
        ("Vilka regioner samarbetar med Norge?", False),
        ("Vilka projekt har partner i Finland?", False),
        ("Psykosocialt stöd till flyktingar från Ukraina", False),
        ("Interreg Sverige-Norge", False),
        ("Hur många länder är med i Debuting?", False),
    ],
)
def test_who_is_asked_about_is_abroad(question: str, is_abroad: bool) -> None:
    assert asks_abroad(question) is is_abroad


@pytest.mark.parametrize(
    ("question", "is_work"),
    [
        ("Översätt 'hållbar utveckling' till tyska", True),
        ("kan du översätta sammanfattningen till engelska", True),
        ("Översatts sammanfattningen till engelska", True),
        ("Gör en powerpoint om regional utveckling", True),
        ("Skriv ett mejl till min chef", True),
        ("Write a short poem about Skåne", True),
        ("Skriv en sammanfattning av integration i Skåne", False),
        ("Gör en sammanställning av insatser om el", False),
        ("Gör Skåne en satsning på bild och form?", False),
        ("Vilka projekt översätter information till nyanlända?", False),
    ],
)
def test_what_is_ordered_is_no_summing_up(question: str, is_work: bool) -> None:
    assert asks_for_work(question) is is_work


@pytest.mark.parametrize(
    ("text", "is_polite"),
    [
        ("tack för hjälpen!", True),
        ("Stort tack", True),
        ("Hej, tack så mycket, ha en bra dag", True),
        ("Thanks for your help", True),
        ("Och Halland då?", False),
        ("Hej! Bibliotek?", False),
        ("hjälp", False),
    ],
)
def test_what_is_only_polite_asks_nothing(text: str, is_polite: bool) -> None:
    assert is_courtesy(text) is is_polite
