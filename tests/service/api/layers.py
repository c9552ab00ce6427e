"""What stands inside a layer under test: an application that tells what it was asked, and how it is asked."""

from collections.abc import Sequence

from starlette.types import ASGIApp, Receive, Scope, Send

from tests.service.asgi import Call

Headers = Sequence[tuple[bytes, bytes]]


class Told:
    """An application that replies with a status and headers, and keeps what it was asked."""

    def __init__(self, status: int = 200, headers: Headers = (), body: bytes = b"svar") -> None:
        self.status, self.headers, self.body = status, headers, body
        self.scopes: list[Scope] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.scopes.append(dict(scope))
        if scope["type"] == "http":
            await send({"type": "http.response.start", "status": self.status, "headers": list(self.headers)})
            await send({"type": "http.response.body", "body": self.body})


async def ask(app: ASGIApp, path: str = "/a", method: str = "GET", headers: Headers = ()) -> Call:
    call = Call(app, path, method=method, headers=headers)
    await call.task
    return call
