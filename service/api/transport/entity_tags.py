"""Entity tags: replies about documents carry one, and a caller whose tag is still current gets 304 instead."""

import hashlib
from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.transport.sub_path import own_path

# What changes with the index alone; static files have tags of starlette's own.
TAGGED = (
    "/v1/documents",
    "/v1/initiatives",
    "/v1/passages/",
    "/v1/regions",
    "/v1/themes",
    "/dokument",
)


class EntityTags:
    """Tags whole replies with a hash of their content.

    The tag is weak: gzip may come after, and the bytes sent are then others (RFC 9110, 8.8.1). The reply is made all
    the same; what is spared is sending it, and no tag can be out of date.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_read = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        if not is_read or not own_path(scope).startswith(TAGGED):
            await self.app(scope, receive, send)
            return
        known = Headers(scope=scope).get("if-none-match")
        start: Message | None = None
        body = b""

        async def send_tagged(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                return
            body += message.get("body", b"")
            if message.get("more_body") or start is None:
                return
            if start["status"] == HTTPStatus.OK:
                start, body = _tagged(start, body, known)
            await send(start)
            await send({**message, "body": body})

        await self.app(scope, receive, send_tagged)


def _tagged(start: Message, body: bytes, known: str | None) -> tuple[Message, bytes]:
    """Give a reply with its tag, or without content where the caller knows it by that tag."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = MutableHeaders(scope=start)
    headers["ETag"] = f"W/{tag}"
    headers.setdefault("Cache-Control", "no-cache")
    if known is None or not _names(known, tag):
        return start, body
    for name in ("content-length", "content-type"):
        del headers[name]
    return {**start, "status": HTTPStatus.NOT_MODIFIED.value}, b""


def _names(known: str, tag: str) -> bool:
    """Tell whether an If-None-Match header holds a tag, weak or strong, or takes any."""
    return known.strip() == "*" or tag in (part.strip().removeprefix("W/") for part in known.split(","))
