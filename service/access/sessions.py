"""Sessions of those who signed in on the page: a random id in the browser's cookie, and here the token behind it."""

import mmap
import secrets
import time
from collections.abc import Callable

import numpy as np

from service.access.tokens import Token, digest

SESSION_SECONDS = 10 * 3600
# More than a region has officers; beyond it the oldest is signed out.
MOST = 10_000
# SHA-256 in hex of a session and of its token, and the time until which it is good; 0 where there is none.
_ROW = np.dtype([("session", "S64"), ("token", "S64"), ("until", "f8")])


class Sessions:
    """Keeps sessions in memory, by their hash: a restart signs everyone out, and nothing on disk lets anyone in.

    The memory is shared with the processes that are forked later: who signs in at one is known to all, and who signs
    out is to none.
    """

    def __init__(self, seconds: float = SESSION_SECONDS, now: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._now = now
        self._open = np.frombuffer(mmap.mmap(-1, MOST * _ROW.itemsize), dtype=_ROW)

    def start(self, token: Token) -> str:
        """Give the id of a new session, for the cookie."""
        session = secrets.token_urlsafe(32)
        free = np.flatnonzero(self._open["until"] <= self._now())
        # Any of those that are free: without a lock, two processes would take the same if it were the first.
        place = int(secrets.choice(free)) if len(free) else int(np.argmin(self._open["until"]))
        row = self._open[place : place + 1]
        row["until"] = 0
        row["session"], row["token"] = digest(session), token.sha256
        row["until"] = self._now() + self._seconds
        return session

    def token_of(self, session: str) -> str | None:
        """Give the SHA-256 of the token that a session was started with; None where it is none, or has run out."""
        for place in self._places(session):
            if self._now() < self._open["until"][place]:
                return str(self._open["token"][place], "ascii")
        return None

    def end(self, session: str) -> None:
        """Sign out."""
        self._open["until"][self._places(session)] = 0

    def _places(self, session: str) -> list[int]:
        found: list[int] = np.flatnonzero(self._open["session"] == digest(session).encode()).tolist()
        return found
