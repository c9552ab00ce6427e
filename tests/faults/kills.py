"""Builds and services killed at moments drawn by chance, while clients ask: nothing is lost and nothing wrong told.

`python -m tests.faults.kills 200` kills so often, prints what became of it, and exits with 1 where something was wrong.
A second argument is the seed.
"""

import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

from indexer.errors import IndexFolderError
from indexer.folder.manifest import current_folder, read_manifest
from indexer.folder.seal import check_files
from indexer.folder.store import IndexFolder
from indexer.temporary import PREFIX
from tests.conftest import WordEmbedder
from tests.faults.asked import replies, service_replies
from tests.faults.building import begin_build, build, id_of, make_collections
from tests.faults.clients import Clients
from tests.service.processes import Service, is_running, start, wait_until

BUILD, WORKER, SERVICE, STOP = "build", "one process of the service", "service", "service told to stop"
# How often each is killed; the service takes long to start.
_SHARES = {BUILD: 6, WORKER: 2, SERVICE: 1, STOP: 1}
# What lies under an index root beside the builds.
_BESIDE = {"current", ".lock", "cut", "embedded", "readings"}
# A folder half written, and a link not yet in place.
_MOST_HALF_DONE = 2
# Longer than a life that counts as short, after which a new process is waited with.
_LIFE_SECONDS = 1.2


@dataclass(slots=True)
class Outcome:
    """What became of the kills.

    Attributes:
        killed: How often what was killed.
        finished: Builds that were done before they could be killed.
        switched: Builds that were killed after they had been switched in.
        right: Replies that were right; `refused`, those that were 503 or did not come.
        faults: What was wrong, a line each.
    """

    killed: Counter[str] = field(default_factory=Counter)
    finished: int = 0
    switched: int = 0
    right: int = 0
    refused: int = 0
    faults: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """Give it as lines to print."""
        kills = ", ".join(f"{number} {what}" for what, number in sorted(self.killed.items()))
        return [
            *self.faults,
            f"killed: {kills}; {self.switched} builds after they were switched in, {self.finished} were done before",
            f"replies: {self.right} right, {self.refused} refused or cut off; faults: {len(self.faults)}",
        ]


