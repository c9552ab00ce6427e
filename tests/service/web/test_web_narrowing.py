"""Narrowing hits on the page: counts that agree with the API's, and limits of a question that can be taken away."""

import re
from html import unescape
from typing import Any

import pytest
from fastapi.testclient import TestClient

from service.asked.telling import SWEDISH_CHIPS
from service.asked.understood import Kind, Understood
from service.web.parts.rephrasing import Shorter, without_limits
from service.web.parts.understood import understood_chips
from tests.service.markup import text_of


def test_what_is_chosen_goes_by_its_name_where_no_hit_has_it(client: TestClient) -> None:
    """Nothing speaks for Gotland in 2020: what was chosen is still called what officers call it."""
    asked = {"q": "vätgas", "region": "Gotland", "year": "2020", "theme": "jamstalldhet", "status": "reported"}
    page = client.get("/", params=asked | {"document": "orebro-2023"}).text
    chosen = text_of(page[page.index('class="chips"') : page.index('class="answer')])
    for told in ("Tema: Jämställdhet", "Status: Redovisade", "Dokument: Region Örebro läns återrapportering"):
        assert told in chosen
    assert "jamstalldhet" not in chosen
    assert "Inget dokument finns i urvalet." in text_of(page)
    assert "som gäller ." not in text_of(page)
    assert "Underlag: 0" not in text_of(page)
    assert "Tema: Jämställdhet" in text_of(client.get("/", params={"q": "vätgas", "theme": "Jämställdhet"}).text)


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


@pytest.mark.parametrize(
    ("question", "topics", "shorter"),
    [
        (
            "Vilka regioner arbetar med vätgas och biogas?",
            ("vätgas", "biogas"),
            [("vätgas", "Vilka regioner arbetar med biogas?"), ("biogas", "Vilka regioner arbetar med vätgas?")],
        ),
        (
            "Vad gör Skåne för vätgas, biogas eller elnät?",
            ("vätgas", "biogas", "elnät"),
            [
                ("Skåne", "Vad gör regionerna för vätgas, biogas eller elnät?"),
                ("vätgas", "Vad gör Skåne för biogas eller elnät?"),
                ("biogas", "Vad gör Skåne för vätgas, elnät?"),
                ("elnät", "Vad gör Skåne för vätgas, biogas?"),
            ],
        ),
    ],
)
def test_each_of_several_topics_can_be_taken_away(
    question: str, topics: tuple[str, ...], shorter: list[tuple[str, str]]
) -> None:
    assert without_limits(question, (), topics) == [Shorter(limit=limit, question=left) for limit, left in shorter]


def test_who_does_not_can_be_asked_for_as_who_does() -> None:
    question = "Vilka regioner arbetar inte med validering?"
    assert without_limits(question, (), negated=True) == [
        Shorter(limit="inte", question="Vilka regioner arbetar med validering?")
    ]


def understood(**told: Any) -> Understood:
    nothing = dict.fromkeys(("topics", "regions", "excluded_regions", "years", "themes"), ())
    none = {"join": None, "aspect": None, "initiative": None, "negated": False, "language": "sv"}
    return Understood(**{"kind": Kind.REGIONS, **nothing, **none, **told})


def test_every_value_understood_is_a_chip_with_the_question_without_it() -> None:
    told = understood(topics=("vätgas", "biogas"), join="or", regions=("Dalarna",), years=(2023,), aspect="results")
    question = "Vilka resultat gav vätgas eller biogas i Dalarna 2023?"
    chips = understood_chips(question, told, (2023,), SWEDISH_CHIPS)
    assert [(chip.label, chip.value, chip.question) for chip in chips] == [
        ("vilka regioner", "", "vätgas och biogas i Dalarna 2023"),
        ("ämne", "vätgas", "Vilka resultat gav biogas i Dalarna 2023?"),
        ("ämne", "biogas", "Vilka resultat gav vätgas i Dalarna 2023?"),
        ("region", "Dalarna", "Vilka resultat gav vätgas eller biogas 2023?"),
        ("år", "2023", "Vilka resultat gav vätgas eller biogas i Dalarna?"),
        ("frågar efter", "resultat", "vätgas och biogas i Dalarna 2023"),
    ]


@pytest.mark.parametrize(
    ("question", "told", "without"),
    [
        (
            "Vad gör Dalarna inom temat jämställdhet?",
            {"kind": Kind.OVERVIEW, "regions": ("Dalarna",), "themes": ("jamstalldhet",)},
            {"Dalarna": "Vad gör regionerna inom temat jämställdhet?", "Jämställdhet": "Vad gör Dalarna?"},
        ),
        (
            "Vilka effekter hade projektet Gröna Kraftlinjer i Dalarna?",
            {"topics": ("Gröna Kraftlinjer",), "regions": ("Dalarna",), "initiative": "Gröna kraftlinjer – elnät"},
            {
                "Dalarna": "Vilka effekter hade projektet Gröna Kraftlinjer?",
                "Gröna kraftlinjer – elnät": "Vilka effekter hade insatserna i Dalarna?",
            },
        ),
        # Neither a name that is misspelt nor what only tells the kind can be cut out.
        ("vad är Gröna kraflinejr", {"kind": Kind.PASSAGES, "initiative": "Solelsprojektet"}, {}),
        ("Hej!", {"kind": Kind.OUTSIDE, "topics": ("Hej",)}, {}),
    ],
)
def test_a_theme_and_a_name_can_be_taken_away(question: str, told: dict[str, Any], without: dict[str, str]) -> None:
    chips = understood_chips(question, understood(**told), (2023,), SWEDISH_CHIPS)
    assert {chip.value: chip.question for chip in chips if chip.question and chip.value} == without


