"""The pages in English: the words, the switch, what stays Swedish, and the page that is sent before its answer."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from service.live import LiveIndex
from service.settings import Settings
from service.web.app import create_app
from service.web.languages.words import COOKIE, Language, words_in
from tests.service.markup import BROWSER, text_of
from tests.service.memory_index import BUCKET_RANKING
from tests.service.places import PLACES
from tests.service.samples import make_index
from tests.service.word_reader import WordReader

WEB = Path(__file__).parents[3] / "service" / "web"


@pytest.fixture(scope="module")
def small() -> TestClient:
    """The pages over the small made-up collection, without a language chosen."""
    index = make_index()
    live = LiveIndex(lambda: "small", lambda: index, WordReader(), ranking=BUCKET_RANKING)
    return TestClient(create_app(live, Settings(token=None)))


def in_english(client: TestClient, path: str) -> str:
    reply = client.get(path, headers={**BROWSER, "Cookie": f"{COOKIE}=en"})
    assert reply.headers["content-language"] == "en"
    return reply.text


def keys(words: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in words.items():
        if isinstance(value, Mapping):
            yield from keys(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value


def test_both_languages_have_the_same_words_with_the_same_places_to_fill() -> None:
    swedish, english = (dict(keys(words_in(language))) for language in Language)
    assert swedish.keys() == english.keys()
    for key, text in swedish.items():
        other = english[key]
        assert type(text) is type(other), key
        if isinstance(text, str):
            assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", other)), key
        else:
            assert len(text) == len(other) == 2, key


def test_every_word_that_a_template_or_the_script_names_is_there() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (WEB / "templates").rglob("*.html")]
    named = {tuple(found.split(".")) for source in sources for found in re.findall(r"words\.(\w+\.\w+)", source)}
    swedish = words_in(Language.SWEDISH)
    assert [each for each in sorted(named) if each[1] not in (*swedish[each[0]], "format")] == []
    script = (WEB / "static" / "page.js").read_text(encoding="utf-8")
    assert set(re.findall(r"\bwords\.(\w+)", script)) == set(swedish["script"])


def test_the_switch_keeps_the_address_and_is_remembered(small: TestClient) -> None:
    page = small.get("/insatser?region=Sk%C3%A5ne&sort=namn").text
    assert '<html lang="sv"' in page
    [switch] = re.findall(r'class="language" href="([^"]+)" lang="en"', page)
    reply = small.get(switch, follow_redirects=False)
    assert (reply.status_code, reply.headers["location"]) == (303, "/insatser?region=Sk%C3%A5ne&sort=namn")
    cookie = reply.headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=en;")
    assert {"HttpOnly", "SameSite=lax"} <= set(cookie.split("; "))
    small.cookies.clear()
    page = in_english(small, reply.headers["location"])
    assert '<html lang="en"' in page
    assert re.findall(r'class="language" href="([^"]+)" lang="sv"', page) == [switch.replace("/en?", "/sv?")]


@pytest.mark.parametrize(
    "elsewhere", ["https://example.org/", "//example.org", "/\\example.org", "example.org", "/a\r\nX: y", ""]
)
def test_the_switch_leads_to_pages_of_the_service_only(small: TestClient, elsewhere: str) -> None:
    reply = small.get("/en", params={"till": elsewhere}, follow_redirects=False)
    small.cookies.clear()
    assert reply.headers["location"] == "/"


def test_an_unknown_language_is_swedish(small: TestClient) -> None:
    reply = small.get("/", headers={"Cookie": f"{COOKIE}=xx"})
    assert (reply.headers["content-language"], reply.headers["vary"]) == ("sv", "Cookie, Accept-Encoding")


SWEDISH_PLACES = ("api",)


@pytest.mark.parametrize("place", [place for place in PLACES if place not in SWEDISH_PLACES])
def test_no_swedish_is_left_on_an_english_page_but_what_is_marked(client: TestClient, place: str) -> None:
    page = in_english(client, PLACES[place])
    own = strip_marked(page.split("<body>")[1])
    words = {word.lower() for word in re.findall(r"\w+", text_of(own))}
    telltale = {"och", "som", "av", "för", "med", "alla", "insatser", "regioner", "sidan", "inte", "visa", "sök"}
    assert words & telltale == set(), (place, words & telltale)


def strip_marked(html: str) -> str:
    """Take out the elements that are marked as Swedish, the question, the address, and values that can be chosen."""
    unmarked = re.sub(r'<(\w+)[^>]* lang="sv"[^>]*>(?:(?!<\1[ >]).)*?</\1>', " ", html, flags=re.DOTALL)
    unmarked = re.sub(r'<p class="(?:asked|printed)">.*?</p>', " ", unmarked, flags=re.DOTALL)
    unmarked = re.sub(r'<label class="choice">.*?</label>', " ", unmarked, flags=re.DOTALL)
    return re.sub(r"<(option|h1)[^>]*>.*?</\1>", " ", unmarked, flags=re.DOTALL)


def test_quotes_stay_as_they_are_written_and_are_marked_as_swedish(client: TestClient) -> None:
    asked = {"q": "Vilka regioner arbetar med validering?"}
    quote = client.get("/v1/answer", params=asked).json()["regions"][0]["evidence"][0]["quote"]
    page = in_english(client, "/?q=Vilka+regioner+arbetar+med+validering%3F")
    assert re.search(rf'<p lang="sv">”{re.escape(quote)}”', page.replace("&#34;", '"'))
    assert "regions have evidence" in page.replace("\N{NO-BREAK SPACE}", " ")
    assert "lang=" not in client.get("/", params=asked).text.split("<main")[1].split("</main>")[0]
