"""A bounded queue: some requests at work, some waiting, the rest refused; first served is whose time ends first."""

import asyncio
import math
from bisect import insort
from collections.abc import Callable
from operator import itemgetter

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
        # By when their time ends, and those whose time ends together as they came.
        self._waiting: list[tuple[float, asyncio.Future[None]]] = []

    @property
    def at_work(self) -> int:
        """How many places are taken."""
        return self.places - self._free

    @property
    def waiting(self) -> int:
        """How many wait for one."""
        return len(self._waiting)

    async def enter(self, within: float = math.inf) -> None:
        """Take a place, as soon as one is free; `leave` gives it back.

        What is given little time takes little, and goes before what may take longer; that in turn waits no longer for
        it than the difference, since the end of its time comes nearer (earliest deadline first).

        Args:
            within: Seconds it has, the work in the place included.

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
        loop = asyncio.get_running_loop()
        turn = loop.create_future()
        ends = (loop.time() + within, turn)
        insort(self._waiting, ends, key=itemgetter(0))
        self._tell()
        try:
            await turn
        except asyncio.CancelledError:
            if not turn.cancelled():  # The place was given just when it was no longer wanted.
                self.leave()
            elif ends in self._waiting:
                self._waiting.remove(ends)
                self._tell()
            raise

    def leave(self) -> None:
        """Give a place back, to the one that waits whose time ends first."""
        while self._waiting:
            _, turn = self._waiting.pop(0)
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

    async def move(self, queue: WorkQueue, within: float) -> None:
        """Take a place in another queue instead, as soon as one is free there.

        Args:
            within: Seconds it has, the work in the place included.

        Raises:
            BusyError: As many wait there already as may; the place is kept.
        """
        await queue.enter(within)
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
