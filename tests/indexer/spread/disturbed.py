"""A run over many reports, killed in several ways and resumed: it ends with the index of one that nobody disturbed.

`python -m tests.indexer.spread.disturbed 1000` does so with so many reports on two workers, prints what became of it,
and exits with 1 where something was wrong. A second argument is the seed.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import numpy as np

from indexer.folder.manifest import current_folder
from indexer.folder.readings import READINGS_FOLDER
from indexer.folder.store import IndexFolder
from indexer.spread.run import DONE_FOLDER
from indexer.vectors.loading import load_embedder
from tests.indexer.spread.recombined import make_reports

TOP = Path(__file__).parents[3]
# Where reports are damaged, the index is built without them, and that is told.
STATUS_WITH_DAMAGED = 2
PATIENCE_SECONDS = 120.0
_WAIT_SECONDS = 0.02
_WORKER = b"ReadAndEmbed"
# Ray's own helpers, which do none of the work and take minutes to see that all else is gone.
_HELPER = b"Agent"


class Disturbance(StrEnum):
    """What happens to a run."""

    ALL_KILLED = "the run and all its processes are killed"
    RUN_KILLED = "the run alone is killed"
    STOPPED = "the run is told to stop"
    WORKER_KILLED = "a worker is killed in the middle of a document"


class Fault(Exception):
    """Something went otherwise than it should."""


class Run:
    """A run in a session of its own."""

    def __init__(self, folder: Path, root: Path) -> None:
        command = [sys.executable, "-m", "indexer", "spread", str(folder), "--index", str(root), "--workers", "2"]
        self._root = root
        self._process = subprocess.Popen(
            command, cwd=TOP, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )

    def disturb(self, disturbance: Disturbance, at: int) -> None:
        """Let it happen when so many documents are done; but for a worker's, nobody works on after it.

        Raises:
            Fault: The run was done before, or something of it goes on.
        """
        self._until(lambda: len(marks(self._root)) >= at)
        if disturbance is Disturbance.WORKER_KILLED:
            self._until(lambda: bool(self._workers()))
            os.kill(self._workers()[0], signal.SIGKILL)
            return
        if disturbance is Disturbance.ALL_KILLED:
            os.killpg(self._process.pid, signal.SIGKILL)
        else:
            is_killed = disturbance is Disturbance.RUN_KILLED
            self._process.send_signal(signal.SIGKILL if is_killed else signal.SIGINT)
        told = self._process.communicate(timeout=PATIENCE_SECONDS)[1].decode()
        if "Traceback" in told:
            raise Fault(f"{disturbance}: {told[-1000:]}")
        _wait(lambda: not self._working(), f"processes work on after {disturbance}")

    def end(self, expected: int) -> None:
        """Wait until it is done.

        Raises:
            Fault: It ends with another status.
        """
        _, told = self._process.communicate()
        if self._process.returncode != expected:
            raise Fault(f"ended with {self._process.returncode}; expected {expected}: {told.decode()[-1000:]}")

    def _until(self, is_so: Callable[[], bool]) -> None:
        while not is_so():
            if self._process.poll() is not None:
                raise Fault(f"ended with {self._process.returncode} before: {self._process.communicate()[1].decode()}")
            time.sleep(_WAIT_SECONDS)

    def _workers(self) -> list[int]:
        return [pid for pid in self._working() if _WORKER in _told(pid, "cmdline")]

    def _working(self) -> list[int]:
        return [pid for pid in self._processes() if _HELPER not in _told(pid, "cmdline")]

    def _processes(self) -> list[int]:
        """Give the processes of its session, but those that only wait to be buried."""
        pids = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]
        # After the name, which may hold anything: state, parent, group, session.
        told = {pid: _told(pid, "stat").rpartition(b")")[2].split() for pid in pids}
        return [pid for pid, parts in told.items() if parts and parts[0] != b"Z" and int(parts[3]) == self._process.pid]


def _told(pid: int, file: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/{file}").read_bytes()
    except OSError:
        return b""


def _wait(is_so: Callable[[], bool], fault: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        if time.monotonic() > deadline:
            raise Fault(fault)
        time.sleep(_WAIT_SECONDS)


def marks(root: Path) -> dict[str, int]:
    """Give the documents that are done, and when what was read in them was written."""
    folder = root / DONE_FOLDER
    done = [path.name for path in folder.iterdir() if path.suffix != ".partial"] if folder.is_dir() else []
    return {name: (root / READINGS_FOLDER / f"{name}.jsonl").stat().st_mtime_ns for name in done}


def run_disturbed(folder: Path, root: Path, whole: Sequence[str], plan: Sequence[tuple[Disturbance, int]]) -> None:
    """Run with one disturbance after the other, each when so many documents are done, to the end.

    Raises:
        Fault: What was done is done again or forgotten, an index is used too early, or the run does not go on.
    """
    run, kept = Run(folder, root), dict[str, int]()
    for disturbance, at in plan:
        run.disturb(disturbance, at)
        done = marks(root)
        if not kept.items() <= done.items() or (root / "current").exists():
            raise Fault(f"after {disturbance}: {len(kept.items() - done.items())} done again, or built too early")
        print(f"{len(done)} of {len(whole)} reports done when {disturbance}", flush=True)
        kept = done
        if disturbance is not Disturbance.WORKER_KILLED:
            run = Run(folder, root)
    run.end(STATUS_WITH_DAMAGED)
    done = marks(root)
    if not kept.items() <= done.items() or sorted(done) != sorted(whole):
        raise Fault(f"{len(done)} done, {len(kept.items() - done.items())} of them again; expected {len(whole)}")


def differences(one: Path, other: Path) -> list[str]:
    """Say in what the indexes in use under two roots differ, and what stands in the first twice."""
    embedder = load_embedder()
    first, second = (IndexFolder.open(current_folder(root), embedder) for root in (one, other))
    if first.version != second.version or first.manifest.passages != second.manifest.passages:
        return [f"{first.version}, {first.manifest.passages}: {second.version}, {second.manifest.passages}"]
    rows = np.arange(first.manifest.passages)
    places = np.arange(first.manifest.initiatives)
    passages = first.passages(rows.tolist())
    told = {
        "passages": passages == second.passages(rows.tolist()),
        "initiatives": first.initiatives() == second.initiatives(),
        "vectors": np.array_equal(first.vectors(rows), second.vectors(rows)),
        "vectors of initiatives": np.array_equal(first.initiative_vectors(places), second.initiative_vectors(places)),
        "ids of passages, each once": len({passage.id for passage in passages}) == len(rows) > 0,
    }
    return [what for what, is_right in told.items() if not is_right]


def main(n_reports: int, seed: int) -> bool:
    """Run with and without disturbances; tell whether all was right."""
    # A shell has what it starts in the background pass over this signal, and whatever that starts.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    rng = Random(seed)
    with TemporaryDirectory() as made:
        folder, root, calm = (Path(made) / name for name in ("reports", "disturbed", "calm"))
        whole = make_reports(folder, n_reports, seed)
        moments = sorted(rng.sample(range(1, max(len(whole) * 4 // 5, len(Disturbance) + 1)), len(Disturbance)))
        plan = list(zip(rng.sample(list(Disturbance), len(Disturbance)), moments, strict=True))
        try:
            run_disturbed(folder, root, whole, plan)
            Run(folder, calm).end(STATUS_WITH_DAMAGED)
        except Fault as fault:
            print(fault)
            return False
        found = differences(root, calm)
        print(f"{n_reports} reports, {n_reports - len(whole)} of them damaged: indexes differ in {found or 'nothing'}")
    return not found


if __name__ == "__main__":
    sys.exit(not main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0))
