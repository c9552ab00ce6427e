"""Files replaced whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from indexer.errors import BuildError

PARTIAL = ".partial"


@contextmanager
def replaced(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write, which takes the place of the one at a path when all is written; else that one stays.

    Raises:
        BuildError: It cannot be written.
    """
    partial = path.with_name(f"{path.name}{PARTIAL}")
    try:
        with partial.open("wb") as file:
            yield file
        partial.replace(path)
    except OSError as error:
        # On a disk that may only be read there is nothing to remove, nor may one try.
        with suppress(OSError):
            partial.unlink()
        reason = error.strerror or str(error)
        raise BuildError(f"{path}: {reason}; expected a folder that can be written") from error
