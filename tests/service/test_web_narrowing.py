"""Narrowing hits on the page: counts that agree with the API's, and limits of a question that can be taken away."""

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

from service.web.rephrasing import Shorter, without_limits


@pytest.mark.parametrize(
    ("question", "shorter"),
    [
        ("Vad gör Region Gotland för bredband?", [("Gotland", "Vad gör regionerna för bredband?")]),
        ("Hur många av Skånes kommuner deltog?", [("Skåne", "Hur många av regionernas kommuner deltog?")]),
        ("vätgas Gotland", [("Gotland", "vätgas")]),
        (
            "Vilka insatser för jämställdhet finns i Dalarna och Värmland 2023?",
            [
                ("Dalarna", "Vilka insatser för jämställdhet finns i Värmland 2023?"),
                ("Värmland", "Vilka insatser för jämställdhet finns i Dalarna 2023?"),
                ("2023", "Vilka insatser för jämställdhet finns i Dalarna och Värmland?"),
            ],
        ),
        (
            "Vilka regioner utom Skåne arbetar med vätgas under 1999?",
            [("Skåne", "Vilka regioner arbetar med vätgas under 1999?")],
        ),
        ("Dalarna?", []),
        ("Vem bygger elnät?", []),
    ],
)
def test_each_limit_can_be_taken_away(question: str, shorter: list[tuple[str, str]]) -> None:
    assert without_limits(question, (2023,)) == [Shorter(limit=limit, question=left) for limit, left in shorter]


def test_a_question_is_asked_again_without_a_place_and_with_the_choices_kept(client: TestClient) -> None:
    asked = {"q": "Elkapacitet i Dalarna", "theme": "miljo-klimat", "offset": "10"}
    page = client.get("/", params=asked).text
    [link] = re.findall(r'<a href="([^"]+)">Fråga utan Dalarna', page)
    assert unescape(link) == "/?q=Elkapacitet&theme=miljo-klimat"


@pytest.mark.parametrize("question", ["Vilka regioner utom Skåne arbetar med vätgas?", "Vad gjordes om elnät 2023?"])
def test_what_a_question_leaves_out_is_left_out_of_the_hits_as_by_the_api(client: TestClient, question: str) -> None:
    reply = client.get("/v1/search", params={"q": question, "limit": 10}).json()
    page = client.get("/", params={"q": question}).text
    assert f"1–10 av {reply['total']}" in page
    hits = page.split('class="results"')[1]
    assert re.findall(r"passage=([^\"&]+)", hits) == [hit["passage"]["id"] for hit in reply["hits"]]


def test_values_are_counted_among_the_hits_of_the_status_chosen(client: TestClient) -> None:
    asked = {"q": "validering", "status": "proposed"}
    page = client.get("/", params=asked).text
    [total] = re.findall(r"\d+–\d+ av (\d+)", page)
    documents = re.findall(r'name="document" value="[^"]*"[^>]*>.*?class="count">(\d+)<', page)
    assert sum(map(int, documents)) == int(total)
