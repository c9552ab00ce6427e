"""One benchmark run: each scale, our own systems, the service and the peers, one after the other."""

import os
import platform
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from corpus.collection import Collection, read_collection
from eval.benchmarks.building import Built, build_scaled
from eval.benchmarks.child import Job, Task
from eval.benchmarks.memory import Bound, vector_bound
from eval.benchmarks.own_searches import OURS, SEARCHES
from eval.benchmarks.peers import PEERS
from eval.benchmarks.place import Material, Place
from eval.benchmarks.processes import FailedJobError, SystemResult, ask_in_process, index_in_process
from eval.benchmarks.scaling import SEED
from eval.benchmarks.server import WORKERS, measure_service, service_name
from eval.benchmarks.system import Peer
from eval.reports.commit import git_commit
from eval.truth.judged import Question
from indexer.folder.manifest import current_folder, read_manifest
from indexer.folder.store import IndexFolder
from indexer.progress import Progress
from indexer.vectors.embedder import Embedder
from indexer.vectors.loading import load_embedder

N_QUERIES = 200
RESULT_FILE = Path(__file__).parent.parent / "report" / "bench.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A peer that was not measured, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleResult:
    """What was measured at one size of the collection.

    Attributes:
        times: How many times the real collection; beyond 1 the rest is made up (see `scaling.scaled`).
        recall: Share of the 200 nearest passages that our search by vectors finds; 1 where all are compared.
        systems: Our own first, then the service over HTTP, then peers.
    """

    times: int
    passages: int
    built: Built
    recall: float
    systems: tuple[SystemResult, ...]
    skipped: tuple[Skipped, ...]
    bound: Bound


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """One run.

    Attributes:
        read_seconds: Reading the real documents.
        n_judged: How many of the queries are judged questions; the others are names of initiatives.
    """

    date: str
    commit: str
    machine: str
    model: str
    read_seconds: float
    n_queries: int
    n_judged: int
    scales: tuple[ScaleResult, ...]


_ADAPTER = TypeAdapter(Benchmark)


def measure(
    times: Sequence[int],
    model: str,
    questions: Sequence[Question],
    progress: Progress,
    skip: Callable[[str], None],
    *,
    alone: bool = False,
    keep: Path | None = None,
) -> Benchmark:
    """Measure at each size of the collection; `skip` is told which peer is left out and why.

    Args:
        alone: Measure our own searches in process only.
        keep: Folder to keep our indexes in; those that lie there already are asked, and not built again.

    Raises:
        EvalError: A system of our own or the service cannot be asked.
    """
    started = time.perf_counter()
    collection = read_collection()
    read_seconds = time.perf_counter() - started
    judged = list(dict.fromkeys(text for question in questions for text in question.topics.values()))[:N_QUERIES]
    queries = pick_queries(judged, collection)
    return Benchmark(
        date=datetime.now(UTC).date().isoformat(),
        commit=git_commit(),
        machine=machine(),
        model=model,
        read_seconds=read_seconds,
        n_queries=len(queries),
        n_judged=len(judged),
        scales=tuple(
            _measure_scale(n, collection, model, queries, progress, skip, alone=alone, keep=keep) for n in times
        ),
    )


def pick_queries(judged: Sequence[str], collection: Collection) -> tuple[str, ...]:
    """Give N_QUERIES different queries: judged questions, filled up with names of initiatives drawn with a seed."""
    names = {i.name for content in collection.contents for i in content.initiatives if i.name and len(i.name) <= 100}
    drawn = sorted(names - set(judged))
    random.Random(SEED).shuffle(drawn)
    return tuple([*judged, *drawn][:N_QUERIES])


def write_benchmark(benchmark: Benchmark, path: Path = RESULT_FILE) -> Path:
    """Write all figures as JSON, and give where."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_ADAPTER.dump_json(benchmark, indent=2) + b"\n")
    return path


def machine() -> str:
    """Say what the figures were measured on."""
    return f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def _measure_scale(
    times: int,
    collection: Collection,
    model: str,
    queries: tuple[str, ...],
    progress: Progress,
    skip: Callable[[str], None],
    *,
    alone: bool,
    keep: Path | None,
) -> ScaleResult:
    with tempfile.TemporaryDirectory() as folder:
        place, embedder = Place(folder=Path(folder), model=model), load_embedder(model)
        label = f"{times}x"
        if keep is not None:
            place.keep_index(keep / label)
        built = build_scaled(collection, times, embedder, place.index.resolve(), _named(progress, label))
        index = current_folder(place.index)
        manifest = read_manifest(index)
        measured: list[SystemResult] = []
        skipped: list[Skipped] = []
        for system in SEARCHES if alone else OURS:
            job = Job(task=Task.ASK, system=system.name, folder=place.folder, model=model, queries=queries)
            measured.append(ask_in_process(job, built.seconds, _named(progress, f"{label} {system.name}")))
        if not alone:
            measured += _measure_services(place, queries, label, progress)
            _write_material(place, index, embedder)
            theirs, skipped = measure_peers(place, queries, label, progress, skip)
            measured += theirs
        return ScaleResult(
            times=times,
            passages=manifest.passages,
            built=built,
            recall=manifest.recall,
            systems=tuple(measured),
            skipped=tuple(skipped),
            bound=vector_bound(manifest.passages, manifest.dim),
        )


def _measure_services(place: Place, queries: tuple[str, ...], label: str, progress: Progress) -> list[SystemResult]:
    """Measure the service over HTTP, with each number of processes."""
    return [
        measure_service(
            place.index, place.model, queries, _named(progress, f"{label} {service_name(workers)}"), workers
        )
        for workers in WORKERS
    ]


def measure_peers(
    place: Place, queries: tuple[str, ...], label: str, progress: Progress, skip: Callable[[str], None]
) -> tuple[list[SystemResult], list[Skipped]]:
    """Measure each peer on the same material; one that cannot be measured is told of and left out."""
    measured, skipped = [], []
    for peer in PEERS:
        try:
            measured.append(measure_peer(peer, place, queries, _named(progress, f"{label} {peer.name}")))
        except FailedJobError as error:
            skip(f"{label} {peer.name} ({peer.package}): skipped, {error}")
            skipped.append(Skipped(name=peer.name, reason=str(error)))
    return measured, skipped


def measure_peer(peer: Peer, place: Place, queries: tuple[str, ...], progress: Progress) -> SystemResult:
    """Have a peer index in one process and be asked in another.

    Raises:
        FailedJobError: It cannot.
    """

    def job(task: Task) -> Job:
        return Job(task=task, system=peer.name, folder=place.folder, model=place.model, queries=queries)

    return ask_in_process(job(Task.ASK), index_in_process(job(Task.INDEX), progress), progress)


def _write_material(place: Place, built: Path, embedder: Embedder) -> None:
    """Write passages and vectors of an index for the peers."""
    index = IndexFolder.open(built, embedder)
    rows = np.arange(index.manifest.passages)
    passages = index.passages(rows.tolist())
    material = Material(ids=[p.id for p in passages], texts=[p.text for p in passages], vectors=index.vectors(rows))
    index.close()
    place.write_material(material)


def _named(progress: Progress, name: str) -> Progress:
    def named(step: str, done: int, total: int) -> None:
        progress(f"{name}: {step}", done, total)

    return named
