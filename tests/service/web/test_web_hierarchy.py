"""What a page puts first, what it folds, and that no figure on it is told by two measures."""

import re

import pytest
from fastapi.testclient import TestClient

from service.web.languages.words import COOKIE
from tests.service.markup import BROWSER, text_of
from tests.service.places import QUESTION

NOT_ANSWERED = {
    "Vad har gjorts för pingvinuppfödning?": "{hits} som ligger nära frågan",
    # What is no question to the reports has nothing near it.
    "Vad blir vädret i morgon?": "Sökningen gav ändå {hits}",
    "och Skåne?": "Sökningen gav ändå {hits} för Skåne",
}
OUTSIDE = list(NOT_ANSWERED)[1]


@pytest.mark.parametrize("question", NOT_ANSWERED)
def test_hits_that_do_not_answer_are_folded_and_told_as_hits_for_the_words(client: TestClient, question: str) -> None:
    page = client.get("/", params={"q": question}).text
    places = {"region": "Skåne"} if "Skåne" in question else {}
    total = client.get("/v1/search", params={"q": question, **places}).json()["total"]
    results = page.split('class="results"')[1]
    assert NOT_ANSWERED[question].format(hits=f"{total}\N{NO-BREAK SPACE}träffar") in results
    assert results.index("<details") < results.index('class="columns"') < results.index('class="hits"')


@pytest.mark.parametrize("more", [{"region": "Dalarna"}, {"offset": "10"}])
def test_hits_that_were_asked_for_are_not_folded(client: TestClient, more: dict[str, str]) -> None:
    page = client.get("/", params={"q": OUTSIDE, **more}).text
    results = page.split('class="results"')[1]
    assert "Visa träffarna" not in results
    assert results.index('class="columns"') < results.index('class="hits"')


def test_what_no_region_tells_is_said_and_not_listed_region_by_region(client: TestClient) -> None:
    page = text_of(client.get("/", params={"q": next(iter(NOT_ANSWERED))}).text)
    assert "Det framgår inte av dokumenten" in page
    assert "Inget funnet (21)" not in page


def test_regions_are_counted_out_of_those_asked_for_as_by_the_api(client: TestClient) -> None:
    asked = {"q": QUESTION, "region": "Norra Mellansverige"}
    told = re.match(r"\d av 3 regioner har belägg", client.get("/v1/answer", params=asked).json()["text"])
    assert told is not None
    page = text_of(client.get("/", params=asked).text)
    assert told.group() in page
    assert "av 21" not in page


@pytest.mark.parametrize(
    ("language", "evidence", "silent"), [("sv", "belägg", "inget funnet"), ("en", "evidence", "nothing found")]
)
def test_regions_that_do_not_stand_first_and_on_the_map_with_those_that_do(
    client: TestClient, language: str, evidence: str, silent: str
) -> None:
    question = "Vilka regioner arbetar inte med validering?"
    page = client.get("/", params={"q": question}, headers={**BROWSER, "Cookie": f"{COOKIE}={language}"}).text
    answer = page.split('class="answer"')[1].split('class="results"')[0]
    assert re.search(r'class="headline"[^>]*>För \d+ av 21 regioner är inget belägg funnet', answer)
    doing, lacking = (
        {
            each["region"]
            for each in client.get("/v1/answer", params={"q": asked}).json()["regions"]
            if each["status"] == status
        }
        for asked, status in ((question.replace("inte ", ""), "evidence"), (question, "none"))
    )
    drawn = dict(re.findall(r'aria-label="([^":]+): ([^"]+)"><path', answer))
    assert (len(drawn), {name for name in drawn if drawn[name] == evidence}) == (21, doing)
    assert {name for name in drawn if drawn[name] == silent} == lacking
    # What is asked for comes first, and the others are folded; every county on the map leads to its place.
    table, folded = (
        answer.index('<table class="regions">'),
        answer.rindex("<details", 0, answer.index('<table class="regions">')),
    )
    assert answer.index('id="lan-24" href="/regioner/vasterbotten"') < folded < table
    assert sorted(re.findall(r'id="lan-(\d\d)"', answer)) == sorted(re.findall(r'href="#lan-(\d\d)"', answer))


