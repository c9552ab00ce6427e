"""The pages as HTML: what is escaped, marked, linked and told; `test_web_browser.py` uses them as officers do."""

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

from service.api.app import create_app
from service.live import LiveIndex
from service.results import Highlight
from service.settings import Settings
from service.web.wording import EXCERPT, excerpt, highlighted, mark_passage, with_offset, without_empty, years_label

QUESTION = "Vilka regioner arbetar med validering?"
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_highlights_are_marked_and_all_else_is_escaped() -> None:
    marked = highlighted("<b> & el", [Highlight(start=6, end=8)])
    assert marked == "&lt;b&gt; &amp; <mark>el</mark>"


def test_a_short_text_is_its_own_excerpt() -> None:
    assert excerpt("Kort text", [Highlight(start=0, end=4)]) == "<mark>Kort</mark> text"


def test_an_excerpt_holds_the_stretch_with_most_highlights() -> None:
    text = "ord " * 200 + "elnät elnät elnät " + "slut " * 200
    first = text.index("elnät")
    marks = [Highlight(start=0, end=3), *(Highlight(start=first + 6 * n, end=first + 6 * n + 5) for n in range(3))]
    shown = excerpt(text, marks)
    assert shown.count("<mark>elnät</mark>") == 3
    assert shown.startswith("… ord ord")
    assert shown.endswith("slut …")
    assert len(text_of(shown)) <= EXCERPT + 4


def test_an_excerpt_without_highlights_is_the_beginning() -> None:
    assert excerpt("ord " * 200, []) == ("ord " * 80).strip() + " …"


def test_an_excerpt_of_one_long_word_is_cut_inside_it() -> None:
    assert excerpt("å" * 1000, []) == "å" * EXCERPT + " …"


def test_a_passage_is_marked_where_its_lines_are_broken_otherwise() -> None:
    page = "Först.\nRegionen <har>\nbyggt elnät.\nSist."
    marked = mark_passage(page, "Regionen <har> byggt elnät.")
    assert marked == 'Först.\n<mark id="passage">Regionen &lt;har&gt;\nbyggt elnät.</mark>\nSist.'
    assert mark_passage("a < b", "") == "a &lt; b"
    assert mark_passage("a < b", "c") == "a &lt; b"


def test_addresses_keep_what_was_chosen() -> None:
    asked = [("q", "el"), ("region", ""), ("theme", "miljo-klimat"), ("offset", "10")]
    assert without_empty(asked) == [("q", "el"), ("theme", "miljo-klimat")]
    assert with_offset(asked, 20) == [("q", "el"), ("theme", "miljo-klimat"), ("offset", "20")]
    assert with_offset(asked, 0) == [("q", "el"), ("theme", "miljo-klimat")]


def test_years_are_one_or_a_span() -> None:
    assert years_label((2023,)) == "2023"
    assert years_label((2028, 2029, 2034)) == "2028–2034"


def test_the_start_says_how_much_is_in_the_collection(client: TestClient) -> None:
    page = text_of(client.get("/").text)
    # 528 + 23 reported, of which 23 stand in two reports; 31 cards and 19 measures are proposed.
    assert client.get("/v1/initiatives").json()["total"] == 528 + 23 + 31 + 19
    assert "Sök bland 528 redovisade och 50 föreslagna insatser i 5 rapporter (455 sidor)" in page


def test_the_answer_names_every_region_once_with_its_status(client: TestClient) -> None:
    reply = client.get("/v1/answer", params={"q": QUESTION}).json()
    page = client.get("/", params={"q": QUESTION}).text
    rows = re.findall(r'<th scope="row">([^<]+)<', page)
    assert rows == [region["region"] for region in reply["regions"] if region["status"] == "evidence"]
    silent = [region["region"] for region in reply["regions"] if region["status"] == "none"]
    assert f"Inget funnet ({len(silent)}): {', '.join(silent)}" in text_of(page)
    for region in reply["regions"]:
        for evidence in region["evidence"]:
            assert f"”{evidence['quote']}”" in unescape(page)
            assert f"/sidor/{evidence['page']}?passage={evidence['passage_id']}#passage" in page


