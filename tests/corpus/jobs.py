"""What a child process is asked to do in tests: all that a file could do to the process that reads it."""

import os
import resource
import subprocess
import sys
from pathlib import Path

from corpus.errors import FormError, UnreadableDocumentError
from corpus.limits import Limits


def answer(path: Path, text: str, limits: Limits) -> str:
    return f"{path.name}: {text}"


def hang(path: Path, limits: Limits) -> str:
    (path.parent / "began").write_text(str(os.getpid()))
    while True:
        pass


def start_other_and_hang(path: Path, limits: Limits) -> str:
    other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    path.write_text(str(other.pid))
    while True:
        pass


def grow(path: Path, limits: Limits) -> str:
    return "a" * (2 * limits.max_memory_bytes)


def grow_and_blame_the_file(path: Path, limits: Limits) -> str:
    try:
        return grow(path, limits)
    except MemoryError as error:
        raise UnreadableDocumentError(path, "är skadad") from error


def tell(path: Path, size: int, limits: Limits) -> str:
    return "a" * size


def crash(path: Path, limits: Limits) -> str:
    os.abort()


def print_much(path: Path, limits: Limits) -> str:
    for _ in range(1000):
        print("x" * 1000)
        os.write(2, b"y" * 1000)
    return "ok"


def write_much(path: Path, size: int, limits: Limits) -> str:
    path.write_bytes(bytes(size))
    return "ok"


def misfit(path: Path, limits: Limits) -> str:
    raise FormError("r.txt: has no table; expected seven")


def damage(path: Path, limits: Limits) -> str:
    raise UnreadableDocumentError(path, "är skadad (å\nä); expected another")


def stumble(path: Path, limits: Limits) -> str:
    raise ValueError("oväntat\nfel")


def mistype(path: Path, limits: Limits) -> int:
    return "ett"  # type: ignore[return-value]  # what is tested


def identity(path: Path, limits: Limits) -> int:
    return os.getpid()


def bounds(path: Path, limits: Limits) -> list[int]:
    kinds = (resource.RLIMIT_DATA, resource.RLIMIT_FSIZE, resource.RLIMIT_CORE)
    return [resource.getrlimit(kind)[0] for kind in kinds]


def seconds_left(path: Path, limits: Limits) -> float:
    """Give the processor time that the child may take yet."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return resource.getrlimit(resource.RLIMIT_CPU)[0] - used.ru_utime - used.ru_stime
