"""How work that takes long tells how far it has come."""

from typing import Protocol


class Progress(Protocol):
    """Is told how it gets on: the name of a step, in the language of who waits, how much of it is done, of how much."""

    def __call__(self, step: str, done: int, total: int) -> None: ...
