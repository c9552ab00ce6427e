"""A bounded queue: some requests at work, some waiting, the rest refused; first come, first served."""

import asyncio
from collections import deque
from collections.abc import Callable

from service.errors import BusyError


class WorkQueue:
    """Gives out a fixed number of places; for the tasks of one event loop."""

    def __init__(self, places: int, length: int, told: Callable[[int, int], None] = lambda _at_work, _waiting: None):
        """Make one.

        Args:
            places: How many may be at work.
            length: How many more may wait.
            told: Is told how many are at work and how many wait, whenever that changes.
        """
        self.places = places
        self.length = length
        self._told = told
        self._free = places
        self._waiting: deque[asyncio.Future[None]] = deque()

    @property
    def at_work(self) -> int:
        """How many places are taken."""
        return self.places - self._free

    @property
    def waiting(self) -> int:
        """How many wait for one."""
        return len(self._waiting)

    async def enter(self) -> None:
        """Take a place, as soon as one is free; `leave` gives it back.

        Raises:
            BusyError: As many wait already as may.
        """
        if self._free:
            self._free -= 1
            self._tell()
            return
        if self.waiting >= self.length:
            raise BusyError(
                f"tjänsten är upptagen: under arbete {self.places}, i kö {self.waiting}; försök igen om en stund"
            )
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        self._tell()
        try:
            await turn
        except asyncio.CancelledError:
            if not turn.cancelled():  # The place was given just when it was no longer wanted.
                self.leave()
            elif turn in self._waiting:
                self._waiting.remove(turn)
                self._tell()
            raise

    def leave(self) -> None:
        """Give a place back, to the first that waits."""
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                self._tell()
                return
        self._free += 1
        self._tell()

    def _tell(self) -> None:
        self._told(self.at_work, self.waiting)


class Place:
    """A place that somebody has taken; given back once."""

    def __init__(self, queue: WorkQueue) -> None:
        self._queue: WorkQueue | None = queue

    async def move(self, queue: WorkQueue) -> None:
        """Take a place in another queue instead, as soon as one is free there.

        Raises:
            BusyError: As many wait there already as may; the place is kept.
        """
        await queue.enter()
        self.give_back()
        self._queue = queue

    def give_back(self) -> None:
        """Let the next one in."""
        if self._queue is not None:
            self._queue.leave()
        self._queue = None

    def done(self, work: asyncio.Task[None]) -> None:
        """Give the place back when a task has ended; how it failed, where nobody waits for it, is no news."""
        self.give_back()
        if not work.cancelled():
            work.exception()
