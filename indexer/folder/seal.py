"""The SHA-256 of every file of an index folder, by which a file changed since it was written is found out."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from indexer.errors import BrokenIndexError

# A larger index takes seconds and more to read: once it has been found whole here, the system's own marks of its files
# tell whether one has been written to since. A smaller one is read whenever it is opened.
READ_ALWAYS_BYTES = 500_000_000
SEEN_FILE = "seen-whole.json"
_Marks = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """Which files were found whole, and how the system marked each of them then."""

    sha256: dict[str, str]
    marks: dict[str, _Marks]


_SEEN = TypeAdapter(_Seen)

# tantivy makes these, empty, whenever it opens a folder.
_LOCKS = ".lock"


def hash_folder(folder: Path) -> dict[str, str]:
    """Give the SHA-256 of every file below a folder, in hex, by its path relative to the folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != _LOCKS)
    return {path.relative_to(folder).as_posix(): _sha256(path) for path in files}


def check_files(folder: Path, expected: Mapping[str, str], read_always: int = READ_ALWAYS_BYTES) -> None:
    """Check that files are as they were written.

    Files of more than `read_always` bytes together are read once on a machine. After that their sizes, times of change
    and places on the disk are compared, all of which another file, or one written to, has differently; what decays on
    the disk is found by `damaged_files`. Where the folder cannot be written, they are read every time.

    Args:
        expected: What `hash_folder` gave then.

    Raises:
        BrokenIndexError: One is missing, cannot be read or is another; the first of them is told.
    """
    try:
        marks = {name: _marks(folder / name) for name in expected}
    except OSError:
        marks = {}
    is_large = sum(size for size, *_ in marks.values()) > read_always
    seen = _Seen(sha256=dict(expected), marks=marks)
    if is_large and _seen_whole(folder) == seen:
        return
    for error in damaged_files(folder, expected):
        raise error
    if is_large:
        with suppress(OSError):
            (folder / SEEN_FILE).write_bytes(_SEEN.dump_json(seen))


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


def _seen_whole(folder: Path) -> _Seen | None:
    try:
        return _SEEN.validate_json((folder / SEEN_FILE).read_bytes())
    except (OSError, ValidationError):
        return None


def _marks(path: Path) -> _Marks:
    found = path.stat()
    return (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
