"""A client of an ASGI application that can do what no HTTP client does: go away in the middle, or not receive."""

import asyncio
from collections.abc import Sequence

from starlette.types import ASGIApp, Message, Scope


class Call:
    """One request, made as a task, with what has been replied so far.

    Attributes:
        sent: The messages of the reply.
        task: Ends when the application has.
    """

    def __init__(
        self,
        app: ASGIApp,
        path: str,
        *,
        method: str = "GET",
        headers: Sequence[tuple[bytes, bytes]] = (),
        stalls: bool = False,
        withholds: bool = False,
        client: str = "192.0.2.1",
    ) -> None:
        """Begin it; a client that stalls never receives a reply's body, one that withholds never sends its own."""
        self.sent: list[Message] = []
        self.stalls = stalls
        self._gone = asyncio.Event()
        self._is_read = withholds
        scope: Scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "server": ("test", 80),
            "client": (client, 50_000),
            "root_path": "",
            "path": path.partition("?")[0],
            "raw_path": path.partition("?")[0].encode(),
            "query_string": path.partition("?")[2].encode(),
            "headers": list(headers),
        }
        self.task = asyncio.create_task(self._run(app, scope))

    async def _run(self, app: ASGIApp, scope: Scope) -> None:
        await app(scope, self._receive, self._send)

    async def _receive(self) -> Message:
        if not self._is_read:
            self._is_read = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Message) -> None:
        self.sent.append(message)
        if self.stalls and message["type"] == "http.response.body":
            await asyncio.Event().wait()
        if message["type"] == "http.response.body" and not message.get("more_body"):
            self._gone.set()  # As uvicorn tells the application when a reply is complete.

    def go_away(self) -> None:
        """Close the connection."""
        self._gone.set()

    @property
    def status(self) -> int | None:
        """The reply's status; None while there is none."""
        return self.sent[0]["status"] if self.sent else None

    @property
    def headers(self) -> dict[bytes, bytes]:
        """The reply's headers."""
        return dict(self.sent[0]["headers"])

    @property
    def body(self) -> bytes:
        """What has been replied of the body."""
        return b"".join(message.get("body", b"") for message in self.sent[1:])


async def settle() -> None:
    """Let every task come as far as it can by itself."""
    for _ in range(50):
        await asyncio.sleep(0)
