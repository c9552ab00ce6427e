"""Compresses replies for the clients that accept it."""

import re

from starlette.datastructures import Headers
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Receive, Scope, Send

# Starlette looks for the word alone.
REFUSED = re.compile(r"\bgzip\s*;\s*q=0(\.0{0,3})?\s*(,|$)", re.IGNORECASE)


class Zipping(GZipMiddleware):
    """Zips replies, but not to a client that says it takes anything but that (`gzip;q=0`; RFC 9110, 12.5.3)."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, zipped where that is taken and worth it."""
        if scope["type"] == "http" and REFUSED.search(Headers(scope=scope).get("accept-encoding", "")):
            # In place: the counters read the route that is found from the same scope.
            scope["headers"] = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        await super().__call__(scope, receive, send)
