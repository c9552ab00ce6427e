"""Compresses replies for the clients that accept it."""

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Message, Receive, Scope, Send

_GZIP = ("gzip", "x-gzip")
_NOTHING = re.compile(r"\s*q\s*=\s*0(\.0{0,3})?\s*", re.IGNORECASE)
_VARIES = "Accept-Encoding"


class Zipping(GZipMiddleware):
    """Zips replies to a client that takes that (RFC 9110, 12.5.3), and says of every reply that it goes by this.

    Starlette looks for the word alone, and says so only of what is long enough to be zipped, and not of its 304.
    """

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, zipped where that is taken and worth it."""

        async def send_varying(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if _VARIES.lower() not in headers.get("vary", "").lower():
                    headers.add_vary_header(_VARIES)
            await send(message)

        if scope["type"] == "http":
            taken = [(b"accept-encoding", b"gzip")] if _takes_gzip(Headers(scope=scope).getlist(_VARIES)) else []
            # In place: the counters read the route that is found from the same scope.
            scope["headers"] = [one for one in scope["headers"] if one[0] != b"accept-encoding"] + taken
        await super().__call__(scope, receive, send_varying)


def _takes_gzip(accepted: list[str]) -> bool:
    """Tell whether headers name what zips, and not to refuse it."""
    for part in ",".join(accepted).split(","):
        coding, _, weight = part.partition(";")
        if coding.strip().lower() in _GZIP:
            return _NOTHING.fullmatch(weight) is None
    return False
