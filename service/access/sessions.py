"""Who has signed in on the page: a random id in the browser's cookie, and here the token it was given for."""

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable

from service.access.tokens import Token, digest

SESSION_SECONDS = 10 * 3600
# More than a region has officers; beyond it the oldest is signed out.
MOST = 10_000


class Sessions:
    """Keeps sessions in memory, by their hash: a restart signs everyone out, and nothing on disk lets anyone in."""

    def __init__(self, seconds: float = SESSION_SECONDS, now: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._now = now
        self._open: OrderedDict[str, tuple[float, Token]] = OrderedDict()

    def start(self, token: Token) -> str:
        """Give the id of a new session, for the cookie."""
        session = secrets.token_urlsafe(32)
        self._open[digest(session)] = (self._now() + self._seconds, token)
        if len(self._open) > MOST:
            self._open.popitem(last=False)
        return session

    def token_of(self, session: str) -> Token | None:
        """Give the token that a session was started with; None where it is none, or has run out."""
        until, token = self._open.get(digest(session), (0.0, None))
        return token if self._now() < until else None

    def end(self, session: str) -> None:
        """Sign out."""
        self._open.pop(digest(session), None)
