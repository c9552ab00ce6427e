"""What a serving process does between requests."""

import asyncio
import gc
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from itertools import chain

from indexer.memory import give_back
from service.live import Backend, LiveIndex

LOOK_SECONDS = 1.0
# One answer leaves up to 45 MB that its models computed with; to give that back takes 0.1 to 2.5 ms.
GIVE_BACK_SECONDS = 2.0
REST_SECONDS = 0.02


@asynccontextmanager
async def upkeep(live: LiveIndex, prepare: Callable[[], Iterator[None]]) -> AsyncIterator[None]:
    """Read ahead, take up a newer index also where nobody asks, and give memory back that is no longer used.

    Args:
        prepare: Does first what needs no index, a step each.
    """
    tasks = [asyncio.create_task(task) for task in (_read_ahead(live, prepare), _look(live), _tidy())]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()


async def _read_ahead(live: LiveIndex, prepare: Callable[[], Iterator[None]]) -> None:
    """Read ahead in the index that is in use, and in each that takes its place."""
    read: Backend | None = None
    while True:
        backend = live.state().backend
        if backend is not None and backend is not read:
            steps = chain(prepare(), backend.ahead)
            # Who asks meanwhile comes first.
            while await asyncio.to_thread(lambda steps=steps: next(steps, steps)) is None:  # type: ignore[misc]
                await asyncio.sleep(REST_SECONDS)
            if read is not None:
                # The one before refers to itself somewhere, and would keep its files and its memory for minutes.
                read = None
                await asyncio.to_thread(gc.collect)
            read = backend
        await asyncio.sleep(LOOK_SECONDS)


async def _look(live: LiveIndex) -> None:
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        live.state()


async def _tidy() -> None:
    while True:
        await asyncio.sleep(GIVE_BACK_SECONDS)
        await asyncio.to_thread(give_back)
