"""Several processes behind one port, forked from one that has loaded everything; one that dies is replaced."""

import logging
import os
import select
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Self

from indexer.temporary import temporary_folder
from service.errors import SettingsError
from service.memory import prepare_to_share

logger = logging.getLogger(__name__)

# Where prometheus_client keeps what is to be added up; read when it is imported.
COUNTERS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
# Beyond the time that requests get to end in: for a process that does not end by itself.
GRACE_SECONDS = 1.0
# One that does not live so long would die again at once.
SHORT_LIFE_SECONDS = 1.0
STOP = frozenset((signal.SIGTERM, signal.SIGINT))


@contextmanager
def counting_together() -> Iterator[None]:
    """Have counters that are made within be added up over processes; before prometheus_client is imported."""
    with temporary_folder() as folder:
        os.environ[COUNTERS_FOLDER] = str(folder)
        try:
            yield
        finally:
            del os.environ[COUNTERS_FOLDER]


def check_forking() -> None:
    """Refuse what the system cannot do.

    Raises:
        SettingsError: Processes cannot be forked here.
    """
    if not hasattr(os, "fork"):
        raise SettingsError("flera processer (workers) går inte på det här systemet; väntade 1")


class Workers:
    """Processes that each do the same until they are told to stop; for the main thread of one that has no other.

    Attributes:
        lives: Process id to when it was started, by the monotonic clock in seconds.
    """

    def __init__(self, count: int, work: Callable[[], None], stop_seconds: float) -> None:
        """Make them, without starting any.

        Args:
            count: How many.
            work: What each does, in its main thread; it ends when the process gets SIGTERM.
            stop_seconds: Time they get to end in.
        """
        self.count = count
        self.lives: dict[int, float] = {}
        self._work = work
        self._stop_seconds = stop_seconds
        # Its end is closed when this process is no more, in whatever way it ended.
        self._alive, self._held = os.pipe()

    def run(self) -> None:
        """Keep them at work until this process gets SIGTERM or SIGINT, and then see that all end."""
        prepare_to_share()
        with _Signals() as signals:
            while True:
                while len(self.lives) < self.count:
                    self._start(signals)
                if signals.wait(None) & STOP:
                    break
                if self._bury() and signals.wait(SHORT_LIFE_SECONDS) & STOP:
                    break
            self._stop(signals)

    def _start(self, signals: "_Signals") -> None:
        process = os.fork()
        if process:
            self.lives[process] = time.monotonic()
            return
        status = 1
        try:
            os.close(self._held)
            signals.give_back()
            threading.Thread(target=self._end_when_alone, name="ends with its parent", daemon=True).start()
            self._work()
            status = 0
        except BaseException:
            logger.exception("worker %d failed", os.getpid())
        finally:
            # Not by way of the parent's clean-up, which is the parent's to do.
            os._exit(status)

    def _end_when_alone(self) -> None:
        os.read(self._alive, 1)
        os.kill(os.getpid(), signal.SIGTERM)

    def _bury(self) -> bool:
        """Forget those that have ended, and tell whether one of them was hardly alive."""
        from prometheus_client.multiprocess import mark_process_dead

        was_short = False
        for process in list(self.lives):
            ended, status = os.waitpid(process, os.WNOHANG)
            if ended:
                was_short |= time.monotonic() - self.lives.pop(process) < SHORT_LIFE_SECONDS
                mark_process_dead(process)  # type: ignore[no-untyped-call]
                logger.warning("worker %d ended with %d and is replaced", process, os.waitstatus_to_exitcode(status))
        return was_short

    def _stop(self, signals: "_Signals") -> None:
        deadline = time.monotonic() + self._stop_seconds + GRACE_SECONDS
        self._send(signal.SIGTERM)
        while self.lives and (left := deadline - time.monotonic()) > 0:
            for process in list(self.lives):
                if os.waitpid(process, os.WNOHANG)[0]:
                    del self.lives[process]
            if self.lives:
                signals.wait(left)
        self._send(signal.SIGKILL)
        for process in self.lives:
            os.waitpid(process, 0)

    def _send(self, number: signal.Signals) -> None:
        for process in self.lives:
            os.kill(process, number)


class _Signals:
    """Waits for signals, whichever thread the system hands them to; libraries start some of their own."""

    def __init__(self) -> None:
        self._read, self._written = socket.socketpair()

    def __enter__(self) -> Self:
        self._written.setblocking(False)
        self._before = {number: signal.signal(number, lambda *_: None) for number in (*STOP, signal.SIGCHLD)}
        self._before_fd = signal.set_wakeup_fd(self._written.fileno(), warn_on_full_buffer=False)
        return self

    def __exit__(self, *_: object) -> None:
        self.give_back()

    def wait(self, seconds: float | None) -> set[int]:
        """Wait until signals come, at most so long; give their numbers."""
        ready, _, _ = select.select([self._read], [], [], seconds)
        return set(self._read.recv(4096)) if ready else set()

    def give_back(self) -> None:
        """Have signals do what they did before."""
        signal.set_wakeup_fd(self._before_fd)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._read.close()
        self._written.close()
