"""What was read of a server's rows is held, so that it is read once."""

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

Told = TypeVar("Told")


class HeldRows(Generic[Told]):
    """What is told of rows, read where it is not held yet; safe to share between threads."""

    def __init__(self, read: Callable[[Sequence[int]], Mapping[int, Told]], most: int) -> None:
        """Args: read: Gives what is told of rows. most: Once so many are held, no more are."""
        self._read = read
        self._most = most
        self._held: dict[int, Told] = {}
        self._lock = threading.Lock()

    def at(self, rows: Sequence[int]) -> list[Told]:
        """Give what is told of these rows, in their order."""
        with self._lock:
            known = {row: self._held[row] for row in rows if row in self._held}
        read = self._read([row for row in dict.fromkeys(rows) if row not in known])
        with self._lock:
            if len(self._held) < self._most:
                self._held.update(read)
        known |= read
        return [known[row] for row in rows]
