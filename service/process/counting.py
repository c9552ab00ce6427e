"""Counters that several processes share, in space that is reserved at the start."""

import math
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from indexer.temporary import temporary_folder
from service.errors import SettingsError

# Where prometheus_client keeps what is to be added up.
COUNTERS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
# As prometheus_client names its files, one a kind.
_GAUGES = "gauge_livesum"
_KINDS = ("counter", "histogram", _GAUGES)
# Of each file; all routes with all methods and statuses take less than half of it.
_ROOM_BYTES = 512 * 1024


class SharedCounters:
    """The counters of processes that serve together: each has a place, from 1; the one they are forked from has 0.

    prometheus_client maps its files into memory, and a process that finds no room on the disk for what it counts is
    killed by the system (SIGBUS). So all room is taken beforehand, and whoever is given a place goes on counting there.

    Attributes:
        place: That of this process.
    """

    def __init__(self, folder: Path, processes: int) -> None:
        """Take the room.

        Raises:
            OSError: There is not so much.
        """
        self.place = 0
        self._folder = folder
        for place in range(processes + 1):
            for kind in _KINDS:
                # Written out: a file that is only made as long has no room of its own.
                self._path(kind, place).write_bytes(bytes(_ROOM_BYTES))

    def take(self, place: int) -> None:
        """Count at a place from now on, in the process that has it."""
        self.place = place

    def leave(self, place: int) -> None:
        """Count no longer what the process that had a place was at work on; what it has done is kept."""
        with self._path(_GAUGES, place).open("r+b") as file:
            file.write(bytes(_ROOM_BYTES))

    def _path(self, kind: str, place: int) -> Path:
        return self._folder / f"{kind}_{place}.db"


@contextmanager
def counting_together(processes: int) -> Iterator[SharedCounters]:
    """Have counters that are made within be added up over this process and so many that are forked from it.

    Raises:
        SettingsError: There is no folder for temporary files, or no room in it.
    """
    from prometheus_client import values

    with ExitStack() as stack:
        try:
            folder = stack.enter_context(temporary_folder())
            counters = SharedCounters(folder, processes)
        except OSError as error:
            room = math.ceil((processes + 1) * len(_KINDS) * _ROOM_BYTES / 1_000_000)
            raise SettingsError(
                f"räknarna för workers {processes} får inte plats bland tillfälliga filer ({error.strerror}); "
                f"väntade {room} lediga MB i den mapp som TMPDIR anger, eller workers 1"
            ) from error
        before = values.ValueClass
        values.ValueClass = values.MultiProcessValue(lambda: counters.place)  # type: ignore[no-untyped-call]  # the library's
        os.environ[COUNTERS_FOLDER] = str(folder)
        try:
            yield counters
        finally:
            del os.environ[COUNTERS_FOLDER]
            values.ValueClass = before