def test_every_link_of_an_answer_leads_somewhere(client: TestClient) -> None:
    page = client.get("/", params={"q": QUESTION, "region": "Norra Mellansverige"}).text
    links = {unescape(link) for link in re.findall(r'(?:href|src)="(/[^"#]*)', page)}
    assert len(links) > 10
    for link in links:
        assert client.get(link).status_code == 200, link


def test_nothing_is_loaded_from_elsewhere_and_nothing_is_inline(client: TestClient) -> None:
    for path in ("/", f"/?q={QUESTION}", "/dokument", "/dokument/orebro-2023/sidor/18", "/docs", "/static/style.css"):
        page = client.get(path).text
        assert not re.search(r"(?:src|href|url\(|@import)\s*=?\s*[\"'(]?(?:https?:)?//", page)
        assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=", page)


@pytest.mark.parametrize("query", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7 * 7 }}"])
def test_markup_in_a_query_is_shown_as_it_was_written(client: TestClient, query: str) -> None:
    page = client.get("/", params={"q": query}).text
    assert "<script" not in page
    assert "<img" not in page
    assert query in unescape(re.findall(r'name="q"[^>]* value="([^"]*)"', page)[0])


def test_filters_are_kept_in_the_form_and_the_downloads(client: TestClient) -> None:
    chosen = {"q": "validering", "region": "Norra Mellansverige", "theme": "", "document": "", "year": "2023"}
    page = client.get("/", params=chosen).text
    assert '<option value="Norra Mellansverige" selected>' in page
    assert '<option value="2023" selected>' in page
    [excel] = re.findall(r'href="(/v1/answer\.xlsx[^"]*)"', page)
    assert unescape(excel) == "/v1/answer.xlsx?q=validering&region=Norra+Mellansverige&year=2023"


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
        ("/insatser/okand", 404, "'okand'"),
        ("/dokument/okand/sidor/1", 404, "'okand'"),
        ("/dokument/orebro-2023/sidor/43", 404, "väntade 1-42"),
        ("/dokument/orebro-2023/sidor/ett", 422, "väntade ett heltal"),
        ("/finns-inte", 404, "/finns-inte"),
        ("/?q=el&offset=-1", 422, "väntade minst 0"),
    ],
)
def test_errors_are_pages_in_a_browser(client: TestClient, path: str, status: int, named: str) -> None:
    reply = client.get(path, headers=BROWSER)
    assert (reply.status_code, reply.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert named in text_of(reply.text)


def test_the_api_answers_a_browser_with_problems_all_the_same(client: TestClient) -> None:
    reply = client.get("/v1/documents/okand", headers=BROWSER)
    assert reply.headers["content-type"] == "application/problem+json"


def test_hits_are_paged_and_the_answer_is_on_the_first_page(client: TestClient) -> None:
    first = client.get("/", params={"q": "validering"}).text
    assert 'id="svar"' in first
    assert 'rel="prev"' not in first
    [address] = re.findall(r'rel="next" href="([^"]+)"', first)
    second = client.get(unescape(address)).text
    assert 'id="svar"' not in second
    assert '<ol class="hits" start="11">' in second
    assert 'rel="prev" href="/?q=validering"' in second


def test_an_initiative_is_shown_with_its_source_and_those_comparable(client: TestClient) -> None:
    hit = client.get("/v1/search", params={"q": "laddinfrastruktur", "limit": 1}).json()["hits"][0]
    page = client.get(f"/insatser/{hit['initiative']['id']}").text
    similar = client.get(f"/v1/initiatives/{hit['initiative']['id']}/similar").json()["hits"][:10]
    assert re.findall(r'<h3><a href="/insatser/([^"]+)"', page) == [each["initiative"]["id"] for each in similar]
    assert f"/dokument/{hit['document']['id']}/sidor/" in page


def test_with_a_token_the_page_offers_no_download_that_would_be_refused(live: LiveIndex) -> None:
    locked = TestClient(create_app(live, Settings(token="en-hemlig-nyckel")))  # type: ignore[arg-type]
    page = locked.get("/", params={"q": QUESTION})
    assert page.status_code == 200
    assert "/v1/" not in page.text
