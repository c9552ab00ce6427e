"""What a caller gets wrong: the status, and a problem (RFC 9457) that names the value and what was expected."""

from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from indexer.errors import BrokenIndexError, MissingIndexError
from indexer.index import Index
from service.api.description import example
from service.api.entrance.body import MAX_BODY_BYTES
from service.live import LiveIndex
from service.settings import Settings
from service.web.app import create_app
from tests.service.problems import check_problem
from tests.service.word_reader import WordReader

TOKEN = "en-hemlig-nyckel"


def _no_index() -> Index:
    raise MissingIndexError(Path("index/current"))


def _no_build() -> str:
    raise MissingIndexError(Path("index/current"))


@pytest.fixture
def without_index() -> TestClient:
    return TestClient(create_app(LiveIndex(_no_build, _no_index, WordReader()), Settings(token=None)))


@pytest.mark.parametrize("path", ["/v1/search", "/v1/answer", "/v1/search.csv", "/v1/initiatives"])
@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("", "minst 1 tecken"),
        ("😀🎉", "😀🎉"),
        ("?!", "minst en bokstav eller siffra"),
        ("å" * 501, "högst 500 tecken"),
    ],
)
def test_a_query_is_1_to_500_characters_with_a_letter_or_digit(
    client: TestClient, path: str, query: str, named: str
) -> None:
    check_problem(client.get(path, params={"q": query}), 422, named)


def test_500_characters_are_searched(client: TestClient) -> None:
    assert client.get("/v1/search", params={"q": "å" * 500}).status_code == 200


def test_a_missing_query_is_named(client: TestClient) -> None:
    check_problem(client.get("/v1/search"), 422, "q: måste anges")


@pytest.mark.parametrize(
    ("limit", "expected"), [("0", "minst 1"), ("-1", "minst 1"), ("101", "högst 100"), ("ten", "ett heltal")]
)
@pytest.mark.parametrize("path", ["/v1/search", "/v1/initiatives", "/v1/documents", "/v1/regions", "/v1/themes"])
def test_limit_is_refused_and_not_clipped(client: TestClient, path: str, limit: str, expected: str) -> None:
    asked = {"q": "validering"} if path in ("/v1/search", "/v1/initiatives") else {}
    reply = client.get(path, params={**asked, "limit": limit})
    check_problem(reply, 422, f"'{limit}'", expected)
    assert reply.json()["errors"] == [
        {"parameter": "limit", "reason": f"'{limit}' godtas inte; väntade {expected.removeprefix('väntade ')}"}
    ]


@pytest.mark.parametrize(
    ("parameter", "value", "expected"),
    [
        ("offset", "-1", "minst 0"),
        ("region", "Atlantis", "en av de 21 regionerna"),
        ("theme", "rymdfart", "miljo-klimat"),
        ("document", "arsbok-1999", "orebro-2023"),
        ("year", "1999", "2023"),
        ("year", "ifjol", "ett heltal"),
        ("mode", "magisk", "'hybrid', 'dense' eller 'lexical'"),
        ("unit", "mening", "'initiative' eller 'passage'"),
        ("explain", "kanske", "true eller false"),
    ],
)
def test_an_unknown_value_is_named_with_what_was_expected(
    client: TestClient, parameter: str, value: str, expected: str
) -> None:
    reply = client.get("/v1/search", params={"q": "validering", parameter: value})
    check_problem(reply, 422, value, expected)
    assert [fault["parameter"] for fault in reply.json()["errors"]] == [parameter]


@pytest.mark.parametrize(
    ("path", "asked", "parameter"),
    [
        ("/v1/search", {"q": "?!"}, "q"),
        ("/v1/search", {"q": ["film", "bio"]}, "q"),
        ("/v1/search", {"q": "film", "ofset": "1"}, "ofset"),
        ("/v1/answer", {"q": "film", "previous": ["film", "?!"]}, "previous"),
        ("/v1/initiatives", {"id": "okand"}, "id"),
    ],
)
def test_every_422_names_its_parameter_for_programs_too(
    client: TestClient, path: str, asked: dict[str, str | list[str]], parameter: str
) -> None:
    reply = client.get(path, params=asked)
    assert reply.json()["errors"] == [{"parameter": parameter, "reason": reply.json()["detail"]}]


