"""Temporary folders that do not outlive their processes, however these end."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import gettempdir, mkdtemp

PREFIX = "insatskartan-"
# Not held yet, so not to be looked at by others.
_HIDDEN = "."


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Give an empty folder and remove it afterwards; those of processes that were killed before are removed as well.

    It is held by this process and those forked from it for as long as one of them lives.

    Raises:
        OSError: There is no folder for temporary files that can be written.
    """
    _remove_abandoned(Path(gettempdir()))
    hidden = Path(mkdtemp(prefix=f"{_HIDDEN}{PREFIX}"))
    held = os.open(hidden, os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)
    folder = hidden.rename(hidden.with_name(hidden.name.removeprefix(_HIDDEN)))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(held)


def _remove_abandoned(parent: Path) -> None:
    for folder in parent.glob(f"{PREFIX}*"):
        # Another may remove it meanwhile, and another user's is not ours to remove.
        with suppress(OSError):
            _remove_if_abandoned(folder)


def _remove_if_abandoned(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        if os.fstat(descriptor).st_uid == os.getuid():
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder)
    finally:
        os.close(descriptor)
