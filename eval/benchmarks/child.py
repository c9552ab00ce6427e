"""The part of a measurement that a fresh process does: it indexes for one peer, or opens one system and queries it.

`python -m eval.benchmarks.child` reads a `Job` from standard input and writes one `Message` a line. A process of its
own shows what memory a system takes, and how long it takes to be ready, with nothing else in it.
"""

import gc
import os
import resource
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext
from enum import StrEnum
from pathlib import Path
from typing import IO, Any

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from eval.benchmarks.memory import resident_megabytes
from eval.benchmarks.peers import PEERS
from eval.benchmarks.place import Place
from eval.benchmarks.system import System
from eval.benchmarks.timing import Latency, latency, throughputs

# Not among the queries that are timed.
WARMING_QUERY = "regional utveckling"
MAX_BYTES = 8_000_000_000


class Task(StrEnum):
    """What a process is started for."""

    INDEX = "index"
    ASK = "ask"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One task for one system; see `Place` for folder and model."""

    task: Task
    system: str
    folder: Path
    model: str
    queries: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What came of asking a system.

    Attributes:
        first: Each query asked for the first time; `warm`, asked again.
        rates: Queries a second by the number of clients at once, all asked before.
        resident: MB after both; `resident_after_clients`, after those at once too. None where the system does not tell.
    """

    first: Latency
    warm: Latency
    rates: dict[int, float]
    resident: float | None
    resident_after_clients: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A line to the parent: a step of the work, or one of the others alone.

    Attributes:
        is_ready: The first query has been answered; `resident` is the memory in MB by then, `processor` the seconds of
            processor time.
        seconds: What indexing took, imports and reading of the material included.
        asked: What came of asking; nothing follows.
        failed: Why there is nothing to report; nothing follows.
    """

    step: str = ""
    done: int = 0
    total: int = 0
    is_ready: bool = False
    resident: float | None = None
    processor: float | None = None
    seconds: float | None = None
    asked: Asked | None = None
    failed: str | None = None


JOB, MESSAGE = TypeAdapter(Job), TypeAdapter(Message)

Tell = Callable[[Message], None]


def main() -> None:
    """Do the job of standard input."""
    job = JOB.validate_json(sys.stdin.buffer.read())
    messages = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0)
    # What a library prints is no message.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    resource.setrlimit(resource.RLIMIT_DATA, (MAX_BYTES, MAX_BYTES))
    sys.addaudithook(forbid_network)
    do(job, lambda message: _write(messages, message))


def _write(messages: IO[bytes], message: Message) -> None:
    messages.write(MESSAGE.dump_json(message) + b"\n")


def forbid_network(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse to look up or reach any other machine; for `sys.addaudithook`.

    Raises:
        PermissionError: Something tries to.
    """
    host = None
    if event == "socket.getaddrinfo":
        host = arguments[0]
    elif event in ("socket.connect", "socket.sendto") and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    if host not in (None, "localhost", "127.0.0.1", "::1"):
        raise PermissionError(f"{event} {host!r}: a benchmark reaches no other machine")


def do(job: Job, tell: Tell) -> None:
    """Do a job; `tell` is told how it gets on and what comes of it, or why nothing does."""
    try:
        if job.task is Task.INDEX:
            _index(job, tell)
        else:
            _ask(job, tell)
    except ImportError as error:
        tell(Message(failed=f"not installed ({error})"))
    except MemoryError:
        tell(Message(failed=f"takes more than {MAX_BYTES / 1e9:.0f} GB of memory"))
    except Exception as error:  # A peer may raise anything; the parent says what.
        tell(Message(failed=str(error) or type(error).__name__))


def _index(job: Job, tell: Tell) -> None:
    peer = next(peer for peer in PEERS if peer.name == job.system)
    started = time.perf_counter()
    peer.index(Place(folder=job.folder, model=job.model))
    tell(Message(seconds=time.perf_counter() - started))


def _ask(job: Job, tell: Tell) -> None:
    ask = _system(job.system).open(Place(folder=job.folder, model=job.model))
    ask(WARMING_QUERY)
    # As a service does with what it has loaded: else the collector looks through all of it now and then, which takes
    # 60 to 120 ms of a query at ten times the collection.
    gc.collect()
    gc.freeze()
    tell(Message(is_ready=True, resident=resident_megabytes(os.getpid()), processor=time.process_time()))

    def progress(step: str, done: int, total: int) -> None:
        tell(Message(step=step, done=done, total=total))

    first = latency(job.queries, ask, "each query for the first time", progress)
    # A slow system has not been asked all of them.
    known = job.queries[: first.n]
    warm = latency(known, ask, "each query again", progress)
    resident = resident_megabytes(os.getpid())
    rates = throughputs(known, lambda: nullcontext(ask), progress)
    after = resident_megabytes(os.getpid())
    tell(Message(asked=Asked(first=first, warm=warm, rates=rates, resident=resident, resident_after_clients=after)))


def _system(name: str) -> System:
    peer = next((peer for peer in PEERS if peer.name == name), None)
    if peer is not None:
        return peer
    # Imported here: a peer's process holds nothing of ours but what embeds the queries.
    from eval.benchmarks.own_searches import OURS

    return next(system for system in OURS if system.name == name)


if __name__ == "__main__":
    main()
