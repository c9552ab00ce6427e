"""Documents that hold markup in everything they tell: no page lets any of it through."""

from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient

from service.live import LiveIndex
from service.settings import Settings
from service.web.app import create_app
from tests.service.memory_index import BUCKET_RANKING, MemoryIndex
from tests.service.samples import PLAN, REPORT, make_index, make_passages
from tests.service.word_reader import WordReader

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)> {{ 7 * 7 }}"


def hostile_index() -> MemoryIndex:
    """Give the made-up collection with markup before every text that a document decides."""
    plain = make_index()
    pages = [plain.page(document, number) for document in (REPORT, PLAN) for number in range(1, 9)]
    return MemoryIndex(
        [
            replace(each, text=f"{HOSTILE} {each.text}", name=f"{HOSTILE} {each.name}", heading=HOSTILE)
            for each in make_passages()
        ],
        documents=[replace(each, title=HOSTILE, issuer=HOSTILE, kind=HOSTILE) for each in plain.documents()],
        initiatives=[
            replace(
                each,
                **dict.fromkeys(("description", "outputs", "effects", "goals", "text"), HOSTILE),  # type: ignore[arg-type]
                name=f"{HOSTILE} {each.name}",
            )
            for each in plain.initiatives()
        ],
        pages=[
            replace(
                page, text=f"{HOSTILE} {page.text}".replace("\n", f"\n{HOSTILE} "), received=HOSTILE, repairs=(HOSTILE,)
            )
            for page in pages
            if page is not None
        ],
    )


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    index = hostile_index()
    return TestClient(
        create_app(
            LiveIndex(lambda: "hostile", lambda: index, WordReader(), ranking=BUCKET_RANKING),
            Settings(token=None, feedback=tmp_path_factory.mktemp("feedback") / "feedback.sqlite"),
        )
    )


@pytest.fixture(scope="module")
def addresses(hostile: TestClient) -> list[str]:
    """One page of every family, those of the first initiative and passage among them."""
    initiative, other = hostile.get("/v1/initiatives").json()["items"][:2]
    hit = hostile.get("/v1/search", params={"q": "validering"}).json()["hits"][0]
    page = f"/dokument/{hit['document']['id']}/sidor/{hit['passage']['page']}?passage={hit['passage']['id']}"
    return [
        "/",
        "/?q=Vilka regioner arbetar med validering?",
        "/?q=validering",
        "/?q=validering&document=rapport-2023&sort=region",
        "/?q=Hur många personer har Valideringslyftet gett bevis?",
        "/regioner",
        "/regioner/blekinge",
        "/teman",
        "/teman/kompetensforsorjning",
        "/insatser",
        f"/insatser/{initiative['id']}",
        f"/jamfor?id={initiative['id']}&id={other['id']}",
        "/jamfor?region=Blekinge&region=Skåne",
        "/jamfor?region=Blekinge&region=Skåne&theme=kompetensforsorjning",
        f"/min-lista?id={initiative['id']}&id={hit['passage']['id']}&id=<script>",
        "/matris",
        "/dokument",
        f"/dokument/{hit['document']['id']}",
        f"/dokument/{hit['document']['id']}?q=validering",
        page,
        f"{page}&start=3&end=40",
        "/om",
    ]


class Markup(HTMLParser):
    """Collects the scripts, pictures and handlers of a page, read as a browser reads it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.active: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "img", "iframe", "object", "style"):
            self.active.append(f"{tag} {dict(attrs).get('src')}")
        self.active += [f"{tag} {name}" for name, _ in attrs if name.startswith("on") or name == "style"]


def test_no_page_lets_a_documents_markup_through(hostile: TestClient, addresses: list[str]) -> None:
    shown = 0
    for address in addresses:
        reply = hostile.get(address)
        assert reply.status_code == 200, address
        assert Markup(reply.text).active == ["script /static/page.js"], address
        assert "49 " not in reply.text, address
        shown += "<script>alert(1)</script>" in unescape(reply.text)
    assert shown > 10
