"""What the tests of benchmarks ask: a place with little material, jobs in it, and nobody who is told."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from eval.benchmarks.child import Job, Task
from eval.benchmarks.place import Material, Place
from indexer.vectors.loading import DEFAULT_MODEL


def no_progress(step: str, done: int, total: int) -> None:
    return None


def make_place(folder: Path) -> Place:
    texts = [f"text om ämne {number}" for number in range(20)]
    place = Place(folder=folder, model=str(DEFAULT_MODEL))
    vectors = np.eye(20, 64, dtype=np.float32)
    place.write_material(Material(ids=[str(n) for n in range(20)], texts=texts, vectors=vectors))
    return place


def job(task: Task, system: str, folder: Path, queries: Sequence[str] = ("ämne 3", "text")) -> Job:
    return Job(task=task, system=system, folder=folder, model=str(DEFAULT_MODEL), queries=tuple(queries))
