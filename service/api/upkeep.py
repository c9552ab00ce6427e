"""What a process that serves does between requests."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from service.live import LiveIndex
from service.memory import give_back
from service.reading_ahead import read_ahead

LOOK_SECONDS = 1.0
GIVE_BACK_SECONDS = 30.0
REST_SECONDS = 0.02


@asynccontextmanager
async def upkeep(live: LiveIndex) -> AsyncIterator[None]:
    """Read ahead, take up a newer index also where nobody asks, and give memory back that is no longer used."""
    tasks = [asyncio.create_task(task) for task in (_read_ahead(live), _look(live), _tidy())]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()


async def _read_ahead(live: LiveIndex) -> None:
    backend = live.state().backend
    steps = read_ahead(backend.index) if backend else iter(())
    # Who asks meanwhile comes first.
    while await asyncio.to_thread(lambda: next(steps, steps)) is None:
        await asyncio.sleep(REST_SECONDS)


async def _look(live: LiveIndex) -> None:
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        live.state()


async def _tidy() -> None:
    while True:
        await asyncio.sleep(GIVE_BACK_SECONDS)
        await asyncio.to_thread(give_back)
