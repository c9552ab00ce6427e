"""Runs jobs in fresh processes: the parent's side."""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import IO

from pydantic.dataclasses import dataclass

from eval.benchmarks.child import JOB, MESSAGE, Job, Message
from eval.benchmarks.peers import QUIET
from eval.benchmarks.timing import Latency
from eval.errors import EvalError
from indexer.progress import Progress

MAX_SECONDS = 1800


class FailedJobError(EvalError):
    """A process could not do its job; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemResult:
    """What was measured of one system.

    Attributes:
        index_seconds: What indexing took; None where that is measured under another name.
        start_seconds: From the start of its process until the first query was answered, or the service was ready.
        start_processor: Seconds of processor time spent by then; None where the operating system does not tell.
        resident_at_start: MB by then; None where the operating system does not tell.
        resident: MB after all queries one by one; `resident_after_clients`, after many at once too.
        first: Each query asked for the first time; `warm`, asked again.
        rates: Queries a second by the number of clients at once.
    """

    name: str
    index_seconds: float | None
    start_seconds: float
    start_processor: float | None
    resident_at_start: float | None
    resident: float | None
    resident_after_clients: float | None
    first: Latency
    warm: Latency
    rates: dict[int, float]


def index_in_process(job: Job, progress: Progress) -> float:
    """Give how many seconds a peer takes to index.

    Raises:
        FailedJobError: It cannot, or takes longer than MAX_SECONDS.
    """
    progress("indexing", 0, 1)
    seconds = next((m.seconds for m in run_job(job) if m.seconds is not None), None)
    progress("indexing", 1, 1)
    if seconds is None:
        raise FailedJobError("its process ended before it had indexed")
    return seconds


def ask_in_process(job: Job, index_seconds: float | None, progress: Progress) -> SystemResult:
    """Open a system in a fresh process and ask it all queries.

    Raises:
        FailedJobError: It cannot be opened or asked, or is slower than what is waited for.
    """
    started, start_seconds, ready = time.perf_counter(), 0.0, Message()
    for message in run_job(job):
        if message.is_ready:
            start_seconds, ready = time.perf_counter() - started, message
        elif message.step:
            progress(message.step, message.done, message.total)
        elif message.asked is not None:
            return SystemResult(
                name=job.system,
                index_seconds=index_seconds,
                start_seconds=start_seconds,
                start_processor=ready.processor,
                resident_at_start=ready.resident,
                resident=message.asked.resident,
                resident_after_clients=message.asked.resident_after_clients,
                first=message.asked.first,
                warm=message.asked.warm,
                rates=message.asked.rates,
            )
    raise FailedJobError("its process ended before all queries were asked")


def run_job(job: Job) -> Generator[Message, None, None]:
    """Give what a fresh process says while it does a job; closed before the end, the process is stopped.

    Raises:
        FailedJobError: It says that it cannot, or ends with another status than 0.
    """
    with _process(job) as (process, errors):
        for line in process.stdout or ():
            message = MESSAGE.validate_json(line)
            if message.failed is not None:
                raise FailedJobError(message.failed)
            yield message
        if process.wait() == -signal.SIGKILL:
            raise FailedJobError(f"killed, after {MAX_SECONDS} s at most or for want of memory")
        if process.returncode != 0:
            errors.seek(0)
            last = errors.read().decode(errors="replace").strip().rpartition("\n")[2]
            raise FailedJobError(f"its process ended with status {process.returncode}: {last}")


@contextmanager
def _process(job: Job) -> Iterator[tuple[subprocess.Popen[bytes], IO[bytes]]]:
    command = [sys.executable, "-m", "eval.benchmarks.child"]
    environment = {**os.environ, **QUIET}
    with tempfile.TemporaryFile() as told, tempfile.TemporaryFile() as errors:
        told.write(JOB.dump_json(job))
        told.seek(0)
        with subprocess.Popen(command, stdin=told, stdout=subprocess.PIPE, stderr=errors, env=environment) as process:
            timer = threading.Timer(MAX_SECONDS, process.kill)
            timer.start()
            try:
                yield process, errors
            finally:
                timer.cancel()
                process.kill()
