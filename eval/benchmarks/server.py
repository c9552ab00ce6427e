"""The service as it is deployed: started on a free port, asked over HTTP, stopped."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from eval.benchmarks.memory import together_megabytes
from eval.benchmarks.peers import QUIET
from eval.benchmarks.processes import SystemResult
from eval.benchmarks.processor import processor_seconds
from eval.benchmarks.timing import CLIENTS, LIMIT, Ask, latency, throughputs
from eval.errors import EvalError
from indexer.progress import Progress

# With so many processes, each measured by itself.
WORKERS = (1, 2)
START_SECONDS = 120
REPLY_SECONDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A service that was started here; `seconds` is how long it took until it was ready."""

    port: int
    pid: int
    seconds: float


def service_name(workers: int) -> str:
    """Give what the service with so many processes is called."""
    return "hybrid over HTTP" if workers == 1 else f"the same, {workers} processes"


def measure_service(root: Path, model: str, queries: Sequence[str], progress: Progress, workers: int) -> SystemResult:
    """Start the service in processes that do nothing else, and search over HTTP, a connection a client.

    Its memory is that of all processes, pages that they share counted once.

    Raises:
        EvalError: It does not start, or refuses a query.
    """
    with served(root, model, workers) as server:
        at_start, start_processor = together_megabytes(server.pid), processor_seconds(server.pid)

        def spent() -> float | None:
            return processor_seconds(server.pid)

        with _client(server.port) as ask:
            first = latency(queries, ask, "each query for the first time", progress, spent)
            known = queries[: first.n]
            warm = latency(known, ask, "each query again", progress, spent)
        resident = together_megabytes(server.pid)
        rates = throughputs(known, lambda: _client(server.port), progress)
        return SystemResult(
            name=service_name(workers),
            index_seconds=None,
            start_seconds=server.seconds,
            start_processor=start_processor,
            resident_at_start=at_start,
            resident=resident,
            resident_after_clients=together_megabytes(server.pid),
            first=first,
            warm=warm,
            rates=rates,
        )


@contextmanager
def served(root: Path, model: str, workers: int = 1) -> Iterator[Server]:
    """Start the service on a free port, with so many processes, and stop it.

    Raises:
        EvalError: It is not ready in START_SECONDS.
    """
    port = _free_port()
    command = [sys.executable, "-m", "service", "serve", "--port", str(port), "--index", str(root)]
    command += ["--workers", str(workers)]
    # All clients are to be served, and none refused.
    environment = {**os.environ, **QUIET, "INSATSKARTAN_MODEL": model, "INSATSKARTAN_QUEUE": str(max(CLIENTS))}
    # A token of this machine's own service would keep us out.
    for name in ("INSATSKARTAN_TOKEN", "INSATSKARTAN_TOKENS"):
        environment.pop(name, None)
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment) as process:
        try:
            while not _is_ready(port):
                if process.poll() is not None or time.perf_counter() - started > START_SECONDS:
                    raise EvalError(f"{' '.join(command[1:])}: not ready in {START_SECONDS} s")
                time.sleep(0.01)
            yield Server(port=port, pid=process.pid, seconds=time.perf_counter() - started)
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


@contextmanager
def _client(port: int) -> Iterator[Ask]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=REPLY_SECONDS)
    try:
        yield lambda query: _get(connection, query)
    finally:
        connection.close()


def _get(connection: http.client.HTTPConnection, query: str) -> None:
    connection.request("GET", f"/v1/search?{urlencode({'q': query, 'limit': LIMIT})}")
    reply = connection.getresponse()
    body = reply.read()
    if reply.status != http.HTTPStatus.OK:
        raise EvalError(f"/v1/search?q={query}: status {reply.status}, {body[:200]!r}; expected 200")
