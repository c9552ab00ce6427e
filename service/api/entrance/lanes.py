"""The queue of each kind of request: searches and answers wait their turn, look-ups, pictures, forms and runs apart."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from service.api.entrance.work_queue import WorkQueue
from service.api.formats import SUFFIXES
from service.settings.work_limits import WorkLimits

RUNS = "/v1/runs"
# So many runs are received at once, 5 MB each at most: one that is slow in coming keeps no other from running.
RUNS_RECEIVED = 8
# So many forms are kept at once, however much else is: they leave threads to what is searched for.
FORMS = 2
ANSWERS = "/v1/answer"
# Two searches and a reason for each hit; the first after a start counts the words of all initiatives.
SIMILAR = re.compile(r"/v1/initiatives/[^/]+/similar")
API = "/v1/"
# What stands in the index under a name, or in the service itself: some milliseconds, and never a search.
LOOKED_UP = re.compile(
    r"/v1/(documents(/.+)?|(passages|initiatives)/[^/]+|regions|themes|api-info)"
    r"|/dokument(/[^/]+(/sidor(/[0-9]+)?)?)?|/regioner(/[^/]+)?|/teman(/[^/]+)?|/om|/sa-laser-du-svaren|/tillganglighet|/sv|/en"
)
# A page as it looks in its file, drawn in a process of its own, one at a time.
PICTURE = re.compile(r"/dokument/[^/]+/sidor/[0-9]+/bild")
# The page one starts from; asked something, it searches.
START = "/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """Where a kind of request waits, how long it may take, and whether its reply is worked on while it is sent.

    Attributes:
        doorstep: Where it has its place until all of its body has come, if not in the queue itself.
    """

    queue: WorkQueue
    seconds: float
    is_streamed: bool = False
    doorstep: WorkQueue | None = None

    @property
    def entrance(self) -> WorkQueue:
        """Where it has its first place."""
        return self.doorstep or self.queue


class Lanes:
    """The queues of one process."""

    def __init__(self, limits: WorkLimits, told: Callable[[int, int], None], runs_told: Callable[[int], None]) -> None:
        """Make them.

        Args:
            told: Is told how many requests are at work and how many wait, runs aside, whenever that changes.
            runs_told: Is told how many runs are at work.
        """
        self._limits = limits
        self._told = told
        self._work = WorkQueue(limits.at_once, limits.queue, self._tell)
        # One at a time: what takes so little leaves the cores to what takes more.
        self._looked_up = WorkQueue(1, limits.queue, self._tell)
        self._pictures = WorkQueue(1, limits.queue, self._tell)
        # Each takes a thread for as long as its file is held, but none before all of it has come: 64 kB, so that one of
        # every connection may be on its way.
        self._forms = WorkQueue(FORMS, limits.queue, self._tell)
        self._forms_received = WorkQueue(limits.connections, 0)
        self._runs = WorkQueue(1, 0, lambda at_work, _: runs_told(at_work))
        self._runs_received = WorkQueue(RUNS_RECEIVED, limits.queue)

    def lane(self, method: str, path: str, *, asks: bool) -> Lane:
        """Give the lane of a request.

        Args:
            asks: Whether its address has parameters.
        """
        if path == RUNS:
            seconds = self._limits.run_seconds
            return Lane(queue=self._runs, seconds=seconds, is_streamed=True, doorstep=self._runs_received)
        if method == "POST":
            return Lane(queue=self._forms, seconds=self._limits.answer_seconds, doorstep=self._forms_received)
        return Lane(queue=self._queue(path, asks=asks), seconds=self._seconds(path))

    def _queue(self, path: str, *, asks: bool) -> WorkQueue:
        if PICTURE.fullmatch(path):
            return self._pictures
        is_looked_up = LOOKED_UP.fullmatch(path) is not None or (path == START and not asks)
        return self._looked_up if is_looked_up else self._work

    def _seconds(self, path: str) -> float:
        takes_longer = path.startswith(ANSWERS) or path.endswith(tuple(SUFFIXES)) or SIMILAR.fullmatch(path)
        is_quick = path.startswith(API) and not takes_longer
        return self._limits.search_seconds if is_quick else self._limits.answer_seconds

    def _tell(self, _at_work: int, _waiting: int) -> None:
        queues = (self._work, self._looked_up, self._pictures, self._forms)
        self._told(sum(queue.at_work for queue in queues), sum(queue.waiting for queue in queues))