class Kills:
    """A service over an index that is built anew all the time; left, it is told to stop."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.outcome = Outcome()
        self._random = Random(seed)
        self._root, self._temporary = folder / "index", folder / "temporary"
        self._temporary.mkdir()
        self._collections = {id_of(documents): documents for documents in make_collections(folder)}
        self._right: dict[str, list[object]] = {}
        self._seconds = 0.0
        told: list[Mapping[str, str]] = []
        for name, documents in self._collections.items():
            built = build(documents, self._root)
            self._right[name] = replies(IndexFolder.open(built, WordEmbedder()))
            told.append(service_replies(built))
        self._service = self._start()
        self._clients = Clients(self._service.address, told, self._random)

    def __enter__(self) -> Self:
        self._clients.__enter__()
        self._build_until(None)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._clients.__exit__(kind, error, at)
        self._service.parent.terminate()
        self._service.parent.communicate()
        clients, outcome = self._clients, self.outcome
        outcome.right, outcome.refused = clients.right, clients.busy + clients.lost
        outcome.faults += clients.wrong
        if kind is None:
            self._whole_build()
            self._check_temporary(0)

    def kill(self) -> None:
        """Kill something at some moment, see that it goes on, and judge what is left."""
        what = self._random.choices(list(_SHARES), list(_SHARES.values()))[0]
        if what == BUILD:
            self._kill_build()
        elif what == WORKER:
            self._kill_worker()
        else:
            self._kill_service(what)
        self.outcome.killed[what] += 1

    def _kill_build(self) -> None:
        self._build_until(self._random.uniform(0, 1.2 * self._seconds))

    def _build_until(self, seconds: float | None) -> None:
        """Build for so long, or to the end, and judge what is left."""
        before, lost = current_folder(self._root), self._clients.lost
        old = read_manifest(before).build
        [new] = self._collections.keys() - {old}
        process = begin_build(self._collections[new], self._root)
        begun = time.monotonic()
        process.join(seconds)
        took = time.monotonic() - begun
        process.kill()
        process.join()
        is_whole = process.exitcode == 0
        # How long a build takes changes with what else the machine does; one that was killed might have taken longer.
        self._seconds = took if is_whole else 1.05 * self._seconds
        self.outcome.finished += is_whole
        if is_whole or process.exitcode == -signal.SIGKILL:
            self._check_index(before, [new] if is_whole else [old, new])
        else:
            self._fault(f"a build ended with {process.exitcode}")
        self.outcome.switched += not is_whole and current_folder(self._root) != before
        self._clients.go_round()
        if self._clients.lost != lost:
            self._fault("a question was lost while only a build was killed")

    def _kill_worker(self) -> None:
        time.sleep(self._random.uniform(0, _LIFE_SECONDS))
        killed = self._random.choice(sorted(self._service.workers()))
        os.kill(killed, signal.SIGKILL)
        wait_until(lambda: killed not in self._service.workers() and self._service.is_ready())
        self._clients.go_round()

    def _kill_service(self, what: str) -> None:
        killed, workers = self._service.parent, self._service.workers()
        number = signal.SIGTERM if what == STOP else signal.SIGKILL
        time.sleep(self._random.uniform(0, _LIFE_SECONDS))
        killed.send_signal(number)
        said, _ = killed.communicate()
        expected = 0 if what == STOP else -number
        if killed.returncode != expected or "Traceback" in said:
            self._fault(f"{what}: ended with {killed.returncode}, expected {expected}: {said[-500:]}")
        wait_until(lambda: not any(map(is_running, workers)))
        self._service = self._start()
        self._clients.address = self._service.address
        self._clients.go_round()

    def _start(self) -> Service:
        service = start("tests.faults.served", self._root, environment={"TMPDIR": str(self._temporary)})
        self._check_temporary(1)
        return service

    def _check_temporary(self, expected: int) -> None:
        """Count the service's temporary folders; a library may have files of its own there."""
        left = [path.name for path in self._temporary.glob(f"*{PREFIX}*")]
        if len(left) != expected:
            self._fault(f"temporary folders {left}; expected {expected}")

    def _check_index(self, before: Path, expected: Sequence[str]) -> None:
        """See that the index in use is one of those expected and right, and that the one before is there and whole."""
        try:
            index = IndexFolder.open(current_folder(self._root), WordEmbedder())
            if index.manifest.build not in expected or replies(index) != self._right[index.manifest.build]:
                self._fault(f"{index.manifest.build} is in use, or says what is wrong; expected one of {expected}")
            index.close()
            check_files(before, read_manifest(before).files)
        except IndexFolderError as error:
            self._fault(str(error))
        half_done = [path.name for path in self._root.glob("*.partial")]
        if len(half_done) > _MOST_HALF_DONE:
            self._fault(f"half-done builds pile up: {half_done}")

    def _whole_build(self) -> None:
        """Build to the end, and see that nothing else is left of all the builds."""
        before = current_folder(self._root)
        [new] = self._collections.keys() - {read_manifest(before).build}
        built = build(self._collections[new], self._root)
        self._check_index(before, [new])
        self._none_left(self._root, {*_BESIDE, built.name, before.name})
        for folder in ("readings", "cut"):
            self._none_left(self._root / folder, {"blekinge-2023.jsonl", "norra-2028.jsonl"})
        self._none_left(self._root / "embedded", {f"{WordEmbedder().fingerprint}.sqlite"})

    def _none_left(self, folder: Path, expected: set[str]) -> None:
        found = {path.name for path in folder.iterdir()}
        if found != expected:
            self._fault(f"{folder.name} holds {sorted(found)}; expected {sorted(expected)}")

    def _fault(self, told: str) -> None:
        self.outcome.faults.append(told)


def kill_often(folder: Path, wanted: int, seed: int) -> Outcome:
    """Kill so many times, in a folder that is empty."""
    kills = Kills(folder, seed)
    with kills:
        for done in range(1, wanted + 1):
            kills.kill()
            if done % 25 == 0:
                print(f"{done} kills, {len(kills.outcome.faults)} faults", flush=True)
    return kills.outcome


def main(wanted: int, seed: int) -> bool:
    """Kill so many times; tell whether all was right."""
    with TemporaryDirectory() as folder:
        outcome = kill_often(Path(folder), wanted, seed)
    print(*outcome.lines(), sep="\n")
    return not outcome.faults


if __name__ == "__main__":
    sys.exit(not main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0))
