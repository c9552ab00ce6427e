"""Ways in without a question: regions, themes, the list of initiatives and the matrix."""

import io
import re
from collections import Counter
from html import unescape
from typing import Any
from urllib.parse import parse_qsl

import openpyxl
import pytest
from fastapi.testclient import TestClient

from service.web.addresses import slug
from tests.service.made_app import make_app
from tests.service.markup import text_of

Item = dict[str, Any]


@pytest.fixture(scope="module")
def told(client: TestClient) -> list[Item]:
    """All initiatives as the API lists them; one that its region tells again in a later report is left out."""
    items: list[Item] = []
    while len(items) < client.get("/v1/initiatives").json()["total"]:
        items += client.get("/v1/initiatives", params={"limit": 100, "offset": len(items)}).json()["items"]
    again: set[str] = set()
    for item in items:
        if item["id"] not in again:
            again |= {place["initiative_id"] for place in item["also_in"]} - {item["id"]}
    return [item for item in items if item["id"] not in again]


def test_every_region_has_a_page_with_its_initiatives_and_documents(client: TestClient, told: list[Item]) -> None:
    for region in client.get("/v1/regions").json()["items"]:
        page = client.get(f"/regioner/{slug(region['name'])}").text
        own = [item for item in told if item["region"] == region["name"]]
        assert f"{region['name']} redovisar {len(own)} insatser" in text_of(page)
        counted = re.findall(r'</h3>\s*<p class="facts">(?:<a [^>]*>(\d+)|Inget redovisat i temat)', page)
        counts = [int(count or 0) for count in counted]
        by_theme = Counter(item["theme"] for item in own)
        themes = client.get("/v1/themes").json()["items"]
        themeless = [by_theme[None]] if by_theme[None] else []
        assert counts == [by_theme[theme["id"]] for theme in themes] + themeless
        for document in region["documents"]:
            assert f'href="/dokument/{document}"' in page


def test_a_region_that_tells_nothing_is_said_to_and_counts_nothing() -> None:
    page = text_of(TestClient(make_app()).get("/regioner/stockholm").text)
    assert "Samlingen har inga insatser från Stockholm." in page
    assert "Inget dokument i samlingen gäller Stockholm" in page
    assert "Insatser per tema" not in page
    assert "i en lista" not in page


def test_the_regions_are_counted_alike_on_the_map_and_in_the_table(client: TestClient, told: list[Item]) -> None:
    page = client.get("/regioner").text
    expected = Counter(item["region"] for item in told if item["region"])
    table = re.findall(
        r'<a href="/regioner/[^"]+">([^<]+)</a></th><td class="number">(\d+)</td><td class="number">(\d+)', page
    )
    drawn = re.findall(r'<a href="/regioner/[^"]+" aria-label="([^:]+): (\d+)', page)
    assert {name: int(count) for name, count, _ in table} == {name: int(count) for name, count in drawn} == expected
    tells = Counter(item["region"] for item in told if item["region"] and (item["outputs"] or item["effects"]))
    assert {name: int(count) for name, _, count in table} == {name: tells[name] for name in expected}


def test_themes_are_counted_and_each_has_a_page(client: TestClient, told: list[Item]) -> None:
    page = client.get("/teman").text
    for theme in client.get("/v1/themes").json()["items"]:
        own = [item for item in told if item["theme"] == theme["id"]]
        regions = {item["region"] for item in own}
        row = page.split(f'href="/teman/{theme["id"]}"')[1].split("</tr>")[0]
        assert re.findall(r'class="number">(\d+)', row) == [str(len(own)), str(len(regions))]
        alone = client.get(f"/teman/{theme['id']}").text
        assert f"{len(own)} insatser från {len(regions)} regioner" in text_of(alone)


