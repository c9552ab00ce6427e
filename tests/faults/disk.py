"""A file system of its own, small enough to be filled, that can be made read-only."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

BLOCK_BYTES = 4096
_SIZE = "8m"
_FILLER = "filler"


@dataclass(frozen=True)
class Disk:
    """A mounted file system, by the folder where it is mounted."""

    path: Path

    @contextmanager
    def filled(self, blocks: int) -> Iterator[None]:
        """Leave room for so many blocks."""
        filler = self.path / _FILLER
        with filler.open("wb", buffering=0) as file:
            with suppress(OSError):
                while file.write(bytes(BLOCK_BYTES)):
                    pass
            file.truncate(max(file.tell() - blocks * BLOCK_BYTES, 0))
        try:
            yield
        finally:
            filler.unlink()

    @contextmanager
    def read_only(self) -> Iterator[None]:
        """Let nothing be written."""
        _mount("-o", "remount,ro", self.path)
        try:
            yield
        finally:
            _mount("-o", "remount,rw", self.path)


@contextmanager
def mounted(path: Path) -> Iterator[Disk]:
    """Mount an empty one at a path.

    Raises:
        OSError: None may be mounted here.
    """
    path.mkdir()
    try:
        _mount("-t", "tmpfs", "-o", f"size={_SIZE}", "tmpfs", path)
    except subprocess.CalledProcessError as error:
        raise OSError(error.stderr.strip()) from error
    try:
        yield Disk(path)
    finally:
        # Lazily: files of an index that was opened may still be mapped.
        subprocess.run(["umount", "--lazy", path], check=True)


def _mount(*arguments: object) -> None:
    subprocess.run(["mount", *map(str, arguments)], check=True, capture_output=True, text=True)
