"""Joins list headers that come as several lines of one name into one line."""

from starlette.types import ASGIApp, Receive, Scope, Send

LISTS = (b"accept", b"accept-encoding", b"if-none-match")


class JoinedLists:
    """Joins such lines; they say the same as one with all of them (RFC 9110, 5.3), and only the first would be read."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            for name in LISTS:
                given = [value for each, value in scope["headers"] if each == name]
                if len(given) > 1:
                    others = [(each, value) for each, value in scope["headers"] if each != name]
                    scope["headers"] = [*others, (name, b", ".join(filter(None, given)))]
        await self.app(scope, receive, send)
