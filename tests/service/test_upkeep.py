"""What is done between requests: a newer index is taken up though nobody asks."""

import asyncio
import threading

import pytest

from service.api import upkeep
from service.live import LiveIndex
from tests.service.memory_index import BUCKET_RANKING, MemoryIndex
from tests.service.samples import make_index
from tests.service.word_reader import WordReader

PATIENCE_SECONDS = 60


def test_a_newer_index_is_taken_up_though_nobody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "LOOK_SECONDS", 0.01)
    build = ["first"]
    taken_up = threading.Event()

    def open_index() -> MemoryIndex:
        if build[0] == "second":
            taken_up.set()
        return make_index()

    live = LiveIndex(lambda: build[0], open_index, WordReader(), ranking=BUCKET_RANKING)
    live.backend()
    build[0] = "second"

    async def idle() -> bool:
        async with upkeep.upkeep(live):
            return await asyncio.to_thread(taken_up.wait, PATIENCE_SECONDS)

    assert asyncio.run(idle())


def test_what_is_no_longer_used_is_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    given = threading.Event()
    monkeypatch.setattr(upkeep, "GIVE_BACK_SECONDS", 0.01)
    monkeypatch.setattr(upkeep, "give_back", given.set)

    async def idle() -> bool:
        async with upkeep.upkeep(LiveIndex(lambda: "a", make_index, WordReader())):
            return await asyncio.to_thread(given.wait, PATIENCE_SECONDS)

    assert asyncio.run(idle())
