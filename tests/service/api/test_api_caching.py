"""What spares time and bytes, and the statuses around it: ETag and 304, gzip, OPTIONS, 415."""

import gzip
import re
from dataclasses import replace

import httpx2
import pytest
from fastapi.testclient import TestClient

from tests.service.made_app import make_app
from tests.service.memory_index import MemoryIndex
from tests.service.samples import REPORT, make_index, make_passages

TAGGED = [
    "/v1/documents",
    f"/v1/documents/{REPORT}",
    f"/v1/documents/{REPORT}/pages/1",
    "/v1/initiatives",
    "/v1/regions",
    "/v1/themes",
    "/dokument",
    f"/dokument/{REPORT}/sidor/1",
    "/static/style.css",
]


@pytest.fixture(scope="module")
def made() -> TestClient:
    return TestClient(make_app())


@pytest.mark.parametrize("path", TAGGED)
def test_what_a_caller_has_already_is_not_sent_again(made: TestClient, path: str) -> None:
    first = made.get(path)
    tag = first.headers["etag"]
    for known in (tag, f'"other", {tag}', f'"other",{tag}'):
        again = made.get(path, headers={"If-None-Match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        assert again.headers.get("cache-control") == first.headers.get("cache-control")
        assert again.headers["vary"] == first.headers["vary"]
        assert {"content-type", "content-length"}.isdisjoint(again.headers)
    assert made.get(path, headers={"If-None-Match": '"other"'}).content == first.content
    assert made.head(path).headers["etag"] == tag


def test_a_star_stands_for_any_tag_and_a_reply_is_asked_for_anew_each_time(made: TestClient) -> None:
    assert made.get("/v1/regions", headers={"If-None-Match": " * "}).status_code == 304
    assert made.get("/v1/regions").headers["cache-control"] == "no-cache"


def test_a_changed_page_has_another_tag(made: TestClient) -> None:
    path = f"/v1/documents/{REPORT}/pages/1"
    index = make_index()
    page = index.page(REPORT, 1)
    assert page is not None
    pages = [replace(page, text=f"{page.text}.")]
    changed = MemoryIndex(make_passages(), documents=index.documents(), pages=pages)
    tag = made.get(path).headers["etag"]
    reply = TestClient(make_app(changed)).get(path, headers={"If-None-Match": tag})
    assert (reply.status_code, reply.headers["etag"] == tag) == (200, False)


@pytest.mark.parametrize("path", ["/v1/documents/okand", "/v1/search?q=film", "/livez"])
def test_errors_and_searches_have_no_tag(made: TestClient, path: str) -> None:
    assert "etag" not in made.get(path).headers


@pytest.mark.parametrize("path", ["/", "/v1/regions", "/static/style.css", "/openapi.json"])
def test_long_replies_are_zipped_for_those_who_take_that(made: TestClient, path: str) -> None:
    plain = made.get(path, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    with made.stream("GET", path, headers={"Accept-Encoding": "gzip"}) as reply:
        raw = b"".join(reply.iter_raw())
    assert reply.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in reply.headers["vary"]
    assert gzip.decompress(raw) == plain.content
    assert len(raw) < len(plain.content) / 2


@pytest.mark.parametrize("path", ["/", "/v1/regions", "/v1/initiatives", "/static/style.css"])
@pytest.mark.parametrize("given", ["gzip", "identity"])
def test_head_tells_of_a_zipped_reply_what_get_would(made: TestClient, path: str, given: str) -> None:
    told = ("content-length", "content-encoding", "content-type", "vary")
    with made.stream("GET", path, headers={"Accept-Encoding": given}) as got:
        expected = {name: got.headers.get(name) for name in told}
    head = made.head(path, headers={"Accept-Encoding": given})
    assert {name: head.headers.get(name) for name in told} == expected
    assert head.content == b""


@pytest.mark.parametrize("given", ["gzip;q=0", "GZIP ; q=0.000, br", "identity, gzip;q=0", "gzipped", ""])
def test_who_refuses_zipped_replies_gets_plain_ones(made: TestClient, given: str) -> None:
    reply = made.get("/v1/regions", headers={"Accept-Encoding": given})
    assert "content-encoding" not in reply.headers
    assert "Accept-Encoding" in reply.headers["vary"]


@pytest.mark.parametrize("given", ["gzip;q=0.5", "br;q=0, gzip", "gzip;q=1", "GZIP", "x-gzip"])
def test_who_takes_zipped_replies_with_a_weight_gets_them(made: TestClient, given: str) -> None:
    assert made.get("/v1/regions", headers={"Accept-Encoding": given}).headers["content-encoding"] == "gzip"


@pytest.mark.parametrize("path", ["/v1/themes", "/v1/regions", "/livez", "/v1/okand", "/static/icon.svg"])
def test_every_reply_says_once_that_it_goes_by_what_is_accepted(made: TestClient, path: str) -> None:
    for given in ("gzip", "identity"):
        told = made.get(path, headers={"Accept-Encoding": given}).headers["vary"].split(", ")
        assert told.count("Accept-Encoding") == 1


@pytest.mark.parametrize(
    "part", ["bytes=0-9", "bytes=999999-", "bytes=a", "bytes=9-0", "rader=1", "bytes=" + "0-1," * 99]
)
def test_a_file_comes_whole_whatever_part_of_it_is_asked_for(made: TestClient, part: str) -> None:
    whole = made.get("/static/style.css")
    reply = made.get("/static/style.css", headers={"Range": part, "If-Range": whole.headers["etag"]})
    assert (reply.status_code, reply.content, reply.headers["accept-ranges"]) == (200, whole.content, "none")


@pytest.mark.parametrize("path", ["/v1/search?q=film", "/v1/regions", "/v1/search.csv?q=film", "/v1/okand"])
def test_caches_are_told_that_the_format_depends_on_what_is_accepted(made: TestClient, path: str) -> None:
    assert "Accept" in made.get(path).headers["vary"].split(", ")


def test_office_files_are_not_zipped_twice(made: TestClient) -> None:
    reply = made.get("/v1/search.xlsx?q=film", headers={"Accept-Encoding": "gzip"})
    assert (reply.status_code, "content-encoding" in reply.headers) == (200, False)


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/v1/search", "GET, HEAD, OPTIONS"),
        ("/v1/runs", "OPTIONS, POST"),
        ("/regioner", "GET, HEAD, OPTIONS"),
        ("/omdome", "GET, HEAD, OPTIONS, POST"),
        ("/logga-in", "GET, HEAD, OPTIONS, POST"),
        ("/static/style.css", "GET, HEAD, OPTIONS"),
    ],
)
def test_options_tells_the_methods_of_a_path(made: TestClient, path: str, allowed: str) -> None:
    reply = made.options(path)
    assert (reply.status_code, reply.content, reply.headers["allow"]) == (204, b"", allowed)
    assert made.delete(path).headers["allow"] == allowed


def test_options_of_what_is_not_there_is_404(made: TestClient) -> None:
    assert made.options("/v1/finns-inte").status_code == 404


@pytest.mark.parametrize("given", ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", None])
def test_a_body_of_another_kind_is_refused_with_the_kind_expected(made: TestClient, given: str | None) -> None:
    headers = {"Content-Type": given} if given else {}
    body = b'{"topics": [{"id": "a", "text": "film"}]}'
    reply: httpx2.Response = made.post("/v1/runs", content=body, headers=headers)
    assert (reply.status_code, reply.headers["content-type"]) == (415, "application/problem+json")
    assert reply.json()["detail"] == f"Content-Type är {given or ''!r}; väntade application/json"
    for name in ("application/json", "Application/JSON; charset=utf-8"):
        assert made.post("/v1/runs", content=body, headers={"Content-Type": name}).status_code == 200


def test_a_tag_is_weak_and_as_long_as_a_hash_of_128_bits(made: TestClient) -> None:
    assert re.fullmatch(r'W/"[0-9a-f]{32}"', made.get("/v1/regions").headers["etag"])


@pytest.mark.parametrize("path", ["/v1/regions", "/static/style.css"])
def test_a_tag_in_a_second_line_is_read_too(made: TestClient, path: str) -> None:
    tag = made.get(path).headers["etag"]
    assert made.get(path, headers=[("If-None-Match", '"other"'), ("If-None-Match", tag)]).status_code == 304
