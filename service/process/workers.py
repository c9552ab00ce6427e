"""Several processes behind one port, forked from one that has loaded everything; one that dies is replaced."""

import logging
import os
import select
import signal
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from service.errors import SettingsError
from service.process.memory import prepare_to_share
from service.process.signals import is_to_outlive_its_terminal

logger = logging.getLogger(__name__)

# Beyond the time that requests get to end in: for a process that does not end by itself.
GRACE_SECONDS = 1.0
# One that does not live so long would die again at once.
SHORT_LIFE_SECONDS = 1.0
STOP = frozenset((signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT))


def check_forking() -> None:
    """Refuse what the system cannot do.

    Raises:
        SettingsError: Processes cannot be forked here.
    """
    if not hasattr(os, "fork"):
        raise SettingsError("flera processer (workers) går inte på det här systemet; väntade 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """A process that is at work.

    Attributes:
        place: Which of them it is, from 1; whoever replaces it has the same.
        since: When it was started, by the monotonic clock in seconds.
    """

    place: int
    since: float


class Workers:
    """Processes that each do the same until they are told to stop; for the main thread of one that has no other.

    Attributes:
        lives: Those that are at work, by their process ids.
    """

    def __init__(
        self, count: int, work: Callable[[int], None], ended: Callable[[int], None], stop_seconds: float
    ) -> None:
        """Make them, without starting any.

        Args:
            count: How many.
            work: What each does, in its main thread, told its place; it ends when the process gets SIGTERM.
            ended: Is told the place of one that is no more, before another has it.
            stop_seconds: Time they get to end in.
        """
        self.count = count
        self.lives: dict[int, Life] = {}
        self._work = work
        self._ended = ended
        self._stop_seconds = stop_seconds
        # Its end is closed when this process is no more, in whatever way it ended.
        self._alive, self._held = os.pipe()

    def run(self, signals: "StopSignals") -> None:
        """Keep them at work until this process gets one of the signals to stop, and then see that all end.

        Args:
            signals: Those that came before this count as well.
        """
        prepare_to_share()
        while True:
            for place in set(range(1, self.count + 1)) - {life.place for life in self.lives.values()}:
                self._start(place, signals)
            if signals.wait(None) & STOP:
                break
            if self._bury() and signals.wait(SHORT_LIFE_SECONDS) & STOP:
                break
        self._stop(signals)

    def _start(self, place: int, signals: "StopSignals") -> None:
        process = os.fork()
        if process:
            self.lives[process] = Life(place=place, since=time.monotonic())
            return
        status = 1
        try:
            os.close(self._held)
            signals.give_back()
            threading.Thread(target=self._end_when_alone, name="ends with its parent", daemon=True).start()
            self._work(place)
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
        was_short = False
        for process in list(self.lives):
            ended, status = os.waitpid(process, os.WNOHANG)
            if ended:
                life = self.lives.pop(process)
                was_short |= time.monotonic() - life.since < SHORT_LIFE_SECONDS
                self._ended(life.place)
                logger.warning("worker %d ended with %d and is replaced", process, os.waitstatus_to_exitcode(status))
        return was_short

    def _stop(self, signals: "StopSignals") -> None:
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


class StopSignals:
    """Keeps the signals to stop, and those that tell of a process that ended, until they are waited for.

    Whichever thread the system hands them to; libraries start some of their own.
    """

    def __init__(self) -> None:
        self._read, self._written = socket.socketpair()

    def __enter__(self) -> Self:
        self._written.setblocking(False)
        numbers = {*STOP, signal.SIGCHLD} - ({signal.SIGHUP} if is_to_outlive_its_terminal() else set())
        self._before = {number: signal.signal(number, lambda *_: None) for number in numbers}
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
