"""What every reply carries: a trace, safe headers, and a place in the counters."""

import re
import secrets
import time

from prometheus_client import CollectorRegistry, Counter, Histogram
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# W3C Trace Context, version 00; an id of only zeros is not valid.
TRACEPARENT = re.compile(r"00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")

SAFE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
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


class ReplyHeaders:
    """Adds the trace and the safe headers to every reply, and counts it."""

    def __init__(self, app: ASGIApp, measures: Measures) -> None:
        self.app = app
        self.measures = measures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        trace = traceparent(Headers(scope=scope).get("traceparent"))
        started = time.perf_counter()

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["traceparent"] = trace
                for name, value in SAFE_HEADERS.items():
                    headers.setdefault(name, value)
                self._count(scope, message["status"], time.perf_counter() - started)
            await send(message)

        await self.app(scope, receive, send_with_headers)

    def _count(self, scope: Scope, status: int, seconds: float) -> None:
        # The route's template and not the path: ids in paths would make a counter each.
        route = getattr(scope.get("route"), "path", "okänd")
        self.measures.requests.labels(route, scope["method"], str(status)).inc()
        self.measures.seconds.labels(route).observe(seconds)


def traceparent(received: str | None) -> str:
    """Give the caller's trace when it is a valid one, else a new one."""
    if received is not None and TRACEPARENT.fullmatch(received):
        return received
    return f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-01"
