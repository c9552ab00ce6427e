"""What the server itself answers, before the application: with the same headers, and without a word of who we are."""

import socket
from collections.abc import Iterator

import pytest

from service.api.transport.middleware import SAFE_HEADERS
from service.api.transport.protocol import PlainRefusals
from tests.service.made_app import make_app
from tests.service.serving import serve


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with serve(make_app(), http=PlainRefusals, server_header=False) as address:
        yield int(address.rpartition(":")[2])


def send(port: int, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(request)
        received = b""
        while part := connection.recv(65536):
            received += part
    return received


def headers_of(reply: bytes) -> dict[str, str]:
    head = reply.partition(b"\r\n\r\n")[0].decode("latin-1")
    return {name.lower(): value for name, _, value in (line.partition(": ") for line in head.split("\r\n")[1:])}


@pytest.mark.parametrize(
    "request_",
    [
        b"inte http\r\n\r\n",
        "GET /?q=vätgas HTTP/1.1\r\nHost: a\r\n\r\n".encode(),
        b"GET / HTTP/1.1\r\nbad header\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    ],
)
def test_what_is_no_http_is_refused_with_safe_headers(port: int, request_: bytes) -> None:
    reply = send(port, request_)
    assert reply.startswith(b"HTTP/1.1 400 ")
    assert "å kodat som %C3%A5" in reply.decode()
    told = headers_of(reply)
    assert {name.lower(): value for name, value in SAFE_HEADERS.items()}.items() <= told.items()
    assert "server" not in told
    assert b"uvicorn" not in reply.lower()


def test_a_body_sent_in_an_unknown_way_is_refused_as_that(port: int) -> None:
    reply = send(port, b"POST /v1/runs HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n")
    assert reply.startswith(b"HTTP/1.1 501 Not Implemented\r\n")
    assert "väntade chunked eller Content-Length" in reply.decode()


def test_a_reply_of_the_application_has_each_header_once(port: int) -> None:
    reply = send(port, b"GET /livez HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    head = reply.partition(b"\r\n\r\n")[0].lower()
    assert reply.startswith(b"HTTP/1.1 200 ")
    for name in SAFE_HEADERS:
        assert head.count(f"\r\n{name.lower()}:".encode()) == 1
    assert b"\r\nserver:" not in head


@pytest.mark.parametrize("target", ["http://karta.example.se/livez", "HTTP://karta.example.se:80/livez?"])
def test_a_whole_address_is_read_and_its_host_counts(target: str) -> None:
    with serve(make_app(hosts="karta.example.se", root_path="/under"), http=PlainRefusals) as address:
        port = int(address.rpartition(":")[2])
        for path, status in (("/livez", 200), ("/v1/regions", 200), ("/nope", 404)):
            whole = target.replace("/livez", path)
            reply = send(port, f"GET {whole} HTTP/1.1\r\nHost: annan\r\nConnection: close\r\n\r\n".encode())
            assert reply.startswith(f"HTTP/1.1 {status} ".encode())
        other = b"GET http://annan/v1/regions HTTP/1.1\r\nHost: karta.example.se\r\nConnection: close\r\n\r\n"
        assert send(port, other).startswith(b"HTTP/1.1 400 ")
        bare = b"GET http://karta.example.se HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
        assert send(port, bare).startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize(
    ("content_type", "length", "status"),
    [
        ("application/json", 6_000_000, b"413"),
        ("text/plain", 10, b"415"),
        ("application/json", 10, b"100"),
    ],
)
def test_a_body_that_is_refused_unread_is_not_asked_for(
    port: int, content_type: str, length: int, status: bytes
) -> None:
    head = f"POST /v1/runs HTTP/1.1\r\nHost: a\r\nContent-Type: {content_type}\r\nContent-Length: {length}\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(f"{head}Expect: 100-continue\r\n\r\n".encode())
        assert connection.recv(12).split() == [b"HTTP/1.1", status]
