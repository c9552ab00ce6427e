"""The hits of an answer's page: narrowed, sorted, counted and paged as the API has them."""

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

from tests.service.markup import BROWSER, text_of


def test_filters_are_kept_in_the_form_and_the_downloads(client: TestClient) -> None:
    chosen = {"q": "validering", "region": "Norra Mellansverige", "theme": "", "document": "", "year": "2023"}
    page = client.get("/", params=chosen).text
    assert 'value="Norra Mellansverige" checked>' in page
    assert 'value="2023" checked>' in page
    [excel] = re.findall(r'href="(/v1/answer\.xlsx[^"]*)"', page)
    assert unescape(excel) == "/v1/answer.xlsx?q=validering&region=Norra+Mellansverige&year=2023"


def test_hits_are_paged_and_the_answer_is_folded_on_later_pages(client: TestClient) -> None:
    total = client.get("/v1/search", params={"q": "validering"}).json()["total"]
    first = client.get("/", params={"q": "validering"}).text
    assert 'id="svar"' in first
    assert f"1–10 av {total}" in first
    assert 'rel="prev"' not in first
    [address] = re.findall(r'rel="next" href="([^"]+)"', first)
    second = client.get(unescape(address)).text
    assert '<details class="folded">' in second
    assert f"11–20 av {total}" in second
    assert '<ol class="hits" start="11">' in second
    assert 'rel="prev" href="/?q=validering"' in second


def shown_facets(page: str, side: str) -> dict[str, int]:
    of_groups = r"Grupper av regioner</summary>.*?</details>"
    single = re.sub(of_groups, "", page, flags=re.DOTALL)
    found = re.findall(rf'name="{side}" value="([^"]*)"[^>]*>.*?class="count">(\d+)<', single)
    return {unescape(value): int(count) for value, count in found}


def test_hits_total_and_facets_are_the_apis(client: TestClient) -> None:
    asked = {"q": "laddinfrastruktur", "theme": "miljo-klimat"}
    reply = client.get("/v1/search", params={**asked, "limit": 10}).json()
    page = client.get("/", params=asked).text
    assert f"1–10 av {reply['total']}" in page
    hits = page.split('class="results"')[1]
    assert list(dict.fromkeys(re.findall(r'passage=([^"&]+)', hits))) == [hit["passage"]["id"] for hit in reply["hits"]]
    for side in ("region", "document", "year"):
        assert shown_facets(page, side) == {facet["value"]: facet["count"] for facet in reply["facets"][side]}
    open_theme = client.get("/v1/search", params={"q": asked["q"]}).json()["facets"]["theme"]
    assert shown_facets(page, "theme") == {
        **{facet["value"]: facet["count"] for facet in open_theme},
        "miljo-klimat": reply["total"],
    }


def test_each_hit_says_why_it_was_found(client: TestClient) -> None:
    asked = {"q": "laddinfrastruktur"}
    hits = client.get("/v1/search", params={**asked, "limit": 10}).json()["hits"]
    page = client.get("/", params=asked).text.split('class="results"')[1]
    told = [text_of(each.split("</details>")[0]) for each in page.split('<details class="why">')[1:]]
    assert len(told) == len(hits) == 10
    for hit, why in zip(hits, told, strict=True):
        text, marks = hit["passage"]["text"], hit["passage"]["highlights"]
        words = {text[mark["start"] : mark["end"]].casefold() for mark in marks}
        named = why.split("frågan: ")[1].split(".")[0].strip().casefold() if words else ""
        assert set(named.split(", ")) - {""} <= words
        assert bool(named) == bool(words)
        # A page never tells a share short of all as all.
        share = round(hit["confidence"] * 100)
        assert f"handlar om frågan: {share} %." in why if share < 100 else "99 %" in why


def test_several_values_of_a_side_are_alternatives_and_each_or_all_can_be_taken_away(client: TestClient) -> None:
    asked = {"q": "validering", "region": ["Dalarna", "Värmland"]}
    reply = client.get("/v1/search", params=asked).json()
    page = client.get("/", params=asked).text
    assert f"av {reply['total']}" in page
    chips = page.split('class="chips"')[1].split("</ul>")[0]
    assert [unescape(link) for link in re.findall(r'href="([^"]+)"', chips)] == [
        "/?q=validering&region=V%C3%A4rmland",
        "/?q=validering&region=Dalarna",
        "/?q=validering",
    ]


def test_hits_by_status_and_in_another_order_are_the_same_hits(client: TestClient) -> None:
    asked = {"q": "elkapacitet", "sort": "region", "status": "proposed"}
    page = client.get("/", params=asked).text
    proposed = shown_facets(client.get("/", params={"q": "elkapacitet"}).text, "status")["proposed"]
    assert f"av {proposed}" in page
    by_region = client.get("/", params={"q": "elkapacitet", "sort": "region"}).text.split('class="results"')[1]
    owners = re.findall(r'<p class="facts"><strong>([^<]+)', by_region)
    assert owners == sorted(owners)
    by_year = client.get("/", params={"q": "elkapacitet", "sort": "ar"}).text.split('class="results"')[1]
    years = [label[-4:] for label in re.findall(r"· (\d{4}(?:–\d{4})?)", by_year)]
    assert years == sorted(years, reverse=True)


@pytest.mark.parametrize(("side", "value"), [("sort", "baklänges"), ("status", "avbruten"), ("year", "i fjol")])
def test_an_unknown_order_or_status_is_told(client: TestClient, side: str, value: str) -> None:
    reply = client.get("/", params={"q": "el", side: value}, headers=BROWSER)
    assert reply.status_code == 422
    assert value in text_of(reply.text)


def test_a_year_that_python_does_not_read_is_told_in_short(client: TestClient) -> None:
    reply = client.get("/", params={"q": "el", "year": "9" * 5000}, headers=BROWSER)
    assert reply.status_code == 422
    assert "ett heltal 1900–2100" in text_of(reply.text)


def test_the_fold_of_a_side_is_open_only_where_something_chosen_is_in_it(client: TestClient) -> None:
    def folded(names: list[str]) -> str:
        page = client.get("/", params={"q": "elkapacitet", "region": names}).text
        side = page.split("<legend>Region</legend>")[1].split("</fieldset>")[0]
        found = re.search(r"<details([^>]*)><summary>\d+ till", side)
        assert found is not None
        return found[1]

    some = ["Dalarna", "Uppsala"]
    assert folded(some) == ""
    assert folded([*some, "Skåne", "Kalmar", "Gotland", "Halland", "Blekinge"]) == " open"
