"""The pages as HTML: what is escaped, linked and told; the tests in `browser/` use them as officers do."""

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

from corpus.regions import order_codes, region_by_code
from tests.service.markup import BROWSER, text_of
from tests.service.places import QUESTION


def test_the_start_says_how_much_is_in_the_collection(client: TestClient) -> None:
    page = text_of(client.get("/").text)
    # 528 + 23 reported, of which 23 stand in two reports; 31 cards and 19 measures are proposed.
    assert client.get("/v1/initiatives").json()["total"] == 528 + 23 + 31 + 19
    assert "Sök bland 528 redovisade och 50 föreslagna insatser i 5 rapporter (455 sidor)" in page


@pytest.mark.parametrize("address", ["/", "/teman"])
def test_what_is_reported_in_the_themes_and_in_none_is_all_that_is_reported(client: TestClient, address: str) -> None:
    page = client.get(address).text
    told = page[page.index("Redovisade insatser per tema") :]
    row = r'(?:href="([^"]+)">)?([^<>]+)(?:</a>)?(?:<svg.*?</svg>)?</th><td class="number">(\d+)</td>'
    *in_themes, (list_address, without, n_without), (_, total, n_total) = re.findall(row, told)
    assert (len(in_themes), without, total) == (7, "Utan tema", "Alla teman")
    assert sum(int(count) for *_, count in in_themes) + int(n_without) == int(n_total) == 528
    assert f"av {n_without} insatser" in text_of(client.get(unescape(list_address)).text)


def test_the_answer_names_every_region_once_with_its_status(client: TestClient) -> None:
    reply = client.get("/v1/answer", params={"q": QUESTION}).json()
    page = client.get("/", params={"q": QUESTION}).text
    rows = re.findall(r'<th scope="row"><a href="/regioner/[^"]+">([^<]+)</a><span class="sure"', page)
    assert rows == [region["region"] for region in reply["regions"] if region["status"] == "evidence"]
    codes = order_codes(region["county_code"] for region in reply["regions"] if region["status"] == "none")
    silent = [region_by_code(code).name for code in codes]
    assert (f"Inget funnet ({len(silent)}): {' , '.join(silent)}" in text_of(page)) == bool(silent)
    for region in reply["regions"]:
        for evidence in region["evidence"]:
            assert f"”{evidence['quote']}”" in unescape(page)
            assert f"/sidor/{evidence['page']}?passage={evidence['passage_id']}&start=" in unescape(page)
    assert page.count("Östra Mellansverige gemensamt</h2>") == 1


def test_every_link_of_an_answer_leads_somewhere(client: TestClient) -> None:
    page = client.get("/", params={"q": QUESTION, "region": "Norra Mellansverige"}).text
    links = {unescape(link) for link in re.findall(r'(?:href|src)="(/(?!en\?)[^"#]*)', page)}
    assert len(links) > 50
    for link in links:
        assert client.get(link).status_code == 200, link


def test_nothing_is_loaded_from_elsewhere_and_nothing_is_inline(client: TestClient) -> None:
    pages = ("/", f"/?q={QUESTION}", "/regioner", "/matris", "/insatser", "/dokument/orebro-2023/sidor/18", "/docs")
    for path in (*pages, "/static/style.css"):
        page = client.get(path).text
        assert not re.search(r"(?:src|href|url\(|@import)\s*=?\s*[\"'(]?(?:https?:)?//", page)
        assert not re.search(r'<script(?! src="/static/)|<style|\sstyle=|\son[a-z]+=', page)


def test_the_first_page_weighs_little(client: TestClient) -> None:
    parts = ("/", "/static/style.css", "/static/page.js", "/static/icon.svg")
    assert sum(len(client.get(path).content) for path in parts) < 65_000


@pytest.mark.parametrize("query", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7 * 7 }}"])
def test_markup_in_a_query_is_shown_as_it_was_written(client: TestClient, query: str) -> None:
    page = client.get("/", params={"q": query}).text
    assert re.findall("<script[^>]*>", page) == ['<script src="/static/page.js" defer>']
    assert "<img" not in page
    assert query in unescape(re.findall(r'name="q"[^>]* value="([^"]*)"', page)[0])


@pytest.mark.parametrize(
    ("chosen", "named"),
    [
        ({"q": "?!"}, "minst en bokstav eller siffra"),
        ({"q": "å" * 501}, "501 tecken"),
        ({"q": "el", "region": "Atlantis"}, "Atlantis"),
        ({"q": "el", "theme": "rymdfart"}, "rymdfart"),
        ({"q": "el", "year": "ifjol"}, "ifjol"),
    ],
)
def test_what_cannot_be_searched_is_told_above_the_form_kept(
    client: TestClient, chosen: dict[str, str], named: str
) -> None:
    reply = client.get("/", params=chosen, headers=BROWSER)
    assert reply.status_code == 422
    assert named in text_of(reply.text.split('role="alert"')[1])
    assert 'name="q"' in reply.text


