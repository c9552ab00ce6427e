"""Clients that ask a service without end, also one that is killed meanwhile, and judge every reply."""

import threading
import time
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from random import Random
from types import TracebackType
from typing import Self

import httpx2

from tests.faults.asked import ADDRESSES, is_right
from tests.service.processes import PATIENCE_SECONDS, wait_until

_COUNT = 3
_REST_SECONDS = 0.02


class Clients:
    """Ask until they are left.

    Attributes:
        address: Of the service; a new one is asked from the next question on.
        right: Replies that hold what a service over one of the builds says, to the letter.
        busy: Replies with 503.
        lost: Questions that got no whole reply.
        wrong: What any other reply was.
    """

    def __init__(self, address: str, builds: Sequence[Mapping[str, str]], random: Random) -> None:
        self.address = address
        self.right = self.busy = self.lost = 0
        self.wrong: list[str] = []
        self._builds = builds
        self._stop = threading.Event()
        self._counting = threading.Lock()
        self._asked = [0] * _COUNT
        self._threads = [
            threading.Thread(target=self._ask, args=(number, Random(random.random()))) for number in range(_COUNT)
        ]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def go_round(self) -> None:
        """Wait until each has begun a question after now and got through with it."""
        before = list(self._asked)
        wait_until(lambda: all(now >= then + 2 for now, then in zip(self._asked, before, strict=True)))

    def _ask(self, number: int, random: Random) -> None:
        with httpx2.Client(timeout=PATIENCE_SECONDS) as client:
            while not self._stop.is_set():
                asked = random.choice(ADDRESSES)
                try:
                    reply = client.get(f"{self.address}{asked}")
                except httpx2.TransportError:
                    reply = None
                self._judge(asked, reply)
                self._asked[number] += 1
                time.sleep(_REST_SECONDS)

    def _judge(self, asked: str, reply: httpx2.Response | None) -> None:
        with self._counting:
            if reply is None:
                self.lost += 1
            elif reply.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
                self.busy += 1
            elif reply.status_code == HTTPStatus.OK and is_right(asked, reply.content, self._builds):
                self.right += 1
            else:
                self.wrong.append(f"{asked}: {reply.status_code} {reply.text[:300]}")
