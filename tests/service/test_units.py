"""In what a question wants its number."""

import pytest

from service.asked.asked import Expected
from service.asked.cues import decided_kind, expected_answer
from service.asked.understood import Kind
from service.asked.units import asks_in_measures, fits_unit


@pytest.mark.parametrize(
    ("answer", "sentence", "question"),
    [
        ("308 ungdomar", "I år sommarjobbade 308 ungdomar.", "Hur många av sommarjobbarna var tjejer?"),
        ("8 bolag", "8 bolag i det längre programmet.", "Hur många av bolagen drivs av kvinnor?"),
        ("13 deltagare", "13 deltagare klarade provet.", "Hur många kvinnor klarade provet?"),
        ("10", "185 personer från 10 kommuner, de flesta kvinnor.", "Hur många män deltog?"),
        ("15", "Regionen har med 15 partners beviljats medel.", "Hur mycket fick regionen av Vinnova?"),
        ("100-talet personer", "Bolaget ska ge plats för 100-talet personer.", "Hur mycket har staten gått in med?"),
        ("4 660", "Medel: 4 660 289 kronor.", "Hur många procent var missnöjda?"),
        ("474 314 kr", "Omslutningen är 105 474 314 kr.", "Hur stor del av pengarna gick till Servanet?"),
    ],
)
def test_number_of_something_else_does_not_fit(answer: str, sentence: str, question: str) -> None:
    assert not fits_unit(answer, sentence, question)


@pytest.mark.parametrize(
    ("answer", "sentence", "question"),
    [
        ("25 %", "1 581 deltog, varav 25 % kvinnor.", "Hur stor andel av deltagarna var kvinnor?"),
        ("26 av Skånes 33 kommuner", "Serien har nått 26 av Skånes 33 kommuner.", "Hur stor del av kommunerna nåddes?"),
        ("en fjärdedel", "Vanorna ändrades hos en fjärdedel.", "Hur stor del ändrade vanor?"),
        ("Två låtar", "Två låtar släpptes.", "Hur många låtar gav man ut efter satsningen på kvinnor i musiken?"),
        ("20 ton", "Det sparade 20 ton koldioxid.", "Hur mycket koldioxid sparades?"),
        ("34%", "Bilresorna minskade med 34%.", "Hur mycket minskade bilresorna?"),
        ("4 903 personer", "Där arbetar 4 903 personer.", "Hur många hade jobb när man senast räknade?"),
    ],
)
def test_number_in_what_is_asked_for_fits(answer: str, sentence: str, question: str) -> None:
    assert fits_unit(answer, sentence, question)


def test_kilometres_are_no_number_of_initiatives() -> None:
    assert asks_in_measures("Hur många kilometer stigar omfattar arbetet?")
    assert decided_kind("Hur många kilometer stigar omfattar arbetet?", Kind.COUNT) is Kind.FACT
    assert decided_kind("Hur många insatser har Dalarna?", Kind.COUNT) is Kind.COUNT


@pytest.mark.parametrize(
    "question",
    [
        "Vad har fiberutbyggnaden i Dalarna kostat?",
        "Vad har Relocation Gotland för budget?",
        "Vad gick ombyggnaden av E4 på?",
        "Vad går projektet på allt som allt?",
    ],
)
def test_what_something_has_cost_is_a_fact(question: str) -> None:
    assert expected_answer(question) is Expected.MONEY
    assert decided_kind(question, Kind.PASSAGES) is Kind.FACT


def test_what_a_project_was_about_is_no_amount() -> None:
    assert expected_answer("Vad gick projektet ut på?") is Expected.ANY
    assert decided_kind("Vad gick projektet ut på?", Kind.PASSAGES) is Kind.PASSAGES


@pytest.mark.parametrize("question", ["Vilket bolag driver på för elflyg?", "Vem håller i utbildningen i Göteborg?"])
def test_one_thing_that_is_no_region_is_a_fact(question: str) -> None:
    assert decided_kind(question, Kind.REGIONS) is Kind.FACT


@pytest.mark.parametrize(
    "question",
    ["Vilken svensk region har kommit längst?", "I vilken del av landet odlas musslor?", "Vilka jobbar med vätgas?"],
)
def test_one_region_or_part_of_the_country_is_asked_by_region(question: str) -> None:
    assert decided_kind(question, Kind.REGIONS) is Kind.REGIONS
