"""Processor time spent, which other work on a busy machine changes less than it changes clock time."""

import os
from collections.abc import Callable
from pathlib import Path

Spent = Callable[[], float | None]
"""Gives the seconds of processor time spent so far by what is measured; None where the system does not tell."""

# Where they stand after the name, which may hold anything: by the process itself, and by children that have ended.
_USED = slice(11, 15)


def processor_seconds(pid: int) -> float | None:
    """Give what a process and its children have spent, to a hundredth of a second; None where that is not told."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        told = [Path(f"/proc/{each}/stat").read_text(errors="replace") for each in (str(pid), *children)]
    except OSError:
        return None
    ticks = sum(int(part) for line in told for part in line.rpartition(")")[2].split()[_USED])
    return ticks / os.sysconf("SC_CLK_TCK")