@pytest.mark.parametrize("written", ["1_0", "10.0", " 10", "+10", "10 ", "1e1", "0x10", "١٠", "１０", "", "--1"])
@pytest.mark.parametrize("parameter", ["limit", "offset", "year"])
def test_a_whole_number_is_written_in_digits(client: TestClient, parameter: str, written: str) -> None:
    reply = client.get("/v1/search", params={"q": "validering", parameter: written})
    check_problem(reply, 422, f"{parameter}: '{written}' godtas inte; väntade ett heltal")


@pytest.mark.parametrize("page", ["1_0", "1.0", "%201", "+1"])
def test_a_page_has_one_address(client: TestClient, page: str) -> None:
    for path in ("/v1/documents/orebro-2023/pages", "/dokument/orebro-2023/sidor"):
        assert client.get(f"{path}/{page}").status_code == 422
    assert client.get(f"{path}/10?start=1_0").status_code == 422


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("/v1/passages/okand", "'okand'"),
        ("/v1/initiatives/okand", "'okand'"),
        ("/v1/initiatives/okand/similar", "'okand'"),
        ("/v1/documents/okand", "'okand'"),
        ("/v1/documents/okand/pages/1", "'okand'"),
        ("/v1/documents/orebro-2023/pages/43", "väntade 1-42"),
        ("/v1/finns-inte", "/v1/finns-inte"),
        ("/finns-inte", "/finns-inte"),
    ],
)
def test_what_does_not_exist_is_named(client: TestClient, path: str, named: str) -> None:
    check_problem(client.get(path), 404, named)


@pytest.mark.parametrize("page", ["0", "-1", "ett"])
def test_pages_count_from_1(client: TestClient, page: str) -> None:
    check_problem(client.get(f"/v1/documents/orebro-2023/pages/{page}"), 422, f"'{page}'")


def test_a_method_that_is_not_offered_is_told_with_those_that_are(client: TestClient) -> None:
    reply = client.post("/v1/search")
    check_problem(reply, 405, "POST /v1/search", "väntade GET")
    assert reply.headers["allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ('{"topics": [', "giltig JSON"),
        ("[]", "ett JSON-objekt"),
        ('{"topics": []}', "en längd på minst 1"),
        ('{"topics": [{"id": "a b", "text": "x"}]}', "'a b'"),
        ('{"topics": [{"id": "a", "text": "?"}]}', "id 'a'"),
        ('{"topics": [{"id": "a", "text": "x"}, {"id": "a", "text": "y"}]}', "mer än en gång"),
        ('{"topics": [{"id": "a", "text": "x"}], "limit": 1001}', "högst 1000"),
        ('{"topics": [{"id": "a", "text": "x"}], "lmit": 9}', "lmit: fältet är okänt; menade du 'limit'?"),
        ('{"topics": [{"id": "a", "txt": "x"}]}', "topics.0.txt: fältet är okänt; menade du 'text'?"),
        ('{"topics": [{"id": "a", "text": "x"}], "zzz": 9}', "zzz: fältet är okänt; väntade någon av: topics, limit"),
        ('{"topics": [{"id": "a", "text": "x"}], "limit": true}', "limit: true godtas inte; väntade ett heltal"),
        ('{"topics": [{"id": "a", "text": "x"}], "limit": "10"}', "limit: '10' godtas inte; väntade ett heltal"),
        ('{"topics": [{"id": "a", "text": "x"}], "limit": null}', "limit: null godtas inte; väntade ett heltal"),
        ('{"topics": [{"id": "a", "text": "x"}], "limit": NaN}', "NaN är inte giltig JSON"),
        ('{"topics": [{"id": ["å"], "text": "x"}]}', 'topics.0.id: ["å"] godtas inte; väntade text'),
        ('{"topics": ', "är inte giltig JSON från tecken 12"),
    ],
)
def test_a_run_that_cannot_be_read_is_refused(client: TestClient, body: str, named: str) -> None:
    reply = client.post("/v1/runs", content=body.encode(), headers={"Content-Type": "application/json"})
    check_problem(reply, 422, named)
    assert reply.json()["errors"]


