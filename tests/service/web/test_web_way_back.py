"""The way back to the hits: on what they lead to, and kept from there on."""

import re
from html import unescape
from urllib.parse import parse_qsl, urlencode

import pytest
from fastapi.testclient import TestClient

from service.web.addresses import MAX_WAY_BACK


@pytest.mark.parametrize("kind", ["page", "document", "initiative", "initiatives side by side"])
def test_what_hits_lead_to_leads_back_to_them_and_nowhere_else(client: TestClient, kind: str) -> None:
    first, second = (each["id"] for each in client.get("/v1/initiatives", params={"limit": 2}).json()["items"])
    place = {
        "page": "/dokument/orebro-2023/sidor/18",
        "document": "/dokument/orebro-2023",
        "initiative": f"/insatser/{first}",
        "initiatives side by side": f"/jamfor?id={first}&id={second}",
    }[kind]
    asked = "q=el&region=Dalarna&offset=10"
    elsewhere = {"Host": "evil.example"}
    page = client.get(f"{place}{'&' if '?' in place else '?'}{urlencode({'fran': asked})}", headers=elsewhere).text
    assert '<a href="/?q=el&amp;region=Dalarna&amp;offset=10">Tillbaka till träffarna</a>' in page
    assert "fran" not in page.split('class="printed">')[1].split("</p>")[0]
    # What leads on from there keeps the way back.
    on = re.findall(r'href="(/(?:insatser|dokument)/[^"]+/[^"]+|/insatser/[^"]+)"', page)
    assert on
    assert all(dict(parse_qsl(unescape(link).partition("?")[2].partition("#")[0]))["fran"] == asked for link in on)
    for hostile in ("//evil.example", '"><script>alert(1)</script>', "javascript:alert(1)"):
        page = client.get(
            f"{place}{'&' if '?' in place else '?'}{urlencode({'fran': hostile})}", headers=elsewhere
        ).text
        assert "alert(1)<" not in page
        assert all(re.match(r"/(?!/)|#", link) for link in re.findall(r'href="([^"]*)"', page))


def test_each_initiative_and_page_that_an_answer_shows_leads_back_to_it(client: TestClient) -> None:
    address = f"/?{urlencode({'q': 'Vilka regioner arbetar med validering?', 'region': 'Sörmland'})}"
    page = client.get(address).text
    shown = {unescape(link) for link in re.findall(r'href="(/insatser/[^"]+|/dokument/[^"]+/sidor/[^"]+)"', page)}
    assert {link.split("/")[1] for link in shown} == {"insatser", "dokument"}
    for link in sorted(shown)[:2] + sorted(shown)[-2:]:
        [back] = re.findall(r'<a href="([^"]+)">Tillbaka till träffarna', client.get(link).text)
        assert unescape(back) == address
    assert "Tillbaka till träffarna" not in client.get(min(shown).partition("?")[0]).text


def test_the_way_back_is_kept_where_a_page_is_turned_to_and_left_where_it_is_too_long(client: TestClient) -> None:
    turned = client.get("/dokument/orebro-2023/sidor?sida=5&fran=q%3Del", follow_redirects=False)
    assert turned.headers["location"].endswith("?fran=q%3Del")
    long = client.get("/dokument/orebro-2023", params={"fran": "q=" + "z" * MAX_WAY_BACK}).text
    assert "Tillbaka till träffarna" not in long
