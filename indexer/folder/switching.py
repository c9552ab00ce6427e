"""The folders under an index root: one for each build; the symlink `current` points at the one in use.

A build is written into `<name>.partial`, renamed when it is complete and switched in by replacing the symlink. Each of
these is one step of the file system, so that a crash between any two leaves the old build in use.
"""

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from indexer.errors import BuildError, MissingIndexError
from indexer.folder.manifest import CURRENT, current_folder
from indexer.replacing import PARTIAL

_LOCK = ".lock"
_BUILD = re.compile(r"[0-9a-f]{16}(?:-\d+)?")


@contextmanager
def only_build(root: Path) -> Iterator[None]:
    """Hold the root for one build; given back however the process ends.

    Raises:
        BuildError: Another build holds it, or something under it cannot be written.
    """
    try:
        root.mkdir(parents=True, exist_ok=True)
        with (root / _LOCK).open("w") as lock:
            _acquire(lock, root)
            yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise BuildError(f"{error.filename or root}: {reason}; expected a folder that can be written") from error


@contextmanager
def started_folder(root: Path, build: str) -> Iterator[Path]:
    """Give the empty folder that a build is written into; what crashed builds left behind is removed.

    So is what a build that fails has written, which may have filled the disk.
    """
    for leftover in root.glob(f"*{PARTIAL}"):
        shutil.rmtree(leftover) if leftover.is_dir() and not leftover.is_symlink() else leftover.unlink()
    name, n = build, 1
    while (root / name).exists():
        n += 1
        name = f"{build}-{n}"
    folder = root / f"{name}{PARTIAL}"
    folder.mkdir()
    try:
        yield folder
    except Exception:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def switch_in(root: Path, partial: Path) -> Path:
    """Put a complete build into use and remove all others but the one before it.

    Returns:
        The build's folder under its final name.
    """
    previous = _current_or_none(root)
    _sync(partial)
    folder = partial.with_name(partial.name.removesuffix(PARTIAL))
    partial.rename(folder)
    _sync_folder(root)
    link = root / f"{CURRENT}{PARTIAL}"
    link.symlink_to(folder.name)
    link.replace(root / CURRENT)
    _sync_folder(root)
    for other in root.iterdir():
        if _BUILD.fullmatch(other.name) and other not in (folder, previous):
            shutil.rmtree(other)
    return folder


def _acquire(lock: IO[str], root: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise BuildError(f"{root}: another build is running; expected to be the only one") from error


def _current_or_none(root: Path) -> Path | None:
    try:
        return current_folder(root)
    except MissingIndexError:
        return None


def _sync(folder: Path) -> None:
    """Have the disk hold a folder and all in it before anything points at it."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
        else:
            _sync_folder(path)
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
