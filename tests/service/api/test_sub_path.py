"""Served under a path of a proxy's: every address that a page or a header leads to begins with it."""

from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient

from tests.service.made_app import make_app

# The name of one of our own pages, to tell that nothing is cut off twice.
ROOTS = ["/verktyg/insatskartan", "/insatser"]
LEADING = ("href", "src", "action", "formaction")


class Addresses(HTMLParser):
    """Collects the addresses that a page leads to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in LEADING and value is not None]


def pages_of(client: TestClient) -> list[str]:
    """Give one page of every family."""
    first, second = client.get("/v1/initiatives").json()["items"][:2]
    hit = client.get("/v1/search", params={"q": "validering"}).json()["hits"][0]
    page = f"/dokument/{hit['document']['id']}/sidor/{hit['passage']['page']}?passage={hit['passage']['id']}&fran=q%3Da"
    return [
        "/",
        "/?q=Vilka regioner stöttar film?",
        "/?q=film&region=Skåne",
        "/?q=Hur många insatser har Skåne?",
        "/?q=?",
        "/regioner",
        "/regioner/blekinge",
        "/teman",
        "/teman/kompetensforsorjning",
        "/insatser",
        f"/insatser/{first['id']}",
        f"/jamfor?id={first['id']}&id={second['id']}",
        "/jamfor",
        "/jamfor?region=Blekinge&region=Skåne&region=Gotland",
        "/min-lista",
        f"/min-lista?id={first['id']}&id={hit['passage']['id']}&id=borta",
        "/matris",
        "/matris?q=film",
        "/dokument",
        f"/dokument/{hit['document']['id']}?q=film",
        page,
        "/om",
        "/sa-laser-du-svaren",
        "/tillganglighet",
        "/docs",
        "/finns-inte",
        "/omdome?fran=q%3Da",
    ]


@pytest.mark.parametrize("root", ROOTS)
def test_every_address_of_every_page_begins_with_the_path(root: str) -> None:
    client = TestClient(make_app(root_path=root), headers={"Accept": "text/html,*/*;q=0.8"}, follow_redirects=False)
    for page in pages_of(client):
        reply = client.get(page)
        assert reply.status_code in (200, 404, 422), page
        own = [each for each in Addresses(reply.text).found if not each.startswith(("#", "https://www.digg.se"))]
        assert len(own) > 10, page
        assert not [each for each in own if not each.startswith(f"{root}/")], page


def test_addresses_lead_to_where_they_say() -> None:
    root = ROOTS[1]
    client = TestClient(make_app(root_path=root), headers={"Accept": "text/html,*/*;q=0.8"})
    for address in set(Addresses(client.get("/insatser").text).found):
        # Changing the language leads on to where the proxy would lead.
        if address.startswith(root) and not address.startswith(f"{root}/en?"):
            assert client.get(address.removeprefix(root)).status_code == 200, address


@pytest.mark.parametrize("root", ROOTS)
def test_redirects_and_the_cookie_stay_under_the_path(root: str) -> None:
    app = make_app(root_path=root, token="en-hemlig-nyckel")
    client = TestClient(app, headers={"Accept": "text/html"}, follow_redirects=False)
    assert client.get("/regioner").headers["location"] == f"{root}/logga-in?till=%2Fregioner"
    sent = client.post("/logga-in", data={"nyckel": "en-hemlig-nyckel", "till": "/regioner"})
    assert sent.headers["location"] == f"{root}/regioner"
    assert f"; Path={root};" in sent.headers["set-cookie"]
    assert TestClient(app).get("/livez").status_code == 200


def test_a_shortened_address_and_an_error_name_the_whole_path() -> None:
    client = TestClient(make_app(root_path="/karta"), follow_redirects=False)
    assert client.get("/insatser?q=&region=Skåne").headers["location"] == "/karta/insatser?region=Sk%C3%A5ne"
    assert client.get("/v1/documents/okand").json()["instance"] == "/karta/v1/documents/okand"
    assert client.get("/openapi.json").json()["servers"] == [{"url": "/karta"}]


def test_the_page_you_are_on_is_marked_under_a_path_too() -> None:
    page = TestClient(make_app(root_path="/karta")).get("/regioner").text
    assert '<a href="/karta/regioner" aria-current="page">' in page


def test_counters_are_the_same_under_a_path() -> None:
    client = TestClient(make_app(root_path="/karta"))
    for path in ("/regioner", "/static/style.css", "/finns-inte"):
        client.get(path)
    told = client.get("/metrics").text
    for route in ("/regioner", "/static", "okänd"):
        assert f'route="{route}",status=' in told
