"""How much memory a process holds, and how fast the machine's memory can be read."""

import time
from pathlib import Path

import numpy as np
from pydantic.dataclasses import dataclass


def resident_megabytes(pid: int) -> float | None:
    """Give a process's resident memory in MB (10^6 bytes); None where the system does not tell."""
    return _status(str(pid), "VmRSS")


def peak_megabytes() -> float | None:
    """Give the most that this process has held so far, in MB; None where the system does not tell."""
    return _status("self", "VmHWM")


def together_megabytes(pid: int) -> float | None:
    """Give what a process and its children hold in MB, pages they share counted once; None where that is not told."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return None
    shares = [_share(each) for each in (str(pid), *children)]
    return None if shares[0] is None else sum(share or 0.0 for share in shares)


def _share(pid: str) -> float | None:
    """Give a process's proportional share of the pages it holds, in MB."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    found = next((line.split()[1] for line in lines if line.startswith("Pss:")), None)
    return None if found is None else int(found) * 1024 / 1e6


def _status(pid: str, name: str) -> float | None:
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    found = next((line.split()[1] for line in lines if line.startswith(f"{name}:")), None)
    return None if found is None else int(found) * 1024 / 1e6


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """What comparing one query with every vector must take at least: their bytes over how fast memory is read.

    Vectors that fit into the processor's caches can be read faster than that.

    Attributes:
        bandwidth: Bytes a second that one thread reads here.
        milliseconds: The bound.
    """

    n_bytes: int
    bandwidth: float
    milliseconds: float


def vector_bound(n_passages: int, dim: int) -> Bound:
    """Give the bound for float32 vectors of shape (n_passages, dim), with the bandwidth measured now."""
    n_bytes = n_passages * dim * np.dtype(np.float32).itemsize
    bandwidth = _bandwidth()
    return Bound(n_bytes=n_bytes, bandwidth=bandwidth, milliseconds=n_bytes / bandwidth * 1000)


def _bandwidth() -> float:
    """Give bytes read in a second by one thread that looks at numbers too many for any cache; the best of five."""
    numbers = np.ones(64_000_000, dtype=np.float32)
    seconds = []
    for _ in range(5):
        started = time.perf_counter()
        numbers.max()
        seconds.append(time.perf_counter() - started)
    return float(numbers.nbytes / min(seconds))
