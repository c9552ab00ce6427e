"""The rate limit of each client; off unless the settings name a rate."""

import hashlib
import math
import time
from collections import OrderedDict
from collections.abc import Callable
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from service.access.attempts import client_of
from service.api.entrance.admission import FREE
from service.api.problems import problem
from service.api.transport.sub_path import own_path

# Clients remembered; the one not heard of for longest is forgotten, and starts afresh.
MAX_CLIENTS = 10_000


class Rates:
    """Counts what each client asks: so many at once, then so many a minute (a token bucket)."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.per_minute = per_minute
        self._clock = clock
        self._clients: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str) -> float:
        """Count a request; give how many seconds too early it comes, 0 when it may be answered."""
        now = self._clock()
        left, seen = self._clients.pop(client, (float(self.per_minute), now))
        left = min(self.per_minute, left + (now - seen) * self.per_minute / 60)
        may = left >= 1
        self._clients[client] = (left - 1 if may else left, now)
        if len(self._clients) > MAX_CLIENTS:
            self._clients.popitem(last=False)
        return 0.0 if may else (1 - left) * 60 / self.per_minute


class RateLimit:
    """Refuses with 429 a client, by its address and by its token, that asks more often than it may."""

    def __init__(self, app: ASGIApp, per_minute: int) -> None:
        self.app = app
        self.rates = Rates(per_minute)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_counted = scope["type"] == "http" and not own_path(scope).startswith(FREE)
        wait = max(map(self.rates.wait, _clients(scope))) if is_counted else 0.0
        if not wait:
            await self.app(scope, receive, send)
            return
        seconds = math.ceil(wait)
        detail = f"fler än {self.rates.per_minute} anrop i minuten; väntade färre, försök igen om {seconds} s"
        headers = {"Retry-After": str(seconds)}
        await problem(Request(scope), HTTPStatus.TOO_MANY_REQUESTS, detail, headers=headers)(scope, receive, send)


def _clients(scope: Scope) -> list[str]:
    """Give what a client is counted by: its network, and its token as a hash, since what is remembered may be seen."""
    address = client_of((scope.get("client") or ("",))[0])
    token = Headers(scope=scope).get("authorization")
    return [address, *([hashlib.sha256(token.encode()).hexdigest()] if token else [])]
