"""The server with clients that are slow, silent or many: it lets go of them, and refuses more than it holds."""

import select
import socket
import time
from contextlib import ExitStack

import httpx2
import pytest

from service.api.transport.middleware import SAFE_HEADERS
from tests.service.by_socket import PATIENCE_SECONDS, QUICK, held_by, is_let_go, serving


@pytest.mark.parametrize("sent", [b"", b"GET /quick HT", b"GET /quick HTTP/1.1\r\nHost: a\r\nX-Slow: "])
def test_a_client_that_does_not_end_its_head_is_let_go(sent: bytes) -> None:
    with serving(head_seconds=0.1) as (host, port, _), socket.create_connection((host, port)) as client:
        client.settimeout(PATIENCE_SECONDS)
        client.sendall(sent)
        assert is_let_go(client)


def test_a_client_whose_head_has_come_is_not() -> None:
    with serving(head_seconds=0.1) as (host, port, _), httpx2.Client(base_url=f"http://{host}:{port}") as client:
        assert [client.get("/quick").json() for _ in range(3)] == ["svar"] * 3
        with pytest.raises(httpx2.ReadTimeout):
            client.get("/endless", timeout=0.5)
        assert client.get("/quick").json() == "svar"


def test_more_connections_than_are_held_are_refused_while_all_are_answered() -> None:
    with serving(connections=3) as (host, port, _):
        held = [held_by(host, port, b"GET /endless HTTP/1.1\r\nHost: a\r\n\r\n") for _ in range(3)]
        refused = httpx2.get(f"http://{host}:{port}/quick", headers={"Connection": "close"})
        assert refused.status_code == 503
        assert refused.headers["content-type"] == "application/problem+json"
        assert int(refused.headers["retry-after"]) > 0
        assert {name.lower(): value for name, value in SAFE_HEADERS.items()}.items() <= dict(refused.headers).items()
        assert refused.json()["detail"].startswith("tjänsten har så många anslutningar")
        for each in held:
            each.close()
        deadline = time.monotonic() + PATIENCE_SECONDS
        while httpx2.get(f"http://{host}:{port}/quick", headers={"Connection": "close"}).status_code != 200:
            assert time.monotonic() < deadline


@pytest.mark.parametrize("sent", [b"", b"GET /quick HTTP/1.1\r\nX-Slow: ", QUICK])
def test_of_clients_that_are_silent_the_one_that_is_so_longest_gives_way_to_a_new_one(sent: bytes) -> None:
    with serving(connections=3) as (host, port, _), ExitStack() as stack:
        busy = stack.enter_context(held_by(host, port, b"GET /endless HTTP/1.1\r\nHost: a\r\n\r\n"))
        oldest, younger = (stack.enter_context(held_by(host, port, sent)) for _ in range(2))
        assert httpx2.get(f"http://{host}:{port}/quick", headers={"Connection": "close"}).status_code == 200
        assert is_let_go(oldest)
        assert not select.select([younger, busy], [], [], 0)[0]


def test_a_client_that_would_speak_another_protocol_is_answered_in_ours() -> None:
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "a"}
    with serving() as (host, port, _):
        reply = httpx2.get(f"http://{host}:{port}/quick", headers=upgrade)
    assert (reply.status_code, reply.json()) == (200, "svar")
