"""Arrays in `.npy` files: written a batch at a time, and memory-mapped so that processes share what they read."""

import mmap
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from numpy.lib import format as npy

from indexer.errors import BrokenIndexError


class ArrayWriter:
    """Writes one array's rows, a batch after the other, so that not all of them need be held; closed at the end."""

    def __init__(self, path: Path, dtype: npt.DTypeLike, width: tuple[int, ...] = ()) -> None:
        """Args: width: Shape of one row; that of a number by default."""
        self._dtype, self._width = np.dtype(dtype), width
        self._n_rows = 0
        self._file = path.open("wb")
        self._write_header()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def append(self, rows: npt.ArrayLike) -> None:
        """Write rows after those written before, shape (n, *width).

        Raises:
            ValueError: They have another shape.
            OSError: They cannot be written.
        """
        added = np.ascontiguousarray(rows, dtype=self._dtype)
        if added.shape[1:] != self._width:
            raise ValueError(f"rows have shape {added.shape[1:]}; expected {self._width}")
        self._file.write(added.tobytes())
        self._n_rows += len(added)

    def close(self) -> None:
        """Write how many rows there are; nothing can be written after that."""
        if not self._file.closed:
            with self._file:
                self._file.seek(0)
                self._write_header()

    def _write_header(self) -> None:
        # numpy leaves room in it for the number of rows to grow.
        shape = (self._n_rows, *self._width)
        told = {"descr": npy.dtype_to_descr(self._dtype), "fortran_order": False, "shape": shape}
        npy.write_array_header_1_0(self._file, told)


def map_array(path: Path) -> npt.NDArray[Any]:
    """Give the array of a `.npy` file, read-only; what is not looked at is not read.

    Raises:
        BrokenIndexError: The file is missing or is not such a file.
    """
    try:
        return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
    except (OSError, EOFError, ValueError, TypeError) as error:
        raise BrokenIndexError(path, f"expected an array of numpy ({error})") from error


def let_go(array: npt.NDArray[Any]) -> None:
    """Give back the memory that the read part of a mapped array takes; it is read again where it is looked at again.

    The system keeps what it has room for, but what a process has looked at counts as held by it: all of a file in the
    end, and with each row some 64 kB around it. Does nothing to an array that is not mapped.
    """
    held: Any = array
    while isinstance(held, np.ndarray):
        held = held.base
    if isinstance(held, mmap.mmap):
        held.madvise(mmap.MADV_DONTNEED)
