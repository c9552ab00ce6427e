"""Atomic writes: a draft is written beside a file and takes its place when complete, or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


@contextmanager
def replaced(path: Path, draft: Path) -> Iterator[BinaryIO]:
    """Give a draft to write, which takes the place of the file at a path when all is written; else that one stays.

    Raises:
        OSError: It cannot be written.
    """
    try:
        with draft.open("wb") as file:
            yield file
        draft.replace(path)
    except BaseException:
        discard(draft)
        raise


def discard(draft: Path) -> None:
    """Remove a draft if there is one; on a disk that may only be read there is none, nor may one try."""
    with suppress(OSError):
        draft.unlink()
