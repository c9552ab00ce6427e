"""What pages open with: a region's figures and place, a report's contents, and ways on where nothing is."""

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

from service.web.addresses import slug
from service.web.languages.words import COOKIE
from tests.service.markup import BROWSER, text_of


@pytest.mark.parametrize("name", ["Dalarna", "Gotland"])
def test_a_regions_page_opens_with_what_it_has_in_each_theme(client: TestClient, name: str) -> None:
    page = client.get(f"/regioner/{slug(name)}").text
    table = page[page.index('<table class="counts"') : page.index("</table>")]
    rows = re.findall(
        r'<a href="#([^"]+)">.*?<rect width="([\d.]+)".*?class="number">(\d+)</td><td class="number">(\d+)<', table
    )
    told = client.get("/v1/initiatives", params={"region": name, "distinct": True, "limit": 100}).json()["items"]
    most = max(int(count) for _, _, count, _ in rows)
    for theme, width, count, results in rows:
        own = [item for item in told if (item["theme"] or "utan-tema") == theme and item["region"]]
        assert int(count) == len(own), theme
        assert int(results) == sum(bool(item["outputs"] or item["effects"]) for item in own), theme
        assert float(width) == round(100 * len(own) / most, 1)
        assert f'id="{theme}"' in page
    [total] = re.findall(r'<tfoot>.*?class="number">(\d+)', table, re.DOTALL)
    assert int(total) == sum(int(count) for _, _, count, _ in rows)


def test_a_regions_page_shows_where_it_lies_and_leads_to_the_others(client: TestClient) -> None:
    drawn = client.get("/regioner/dalarna").text.partition('id="karta"')[2].partition("</figure>")[0]
    counties = re.findall(r'<a href="(/regioner/[^"]+)" aria-label="([^"]+)"><path class="(\w+)"', drawn)
    assert len(counties) == 21
    assert [address for address, _, look in counties if look == "here"] == ["/regioner/dalarna"]
    assert ("/regioner/skane", "Skåne", "elsewhere") in counties
    assert "Dalarna på kartan" in text_of(drawn)
    assert 'class="legend"' not in drawn


def test_the_map_of_a_region_stands_before_what_it_reports(client: TestClient) -> None:
    page = client.get("/regioner/dalarna").text
    assert page.index('id="karta"') < page.index('<table class="counts"') < page.index('class="share"')


def test_what_stands_side_by_side_from_one_region_is_told_apart_by_name(client: TestClient) -> None:
    asked = {"region": "Blekinge", "theme": "jamstalldhet", "limit": "2"}
    first, second = client.get("/v1/initiatives", params=asked).json()["items"]
    page = unescape(client.get("/jamfor", params={"id": [first["id"], second["id"]]}).text)
    for each in (first, second):
        assert f'data-of="Blekinge: {each["name"][:50]}' in page
    assert 'data-of="Blekinge"' not in page


def test_who_issued_a_report_is_not_told_again_by_its_kind(client: TestClient) -> None:
    page = text_of(client.get("/dokument").text)
    assert "(nationell sammanställning) · 2023" in page
    assert "Region Örebro län · regional återrapportering · 2023" in page


def test_contents_tell_a_title_once_for_all_numbers_below_it(client: TestClient) -> None:
    contents = client.get("/dokument/orebro-2023").text.split('<ul class="contents">')[1]
    chapter = contents.split(">3. Likvärdiga")[1].split(">4. Kompetens")[0]
    parts = re.findall(r'<a href="([^"]+)">(3\.\d)<span class="unseen"> ([^<]+)</span></a>', chapter)
    assert [number for _, number, _ in parts] == ["3.1", "3.2", "3.3", "3.4"]
    assert {title for *_, title in parts} == {"Likvärdiga möjligheter till boende, arbete och välfärd"}
    for address, *_ in parts:
        assert client.get(unescape(address)).status_code == 200
    # What has words of its own stands by itself, also between such as have none.
    assert ">10.1 Projektmedel<" in contents
    assert len(re.findall(r'>10\.\d<span class="unseen"> ', contents)) == 5


def test_the_accessibility_statement_says_how_far_and_when(client: TestClient) -> None:
    told = {
        language: client.get("/tillganglighet", headers={"Cookie": f"{COOKIE}={language}"}).text
        for language in ("sv", "en")
    }
    dates = {language: re.findall(r'<time datetime="(\d{4}-\d\d-\d\d)">', page) for language, page in told.items()}
    assert len(dates["sv"]) == 1
    assert dates["sv"] == dates["en"]
    assert "uppfyller kraven delvis" in told["sv"]
    assert "meet the requirements in part" in told["en"]


@pytest.mark.parametrize("path", ["/?q=%3F", "/min-lista", "/insatser/finns-inte", "/insatser?region=Atlantis"])
def test_where_there_is_nothing_to_show_there_are_ways_on(client: TestClient, path: str) -> None:
    page = client.get(path, headers=BROWSER).text.split("<main")[1]
    assert "ller bläddra bland regioner , teman , insatser och dokument ." in text_of(page)
    # Where questions are asked on the page itself, no link leads to where they are asked.
    assert ('role="search"' in page) != ('<a href="/">' in page)
    for address in ("/regioner", "/teman", "/insatser", "/dokument"):
        assert f'<a href="{address}">' in page


def test_what_cannot_be_asked_is_met_with_questions_that_can(client: TestClient) -> None:
    page = client.get("/?q=%3F", headers=BROWSER).text.split("<main")[1]
    examples = re.findall(r'<a href="(/\?q=[^"]+)">([^<]+)</a>', page)
    assert len(examples) == 3
    assert client.get(unescape(examples[0][0])).status_code == 200
