"""A small application behind the service's own server, and clients that speak to it by socket."""

import asyncio
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager

from fastapi import FastAPI
from fastapi.responses import JSONResponse, StreamingResponse

from service.api.transport.connection import make_server
from service.settings.work_limits import WorkLimits

PATIENCE_SECONDS = 60
QUICK = b"GET /quick HTTP/1.1\r\nHost: a\r\n\r\n"


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
