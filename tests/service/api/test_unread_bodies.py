"""The rest of a body that nobody has read, before the end of its connection."""

import asyncio

import pytest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.transport.unread_bodies import UnreadBodies
from tests.service.api.layers import Headers, Told
from tests.service.held_work import in_loop


class Sending:
    """A client of a connection that ends with the reply, which sends its body in so many parts, or never ends it."""

    def __init__(self, parts: int, headers: Headers, version: str = "1.1") -> None:
        self.left = parts
        self.sent: list[Message] = []
        self.taken: list[int] = []
        self._scope = {"type": "http", "http_version": version, "headers": list(headers)}

    async def receive(self) -> Message:
        if self.left < 0:
            await asyncio.Event().wait()
        self.left -= 1
        self.taken.append(len(self.sent))
        return {"type": "http.request", "body": b"a", "more_body": self.left > 0}

    async def send(self, message: Message) -> None:
        self.sent.append(message)

    async def ask(self, app: ASGIApp, seconds: float = 60.0) -> list[tuple[bytes, bool]]:
        """Give the parts of the reply's body, each with whether more is to come."""
        await UnreadBodies(app, seconds)(self._scope, self.receive, self.send)
        return [(message["body"], message.get("more_body", False)) for message in self.sent[1:]]


CLOSE, LENGTH, CHUNKED = (b"connection", b"close"), (b"content-length", b"3"), (b"transfer-encoding", b"chunked")


@pytest.mark.parametrize(
    ("headers", "version", "taken"),
    [
        ([CLOSE, LENGTH], "1.1", 3), ([CLOSE, CHUNKED], "1.1", 3), ([(b"connection", b"TE, Close"), LENGTH], "1.1", 3),
        ([(b"connection", b"close,TE"), LENGTH], "1.1", 3),
        ([LENGTH], "1.0", 3), ([LENGTH], "1.1", 0), ([CLOSE], "1.1", 0), ([CLOSE, (b"content-length", b"0")], "1.1", 0),
        ([(b"connection", b"keep-alive"), LENGTH], "1.1", 0), ([CLOSE, LENGTH, (b"expect", b"100-continue")], "1.1", 0),
        ([LENGTH, CHUNKED], "1.1", 3), ([CHUNKED], "1.1", 0),
    ],
)  # fmt: skip
def test_the_rest_of_a_body_is_taken_in_before_the_end_of_a_connection(
    headers: Headers, version: str, taken: int
) -> None:
    async def test() -> None:
        client = Sending(3, headers, version)
        told = await client.ask(Told())
        # All of the reply has been sent by then.
        assert client.taken == [2] * taken
        assert told == ([(b"svar", True), (b"", False)] if taken else [(b"svar", False)])

    asyncio.run(test())


@in_loop
async def test_what_the_application_has_read_is_not_waited_for() -> None:
    async def reads_all(scope: Scope, receive: Receive, send: Send) -> None:
        while (await receive())["more_body"]:
            pass
        await Told()(scope, receive, send)

    client = Sending(3, [CLOSE, LENGTH])
    assert await client.ask(reads_all) == [(b"svar", False)]
    assert client.taken == [0] * 3


@in_loop
async def test_a_reply_in_parts_ends_once_and_a_client_that_never_ends_is_given_up() -> None:
    async def in_parts(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"a", "more_body": True})
        await send({"type": "http.response.body", "body": b"b"})

    assert await Sending(2, [CLOSE, LENGTH]).ask(in_parts) == [(b"a", True), (b"b", True), (b"", False)]
    endless = Sending(-1, [CLOSE, LENGTH])
    assert await asyncio.wait_for(endless.ask(in_parts, seconds=0.01), 60) == [(b"a", True), (b"b", True), (b"", False)]
