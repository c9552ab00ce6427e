"""What every reply carries: a trace, security headers, and an entry in the counters."""

import logging
import re
import secrets
import time
from http import HTTPStatus

from prometheus_client import CollectorRegistry, Counter, Histogram
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.problems import problem
from service.api.transport.sub_path import own_path
from service.process.logs import request_fields

logger = logging.getLogger(__name__)

# W3C Trace Context, version 00; an id of only zeros is not valid.
TRACEPARENT = re.compile(r"00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")

# What a caller may call its request in our log; anything else gets an id of ours.
REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
# A client may send any word as its method; each would be a counter of its own.
METHODS = ("GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE")
OTHER_METHOD = "annan"
UNKNOWN_ROUTE = "okänd"

UNFORESEEN = "Något gick fel i tjänsten; felet är loggat."

SAFE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
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
        route = route_of(scope)
        self.requests.labels(route, method if method in METHODS else OTHER_METHOD, str(status)).inc()
        self.seconds.labels(route).observe(seconds)


def route_of(scope: Scope) -> str:
    """Give the template of the route that a request took; of the static files only their folder is known."""
    folder = scope.get("root_path", "").removeprefix(scope.get("app_root_path", scope.get("root_path", "")))
    return getattr(scope.get("route"), "path", folder or UNKNOWN_ROUTE)


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
        received = Headers(scope=scope)
        trace = traceparent(received.get("traceparent"))
        request_id = received.get("x-request-id", "")
        if not REQUEST_ID.fullmatch(request_id):
            request_id = secrets.token_hex(8)
        request_fields.set({"request_id": request_id, "traceparent": trace})
        started = time.perf_counter()
        status: int | None = None

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["traceparent"] = trace
                headers["X-Request-ID"] = request_id
                # Routes of the API ask what format is accepted, if only to say that it is not offered.
                if own_path(scope).startswith("/v1/"):
                    headers.add_vary_header("Accept")
                for name, value in SAFE_HEADERS.items():
                    headers.setdefault(name, value)
            # The page of an answer ends long after it has begun.
            if status is not None and message["type"] == "http.response.body" and not message.get("more_body"):
                seconds = time.perf_counter() - started
                self.measures.count(scope, method, status, seconds)
                _tell(scope, method, status, seconds)
            await send(message)

        try:
            await self.app(scope, receive, send_with_headers)
        except Exception:
            if status is not None:
                raise
            logger.exception("%s %s failed, %s", method, route_of(scope), trace)
            failed = problem(Request(scope), HTTPStatus.INTERNAL_SERVER_ERROR, UNFORESEEN)
            await failed(scope, receive, send_with_headers)


def _tell(scope: Scope, method: str, status: int, seconds: float) -> None:
    """Log a reply: by its route and never its path, which may hold what was asked, but for whoever debugs."""
    fields: dict[str, object] = {"route": route_of(scope), "status": status, "ms": round(seconds * 1000, 1)}
    fields["method"] = method if method in METHODS else OTHER_METHOD
    if token := scope.get("state", {}).get("token"):
        fields["token"] = token
    if logger.isEnabledFor(logging.DEBUG):
        fields |= {"path": scope["path"], "query": scope["query_string"].decode("ascii", "replace")}
    logger.info("request", extra={"fields": fields})


def traceparent(received: str | None) -> str:
    """Give the caller's trace when it is a valid one, else a new one."""
    if received is not None and TRACEPARENT.fullmatch(received):
        return received
    return f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-01"