def test_a_body_too_large_is_refused_with_the_limit(client: TestClient) -> None:
    body = b'{"topics": "' + b"x" * MAX_BODY_BYTES + b'"}'
    reply = client.post("/v1/runs", content=body, headers={"Content-Type": "application/json"})
    check_problem(reply, 413, str(MAX_BODY_BYTES))


@pytest.mark.parametrize("path", ["/v1/search?q=validering", "/v1/answer?q=validering", "/v1/regions", "/v1/api-info"])
def test_a_format_that_is_not_offered_is_refused_with_those_that_are(client: TestClient, path: str) -> None:
    reply = client.get(path, headers={"Accept": "application/pdf"})
    check_problem(reply, 406, "application/pdf", "application/json")


@pytest.mark.parametrize(
    "authorization",
    [
        None,
        "Bearer fel",
        f"Basic {TOKEN}",
        TOKEN,
        "Bearer",
        f"Bearer {TOKEN[:-1]}",
        f"Bearer {TOKEN}x",
        "Bearer x" + TOKEN,
    ],
)
def test_without_the_token_the_api_is_closed(live: LiveIndex, authorization: str | None) -> None:
    locked = TestClient(create_app(live, Settings(token=TOKEN)))  # type: ignore[arg-type]  # read as from the environment
    headers = {"Authorization": authorization} if authorization else {}
    for path in ("/v1/regions", "/v1/search?q=validering", "/v1/api-info"):
        reply = locked.get(path, headers=headers)
        check_problem(reply, 401, "Authorization", "Bearer")
        assert reply.headers["www-authenticate"] == "Bearer"
        assert TOKEN not in reply.text


def test_with_the_token_the_api_is_open_and_health_needs_none(live: LiveIndex) -> None:
    locked = TestClient(create_app(live, Settings(token=TOKEN)))  # type: ignore[arg-type]
    assert locked.get("/v1/regions", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
    assert {locked.get(path).status_code for path in ("/livez", "/readyz")} == {200}
    description = locked.get("/openapi.json", headers={"Authorization": f"Bearer {TOKEN}"}).json()
    assert "HTTPBearer" in description["components"]["securitySchemes"]


@pytest.mark.parametrize("path", ["/readyz", "/v1/search?q=validering", "/v1/answer?q=validering", "/v1/regions", "/"])
def test_without_an_index_the_service_lives_but_is_not_ready(without_index: TestClient, path: str) -> None:
    reply = without_index.get(path)
    check_problem(reply, 503, "det finns inget index", "python -m indexer build")
    assert reply.json() == {**example("problems")["503"], "instance": path.partition("?")[0]}
    assert "index/current" not in reply.text, "where files lie is the operator's to know"
    assert without_index.get("/livez").status_code == 200


def test_a_damaged_file_is_told_by_its_name_and_the_log_tells_where_it_lies(
    app: FastAPI, live: LiveIndex, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> list[object]:
        raise BrokenIndexError(Path("/srv/hemligt/records.sqlite"), "holds a record that cannot be read")

    monkeypatch.setattr(live.backend().index, "documents", fail)
    reply = TestClient(app).get("/v1/documents")
    check_problem(reply, 500, "records.sqlite")
    assert "hemligt" not in reply.text
    assert "/srv/hemligt/records.sqlite: holds a record" in caplog.text


def test_what_no_one_foresaw_is_told_without_its_cause(
    app: FastAPI, live: LiveIndex, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> list[object]:
        raise RuntimeError("hemligheter")

    monkeypatch.setattr(live.backend().index, "documents", fail)
    reply = TestClient(app).get("/v1/documents")
    check_problem(reply, 500)
    assert "hemligheter" not in reply.text
    assert reply.headers["traceparent"] in caplog.text
    assert "RuntimeError: hemligheter" in caplog.text
