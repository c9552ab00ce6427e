"""Requests with a whole address on their first line, `GET http://host/path HTTP/1.1`, as they are sent to a proxy."""

import re

from starlette.types import ASGIApp, Receive, Scope, Send

WHOLE = re.compile(r"https?://([^/]*)(.*)", re.IGNORECASE | re.DOTALL)
RAW = re.compile(rb"https?://[^/]*", re.IGNORECASE)


class AbsoluteForm:
    """Takes the address apart; its host stands in the Host header's place (RFC 9112, 3.2.2)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (whole := WHOLE.match(scope["path"])):
            host, path = whole.groups()
            scope["path"] = path or "/"
            scope["raw_path"] = RAW.sub(b"", scope["raw_path"], count=1) or b"/"
            others = [(name, value) for name, value in scope["headers"] if name != b"host"]
            scope["headers"] = [(b"host", host.encode("latin-1", "replace")), *others]
        await self.app(scope, receive, send)
