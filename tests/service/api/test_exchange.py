"""One request and its reply, watched: what the application is told when its client goes, or its reply is complete."""

import asyncio

import pytest
from starlette.types import Message

from service.api.entrance.exchange import Exchange, UnwantedReplyError
from tests.service.asgi import settle

ASKED: Message = {"type": "http.request", "body": b"", "more_body": False}
GONE: Message = {"type": "http.disconnect"}
START: Message = {"type": "http.response.start", "status": 200, "headers": []}
FIRST: Message = {"type": "http.response.body", "body": b"a", "more_body": True}
LAST: Message = {"type": "http.response.body", "body": b"b"}


class Client:
    """Sends what it is given, and keeps what it receives."""

    def __init__(self) -> None:
        self.sends: asyncio.Queue[Message] = asyncio.Queue()
        self.received: list[Message] = []

    async def receive(self, message: Message) -> None:
        self.received.append(message)


def test_whoever_has_gone_is_told_of_again_and_again() -> None:
    async def run() -> None:
        client = Client()
        exchange = Exchange(client.sends.get, client.receive)
        for message in (ASKED, GONE):
            client.sends.put_nowait(message)
        assert [await exchange.receive() for _ in range(4)] == [ASKED, GONE, GONE, GONE]
        assert exchange.gone.is_set()

    asyncio.run(asyncio.wait_for(run(), 60))


def test_one_that_is_ended_tells_so_again_and_again_and_passes_nothing_on() -> None:
    async def run() -> None:
        client = Client()
        exchange = Exchange(client.sends.get, client.receive)
        exchange.end()
        assert [await exchange.receive() for _ in range(3)] == [GONE, GONE, GONE]
        with pytest.raises(UnwantedReplyError):
            await exchange.send(START)
        assert (client.received, exchange.gone.is_set(), exchange.begun.is_set()) == ([], False, False)

    asyncio.run(asyncio.wait_for(run(), 60))


@pytest.mark.parametrize(
    ("replied", "made", "gone"),
    [([START], False, True), ([START, FIRST], False, True), ([START, LAST], True, False)],
)
def test_a_client_that_goes_has_gone_before_its_reply_was_complete_or_not(
    replied: list[Message], made: bool, gone: bool
) -> None:
    async def run() -> None:
        client = Client()
        exchange = Exchange(client.sends.get, client.receive)
        for message in replied:
            await exchange.send(message)
        client.sends.put_nowait(GONE)
        await settle()
        assert (exchange.made.is_set(), exchange.gone.is_set(), exchange.is_sending) == (made, gone, False)
        assert client.received == replied

    asyncio.run(asyncio.wait_for(run(), 60))


def test_a_client_that_waits_is_listened_to_when_its_body_is_asked_for() -> None:
    async def run() -> None:
        client = Client()
        exchange = Exchange(client.sends.get, client.receive, waits=True)
        for message in (ASKED, GONE):
            client.sends.put_nowait(message)
        await settle()
        assert (client.sends.qsize(), exchange.gone.is_set()) == (2, False)
        assert [await exchange.receive() for _ in range(3)] == [ASKED, GONE, GONE]
        assert exchange.gone.is_set()

    asyncio.run(asyncio.wait_for(run(), 60))
