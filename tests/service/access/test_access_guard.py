"""With tokens set everything asks for one, but for health, the sign-in page and its style."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from service.access.access import Access
from service.access.attempts import MOST, Attempts, client_of
from service.access.tokens import TokenFile
from service.api.entrance.guard import Guard
from service.settings.access import AccessSettings
from tests.service.made_app import make_app

SECRET = "en-hemlig-nyckel"
WITH = {"Authorization": f"Bearer {SECRET}"}
GUARDED = [
    "/",
    "/regioner",
    "/dokument",
    "/dokument/rapport-2023/sidor/1/bild",
    "/finns-inte",
    "/min-lista.csv",
    "/v1/regions",
    "/v1/search?q=film",
    "/v1/answer.xlsx?q=film",
    "/v1/finns-inte",
    "/docs",
    "/openapi.json",
    "/metrics",
    "/livez/",
    "/LIVEZ",
    "/static",
    "/logga-in/",
]


@pytest.fixture
def locked() -> TestClient:
    return TestClient(make_app(token=SECRET), follow_redirects=False)


@pytest.mark.parametrize("path", GUARDED)
def test_without_a_token_nothing_is_told(locked: TestClient, path: str) -> None:
    reply = locked.get(path)
    assert (reply.status_code, reply.headers["www-authenticate"]) == (401, "Bearer")
    assert reply.json()["detail"] == "Authorization saknas eller stämmer inte; väntade 'Bearer <nyckel>'"
    assert locked.get(path, headers=WITH).status_code != 401
    assert locked.head(path).status_code == locked.options(path).status_code == 401


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/logga-in", "/static/style.css", "/static/page.js"])
def test_health_and_the_sign_in_page_ask_for_none(locked: TestClient, path: str) -> None:
    assert locked.get(path).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PAGE"])
def test_no_method_gets_past(locked: TestClient, method: str) -> None:
    assert locked.request(method, "/v1/runs").status_code == 401


def test_a_reply_to_one_who_may_read_is_kept_out_of_shared_caches(locked: TestClient) -> None:
    reply = locked.get("/v1/regions", headers=WITH)
    assert reply.headers["cache-control"] == "private, no-cache"
    assert {"Authorization", "Cookie"} <= {part.strip() for part in reply.headers["vary"].split(",")}


@pytest.mark.parametrize("headers", [{}, {"Accept": "text/html"}], ids=["told", "led to the sign-in page"])
def test_nor_is_one_that_turns_away_given_by_them_to_who_may_read(locked: TestClient, headers: dict[str, str]) -> None:
    reply = locked.get("/regioner", headers=headers)
    assert reply.status_code == (303 if headers else 401)
    assert reply.headers["cache-control"] == "private, no-cache"
    assert {"Authorization", "Cookie"} <= {part.strip() for part in reply.headers["vary"].split(",")}


def test_a_form_of_one_who_is_signed_in_no_more_is_refused_and_not_led_to_a_page(locked: TestClient) -> None:
    assert locked.post("/omdome", headers={"Accept": "text/html"}, data={"q": "a"}).status_code == 401


def test_what_is_not_to_be_stored_at_all_stays_so() -> None:
    async def reply(scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse("x", headers={"Cache-Control": scope["query_string"].decode()})(scope, receive, send)

    settings = AccessSettings(token=SECRET)  # type: ignore[arg-type]  # read as from the environment
    client = TestClient(Guard(reply, Access(settings), settings), headers=WITH)
    told = [client.get(f"/v1/x?{given}").headers["cache-control"] for given in ("no-store", "private", "no-cache")]
    assert told == ["no-store", "private", "private, no-cache"]


def test_the_scheme_is_read_in_any_case_and_the_token_in_its_own(locked: TestClient) -> None:
    for spelt in (f"bearer {SECRET}", f"Bearer  {SECRET}"):
        assert locked.get("/v1/regions", headers={"Authorization": spelt}).status_code == 200
    assert locked.get("/v1/regions", headers={"Authorization": f"Bearer {SECRET.upper()}"}).status_code == 401
    assert locked.get("/v1/regions", headers={"Authorization": f"Bearer {SECRET[:-1]}"}).status_code == 401


def test_who_sends_two_tokens_is_let_in_by_neither(locked: TestClient) -> None:
    right, wrong = ("Authorization", f"Bearer {SECRET}"), ("Authorization", "Bearer fel")
    for headers in ([right, wrong], [wrong, right], [right, right]):
        reply = locked.get("/v1/regions", headers=headers)
        assert (reply.status_code, reply.headers["www-authenticate"]) == (401, "Bearer")
        assert reply.json()["detail"] == "Authorization står mer än en gång; väntade en"


def test_named_tokens_are_let_in_until_they_are_taken_back(tmp_path: Path) -> None:
    tokens = TokenFile(tmp_path / "tokens.toml")
    headers = {"Authorization": f"Bearer {tokens.add('statistik', days=1)}"}
    client = TestClient(make_app(tokens=tokens.path))
    assert client.get("/v1/regions").status_code == 401
    assert client.get("/v1/regions", headers=headers).status_code == 200
    tokens.remove("statistik")
    assert client.get("/v1/regions", headers=headers).status_code == 401


def test_who_tries_too_often_waits_while_others_are_let_in(locked: TestClient) -> None:
    for _ in range(MOST):
        assert locked.get("/v1/regions", headers={"Authorization": "Bearer gissning"}).status_code == 401
    refused = locked.get("/v1/regions", headers=WITH)
    assert (refused.status_code, refused.headers["content-type"]) == (429, "application/problem+json")
    assert 200 < int(refused.headers["retry-after"]) <= 300
    elsewhere = TestClient(locked.app, client=("192.0.2.7", 50000))
    assert elsewhere.get("/v1/regions", headers=WITH).status_code == 200


def test_an_attempt_counts_for_its_window_only() -> None:
    now = [0.0]
    attempts = Attempts(most=2, seconds=60, now=lambda: now[0])
    attempts.fail("a")
    assert attempts.wait("a") == 0
    now[0] = 10
    attempts.fail("a")
    assert (attempts.wait("a"), attempts.wait("b")) == (50, 0)
    now[0] = 60
    assert attempts.wait("a") == 0
    attempts.fail("a")
    assert attempts.wait("a") == 0


def test_failures_are_counted_anew_from_the_first_after_the_window() -> None:
    now = [0.0]
    attempts = Attempts(most=2, seconds=60, now=lambda: now[0])
    for now[0] in (0, 1, 60):
        attempts.fail("a")
    assert attempts.wait("a") == 0
    now[0] = 61
    attempts.fail("a")
    assert attempts.wait("a") == 59


def test_a_clock_that_is_set_back_lets_nobody_try_more_and_keeps_nobody_out_longer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    attempts = Attempts(most=1, seconds=60)
    attempts.fail("a")
    monkeypatch.setattr("time.time", lambda: 0.0)
    assert attempts.wait("a") in (59, 60)


def test_of_clients_that_fail_the_one_seen_longest_ago_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.access.attempts.MOST_CLIENTS", 2)
    attempts = Attempts(most=1, now=lambda: 0.0)
    for client in "abac":
        attempts.fail(client)
    assert [attempts.wait(client) > 0 for client in "abc"] == [True, False, True]


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("testclient", "testclient"),
        (None, ""),
    ],
)
def test_a_client_is_an_address_or_of_ipv6_its_network(address: str | None, client: str) -> None:
    assert client_of(address) == client


@pytest.mark.parametrize(("setting", "paths"), [("docs", ["/docs", "/openapi.json"]), ("metrics", ["/metrics"])])
def test_pages_about_the_service_follow_their_own_setting(setting: str, paths: list[str]) -> None:
    for shown, alone, with_token in (("open", 200, 200), ("token", 401, 200), ("off", 404, 404)):
        client = TestClient(make_app(token=SECRET, **{setting: shown}))
        for path in paths:
            assert (client.get(path).status_code, client.get(path, headers=WITH).status_code) == (alone, with_token)
    assert TestClient(make_app(**{setting: "off"})).get(paths[0]).status_code == 404
    assert TestClient(make_app()).get(paths[0]).status_code == 200
