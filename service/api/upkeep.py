"""What a process that serves does between requests."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from service.live import LiveIndex
from service.memory import give_back

LOOK_SECONDS = 1.0
GIVE_BACK_SECONDS = 30.0


@asynccontextmanager
async def upkeep(live: LiveIndex) -> AsyncIterator[None]:
    """Take up a newer index also where nobody asks, and give memory back that is no longer used."""
    tasks = [asyncio.create_task(_look(live)), asyncio.create_task(_tidy())]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()


async def _look(live: LiveIndex) -> None:
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        live.state()


async def _tidy() -> None:
    while True:
        await asyncio.sleep(GIVE_BACK_SECONDS)
        await asyncio.to_thread(give_back)
