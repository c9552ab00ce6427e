"""Where the service may listen, and under which names it may be asked."""

import pytest
from fastapi.testclient import TestClient

from service.access.listening import check_listening
from service.commands.running import listen
from service.errors import SettingsError
from service.settings import Settings
from tests.service.made_app import make_app

OWN = ["127.0.0.1", "127.0.0.53", "::1", "localhost"]
OTHERS = ["0.0.0.0", "::", "192.0.2.7", "karta.example.se", "", "127.0.0.1.example.se"]


def settings(**given: object) -> Settings:
    return Settings(**{"token": None, **given})  # type: ignore[arg-type]  # read as from the environment


@pytest.mark.parametrize("host", OWN)
def test_this_machine_alone_needs_no_token(host: str) -> None:
    check_listening(host, settings())


@pytest.mark.parametrize("host", OTHERS)
def test_others_are_let_in_with_a_token_or_when_that_is_said(host: str) -> None:
    with pytest.raises(SettingsError, match="INSATSKARTAN_OPEN=1"):
        check_listening(host, settings())
    check_listening(host, settings(token="en-hemlig-nyckel"))
    check_listening(host, settings(tokens="tokens.toml"))
    check_listening(host, settings(open=True))


@pytest.mark.parametrize("host", ["a" * 300, "a..b", "192.0.2.7", "999.1.1.1"])
def test_a_host_that_is_none_of_this_machines_is_named(host: str) -> None:
    with pytest.raises(SettingsError, match="går inte att lyssna på"):
        listen(host, 8000)


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("karta.example.se", 200),
        ("KARTA.example.se:8443", 200),
        ("a.b.example.org", 200),
        ("[::1]:8000", 200),
        ("[::1]", 200),
        ("karta.example.se:x", 400),
        ("example.org", 400),
        ("karta.example.se.evil.example", 400),
        ("evilkarta.example.se", 400),
        ("evil.example:80@karta.example.se:x", 400),
        ("", 400),
    ],
)
def test_only_the_services_own_names_are_answered(host: str, status: int) -> None:
    client = TestClient(make_app(hosts="karta.example.se,*.example.org,[::1]"))
    reply = client.get("/v1/regions", headers={"Host": host})
    assert reply.status_code == status
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert client.get("/livez", headers={"Host": host}).status_code == 200
    if status == 400:
        assert reply.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/regioner/", "/v1/regions/", "/static", "/v1/search/"])
def test_no_redirect_is_made_of_what_the_caller_sends(path: str) -> None:
    client = TestClient(make_app(), follow_redirects=False)
    reply = client.get(path, headers={"Host": "evil.example"})
    assert (reply.status_code, reply.headers.get("location")) == (404, None)


def test_pages_elsewhere_may_call_only_when_they_are_named() -> None:
    origin = {"Origin": "https://intra.example.se"}
    asking = {**origin, "Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "Authorization"}
    closed = TestClient(make_app(token="en-hemlig-nyckel"))
    assert "access-control-allow-origin" not in closed.get("/v1/regions", headers=origin).headers
    named = TestClient(make_app(token="en-hemlig-nyckel", origins="https://intra.example.se"))
    preflight = named.options("/v1/regions", headers=asking)
    assert (preflight.status_code, preflight.headers["access-control-allow-origin"]) == (200, origin["Origin"])
    reply = named.get("/v1/regions", headers={**origin, "Authorization": "Bearer en-hemlig-nyckel"})
    assert (reply.status_code, reply.headers["access-control-allow-origin"]) == (200, origin["Origin"])
    assert "access-control-allow-credentials" not in reply.headers
    other = named.get("/v1/regions", headers={"Origin": "https://evil.example"})
    assert "access-control-allow-origin" not in other.headers
    refused = named.options("/v1/regions", headers={**asking, "Origin": "https://evil.example"})
    assert (refused.status_code, refused.headers["content-type"]) == (400, "application/problem+json")
    assert refused.json()["detail"].startswith("Origin, metoden eller ett huvud")
    assert "access-control-allow-origin" not in refused.headers
    assert "Origin" in refused.headers["vary"]