@pytest.mark.parametrize(
    ("chosen", "passes"),
    [
        ({}, bool),
        ({"theme": "jamstalldhet"}, lambda item: item["theme"] == "jamstalldhet"),
        ({"region": "Dalarna"}, lambda item: item["region"] == "Dalarna"),
        ({"status": "proposed"}, lambda item: item["status"] == "proposed"),
        ({"region": "Uppsala"}, lambda item: item["region"] == "Uppsala" or item["group"] == "Östra Mellansverige"),
        ({"theme": "utan-tema"}, lambda item: item["theme"] is None),
        ({"year": "2030"}, lambda item: item["document"] == "oms-nrpp-2028"),
    ],
)
def test_the_list_holds_what_passes_in_the_apis_order(
    client: TestClient, told: list[Item], chosen: dict[str, str], passes: Any
) -> None:
    expected = [item["id"] for item in told if passes(item)]
    page = client.get("/insatser", params=chosen).text
    assert f"av {len(expected)} insatser" in text_of(page)
    assert ("varav 50 för Östra Mellansverige gemensamt" in text_of(page)) == (chosen == {"region": "Uppsala"})
    assert re.findall(r'<th scope="row"><a href="/insatser/([^"]+)"', page) == expected[:25]


def test_the_list_is_paged_to_its_end(client: TestClient, told: list[Item]) -> None:
    address, listed = "/insatser?region=&theme=integration", []
    while address:
        page = client.get(address).text
        listed += re.findall(r'<th scope="row"><a href="/insatser/([^"]+)"', page)
        address = next((unescape(link) for link in re.findall(r'rel="next" href="([^"]+)"', page)), "")
        assert "region=" not in address
    assert listed == [item["id"] for item in told if item["theme"] == "integration"]


def test_the_list_sorts_names_as_swedish_does(client: TestClient) -> None:
    page = client.get("/insatser", params={"sort": "namn", "theme": "miljo-klimat", "offset": 75}).text
    names = [unescape(name).lower() for name in re.findall(r'<th scope="row"><a href="/insatser/[^"]+">([^<]+)', page)]
    assert [name[0] for name in names][-1] in "öäå"
    by_region = client.get("/insatser", params={"sort": "region"}).text
    assert re.findall(r'<td><a href="/regioner/([^"]+)"', by_region) == ["blekinge"] * 25


def test_the_list_is_taken_home_as_excel(client: TestClient, told: list[Item]) -> None:
    asked = {"region": "Dalarna", "theme": "integration"}
    page = client.get("/insatser", params=asked).text
    [address] = re.findall(r'href="(/insatser\.xlsx[^"]*)"', page)
    sheet, origin = openpyxl.load_workbook(io.BytesIO(client.get(unescape(address)).content)).worksheets
    header, *rows = sheet.iter_rows(values_only=True)
    own = [item for item in told if (item["region"], item["theme"]) == ("Dalarna", "integration")]
    for column, part in (("Insats", "name"), ("Effekter", "effects"), ("Insatsens id", "id")):
        assert [row[header.index(column)] or "" for row in rows] == [item[part] for item in own]
    assert dict(origin.iter_rows(values_only=True))["Antal insatser"] == str(len(own))


def test_each_cell_of_the_matrix_opens_a_list_of_as_many(client: TestClient, told: list[Item]) -> None:
    page = client.get("/matris").text
    cells = re.findall(r'<td class="level-\d"><a href="([^"]+)" aria-label="([^,]+), [^"]+">(\d+)</a>', page)
    expected = Counter((item["region"], item["theme"] or "utan-tema") for item in told if item["region"])
    leading = [(dict(parse_qsl(unescape(address).partition("?")[2])), int(count)) for address, _, count in cells]
    assert {(to["region"], to["theme"]): count for to, count in leading} == expected
    sums = [
        [int(count) for count in re.findall(r"<td[^>]*>(?:<\w+[^>]*>)?(\d+)", row)] for row in page.split("<tr")[2:]
    ]
    assert all(row[-1] == sum(row[:-1]) for row in sums)
    assert sums[-1] == [sum(column) for column in zip(*sums[:-1], strict=True)]
    for address, name, count in cells[::15]:
        listed = client.get(unescape(address)).text
        assert len(re.findall(rf'<td><a href="/regioner/{slug(name)}"', listed)) == int(count)


