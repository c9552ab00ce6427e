"""Signing in on the page: a form, a cookie that scripts and other sites cannot use, and the page that was asked for."""

import re
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from service.access.attempts import MOST
from service.access.tokens import TokenFile, today
from service.feedback import FeedbackStore
from tests.service.made_app import make_app

SECRET = "en-hemlig-nyckel"
PAGE = {"Accept": "text/html,*/*;q=0.8"}


@pytest.fixture
def browser() -> TestClient:
    return TestClient(make_app(token=SECRET), headers=PAGE, follow_redirects=False)


def sign_in(browser: TestClient, secret: str = SECRET, till: str = "/") -> int:
    return browser.post("/logga-in", data={"nyckel": secret, "till": till}).status_code


def test_a_page_leads_to_the_form_and_the_form_back_to_the_page(browser: TestClient) -> None:
    asked = browser.get("/?q=Vem st%C3%B6ttar film?&region=Sk%C3%A5ne")
    assert asked.status_code == browser.head("/regioner").status_code == 303
    form = browser.get(asked.headers["location"])
    assert form.status_code == 200
    [till] = re.findall(r'name="till" value="([^"]*)"', form.text)
    sent = browser.post("/logga-in", data={"nyckel": SECRET, "till": till.replace("&amp;", "&")})
    assert (sent.status_code, sent.headers["location"]) == (303, "/?q=Vem%20st%C3%B6ttar%20film?&region=Sk%C3%A5ne")
    assert browser.get(sent.headers["location"]).status_code == 200


def test_the_cookie_is_for_this_site_alone_and_no_script_reads_it(browser: TestClient) -> None:
    sent = browser.post("/logga-in", data={"nyckel": SECRET})
    name, *attributes = [part.strip().lower() for part in sent.headers["set-cookie"].split(";")]
    assert name.startswith("insatskartan=")
    assert {"httponly", "samesite=lax", "path=/"} <= set(attributes)
    assert "secure" not in attributes
    [lasts] = [part.removeprefix("max-age=") for part in attributes if part.startswith("max-age=")]
    assert int(lasts) == 10 * 60 * 60  # a working day
    assert SECRET not in sent.headers["set-cookie"]
    over_tls = TestClient(browser.app, base_url="https://testserver", follow_redirects=False)
    assert "; Secure" in over_tls.post("/logga-in", data={"nyckel": SECRET}).headers["set-cookie"]


def test_who_is_signed_in_reads_pages_and_takes_files_along(browser: TestClient) -> None:
    assert sign_in(browser) == 303
    for path in ("/", "/regioner", "/docs", "/v1/search.csv?q=film", "/v1/regions"):
        assert browser.get(path).status_code == 200
    assert '<form action="/logga-ut" method="post">' in browser.get("/").text
    assert "/logga-ut" not in TestClient(make_app()).get("/").text


def test_the_files_that_a_page_offers_are_given_to_who_is_signed_in(browser: TestClient) -> None:
    sign_in(browser)
    page = browser.get("/", params={"q": "Vilka regioner stöttar film?"}).text
    links = [unescape(link) for link in re.findall(r'href="(/v1/[^"]+\.(?:csv|xlsx|docx)\?[^"]+)"', page)]
    assert len(links) == 8
    assert {browser.get(link).status_code for link in links} == {200}


def test_a_call_of_the_api_is_told_401_also_in_a_browser(browser: TestClient) -> None:
    assert browser.get("/v1/regions").status_code == browser.get("/v1/search.csv?q=film").status_code == 401


def test_signing_out_ends_the_session_and_not_only_the_cookie(browser: TestClient) -> None:
    sign_in(browser)
    kept = browser.cookies["insatskartan"]
    sent = browser.post("/logga-ut", data={})
    assert (sent.status_code, sent.headers["location"]) == (303, "/logga-in")
    assert "insatskartan" not in browser.cookies
    assert browser.get("/regioner", headers={"Cookie": f"insatskartan={kept}"}).status_code == 303


@pytest.mark.parametrize("secret", ["", "fel", SECRET[:-1], f"{SECRET}x"])
def test_a_wrong_token_is_told_and_gives_no_cookie(browser: TestClient, secret: str) -> None:
    sent = browser.post("/logga-in", data={"nyckel": secret, "till": "/regioner"})
    assert sent.status_code == 401
    assert "stämmer inte" in sent.text
    assert 'value="/regioner"' in sent.text
    assert "set-cookie" not in sent.headers
    assert secret == "" or f'value="{secret}"' not in sent.text


