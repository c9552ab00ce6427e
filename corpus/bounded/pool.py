"""The parent's side: a few child processes, reused from document to document and ended when one exceeds its limits."""

import os
import pickle
import select
import signal
import subprocess
import sys
import time
from collections import deque
from contextlib import suppress
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from corpus.bounded.messages import (
    BEGUN,
    DONE,
    IDLE_SECONDS,
    LENGTH_BYTES,
    TOO_LARGE,
    Job,
    read_exactly,
    result_type,
    told_error,
    write_frame,
)
from corpus.errors import CorpusError, UnreadableDocumentError
from corpus.limits import Limits

T = TypeVar("T")

_ROOT = Path(__file__).parents[2]
_MOST_CHILDREN = 4
# Loading the readers' libraries takes a second, on a busy machine many.
_START_SECONDS = 120.0
_AGAIN = "spara filen på nytt i programmet som gjorde den"
_SMALLER = f"dela upp filen, {_AGAIN} eller höj gränsen"


class Pending(Generic[T]):
    """What a reading will come to."""

    def __init__(self, pool: "Pool", job: Job) -> None:
        self.job = job
        self.is_done = False
        self.failure: CorpusError | None = None
        self.given: Any = None
        self._pool = pool

    def result(self) -> T:
        """Wait for the reading and give what it gave.

        Raises:
            CorpusError: What went wrong with the file, or which limit it is beyond.
        """
        self._pool.wait(self)
        if self.failure is not None:
            raise self.failure
        result: T = self.given
        return result

    def fail(self, failure: CorpusError | str) -> None:
        """Say what went wrong: an error, or the reason why the file is unreadable."""
        self.failure = UnreadableDocumentError(self.job.path, failure) if isinstance(failure, str) else failure
        self.is_done = True

    def take(self, reply: bytes) -> None:
        """Take what the child told in the end."""
        kind, _, said = reply.partition(b"\n")
        if kind == TOO_LARGE:
            most = self.job.limits.max_memory_bytes
            self.fail(f"kräver mer än {most} byte minne att läsa; {_SMALLER} INSATSKARTAN_MAX_MEMORY_BYTES")
        elif kind == DONE:
            try:
                self.given = result_type(self.job.function).validate_json(said)
                self.is_done = True
            except ValidationError:
                self.fail(f"gav något annat än vad som läses ur en fil; {_AGAIN}")
        else:
            self.fail(told_error(self.job.path, kind, said))


class Pool:
    """Child processes, as many as the machine has processors, at most four; for use from one thread."""

    def __init__(self) -> None:
        self._size = min(os.cpu_count() or 1, _MOST_CHILDREN)
        self._waiting: deque[Pending[Any]] = deque()
        self._idle: list[_Child] = []
        self._busy: dict[_Child, Pending[Any]] = {}

    def begin(self, job: Job) -> Pending[Any]:
        """Start a job as soon as a child is free for it."""
        pending: Pending[Any] = Pending(self, job)
        self._waiting.append(pending)
        self._fill()
        return pending

    def wait(self, pending: Pending[Any]) -> None:
        """Wait until a job is done; those of the other children go on meanwhile."""
        while not pending.is_done:
            self._fill()
            patience = min(child.deadline for child in self._busy) - time.monotonic()
            ready = select.select([child.output for child in self._busy], [], [], max(patience, 0.0))[0]
            for child in [child for child in self._busy if child.output in ready]:
                self._hear(child)
            for child in [child for child in self._busy if child.deadline < time.monotonic()]:
                self._end(child, child.overdue(self._busy[child].job.limits))

    def close(self) -> None:
        """End all children; what they were reading is lost."""
        self._waiting.clear()
        for child in (*self._busy, *self._idle):
            child.end()
        self._busy, self._idle = {}, []

    def _fill(self) -> None:
        """Give waiting jobs to idle children, or to new ones while there are few."""
        while self._waiting and len(self._busy) < self._size:
            while self._idle and self._idle[-1].is_stale():
                self._idle.pop().end()
            child = self._idle.pop() if self._idle else _Child()
            self._busy[child] = self._waiting.popleft()
            child.start(self._busy[child].job)

    def _hear(self, child: "_Child") -> None:
        """Take what a child says; one that says too much, or nothing more, is ended."""
        pending = self._busy[child]
        length = read_exactly(child.output, LENGTH_BYTES)
        size = 0 if length is None else int.from_bytes(length, "big")
        if size > pending.job.limits.max_output_bytes:
            most = pending.job.limits.max_output_bytes
            self._end(child, f"ger mer än {most} byte text; {_SMALLER} INSATSKARTAN_MAX_OUTPUT_BYTES")
            return
        message = None if length is None else read_exactly(child.output, size)
        if message is None:
            self._end(child, child.last_words(pending.job.limits))
        elif message == BEGUN:
            child.begin(pending.job.limits)
        else:
            pending.take(message)
            del self._busy[child]
            if message == TOO_LARGE:  # What is left of a process without memory is not to be trusted with more.
                child.end()
            else:
                child.rest()
                self._idle.append(child)

    def _end(self, child: "_Child", reason: str) -> None:
        self._busy.pop(child).fail(reason)
        child.end()


class _Child:
    """A child process, and until when it may work on what it was given."""

    def __init__(self) -> None:
        paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        jobs, self._input = os.pipe()
        self.output, replies = os.pipe()
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "corpus.bounded.child"],
            stdin=jobs,
            stdout=replies,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            start_new_session=True,
        )
        os.close(jobs)
        os.close(replies)
        self._has_begun = False
        self._idle_since = time.monotonic()
        self.deadline = 0.0

    def start(self, job: Job) -> None:
        """Give it a job; that it is gone already shows when it is heard."""
        self._has_begun = False
        self.deadline = time.monotonic() + _START_SECONDS
        with suppress(OSError):
            write_frame(self._input, pickle.dumps(job))

    def begin(self, limits: Limits) -> None:
        """Count its time from here."""
        self._has_begun = True
        self.deadline = time.monotonic() + limits.max_seconds

    def rest(self) -> None:
        """Let it wait for another job."""
        self._idle_since = time.monotonic()

    def is_stale(self) -> bool:
        """Whether it has ended, or is about to end for want of work."""
        return time.monotonic() - self._idle_since > IDLE_SECONDS / 2 or self._process.poll() is not None

    def overdue(self, limits: Limits) -> str:
        """Say why it is ended when its time is over."""
        if not self._has_begun:
            return f"kunde inte läsas: läsaren startade inte inom {_START_SECONDS:g} s; försök igen"
        return f"tar längre än {limits.max_seconds:g} s att läsa; {_SMALLER} INSATSKARTAN_MAX_SECONDS"

    def last_words(self, limits: Limits) -> str:
        """Say how it ended by itself."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_START_SECONDS)
        if self._process.returncode == -signal.SIGXCPU:
            return self.overdue(limits)
        return f"fick läsaren att krascha (slutkod {self._process.returncode}); {_AGAIN}"

    def end(self) -> None:
        """End it with all that it started."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        os.close(self._input)
        os.close(self.output)