def test_a_query_has_a_matrix_of_what_is_about_it(client: TestClient) -> None:
    page = client.get("/matris", params={"q": "elkapacitet"}).text
    cells = re.findall(r'<td class="level-\d"><a href="([^"]+)"[^>]*>(\d+)</a>', page)
    listed = text_of(client.get("/insatser", params={"q": "elkapacitet"}).text)
    [total] = re.findall(r"av (\d+) insatser som handlar om ”elkapacitet”", listed)
    [of_groups] = re.findall(r"Därtill (\d+)", text_of(page))
    assert sum(int(count) for _, count in cells) + int(of_groups) == int(total)
    for address, count in cells[:6]:
        noun = "insats " if count == "1" else "insatser "
        assert f"av {count} {noun}" in text_of(client.get(unescape(address)).text)


@pytest.mark.parametrize("path", ["/om", "/sa-laser-du-svaren", "/tillganglighet"])
def test_the_service_tells_of_itself(client: TestClient, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 200
    assert page.text.count("<h1") == 1
    assert re.search(rf'href="{path}"[^>]* aria-current="page"', page.text)


@pytest.mark.parametrize("path", ["/insatser", "/matris", "/dokument/orebro-2023"])
@pytest.mark.parametrize("query", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_markup_in_a_query_is_shown_as_it_was_written(client: TestClient, path: str, query: str) -> None:
    page = client.get(path, params={"q": query}).text
    assert "<script>" not in page
    assert "<img" not in page
    assert query in unescape(re.findall(r'name="q"[^>]* value="([^"]*)"', page)[0])


def test_every_link_of_every_family_leads_somewhere(client: TestClient) -> None:
    places = ["/", "/regioner", "/regioner/gotland", "/teman", "/teman/integration", "/matris", "/dokument", "/om"]
    links: set[str] = set()
    for place in places:
        links |= {unescape(link) for link in re.findall(r'(?:href|src)="(/[^"#]*)', client.get(place).text)}
    assert len(links) > 150
    # Those that change the language would change it for the tests that follow.
    for link in sorted(link for link in links if not link.startswith("/en?"))[::3]:
        assert client.get(link).status_code == 200, link


def test_a_list_tells_what_it_is_narrowed_to(client: TestClient) -> None:
    page = client.get("/insatser?region=Dalarna&theme=integration&status=reported").text
    chips = page.split('<ul class="chips"')[1].split("</ul>")[0]
    told = dict(re.findall(r'<a href="([^"]+)"><span class="unseen">Ta bort </span>([^<]+?) <', chips))
    assert list(told.values()) == ["Region: Dalarna", "Tema: Integration", "Status: Redovisade"]
    assert list(map(unescape, told))[1] == "/insatser?region=Dalarna&status=reported"
    assert 'class="chips"' not in client.get("/insatser").text


def test_a_regions_count_in_a_theme_leads_to_its_list(client: TestClient) -> None:
    page = client.get("/regioner/blekinge").text
    [(address, count)] = re.findall(r'href="([^"]+theme=integration)" aria-label="Integration: [^>]*>(\d+)', page)
    listed = client.get(unescape(address)).text
    assert f"1–{count} av {count} insatser" in text_of(listed)
    total = client.get("/v1/initiatives", params={"region": "Blekinge", "theme": "integration"}).json()["total"]
    assert int(count) == total


@pytest.mark.parametrize("path", ["/regioner/dalarna", "/teman/integration"])
def test_links_of_one_name_lead_to_one_place(client: TestClient, path: str) -> None:
    page = client.get(path).text.split("<main")[1]
    links = re.findall(r'<a (?:[^>]* )?href="([^"]+)"([^>]*)>(.*?)</a>', page, re.DOTALL)
    labels = [re.search(r'aria-label="([^"]+)"', rest) for _, rest, _ in links]
    named = {
        (label[1] if label else text_of(shown), address)
        for (address, _, shown), label in zip(links, labels, strict=True)
    }
    assert [name for name, count in Counter(name for name, _ in named).items() if count > 1] == []
