"""A child process that reads documents: jobs come in on standard input, replies go out on standard output."""

import math
import os
import pickle
import resource
import select

from lxml import etree

from corpus.bounded.messages import (
    BEGUN,
    DONE,
    IDLE_SECONDS,
    LENGTH_BYTES,
    TOO_LARGE,
    Job,
    read_exactly,
    result_type,
    tell_error,
    write_frame,
)
from corpus.errors import CorpusError, UnreadableDocumentError, one_line
from corpus.limits import Limits

_JOBS = 0
# The limit on processor time is what ends a reading whose parent is gone; until then the parent's clock does.
_CPU_GRACE_SECONDS = 2


def main() -> None:
    """Read documents until no more are asked for, or the parent is gone."""
    replies = _take_output()
    try:
        while (job := _next_job()) is not None:
            write_frame(replies, BEGUN)
            write_frame(replies, _reply(job))
    except OSError:
        return


def _take_output() -> int:
    """Keep standard output for replies alone: what a library prints of a file goes nowhere."""
    replies = os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    return replies


def _next_job() -> Job | None:
    if not select.select([_JOBS], [], [], IDLE_SECONDS)[0]:
        return None
    length = read_exactly(_JOBS, LENGTH_BYTES)
    message = None if length is None else read_exactly(_JOBS, int.from_bytes(length, "big"))
    if message is None:
        return None
    job: Job = pickle.loads(message)
    return job


def _reply(job: Job) -> bytes:
    adapter = result_type(job.function)
    _bound(job.limits)
    try:
        result = job.function(job.path, *job.arguments, job.limits)
        reply = DONE + b"\n" + adapter.dump_json(result)
    except Exception as error:
        result = None
        reply = _told(job, error)
    finally:
        _limit(resource.RLIMIT_DATA, resource.RLIM_INFINITY)
    return reply


def _told(job: Job, error: Exception) -> bytes:
    if _wants_memory(error):
        return TOO_LARGE
    if isinstance(error, CorpusError):
        return tell_error(error)
    return tell_error(UnreadableDocumentError(job.path, f"går inte att läsa ({one_line(error)})"))


def _wants_memory(error: BaseException | None) -> bool:
    """Whether memory is what an error comes from, whatever a library made of it."""
    while error is not None:
        if isinstance(error, MemoryError):
            return True
        # What lxml says where libxml2 had no memory, or not even enough to say so.
        if isinstance(error, etree.XMLSyntaxError):
            return error.code == etree.ErrorTypes.ERR_NO_MEMORY or str(error).startswith("unknown error")
        error = error.__cause__ or error.__context__
    return False


def _bound(limits: Limits) -> None:
    """Set what the operating system lets the next reading take."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = used.ru_utime + used.ru_stime + limits.max_seconds
    _limit(resource.RLIMIT_CPU, math.ceil(seconds) + _CPU_GRACE_SECONDS)
    _limit(resource.RLIMIT_DATA, limits.max_memory_bytes)
    _limit(resource.RLIMIT_FSIZE, limits.max_output_bytes)
    _limit(resource.RLIMIT_CORE, 0)


def _limit(kind: int, value: int) -> None:
    """Set a soft limit, no higher than the hard one that the parent runs under."""
    hard = resource.getrlimit(kind)[1]
    if hard != resource.RLIM_INFINITY:
        value = hard if value == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (value, hard))


if __name__ == "__main__":
    main()