def test_a_group_is_one_chip_that_tells_its_members() -> None:
    told = understood(topics=("vätgas",), regions=("Dalarna", "Gävleborg", "Värmland"))
    chips = understood_chips("Vätgas i Norra Mellansverige", told, (), SWEDISH_CHIPS)
    assert [(chip.label, chip.value, chip.question) for chip in chips][-2:] == [
        ("ämne", "vätgas", None),
        ("region", "Norra Mellansverige (Dalarna, Gävleborg, Värmland)", "Vätgas"),
    ]


def test_a_region_named_beside_a_group_keeps_its_own_chip() -> None:
    told = understood(topics=("vätgas",), regions=("Dalarna", "Gävleborg", "Skåne", "Värmland"))
    chips = understood_chips("Vätgas i Norra Mellansverige och Skåne", told, (), SWEDISH_CHIPS)
    assert [(chip.value, chip.question) for chip in chips][-2:] == [
        ("Norra Mellansverige (Dalarna, Gävleborg, Värmland)", "Vätgas i Skåne"),
        ("Skåne", "Vätgas i Norra Mellansverige"),
    ]


def test_a_question_is_asked_again_without_a_place_and_with_the_choices_kept(client: TestClient) -> None:
    asked = {"q": "Elkapacitet i Dalarna", "theme": "miljo-klimat", "offset": "10"}
    page = client.get("/", params=asked).text
    [link] = re.findall(r'<a href="([^"]+)"><span class="unseen">Fråga utan </span>region: <span>Dalarna', page)
    assert unescape(link) == "/?q=Elkapacitet&theme=miljo-klimat"


@pytest.mark.parametrize("question", ["Vilka regioner utom Skåne arbetar med vätgas?", "Vad gjordes om elnät 2023?"])
def test_what_a_question_leaves_out_is_left_out_of_the_hits_as_by_the_api(client: TestClient, question: str) -> None:
    reply = client.get("/v1/search", params={"q": question, "limit": 10}).json()
    page = client.get("/", params={"q": question}).text
    assert f"1–10 av {reply['total']}" in page
    hits = page.split('class="results"')[1]
    assert list(dict.fromkeys(re.findall(r"passage=([^\"&]+)", hits))) == [
        hit["passage"]["id"] for hit in reply["hits"]
    ]


def test_values_are_counted_among_the_hits_of_the_status_chosen(client: TestClient) -> None:
    asked = {"q": "validering", "status": "proposed"}
    page = client.get("/", params=asked).text
    [total] = re.findall(r"\d+–\d+ av (\d+)", page)
    documents = re.findall(r'name="document" value="[^"]*"[^>]*>.*?class="count">(\d+)<', page)
    assert sum(map(int, documents)) == int(total)


def test_one_value_too_many_is_not_folded(client: TestClient) -> None:
    sides = client.get("/", params={"q": "validering"}).text.split('class="facets"')[1].split("</form>")[0]
    assert re.findall(r"<summary>(\d+) till", sides)
    assert "<summary>1 till" not in sides


@pytest.mark.parametrize(
    ("question", "regions"),
    [
        ("Hur många insatser har Dalarna om integration?", ["Dalarna"]),
        ("Vad gör Dalarna och Värmland för jämställdhet?", ["Dalarna", "Värmland"]),
    ],
)
def test_hits_under_an_answer_about_some_regions_are_theirs(
    client: TestClient, question: str, regions: list[str]
) -> None:
    page = client.get("/", params={"q": question}).text
    hits = page[page.index('id="traffar"') :]
    owners = set(re.findall(r'<p class="facts"><strong>([^<]+)</strong>', hits))
    assert owners <= {*regions, "Norra Mellansverige"}
    found = client.get("/v1/search", params={"q": question, "region": regions}).json()
    assert f"av {found['total']}" in text_of(hits)
    assert found["total"] < client.get("/v1/search", params={"q": question}).json()["total"]
    assert f"{found['total']} träffar för {' och '.join(regions)}" in text_of(hits)
    # What is not chosen is not carried on to the next question.
    assert not re.search(r'name="region" value="[^"]+" checked', hits)
    assert 'class="chips"' not in page
    [taken_home] = re.findall(r'href="(/v1/search\.csv\?[^"]+)"', hits)[:1]
    assert len(client.get(unescape(taken_home)).text.splitlines()) >= min(found["total"], 100) + 1


def test_hits_of_one_region_lead_to_those_of_all(client: TestClient) -> None:
    page = client.get("/", params={"q": "Vad gör Dalarna för vätgas?"}).text
    [wider] = re.findall(r'<a href="([^"]+)">Sök i alla regioner</a>', page)
    assert "Dalarna" not in unescape(wider)
    assert client.get(unescape(wider)).status_code == 200
    chosen = client.get("/", params={"q": "Vad gör Dalarna för vätgas?", "region": "Dalarna"}).text
    assert "Sök i alla regioner" not in chosen
    assert "Region: Dalarna" in text_of(chosen)


def test_what_is_like_an_initiative_is_looked_for_in_all_regions(client: TestClient) -> None:
    question = "Finns det något liknande Effekt4Dalarna i andra regioner?"
    hits = client.get("/", params={"q": question}).text.partition('id="traffar"')[2]
    assert f"av {client.get('/v1/search', params={'q': question}).json()['total']}" in text_of(hits)