@pytest.mark.parametrize(
    ("path", "status", "named"),
    [
        ("/insatser/okand", 404, "”okand”"),
        ("/dokument/okand/sidor/1", 404, "”okand”"),
        ("/dokument/orebro-2023/sidor/43", 404, "har ingen sida 43. Det ska vara 1–42."),
        ("/dokument/orebro-2023/sidor/ett", 422, "Det ska vara ett heltal."),
        ("/insatser/okand", 404, "Sidan finns inte"),
        ("/finns-inte", 404, "Ingenting finns på adressen /finns-inte."),
        ("/?q=el&offset=-1", 422, "Det ska vara minst 0."),
        ("/regioner/atlantis", 404, "”atlantis”"),
        ("/teman/rymdfart", 404, "”rymdfart”"),
        ("/dokument/okand", 404, "”okand”"),
        ("/insatser?region=Atlantis", 422, "Atlantis"),
        ("/insatser?sort=bak", 422, "bak"),
        ("/insatser?q=?!", 422, "minst en bokstav"),
        ("/matris?q=?!", 422, "minst en bokstav"),
        ("/dokument/orebro-2023?q=?!", 422, "minst en bokstav"),
    ],
)
def test_errors_are_pages_in_a_browser(client: TestClient, path: str, status: int, named: str) -> None:
    reply = client.get(path, headers=BROWSER)
    assert (reply.status_code, reply.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert named in text_of(reply.text)


def test_the_api_answers_a_browser_with_problems_all_the_same(client: TestClient) -> None:
    reply = client.get("/v1/documents/okand", headers=BROWSER)
    assert reply.headers["content-type"] == "application/problem+json"


def test_the_map_says_of_each_region_what_the_answer_does(client: TestClient) -> None:
    reply = client.get("/v1/answer", params={"q": QUESTION}).json()
    page = client.get("/", params={"q": QUESTION}).text
    drawn = dict(re.findall(r'<a href="#lan-(\d\d)" aria-label="[^"]+"><path class="(\w+)"', page))
    assert drawn == {region["county_code"]: region["status"] for region in reply["regions"]}
    for code in drawn:
        assert page.count(f'id="lan-{code}"') == 1


def test_the_start_counts_each_region_as_the_api_lists_it(client: TestClient) -> None:
    page = client.get("/").text
    table = page.split('<table class="counts">')[1]
    shown = re.findall(r'<a href="/regioner/[^"]+">([^<]+)</a></th><td class="number">(\d+)', table)
    regions = client.get("/v1/regions").json()["items"]
    # Örebro's 23 stand in two reports; the API counts both tellings.
    expected = {region["name"]: region["initiatives"] for region in regions}
    expected["Örebro"] -= 23
    assert {name: int(count) for name, count in shown} == expected
    labels = re.findall(r'<a href="/regioner/[^"]+" aria-label="([^:]+): (\d+)', page)
    assert {name: int(count) for name, count in labels} == expected


def test_an_initiative_is_shown_with_its_source_and_those_comparable(client: TestClient) -> None:
    hit = client.get("/v1/search", params={"q": "laddinfrastruktur", "limit": 1}).json()["hits"][0]
    page = client.get(f"/insatser/{hit['initiative']['id']}").text
    similar = client.get(f"/v1/initiatives/{hit['initiative']['id']}/similar").json()["hits"][:10]
    assert re.findall(r'<h3><a href="/insatser/([^"]+)"', page) == [each["initiative"]["id"] for each in similar]
    side_by_side = page.split('class="compare"')[1].split("</thead>")[0]
    assert (
        re.findall(r'href="/insatser/([^"]+)"', side_by_side)
        == [each["initiative"]["id"] for each in similar if each["confidence"] >= 0.5][:2]
    )
    assert f"/dokument/{hit['document']['id']}/sidor/" in page


def test_the_words_that_answer_a_fact_stand_first_and_other_answers_have_none(client: TestClient) -> None:
    page = client.get("/", params={"q": "Vad kostar REAL ÖMS totalt?"}).text
    assert re.search(r'<p class="fact">25 469 237</p>.*?<blockquote>.*?<p>”(?:Total|Summa)', page, re.DOTALL)
    assert 'class="fact"' not in client.get("/", params={"q": "Vilka regioner arbetar med validering?"}).text
