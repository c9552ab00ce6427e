"""Speed and memory of what a user runs, and of what a user might pick instead, in one run on one machine."""

import http.client
import os
import platform
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import numpy as np
from rich.table import Table

from eval.building import temporary_index
from eval.errors import EvalError
from eval.systems import Progress
from indexer.embedder import Embedder
from indexer.index import Filters
from indexer.store import IndexFolder
from service.answering import Answerer
from service.query import Mode, SearchRequest
from service.searcher import Searcher

N_QUERIES = 200
CLIENTS = (1, 4, 16)
LIMIT = 10
START_SECONDS = 60
# A peer slower than this is not waited for.
TOO_SLOW_SECONDS = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Latency:
    """Milliseconds a query took, over `n` different queries after one that warmed up."""

    name: str
    n: int
    median: float
    p95: float
    p99: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One other figure, with its unit."""

    name: str
    value: float
    unit: str


def latency(name: str, queries: Sequence[str], ask: Callable[[str], object], progress: Progress) -> Latency:
    """Time each query once.

    Raises:
        EvalError: There is no query.
    """
    if not queries:
        raise EvalError("no queries to time; expected at least one judged question")
    ask(queries[0])
    taken = []
    for query in progress(queries, name):
        started = time.perf_counter()
        ask(query)
        taken.append((time.perf_counter() - started) * 1000)
    median, p95, p99 = np.percentile(taken, [50, 95, 99]).tolist()
    return Latency(name=name, n=len(taken), median=median, p95=p95, p99=p99)


def our_latencies(open_index: Callable[[], IndexFolder], queries: Sequence[str], progress: Progress) -> list[Latency]:
    """Time search in each mode and answers, in process, each on an index opened anew: nothing is found ready."""
    timed = []
    for mode in (Mode.LEXICAL, Mode.DENSE, Mode.HYBRID):
        searcher = Searcher(open_index())
        timed.append(latency(f"{mode} search", queries, _search(searcher, mode), progress))
    answerer = Answerer(Searcher(open_index()))
    timed.append(latency("answer", queries, lambda query: answerer.answer(query, Filters()), progress))
    return timed


def _search(searcher: Searcher, mode: Mode) -> Callable[[str], object]:
    return lambda query: searcher.search(SearchRequest(text=query, limit=LIMIT, mode=mode))


def build_facts(embedder: Embedder) -> list[Fact]:
    """Time reading the documents, building their index and opening it, imports aside."""
    started = time.perf_counter()
    with temporary_index(embedder) as index:
        seconds = time.perf_counter() - started
        n_passages = index.manifest.passages
    return [
        Fact(name="index built in", value=seconds, unit="s"),
        Fact(name="passages indexed", value=n_passages / seconds, unit="per s"),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A service that was started here; `seconds` is how long it took until it was ready."""

    url: str
    pid: int
    seconds: float


@contextmanager
def served(root: Path) -> Iterator[Server]:
    """Start the service on a free port, and stop it.

    Raises:
        EvalError: It is not ready within a minute.
    """
    port = _free_port()
    command = [sys.executable, "-m", "service", "serve", "--port", str(port), "--index", str(root)]
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            while not _is_ready(port):
                if process.poll() is not None or time.perf_counter() - started > START_SECONDS:
                    raise EvalError(f"{' '.join(command[1:])}: not ready in {START_SECONDS} s")
                time.sleep(0.01)
            seconds = time.perf_counter() - started
            yield Server(url=f"http://127.0.0.1:{port}", pid=process.pid, seconds=seconds)
        finally:
            process.terminate()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _is_ready(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


def resident_megabytes(pid: int) -> float | None:
    """Give a process's resident memory in MB (10^6 bytes); None where the system does not tell."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    found = next((line.split()[1] for line in lines if line.startswith("VmRSS:")), None)
    return None if found is None else int(found) * 1024 / 1e6


def http_latency(url: str, queries: Sequence[str], progress: Progress) -> Latency:
    """Time hybrid search over HTTP, one client, one connection."""
    address = urlsplit(url).netloc
    connection = http.client.HTTPConnection(address, timeout=TOO_SLOW_SECONDS)
    try:
        return latency("hybrid search over HTTP", queries, lambda query: _get(connection, query), progress)
    finally:
        connection.close()


def throughput(url: str, queries: Sequence[str], clients: int) -> Fact:
    """Give how many searches a second are answered when so many clients ask at once."""
    address = urlsplit(url).netloc

    def ask(number: int) -> None:
        connection = http.client.HTTPConnection(address, timeout=START_SECONDS)
        for query in queries[number::clients]:
            _get(connection, query)
        connection.close()

    started = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        list(pool.map(ask, range(clients)))
    rate = len(queries) / (time.perf_counter() - started)
    return Fact(name=f"searches over HTTP, {clients} client{'s' if clients > 1 else ''}", value=rate, unit="per s")


def _get(connection: http.client.HTTPConnection, query: str) -> None:
    connection.request("GET", f"/v1/search?{urlencode({'q': query, 'limit': LIMIT})}")
    reply = connection.getresponse()
    body = reply.read()
    if reply.status != http.HTTPStatus.OK:
        raise EvalError(f"/v1/search?q={query}: status {reply.status}, {body[:200]!r}; expected 200")


def vector_bound(n_passages: int, dim: int) -> list[Fact]:
    """Give what comparing one query with every vector must take: its bytes over how fast memory is read here."""
    n_bytes = n_passages * dim * np.dtype(np.float32).itemsize
    bandwidth = _memory_bandwidth()
    return [
        Fact(name="memory read", value=bandwidth / 1e9, unit="GB/s"),
        Fact(name=f"reading all vectors ({n_bytes / 1e6:.1f} MB)", value=n_bytes / bandwidth * 1000, unit="ms"),
    ]


def _memory_bandwidth() -> float:
    """Give bytes read in a second by one thread that sums numbers too many for any cache; the best of five."""
    numbers = np.ones(32_000_000, dtype=np.float32)
    seconds = []
    for _ in range(5):
        started = time.perf_counter()
        numbers.max()
        seconds.append(time.perf_counter() - started)
    return float(numbers.nbytes / min(seconds))


def machine() -> str:
    """Say what the figures were measured on."""
    return f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def latency_table(timed: Sequence[Latency]) -> Table:
    """Give latencies as a table, with how many times our hybrid search each takes."""
    ours = next((each.median for each in timed if each.name == f"{Mode.HYBRID} search"), None)
    table = Table("", "n", "median ms", "p95 ms", "p99 ms", "of hybrid", title=machine(), title_justify="left")
    for each in timed:
        ratio = "–" if ours is None else f"{each.median / ours:.2f}"
        table.add_row(each.name, str(each.n), f"{each.median:.2f}", f"{each.p95:.2f}", f"{each.p99:.2f}", ratio)
    return table


def fact_table(facts: Sequence[Fact]) -> Table:
    """Give the other figures as a table."""
    table = Table("", "value", "unit")
    for fact in facts:
        table.add_row(fact.name, f"{fact.value:.2f}", fact.unit)
    return table
