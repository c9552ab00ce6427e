"""The static files of the pages by themselves: sent whole, from memory."""

import asyncio
from pathlib import Path

from starlette.types import Message

from service.api.transport.small_files import SmallFiles


def test_no_file_is_open_while_its_reply_is_sent(tmp_path: Path) -> None:
    style = tmp_path / "a.css"
    style.write_text("p { margin: 0 }\n" * 10_000)
    sent: list[Message] = []
    is_open: list[bool] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)
        is_open.append(style in [each.resolve() for each in Path("/proc/self/fd").iterdir()])

    scope = {"type": "http", "method": "GET", "path": "/a.css", "headers": [(b"range", b"bytes=0-9")]}
    asyncio.run(SmallFiles(directory=tmp_path)(scope, receive, send))
    assert not any(is_open)
    told = dict(sent[0]["headers"])
    assert (sent[0]["status"], told[b"content-length"], told[b"accept-ranges"]) == (200, b"160000", b"none")
    assert [each["body"] for each in sent[1:]] == [style.read_bytes()]
