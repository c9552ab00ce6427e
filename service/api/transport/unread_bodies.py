"""Sees that a reply reaches its client also where it was sent before the whole request had come."""

import asyncio
from contextlib import suppress

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class UnreadBodies:
    """Takes in and throws away what is left of a body before the connection of a client that asked so is closed.

    Closed at once, the system would tell the client that the connection was reset, and drop the reply that says why its
    request was refused (RFC 9112, 9.6). Connections that go on are read by the server itself.
    """

    def __init__(self, app: ASGIApp, seconds: float) -> None:
        """Make one.

        Args:
            seconds: Time that the client may take over the rest.
        """
        self.app = app
        self.seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _is_closed_after(scope):
            await self.app(scope, receive, send)
            return
        is_whole = False

        async def receive_watched() -> Message:
            nonlocal is_whole
            message = await receive()
            is_whole = not message.get("more_body")
            return message

        async def take_in() -> None:
            while not is_whole:
                await receive_watched()

        async def send_before_the_end(message: Message) -> None:
            if message["type"] == "http.response.body" and not message.get("more_body") and not is_whole:
                # All of the reply, but not yet that it is all.
                await send({**message, "more_body": True})
                message = {**message, "body": b""}
                with suppress(TimeoutError):
                    await asyncio.wait_for(take_in(), self.seconds)
            await send(message)

        await self.app(scope, receive_watched, send_before_the_end)


def _is_closed_after(scope: Scope) -> bool:
    """Tell whether a request has a body that comes unasked, and a connection that ends with its reply."""
    headers = Headers(scope=scope)
    has_body = "transfer-encoding" in headers or headers.get("content-length", "0") != "0"
    wishes = {wish.strip() for wish in headers.get("connection", "").lower().split(",")}
    is_last = scope["http_version"] == "1.0" or "close" in wishes or has_two_lengths(scope)
    return has_body and is_last and "expect" not in headers


def has_two_lengths(scope: Scope) -> bool:
    """Tell whether a request says in two ways how long its body is; a connection ends with it (RFC 9112, 6.3)."""
    headers = Headers(scope=scope)
    return scope["type"] == "http" and "transfer-encoding" in headers and "content-length" in headers
