"""Parts of the country are understood by what people call them; `i norr om` and other compounds stay."""

import pytest

from indexer.index import Filters
from service.asked.limits.parts_of_country import call_by_name
from service.asked.reading import read_question
from service.live import LiveIndex


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("Vilka regioner uppe i norr arbetar med ishockey?", ["Norrland"]),
        ("Vilka av länen runt Mälaren arbetar med ishockey?", ["Mälardalen"]),
        ("Vilka av storstadsregionerna arbetar med ishockey?", ["Stockholm", "Skåne", "Västra Götaland"]),
        ("Finns något om ishockey i de södra länen?", ["Sydsverige"]),
        ("Vilka norrländska regioner arbetar med ishockey?", ["Norrland"]),
        ("Finns värmländska insatser om ishockey?", ["Värmland"]),
        ("Skånska insatser för ishockey", ["Skåne"]),
    ],
)
def test_they_are_places_and_no_topic(question: str, places: list[str]) -> None:
    asked = read_question(question)
    assert ([place.name for place in asked.places], asked.topics) == (places, ("ishockey",))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (
            "Hur skiljer sig skånska och sörmländska satsningar åt?",
            "Hur skiljer sig satsningar i Skåne och Sörmland åt?",
        ),
        ("det värmländska integrationsarbetet", "integrationsarbetet i Värmland"),
        ("Hur många östgötska små och nya företag växer?", "Hur många små och nya företag i Östergötland växer?"),
        ("skånskt, halländskt och småländskt mathantverk", "mathantverk i Skåne, Halland och Småland"),
    ],
)
def test_what_is_told_by_an_adjective_is_told_by_the_name_behind_its_noun(said: str, meant: str) -> None:
    assert call_by_name(said) == meant


@pytest.mark.parametrize(
    "question",
    ["en väg i norr om sjön", "storstadsregion", "i norra Kalmar", "Skånska regionmuseet", "det Skånska Bageriet"],
)
def test_what_is_near_them_stays(question: str) -> None:
    assert call_by_name(question) == question


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("Har Öland och Gotland något om ishockey?", ["Kalmar", "Gotland"]),
        ("Vad görs för ishockey i Halland, Dalsland eller Skåne?", ["Halland", "Västra Götaland", "Skåne"]),
        ("Vad görs för ishockey på Öland?", []),
        ("Småland och Ölands ishockey", ["Småland"]),
    ],
)
def test_a_part_of_a_county_beside_a_region_is_asked_of_as_its_own(question: str, places: list[str]) -> None:
    assert [place.name for place in read_question(question).places] == places


def test_where_such_a_part_lies_is_told_and_it_is_no_side_of_its_own(live: LiveIndex) -> None:
    answer = live.backend().answerer.answer("Jämför turism på Öland och Gotland", Filters())
    assert answer.text.startswith("Öland ligger i Kalmar. ")
    assert {side.region for side in answer.sides} == {"08", "09"}
