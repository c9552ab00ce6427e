"""Loads something in the background of a start."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")


@contextmanager
def loaded_meanwhile(load: Callable[[], T]) -> Iterator[Callable[[], T]]:
    """Load something beside what is done here: while a model is opened, others may run Python."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        yield pool.submit(load).result