def test_the_answer_in_english_says_that_it_is_in_swedish_before_the_swedish(client: TestClient) -> None:
    question = "Hur många insatser har Dalarna om integration?"
    page = client.get("/", params={"q": question}, headers={**BROWSER, "Cookie": f"{COOKIE}=en"}).text
    assert page.index("The answer, in Swedish:") < page.index('class="headline" lang="sv"')


def test_every_page_has_a_way_to_ask(client: TestClient) -> None:
    for path in ("/regioner", "/dokument/orebro-2023", "/docs"):
        assert re.search(r'<li><a href="/">Sök</a>', client.get(path, headers=BROWSER).text), path
    assert '<a href="/" aria-current="page">Sök</a>' in client.get("/", params={"q": QUESTION}).text


def test_a_hit_in_running_text_leads_to_its_page(client: TestClient) -> None:
    asked = {"q": "Fördelning av anslag 1:1 Skåne"}
    hit = next(hit for hit in client.get("/v1/search", params=asked).json()["hits"] if hit["initiative"] is None)
    page = client.get("/", params=asked).text
    address = f"/dokument/{hit['document']['id']}/sidor/{hit['passage']['page']}?passage={hit['passage']['id']}"
    assert re.search(rf'<h3[^>]*><a href="{re.escape(address)}', page)


def test_what_is_marked_on_a_page_is_told_where_two_things_are(client: TestClient) -> None:
    hit = client.get("/v1/search", params={"q": "laddinfrastruktur", "limit": 1}).json()["hits"][0]
    path = f"/dokument/{hit['document']['id']}/sidor/{hit['passage']['page']}"
    within = client.get(path, params={"passage": hit["passage"]["id"], "start": 0, "end": 20}).text
    assert "citatet stycket det står i" in text_of(within)
    assert "stycket det står i" not in client.get(path, params={"passage": hit["passage"]["id"]}).text


def test_parts_of_a_chapter_stand_under_it(client: TestClient) -> None:
    page = client.get("/dokument/orebro-2023").text
    deeper = re.findall(r'<li class="deeper"><span><a[^>]*>([^<]+)<', page)
    assert "10.1 Projektmedel" in deeper
    assert all(re.match(r"\d+\.\d", heading) for heading in deeper)


def test_every_count_of_the_matrix_is_coloured_by_the_same_measure(client: TestClient) -> None:
    page = client.get("/matris", params={"q": "elkapacitet"}).text
    levels = re.findall(r'<td class="level-(\d)"><a [^>]*>(\d+)</a>', page)
    of_count: dict[str, set[str]] = {}
    for level, count in levels:
        of_count.setdefault(count, set()).add(level)
    assert of_count
    assert all(len(held) == 1 and "0" not in held for held in of_count.values())


@pytest.mark.parametrize(
    ("question", "headline"),
    [
        ("Vad har gjorts för pingvinuppfödning?", "Det framgår inte av dokumenten"),
        ("Vad har gjorts om laddinfrastruktur?", r"\d+ insatser eller avsnitt i dokumenten handlar om frågan"),
        ("Finns det något liknande Effekt4Dalarna i andra regioner?", r"\d+ insatser i andra regioner liknar .+"),
        ("och Skåne?", "Frågan verkar bygga på en tidigare fråga och går inte att läsa för sig"),
    ],
)
def test_every_kind_of_answer_says_the_most_important_first_and_largest(
    client: TestClient, question: str, headline: str
) -> None:
    page = client.get("/", params={"q": question}).text
    [told] = re.findall(r'class="headline"[^>]*>(.*?)</p>', page, re.DOTALL)
    assert re.fullmatch(headline, text_of(told))


@pytest.mark.parametrize(
    "question", ["Hur många insatser har Dalarna om integration?", "Ge en översikt över integration i Norrbotten"]
)
def test_the_years_of_a_headline_are_told_more_quietly(client: TestClient, question: str) -> None:
    page = client.get("/", params={"q": question}).text
    assert re.search(r'class="headline"[^>]*>2 redovisade insatser[^<(]+ <span class="years">\(2023\)</span>', page)


def test_a_text_that_is_a_quote_is_no_headline(client: TestClient) -> None:
    page = client.get("/", params={"q": "Vad är smart specialisering?"}).text
    assert 'class="headline"' not in page
