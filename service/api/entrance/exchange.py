"""One request and its reply, watched: whether the client has gone, and whether the reply has begun."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

_GONE: Message = {"type": "http.disconnect"}


class UnwantedReplyError(Exception):
    """A reply is given that nobody receives any longer."""


class Exchange:
    """Stands between the server and the application for one request.

    Attributes:
        gone: Set when the client has closed the connection before the reply was complete.
        begun: Set when the reply has begun.
        made: Set when the last of the reply has been made; it may not have been received.
        is_sending: Whether the client is waited for to receive what has been made.
        when_whole: Done before the application is given the last of the body; what it raises, receiving raises.
    """

    def __init__(self, receive: Receive, send: Send, *, waits: bool = False) -> None:
        """Begin to listen to the client.

        Args:
            waits: It sends its body only when told to (Expect: 100-continue), and is not told before the application
                asks for it: one that is refused for its size or type has not sent it in vain.
        """
        self.gone = asyncio.Event()
        self.begun = asyncio.Event()
        self.made = asyncio.Event()
        self.is_sending = False
        self.when_whole: Callable[[], Awaitable[None]] | None = None
        self._receive = receive
        self._send = send
        self._is_ended = False
        # A server tells that a client has gone only to who asks; one message ahead keeps a large body waiting.
        self._messages: asyncio.Queue[Message] = asyncio.Queue(maxsize=1)
        self._listening = None if waits else asyncio.create_task(self._listen())

    async def receive(self) -> Message:
        """Give the application the next of what the client sends.

        Raises:
            ServiceError: There is no room for what the client has now sent all of.
        """
        if (self.gone.is_set() or self._is_ended) and self._messages.empty():
            return _GONE
        if self._listening is None:
            self._listening = asyncio.create_task(self._listen())
        message = await self._messages.get()
        is_whole = message["type"] == "http.request" and not message.get("more_body")
        if is_whole and self.when_whole is not None:
            await self.when_whole()
        return message

    async def send(self, message: Message) -> None:
        """Pass on what the application replies.

        Raises:
            UnwantedReplyError: The exchange has ended, or the client has gone.
        """
        if self._is_ended or self.gone.is_set():
            raise UnwantedReplyError
        self.begun.set()
        if message["type"] == "http.response.body" and not message.get("more_body"):
            self.made.set()
        self.is_sending = True
        try:
            await self._send(message)
        finally:
            self.is_sending = False

    async def reply(self, scope: Scope, response: Response) -> None:
        """Reply in the application's place; what it says after this is not passed on."""
        self.end()
        await response(scope, self._receive, self._send)

    def end(self) -> None:
        """Let nothing more through in either direction; the application is told that the client has gone."""
        self._is_ended = True
        if self._listening is not None:
            self._listening.cancel()
        if self._messages.empty():
            self._messages.put_nowait(_GONE)

    async def _listen(self) -> None:
        message = await self._receive()
        while message["type"] != "http.disconnect":
            await self._messages.put(message)
            message = await self._receive()
        # Servers say so after every reply as well.
        if not self.made.is_set():
            self.gone.set()
        await self._messages.put(message)


async def first_of(*awaited: Coroutine[Any, Any, Any] | asyncio.Task[Any], seconds: float) -> None:
    """Wait until one of several things has happened, at most so long; what was begun for it is ended.

    Args:
        awaited: Coroutines, which are cancelled after it, and tasks, which go on.
    """
    begun = [asyncio.ensure_future(each) for each in awaited]
    try:
        await asyncio.wait(begun, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for each, task in zip(awaited, begun, strict=True):
            if each is not task:
                task.cancel()
