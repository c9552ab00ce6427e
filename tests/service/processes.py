"""A service of several processes, seen from outside: started, asked, and told from one that is no more."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2

TOP = Path(__file__).parents[2]
PATIENCE_SECONDS = 180


@dataclass(frozen=True)
class Service:
    """A process whose children serve."""

    parent: subprocess.Popen[str]
    address: str

    def workers(self) -> set[int]:
        """Give the processes that answer; none where the parent is gone."""
        try:
            told = Path(f"/proc/{self.parent.pid}/task/{self.parent.pid}/children").read_text(encoding="ascii")
        except OSError:
            return set()
        return {int(process) for process in told.split()}

    @contextmanager
    def alone(self, worker: int) -> Iterator[httpx2.Client]:
        """Halt all workers but one, and give what asks that one."""
        others = self.workers() - {worker}
        for other in others:
            os.kill(other, signal.SIGSTOP)
        try:
            with httpx2.Client(base_url=self.address, timeout=PATIENCE_SECONDS) as client:
                yield client
        finally:
            for other in others:
                os.kill(other, signal.SIGCONT)

    def is_ready(self) -> bool:
        """Tell whether two processes are there and one of them can answer."""
        assert self.parent.poll() is None, self.parent.communicate()[0]
        try:
            return len(self.workers()) == 2 and httpx2.get(f"{self.address}/readyz").status_code == 200
        except httpx2.TransportError:
            return False


def start(module: str, *arguments: object, environment: Mapping[str, str] | None = None) -> Service:
    """Start `python -m module PORT arguments` on a free port, and wait until it is ready."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        port = bound.getsockname()[1]
    parent = subprocess.Popen(
        [sys.executable, "-m", module, str(port), *map(str, arguments)],
        cwd=TOP,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    service = Service(parent, f"http://127.0.0.1:{port}")
    wait_until(service.is_ready)
    return service


def wait_until(holds: Callable[[], bool]) -> None:
    """Wait for something that comes sooner or later; fail where it does not come at all."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def is_running(process: int) -> bool:
    """Tell whether a process has not ended yet."""
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
