"""Reads documents in child processes, within limits: a file that breaks its reader breaks nothing else.

`begin` starts a reading and returns a `Pending`, which waits for the result. A reading that takes too much time or
memory, or gives too much, is ended; it becomes its document's error, in Swedish and with advice, and the others go on.
"""

import atexit
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from corpus.bounded.messages import Job
from corpus.bounded.pool import Pending, Pool
from corpus.limits import Limits

T = TypeVar("T")

__all__ = ["Pending", "begin"]


def begin(function: Callable[..., T], path: Path, *arguments: object, limits: Limits) -> "Pending[T]":
    """Start `function(path, *arguments, limits)` in a child process, as soon as one is free.

    Args:
        function: Of a module, with the type it gives in its signature. What it gives is told as JSON, so that a child
            which a file has taken over can tell nothing but that type.
    """
    return _pool().begin(Job(function=function, path=path.absolute(), arguments=arguments, limits=limits))


@lru_cache(maxsize=1)
def _pool() -> Pool:
    """Give the children of this process; started when they are needed, ended when they have been idle for a while."""
    pool = Pool()
    atexit.register(pool.close)
    return pool
