"""What every reply carries, and how it is counted."""

import re

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from service.live import LiveIndex
from service.settings import Settings
from service.web.app import create_app

TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
NEW_TRACE = re.compile(r"00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-01")


@pytest.mark.parametrize("path", ["/livez", "/v1/regions", "/v1/search", "/finns-inte", "/", "/static/style.css"])
def test_a_trace_is_given_back(client: TestClient, path: str) -> None:
    assert client.get(path, headers={"traceparent": TRACE}).headers["traceparent"] == TRACE


@pytest.mark.parametrize("received", [None, "", "nonsens", TRACE.upper(), f"00-{'0' * 32}-{'1' * 16}-01", TRACE + "0"])
def test_without_a_valid_trace_each_reply_has_one_of_its_own(client: TestClient, received: str | None) -> None:
    headers = {} if received is None else {"traceparent": received}
    given = [client.get("/livez", headers=headers).headers["traceparent"] for _ in range(2)]
    assert given[0] != given[1]
    assert all(NEW_TRACE.fullmatch(trace) for trace in given)


@pytest.mark.parametrize("path", ["/", "/v1/regions", "/finns-inte", "/static/style.css"])
def test_replies_allow_no_script_of_others_and_no_inline_style(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/", "/livez", "/v1/regions", "/v1/search?q=validering", "/static/style.css"])
def test_head_is_get_without_the_body(client: TestClient, path: str) -> None:
    head, get = client.head(path), client.get(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"] == get.headers["content-type"]


def test_head_of_what_is_not_there_has_its_status(client: TestClient) -> None:
    assert client.head("/v1/documents/okand").status_code == 404


def test_replies_are_counted_by_the_routes_template(live: LiveIndex) -> None:
    client = TestClient(create_app(live, Settings(token=None)))
    for path in ("/v1/documents/orebro-2023", "/v1/documents/oms-nrpp-2028", "/v1/documents/okand", "/finns-inte"):
        client.get(path)
    client.head("/v1/regions")
    lines = client.get("/metrics").text.splitlines()
    requests = {line for line in lines if line.startswith("insatskartan_requests_total")}
    document = 'route="/v1/documents/{document_id}"'
    assert requests == {
        f'insatskartan_requests_total{{method="GET",{document},status="200"}} 2.0',
        f'insatskartan_requests_total{{method="GET",{document},status="404"}} 1.0',
        'insatskartan_requests_total{method="GET",route="okänd",status="404"} 1.0',
        'insatskartan_requests_total{method="HEAD",route="/v1/regions",status="200"} 1.0',
    }
    assert f"insatskartan_request_seconds_count{{{document}}} 3.0" in lines
    assert not any("orebro" in line for line in lines)


def test_two_applications_count_apart(app: FastAPI, live: LiveIndex) -> None:
    TestClient(app).get("/v1/themes")
    assert "/v1/themes" not in TestClient(create_app(live, Settings(token=None))).get("/metrics").text
