"""The SHA-256 of every file of an index folder, by which a file that is no longer as it was written is known."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from indexer.errors import BrokenIndexError

# tantivy makes these, empty, whenever it opens a folder.
_LOCKS = ".lock"


def hash_folder(folder: Path) -> dict[str, str]:
    """Give the SHA-256 of every file below a folder, in hex, by its path relative to the folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != _LOCKS)
    return {path.relative_to(folder).as_posix(): _sha256(path) for path in files}


def check_files(folder: Path, expected: Mapping[str, str]) -> None:
    """Check that files are as they were written.

    Args:
        expected: What `hash_folder` gave then.

    Raises:
        BrokenIndexError: One is missing, cannot be read or is another; the first of them is told.
    """
    for error in damaged_files(folder, expected):
        raise error


def damaged_files(folder: Path, expected: Mapping[str, str]) -> Iterator[BrokenIndexError]:
    """Give an error for every file that is missing, cannot be read or is not as it was written."""
    for name, wanted in expected.items():
        path = folder / name
        try:
            found = _sha256(path)
        except OSError as error:
            yield BrokenIndexError(path, f"cannot be read ({error.strerror}); expected a file with SHA-256 {wanted}")
            continue
        if found != wanted:
            yield BrokenIndexError(path, f"has SHA-256 {found}, expected {wanted}")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
