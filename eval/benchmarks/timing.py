"""Latency of queries one after the other, and throughput with several clients at once."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager

import numpy as np
from pydantic.dataclasses import dataclass

from eval.benchmarks.processor import Spent
from eval.errors import EvalError
from indexer.progress import Progress

Ask = Callable[[str], object]
"""Asks one query and waits for what is found."""


Client = Callable[[], AbstractContextManager[Ask]]
"""Opens what one of several clients asks with."""

LIMIT = 10
CLIENTS = (1, 4, 16)
# What is slow is asked fewer queries, and `n` says how many.
PASS_SECONDS = 10.0
THROUGHPUT_SECONDS = 1.5
# A peer slower than this is not waited for.
TOO_SLOW_SECONDS = 5.0


class TooSlowError(EvalError):
    """A query took longer than is waited for."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"{seconds:.1f} s a query; {TOO_SLOW_SECONDS:.0f} s at most")


@dataclass(frozen=True, slots=True, kw_only=True)
class Latency:
    """Milliseconds a query took, over `n` different queries.

    Attributes:
        processor: Milliseconds of processor time a query, the mean; None where the system does not tell.
    """

    n: int
    median: float
    p95: float
    p99: float
    processor: float | None


def latency(
    queries: Sequence[str], ask: Ask, step: str, progress: Progress, spent: Spent = time.process_time
) -> Latency:
    """Time each query once, until PASS_SECONDS are over.

    Args:
        spent: Of what answers; this process by default.

    Returns:
        Percentiles, interpolated linearly between the two nearest times.

    Raises:
        EvalError: There is no query.
        TooSlowError: The first query takes longer than TOO_SLOW_SECONDS.
    """
    if not queries:
        raise EvalError("no queries to time; expected at least one")
    taken: list[float] = []
    before = spent()
    while len(taken) < len(queries) and sum(taken) < PASS_SECONDS:
        started = time.perf_counter()
        ask(queries[len(taken)])
        taken.append(time.perf_counter() - started)
        if taken[0] > TOO_SLOW_SECONDS:
            raise TooSlowError(taken[0])
        progress(step, len(taken), len(queries))
    after = spent()
    processor = None if before is None or after is None else (after - before) * 1000 / len(taken)
    return percentiles([seconds * 1000 for seconds in taken], processor)


def percentiles(milliseconds: Sequence[float], processor: float | None = None) -> Latency:
    """Sum up what single queries took; `processor` is their mean on the processor, None where it is not known."""
    median, p95, p99 = np.percentile(milliseconds, [50, 95, 99]).tolist()
    return Latency(n=len(milliseconds), median=median, p95=p95, p99=p99, processor=processor)


def throughput(queries: Sequence[str], client: Client, n_clients: int) -> float:
    """Give how many queries a second are answered when so many clients ask at once, each in a thread.

    Args:
        queries: Shared out among the clients, which begin anew when they come to the end of theirs.
    """
    started = time.perf_counter()

    def ask_on(number: int) -> int:
        own, n = queries[number::n_clients] or queries, 0
        with client() as ask:
            while n == 0 or time.perf_counter() - started < THROUGHPUT_SECONDS:
                ask(own[n % len(own)])
                n += 1
        return n

    with ThreadPoolExecutor(n_clients) as pool:
        answered = sum(pool.map(ask_on, range(n_clients)))
    return answered / (time.perf_counter() - started)


def throughputs(queries: Sequence[str], client: Client, progress: Progress) -> dict[int, float]:
    """Give queries a second for each number of clients."""
    rates = {}
    for done, n_clients in enumerate(CLIENTS, start=1):
        rates[n_clients] = throughput(queries, client, n_clients)
        progress("clients at once", done, len(CLIENTS))
    return rates
