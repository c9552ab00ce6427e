"""Atomic writes to an index's files: replaced whole or not at all, with a `BuildError` where that fails."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from corpus import drafts
from indexer.errors import BuildError

PARTIAL = ".partial"


@contextmanager
def replaced(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write, which takes the place of the one at a path when all is written; else that one stays.

    Raises:
        BuildError: It cannot be written.
    """
    try:
        with drafts.replaced(path, path.with_name(f"{path.name}{PARTIAL}")) as file:
            yield file
    except OSError as error:
        reason = error.strerror or str(error)
        raise BuildError(f"{path}: {reason}; expected a folder that can be written") from error