def test_attempts_are_limited(browser: TestClient) -> None:
    assert [sign_in(browser, "fel") for _ in range(MOST)] == [401] * MOST
    refused = browser.post("/logga-in", data={"nyckel": SECRET})
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) > 0
    assert "set-cookie" not in refused.headers
    # A script that calls with a token is counted apart.
    assert browser.get("/v1/regions", headers={"Authorization": f"Bearer {SECRET}"}).status_code == 200


@pytest.mark.parametrize(
    "till",
    [
        "https://example.org/",
        "//example.org",
        "/\\example.org",
        "/\t/example.org",
        "javascript:alert(1)",
        "",
        "regioner",
    ],
)
def test_no_other_site_can_be_led_to(browser: TestClient, till: str) -> None:
    sent = browser.post("/logga-in", data={"nyckel": SECRET, "till": till})
    assert sent.headers["location"] == "/"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "https://testserver.evil.example"},
        {"Origin": "null"},
        {"Origin": "http://["},
    ],
)
def test_another_sites_form_is_refused(browser: TestClient, headers: dict[str, str]) -> None:
    sent = browser.post("/logga-in", data={"nyckel": SECRET}, headers=headers)
    assert sent.status_code == 422
    assert "set-cookie" not in sent.headers


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "same-origin", "Origin": "https://testserver"},
        {"Origin": "https://testserver"},
        {"Origin": "http://testserver:8443"},
        # A policy of an extension may hide the origin; what the browser itself says of the site is believed.
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
    ],
)
def test_our_own_form_is_taken_from_every_browser(browser: TestClient, headers: dict[str, str]) -> None:
    assert browser.post("/logga-in", data={"nyckel": SECRET}, headers=headers).status_code == 303


def test_a_token_taken_back_ends_its_sessions(tmp_path: Path) -> None:
    tokens = TokenFile(tmp_path / "tokens.toml")
    secret = tokens.add("anna", days=1)
    browser = TestClient(make_app(tokens=tokens.path), headers=PAGE, follow_redirects=False)
    sign_in(browser, secret)
    assert browser.get("/regioner").status_code == 200
    tokens.remove("anna")
    assert browser.get("/regioner").status_code == 303


def test_a_token_that_expires_ends_its_sessions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tokens = TokenFile(tmp_path / "tokens.toml")
    secret = tokens.add("anna", days=1)
    browser = TestClient(make_app(tokens=tokens.path), headers=PAGE, follow_redirects=False)
    sign_in(browser, secret)
    for days, page, called in ((1, 200, 200), (2, 303, 401)):
        monkeypatch.setattr("service.access.keys.today", lambda days=days: today() + timedelta(days=days))
        assert browser.get("/regioner").status_code == page
        assert browser.get("/v1/regions").status_code == called
        # Not led to a page that would take what it sent for kept.
        assert browser.post("/omdome", data={}).status_code == (404 if page == 200 else 401)


@pytest.mark.parametrize("form", ["/omdome", "/logga-ut"])
def test_another_site_sends_no_form_for_who_is_signed_in(tmp_path: Path, form: str) -> None:
    store = FeedbackStore(tmp_path / "f.sqlite")
    app = make_app(token=SECRET, feedback=store.path)
    browser = TestClient(app, headers=PAGE, follow_redirects=False)
    sign_in(browser)
    passage = browser.get("/v1/search?q=film").json()["hits"][0]["passage"]["id"]
    sent = {"q": "film", "omdome": f"relevant {passage}"}
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        assert browser.post(form, data=sent, headers=headers).status_code == 422
    assert browser.get("/regioner").status_code == 200
    assert not store.path.exists()
    assert browser.post(form, data=sent, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 303


def test_an_open_service_has_nothing_to_sign_in_to() -> None:
    assert TestClient(make_app()).get("/logga-in").status_code == 404


def test_the_page_needs_no_script_and_no_other_site(browser: TestClient) -> None:
    page = browser.get("/logga-in")
    assert '<form class="inner" action="/logga-in" method="post">' in page.text
    assert "form-action 'self'" in page.headers["content-security-policy"]
    assert page.headers["cache-control"] == "no-store"
