"""What every reply carries: a trace, safe headers, and a place in the counters."""

import logging
import re
import secrets
import time
from http import HTTPStatus

from prometheus_client import CollectorRegistry, Counter, Histogram
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.problems import problem

logger = logging.getLogger(__name__)

# W3C Trace Context, version 00; an id of only zeros is not valid.
TRACEPARENT = re.compile(r"00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")

UNFORESEEN = "Något gick fel i tjänsten; felet är loggat."

SAFE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
}


class Measures:
    """The service's counters, kept in a registry of their own."""

    def __init__(self, registry: CollectorRegistry) -> None:
        labels = ("route", "method", "status")
        self.requests = Counter("insatskartan_requests", "Anrop", labels, registry=registry)
        buckets = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
        self.seconds = Histogram(
            "insatskartan_request_seconds", "Svarstid", ("route",), registry=registry, buckets=buckets
        )

    def count(self, scope: Scope, method: str, status: int, seconds: float) -> None:
        """Count a reply under its route's template and not its path: ids in paths would make a counter each."""
        # Of the static files only the folder they are mounted at is known.
        route = getattr(scope.get("route"), "path", scope.get("root_path") or "okänd")
        self.requests.labels(route, method, str(status)).inc()
        self.seconds.labels(route).observe(seconds)


class BodyLimit:
    """Refuses a request with a larger body than the service reads; 413, at the first byte too many."""

    def __init__(self, app: ASGIApp, max_bytes: int) -> None:
        self.app = app
        self.max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        received = 0

        async def receive_counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self.max_bytes:
                detail = f"begäran är större än väntat; väntade högst {self.max_bytes} byte"
                raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail)
            return message

        await self.app(scope, receive_counted, send)


class HeadRequests:
    """Answers HEAD as GET without the body, on every route that has GET (RFC 9110)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def send_without_body(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        # Changed in place: the counters read the route that is found from the same scope.
        scope["method"] = "GET"
        await self.app(scope, receive, send_without_body)


class ReplyHeaders:
    """Adds the trace and the safe headers to every reply and counts it; unforeseen errors are logged and told."""

    def __init__(self, app: ASGIApp, measures: Measures) -> None:
        self.app = app
        self.measures = measures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        method = scope["method"]
        trace = traceparent(Headers(scope=scope).get("traceparent"))
        started = time.perf_counter()
        status: int | None = None

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["traceparent"] = trace
                for name, value in SAFE_HEADERS.items():
                    headers.setdefault(name, value)
            # The page of an answer ends long after it has begun.
            if status is not None and message["type"] == "http.response.body" and not message.get("more_body"):
                self.measures.count(scope, method, status, time.perf_counter() - started)
            await send(message)

        try:
            await self.app(scope, receive, send_with_headers)
        except Exception:
            if status is not None:
                raise
            logger.exception("%s %s failed, %s", method, scope["path"], trace)
            failed = problem(Request(scope), HTTPStatus.INTERNAL_SERVER_ERROR, UNFORESEEN)
            await failed(scope, receive, send_with_headers)


def traceparent(received: str | None) -> str:
    """Give the caller's trace when it is a valid one, else a new one."""
    if received is not None and TRACEPARENT.fullmatch(received):
        return received
    return f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-01"
