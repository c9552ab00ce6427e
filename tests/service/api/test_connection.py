"""The server with clients that are slow, silent or many: it lets go of them, and ends when it is told to."""

import asyncio
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager

import httpx2
import pytest
from fastapi import FastAPI
from fastapi.responses import JSONResponse, StreamingResponse

from service.api.transport.connection import MAX_HEAD_BYTES, make_server
from service.api.transport.middleware import SAFE_HEADERS
from service.settings.work_limits import WorkLimits

PATIENCE_SECONDS = 60
QUICK = b"GET /quick HTTP/1.1\r\nHost: a\r\n\r\n"
# A service whose requests take for ever, and do not look at whether anybody waits.
BUSY = """
import socket
from fastapi import FastAPI
from service.api.transport.connection import make_server
from service.settings.work_limits import WorkLimits

app = FastAPI()

@app.get("/busy")
def busy():
    print("busy", flush=True)
    while True:
        pass

listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
make_server(app, WorkLimits(shutdown_seconds=1)).run(sockets=[listener])
"""


def make_app() -> FastAPI:
    app = FastAPI()

    @app.get("/quick")
    async def quick() -> str:
        return "svar"

    @app.get("/endless")
    async def endless() -> None:
        await asyncio.Event().wait()

    @app.post("/refused")
    async def refused() -> JSONResponse:
        return JSONResponse("för stor", 413)

    @app.post("/begun")
    async def begun() -> StreamingResponse:
        async def pieces() -> AsyncIterator[str]:
            yield "början"
            await asyncio.Event().wait()

        return StreamingResponse(pieces())

    return app


@contextmanager
def serving(**limits: float) -> Iterator[tuple[str, int, Callable[[], None]]]:
    """Give host and port of a server, and what tells it to stop and waits for it."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = make_server(make_app(), WorkLimits.model_validate(limits))
    thread = threading.Thread(target=lambda: server.run(sockets=[listener]))
    thread.start()

    def stop() -> None:
        server.should_exit = True
        thread.join(PATIENCE_SECONDS)
        assert not thread.is_alive()

    deadline = time.monotonic() + PATIENCE_SECONDS
    while not server.started:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    host, port = listener.getsockname()
    try:
        yield host, port, stop
    finally:
        stop()


def read_all(client: socket.socket) -> bytes:
    received = b""
    while part := client.recv(65_536):
        received += part
    return received


def is_let_go(client: socket.socket) -> bool:
    try:
        return client.recv(1) == b""
    except ConnectionResetError:
        return True


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


def held_by(host: str, port: int, sent: bytes) -> socket.socket:
    """Open a connection, and wait until the server has taken in what is sent."""
    client = socket.create_connection((host, port))
    client.settimeout(PATIENCE_SECONDS)
    client.sendall(sent)
    told = b""
    while sent == QUICK and not told.endswith(b'svar"'):  # Its head and body may come one by one.
        part = client.recv(65_536)
        assert part, told
        told += part
    time.sleep(0.1)
    return client


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


QUIET = """
import signal, socket, sys, threading, time
from fastapi import FastAPI
from service.api.transport.connection import make_server
from service.settings.work_limits import WorkLimits

app = FastAPI()

@app.get("/slow")
def slow():
    print("begun", flush=True)
    time.sleep(1)
    return "svar"

signal.signal(signal.SIGHUP, signal.SIG_IGN if sys.argv[1:] else signal.SIG_DFL)
listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
make_server(app, WorkLimits(shutdown_seconds=5)).run(sockets=[listener])
"""


@pytest.mark.parametrize("outlives", [False, True])
def test_a_closed_terminal_lets_replies_be_sent_and_ends_it_unless_it_is_to_outlive_that(*, outlives: bool) -> None:
    command = [sys.executable, "-c", QUIET, *(["nohup"] if outlives else [])]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            address = f"http://127.0.0.1:{process.stdout.readline().strip()}/slow"
            with ThreadPoolExecutor() as pool:
                reply = pool.submit(httpx2.get, address, timeout=PATIENCE_SECONDS)
                assert process.stdout.readline() == "begun\n"
                process.send_signal(signal.SIGHUP)
                assert reply.result().json() == "svar"
            if outlives:
                assert httpx2.get(address, timeout=PATIENCE_SECONDS).status_code == 200
                process.send_signal(signal.SIGTERM)
            assert process.wait(PATIENCE_SECONDS) in (0, -signal.SIGHUP, -signal.SIGTERM)
        finally:
            process.kill()


def test_told_to_quit_it_sends_its_replies_and_leaves_no_core_file() -> None:
    with subprocess.Popen([sys.executable, "-c", QUIET], stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            address = f"http://127.0.0.1:{process.stdout.readline().strip()}/slow"
            with ThreadPoolExecutor() as pool:
                reply = pool.submit(httpx2.get, address, timeout=PATIENCE_SECONDS)
                assert process.stdout.readline() == "begun\n"
                process.send_signal(signal.SIGQUIT)
                assert reply.result().json() == "svar"
            assert process.wait(PATIENCE_SECONDS) in (0, -signal.SIGTERM)
        finally:
            process.kill()


def test_told_to_stop_it_ends_whatever_clients_do() -> None:
    with serving(shutdown_seconds=1) as (host, port, stop):
        silent, waiting = socket.create_connection((host, port)), socket.create_connection((host, port))
        waiting.sendall(b"GET /endless HTTP/1.1\r\nHost: a\r\n\r\n")
        assert httpx2.get(f"http://{host}:{port}/quick").json() == "svar"
        stop()
        silent.close()
        waiting.close()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_told_to_stop_its_process_ends_though_its_threads_work_on(number: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", BUSY], stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            with socket.create_connection(("127.0.0.1", int(process.stdout.readline()))) as client:
                client.sendall(b"GET /busy HTTP/1.1\r\nHost: a\r\n\r\n")
                assert process.stdout.readline() == "busy\n"
                process.send_signal(number)
                assert process.wait(PATIENCE_SECONDS) in (0, -number, -signal.SIGTERM)
        finally:
            process.kill()
