"""The server in front of the application: uvicorn, with limits on connections, on slow clients and on its shutdown."""

import asyncio
import os
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from types import FrameType
from typing import Any

import h11
import uvicorn
from fastapi import FastAPI
from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send

from service.api.problems import MEDIA_TYPE, RETRY_LATER, TITLES
from service.api.transport.middleware import SAFE_HEADERS
from service.api.transport.protocol import LARGE_HEAD, PlainRefusals
from service.api.transport.unread_bodies import UnreadBodies, has_two_lengths
from service.process.signals import is_to_outlive_its_terminal
from service.settings.work_limits import WorkLimits

# Beyond the time that requests get to end in: for what the event loop has left to do.
GRACE_SECONDS = 1.0
# Of an address and all headers.
MAX_HEAD_BYTES = 65_536


def make_server(app: FastAPI, limits: WorkLimits) -> uvicorn.Server:
    """Make the server of an application; told to stop, it ends soon after `limits.shutdown_seconds` at the latest.

    So does the whole process where the server runs in its main thread.
    """

    class Protocol(HastyProtocol):
        head_seconds = limits.head_seconds
        body_seconds = limits.body_seconds
        most_connections = limits.connections

    config = uvicorn.Config(
        app,
        http=Protocol,
        # Ours is set up already; uvicorn's own line on each request holds the whole address, question and all.
        log_config=None,
        access_log=False,
        server_header=False,
        # There are none; one left to another protocol would be held without a bound on time.
        ws="none",
        h11_max_incomplete_event_size=MAX_HEAD_BYTES,
        timeout_graceful_shutdown=limits.shutdown_seconds,
    )
    return HastyServer(config, limits.shutdown_seconds + GRACE_SECONDS)


class HastyServer(uvicorn.Server):
    """A server whose process ends in time though its threads work on.

    uvicorn counts its time in the event loop, which gets few turns beside threads that compute, and the process then
    waits for each of these.
    """

    def __init__(self, config: uvicorn.Config, end_seconds: float) -> None:
        super().__init__(config)
        # Exit status 0: it was told to stop, and requests were given their time.
        self._end = threading.Timer(end_seconds, os._exit, (0,))
        self._end.daemon = True

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if not self.should_exit:
            self._end.start()
        super().handle_exit(sig, frame)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Have signals tell it to stop, also that of a terminal that is closed and SIGQUIT; uvicorn ends at once."""
        with super().capture_signals():
            if threading.current_thread() is not threading.main_thread():
                yield
                return
            before = {signal.SIGQUIT: signal.signal(signal.SIGQUIT, self._quit)}
            if not is_to_outlive_its_terminal():
                before[signal.SIGHUP] = signal.signal(signal.SIGHUP, self.handle_exit)
            try:
                yield
            finally:
                for number, handler in before.items():
                    signal.signal(number, handler)

    def _quit(self, _sig: int, frame: FrameType | None) -> None:
        # uvicorn passes on in the end what it was sent; that would leave a core file, with what was asked in it.
        self.handle_exit(signal.SIGTERM, frame)


def _refusal(status: HTTPStatus, detail: str, headers: Mapping[str, str]) -> JSONResponse:
    body = {"type": "about:blank", "title": TITLES[status], "status": status, "detail": detail}
    return JSONResponse(body, status, {**SAFE_HEADERS, **headers, "Connection": "close"}, MEDIA_TYPE)


# The application is not reached: it would count and log each of those that are too many.
FULL = _refusal(
    HTTPStatus.SERVICE_UNAVAILABLE,
    "tjänsten har så många anslutningar som den tar emot; försök igen om en stund",
    RETRY_LATER,
)
# A proxy in front may take another part of it for the next request, which would pass by what the proxy looks at.
TWO_LENGTHS = _refusal(
    HTTPStatus.BAD_REQUEST, "begäran har både Content-Length och Transfer-Encoding; väntade en av dem", {}
)
# The protocol itself looks at how much has come only while more is to come, and h11 stops at 16 kB by itself.
TOO_LARGE = _refusal(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, LARGE_HEAD, {})


def has_large_head(scope: Scope) -> bool:
    """Tell whether the address and the headers of a request are larger than is read."""
    if scope["type"] != "http":
        return False
    told = (scope["raw_path"], scope["query_string"], *(part for header in scope["headers"] for part in header))
    return sum(map(len, told)) > MAX_HEAD_BYTES


class HastyProtocol(PlainRefusals):
    """HTTP/1.1 that closes a connection whose client takes too long over the head of a request.

    uvicorn waits for ever: each such client would keep one of the connections. Where as many are held as may be, a new
    one takes the place of that which has been silent longest; else whoever opens so many and says nothing keeps all
    others out. Where every one is being answered the new one is refused; uvicorn's refusal is a bare text, without what
    every reply of ours carries.
    """

    head_seconds: float
    body_seconds: float
    most_connections: int

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._head_timer: asyncio.TimerHandle | None = None
        self._silent_since = self.loop.time()
        loaded = self.app

        async def bounded(scope: Scope, receive: Receive, send: Send) -> None:
            if len(self.connections) > self.most_connections:
                await FULL(scope, receive, send)
            elif has_two_lengths(scope):
                await TWO_LENGTHS(scope, receive, send)
            elif has_large_head(scope):
                await TOO_LARGE(scope, receive, send)
            else:
                await loaded(scope, receive, send)

        self.app = UnreadBodies(bounded, self.body_seconds)

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        super().connection_made(transport)
        if len(self.connections) > self.most_connections:
            self._take_place()
        self._time_head()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._time_head()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._silent_since = self.loop.time()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._stop_timing()

    @property
    def _is_silent(self) -> bool:
        """Whether no request has come whole, and no reply is on its way."""
        is_left = self.transport.is_closing() or self.transport.get_write_buffer_size() > 0
        return self.conn.their_state is h11.IDLE and not is_left

    def _take_place(self) -> None:
        others = (other for other in self.connections if isinstance(other, HastyProtocol) and other is not self)
        silent = [other for other in others if other._is_silent]
        if silent:
            min(silent, key=lambda other: other._silent_since).transport.abort()

    def _time_head(self) -> None:
        """Let the time begin with a head's first byte, and end with its last."""
        if self.conn.their_state is not h11.IDLE:
            self._stop_timing()
        elif self._head_timer is None:
            self._head_timer = self.loop.call_later(self.head_seconds, self.transport.abort)

    def _stop_timing(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None
