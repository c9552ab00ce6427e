"""One load run: the service with one client, then with many, while it is probed for life and its memory watched."""

import multiprocessing
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from http import HTTPStatus
from pathlib import Path

import numpy as np
from pydantic.dataclasses import dataclass

from eval.benchmarks.memory import together_megabytes
from eval.benchmarks.server import Server, served
from eval.benchmarks.timing import Latency, percentiles
from eval.errors import EvalError
from eval.load.clients import Client, TimedReply, keep_asking, probe, read_holdings
from eval.load.mix import SHARES, Mix, RequestKind
from indexer.progress import Progress

# Of each kind, to know how long it takes where nobody else asks.
ALONE = 30
MEMORY_SECONDS = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class KindResult:
    """What became of one kind of requests.

    Attributes:
        statuses: How many replies had each status; 0 where the connection broke.
        taken: Of the replies with 200; None where there was none.
        alone: Median in ms where nobody else asked.
    """

    statuses: dict[int, int]
    taken: Latency | None
    alone: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadResult:
    """What so many clients at once were told.

    Attributes:
        livez: The probe beside them; replies with another status than 200 are none.
        lost_probes: Probes without such a reply.
        memory_start, memory_end: MB of all processes of the service, shared pages counted once.
        memory_slope: MB a minute, by a straight line through the second half; None of the three where memory is not
            told.
    """

    clients: int
    seconds: float
    kinds: dict[RequestKind, KindResult]
    livez: Latency
    lost_probes: int
    memory_start: float | None
    memory_end: float | None
    memory_slope: float | None

    @property
    def answered(self) -> float:
        """Give how many replies with 200 there were a second."""
        return sum(kind.statuses.get(HTTPStatus.OK, 0) for kind in self.kinds.values()) / self.seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """A run, with the number of processes that answered."""

    workers: int
    with_runs: bool
    results: tuple[LoadResult, ...]


def measure_load(
    root: Path,
    model: str,
    *,
    minutes: float,
    clients: Sequence[int],
    workers: int,
    with_runs: bool,
    progress: Progress,
) -> Load:
    """Start the service and put it under load, with each number of clients for so many minutes.

    Raises:
        EvalError: The service does not start, or has nothing to be asked about.
    """
    with served(root, model, workers) as server:
        mix = Mix(read_holdings(server.port))
        alone = _alone(server.port, mix, progress)
        results = []
        for done, n_clients in enumerate(clients):
            progress("numbers of clients", done, len(clients))
            results.append(_measure(server, mix, n_clients, minutes * 60, alone, with_runs=with_runs))
        progress("numbers of clients", len(clients), len(clients))
        return Load(workers=workers, with_runs=with_runs, results=tuple(results))


def _alone(port: int, mix: Mix, progress: Progress) -> dict[RequestKind, float]:
    """Give the median in ms of each kind, asked one after the other.

    Raises:
        EvalError: None of a kind is answered.
    """
    client = Client(port)
    kinds = [kind for _ in range(ALONE) for kind in SHARES]
    told: list[TimedReply] = []
    for done, kind in enumerate(kinds, start=1):
        told.append(client.ask(mix.ask(kind))[0])
        progress("one client alone", done, len(kinds))
    client.close()
    return {kind: _median(kind, told) for kind in SHARES}


def _median(kind: RequestKind, told: Sequence[TimedReply]) -> float:
    taken = [reply.milliseconds for reply in told if reply.kind is kind and reply.status == HTTPStatus.OK]
    if not taken:
        raise EvalError(f"no {kind} was answered with 200 though nobody else asked; expected most of them to be")
    return percentiles(taken).median


def _measure(
    server: Server, mix: Mix, n_clients: int, seconds: float, alone: Mapping[RequestKind, float], *, with_runs: bool
) -> LoadResult:
    stop = threading.Event()
    memory: list[tuple[float, float]] = []
    watching = threading.Thread(target=lambda: _watch(server.pid, stop, memory.append))
    runs: list[TimedReply] = []
    running = threading.Thread(
        target=lambda: runs.extend(keep_asking(server.port, 1, seconds, lambda: mix.ask(RequestKind.RUN)))
    )
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        # Its process is started before there is load.
        pool.submit(probe, server.port, 0.0).result()
        probing = pool.submit(probe, server.port, seconds)
        watching.start()
        if with_runs:
            running.start()
        told = keep_asking(server.port, n_clients, seconds, mix.next)
        if with_runs:
            running.join()
        stop.set()
        watching.join()
        probes = probing.result()
    return sum_up(n_clients, seconds, [*told, *runs], probes, memory, alone)


def _watch(pid: int, stop: threading.Event, note: Callable[[tuple[float, float]], None]) -> None:
    while not stop.wait(MEMORY_SECONDS):
        held = together_megabytes(pid)
        if held is not None:
            note((time.perf_counter(), held))


def sum_up(
    n_clients: int,
    seconds: float,
    told: Sequence[TimedReply],
    probes: Sequence[TimedReply],
    memory: Sequence[tuple[float, float]],
    alone: Mapping[RequestKind, float],
) -> LoadResult:
    """Give the figures of a run.

    Args:
        memory: Seconds and MB.
        alone: Median in ms of each kind where nobody else asked.

    Raises:
        EvalError: No probe was answered.
    """
    lived = [probe.milliseconds for probe in probes if probe.status == HTTPStatus.OK]
    if not lived:
        raise EvalError(f"none of {len(probes)} probes of /livez was answered with 200; expected a service that lives")
    kinds = {kind: [reply for reply in told if reply.kind is kind] for kind in RequestKind}
    half = memory[len(memory) // 2 :]
    return LoadResult(
        clients=n_clients,
        seconds=seconds,
        kinds={kind: _sum_up_kind(replies, alone.get(kind, 0.0)) for kind, replies in kinds.items() if replies},
        livez=percentiles(lived),
        lost_probes=len(probes) - len(lived),
        memory_start=memory[0][1] if memory else None,
        memory_end=memory[-1][1] if memory else None,
        memory_slope=_slope(half) if len(half) > 1 else None,
    )


def _sum_up_kind(replies: Sequence[TimedReply], alone: float) -> KindResult:
    taken = [reply.milliseconds for reply in replies if reply.status == HTTPStatus.OK]
    return KindResult(
        statuses=dict(sorted(Counter(reply.status for reply in replies).items())),
        taken=percentiles(taken) if taken else None,
        alone=alone,
    )


def _slope(memory: Sequence[tuple[float, float]]) -> float:
    seconds, megabytes = np.array(memory).T
    return float(np.polyfit(seconds - seconds[0], megabytes, 1)[0]) * 60
