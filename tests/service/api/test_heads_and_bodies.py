"""Heads and bodies as the server takes them in: what is refused, and how much of the rest is waited for."""

import socket

import pytest

from service.api.transport.connection import MAX_HEAD_BYTES
from tests.service.by_socket import PATIENCE_SECONDS, held_by, read_all, serving


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_a_body_of_two_lengths_is_refused_and_what_follows_it_is_no_request(version: str) -> None:
    body = b"%x\r\n%s\r\n0\r\n\r\n" % (500_000, b"a" * 500_000)
    lengths = f"Transfer-Encoding: chunked\r\nContent-Length: {len(body)}"
    head = f"POST /refused HTTP/{version}\r\nHost: a\r\nConnection: keep-alive\r\n{lengths}\r\n\r\n".encode()
    with serving() as (host, port, _), socket.create_connection((host, port)) as client:
        client.settimeout(PATIENCE_SECONDS)
        client.sendall(head + body + b"GET /quick HTTP/1.1\r\nHost: a\r\n\r\n")
        reply = read_all(client)
    assert reply.startswith(b"HTTP/1.1 400 ")
    assert reply.count(b"HTTP/1.1 ") == 1
    assert b"application/problem+json" in reply
    assert "både Content-Length och Transfer-Encoding" in reply.decode()


@pytest.mark.parametrize(("size", "status"), [(MAX_HEAD_BYTES - 1_000, b"200"), (MAX_HEAD_BYTES + 1_000, b"431")])
@pytest.mark.parametrize("place", [f"/quick?{'a' * 20_000}", "/quick"], ids=["address", "headers"])
@pytest.mark.parametrize("n_parts", [1, 2])
def test_a_head_of_so_much_is_read_and_no_larger_one_however_it_comes(
    size: int, status: bytes, place: str, n_parts: int
) -> None:
    head = f"GET {place} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Long: ".encode()
    head = head.ljust(size, b"a")
    with serving() as (host, port, _):
        client = held_by(host, port, head) if n_parts == 2 else socket.create_connection((host, port))
        with client:
            client.settimeout(PATIENCE_SECONDS)
            client.sendall(b"\r\n\r\n" if n_parts == 2 else head + b"\r\n\r\n")
            reply = read_all(client)
    assert reply.split()[1] == status
    assert (status == b"200") != ("väntade högst 64 kB" in reply.decode())


@pytest.mark.parametrize("version", ["1.0", "1.1"])
@pytest.mark.parametrize("declares", [True, False])
def test_a_refusal_reaches_a_client_that_goes_on_sending_and_asked_for_the_end(version: str, *, declares: bool) -> None:
    """Python's urllib asks for the end with every request, and reads no reply before it has sent all."""
    size, part = 8_000_000, b"a" * 65_536
    length = f"Content-Length: {size}" if declares else "Transfer-Encoding: chunked"
    head = f"POST /refused HTTP/{version}\r\nHost: a\r\nConnection: close, TE\r\n{length}\r\n\r\n".encode()
    body = part * (size // len(part)) + part[: size % len(part)]
    framed = body if declares else b"%x\r\n%s\r\n0\r\n\r\n" % (size, body)
    with serving() as (host, port, _), socket.create_connection((host, port)) as client:
        client.settimeout(PATIENCE_SECONDS)
        client.sendall(head + framed)
        assert read_all(client).startswith(b"HTTP/1.1 413 ")


def test_what_is_left_of_a_body_is_waited_for_so_long_and_no_longer() -> None:
    head = b"POST /refused HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 9\r\n\r\n"
    with serving(body_seconds=0.1) as (host, port, _), socket.create_connection((host, port)) as client:
        client.settimeout(PATIENCE_SECONDS)
        client.sendall(head)
        assert read_all(client).endswith('"för stor"'.encode())


@pytest.mark.parametrize(
    "rest", [b"\r\n", b"Expect: 100-continue\r\nContent-Length: 9\r\n\r\n", b"Content-Length: 2\r\n\r\nab"]
)
def test_a_client_that_has_sent_all_is_not_waited_for(rest: bytes) -> None:
    head = b"POST /refused HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
    with serving(body_seconds=PATIENCE_SECONDS) as (host, port, _), socket.create_connection((host, port)) as client:
        client.settimeout(PATIENCE_SECONDS / 2)
        client.sendall(head + rest)
        assert read_all(client).endswith('"för stor"'.encode())


def test_a_body_that_breaks_off_after_its_reply_has_begun_is_no_error(caplog: pytest.LogCaptureFixture) -> None:
    head = b"POST /begun HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
    with serving() as (host, port, _), socket.create_connection((host, port)) as client:
        client.settimeout(PATIENCE_SECONDS)
        client.sendall(head)
        received = b""
        while "början".encode() not in received:
            received += client.recv(65_536)
        client.sendall(b"inget tal\r\n")
        assert read_all(client) == b""
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []
