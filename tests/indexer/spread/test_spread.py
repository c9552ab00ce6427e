"""Reading and embedding spread with Ray: killed and resumed, it ends with the index of an uninterrupted build."""

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from corpus.collection import read_collection
from indexer.build import build_index
from indexer.folder.manifest import current_folder, read_manifest
from indexer.folder.readings import READINGS_FOLDER
from indexer.folder.store import IndexFolder
from indexer.spread.run import DONE_FOLDER
from indexer.vectors.loading import load_embedder
from tests.conftest import DATA

ROOT = Path(__file__).parents[3]
COMMAND = [sys.executable, "-m", "indexer", "spread"]
WAIT_SECONDS = 0.05


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A folder of a dozen reports: sentences of the made-up one, each time in another order."""
    folder = Path(shutil.copytree(DATA / "collection", tmp_path / "many"))
    catalogue = (folder / "catalogue.toml").read_text(encoding="utf-8")
    first = catalogue[catalogue.index("[[document]]") : catalogue.rindex("[[document]]")]
    text = (folder / "documents" / "blekinge.txt").read_text(encoding="utf-8")
    for number in range(10):
        sentences = text.split(". ")
        random.Random(number).shuffle(sentences)
        file = folder / "documents" / f"copy-{number}.txt"
        file.write_text(". ".join(sentences), encoding="utf-8")
        entry = first.replace("blekinge-2023", f"copy-{number}").replace("blekinge.txt", file.name)
        old = first[first.index('sha256 = "') + 10 :].partition('"')[0]
        catalogue += "\n" + entry.replace(old, hashlib.sha256(file.read_bytes()).hexdigest())
    (folder / "catalogue.toml").write_text(catalogue, encoding="utf-8")
    return folder


def begin(folder: Path, root: Path) -> "subprocess.Popen[bytes]":
    command = [*COMMAND, str(folder), "--index", str(root), "--workers", "2"]
    return subprocess.Popen(
        command, cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )


def marks(root: Path) -> set[str]:
    folder = root / DONE_FOLDER
    return {path.name for path in folder.iterdir() if path.suffix != ".partial"} if folder.is_dir() else set()


def test_a_run_that_is_killed_and_resumed_ends_with_the_index_of_a_build(many: Path, tmp_path: Path) -> None:
    root, n_documents = tmp_path / "spread", 12
    killed = begin(many, root)
    while not marks(root) and killed.poll() is None:
        time.sleep(WAIT_SECONDS)
    assert killed.poll() is None, killed.communicate()[1].decode()
    os.killpg(killed.pid, signal.SIGKILL)
    killed.communicate()
    kept = {name: (root / READINGS_FOLDER / f"{name}.json").stat().st_mtime_ns for name in marks(root)}
    assert 0 < len(kept) < n_documents
    assert not (root / "current").exists()

    resumed = begin(many, root)
    _, told = resumed.communicate()
    assert resumed.returncode == 0, told.decode()
    assert len(marks(root)) == n_documents
    # What was done before the kill was not done again.
    assert {name: (root / READINGS_FOLDER / f"{name}.json").stat().st_mtime_ns for name in kept} == kept

    embedder = load_embedder()
    whole = IndexFolder.open(
        build_index(read_collection(many), embedder, tmp_path / "whole", lambda *_: None), embedder
    )
    spread = IndexFolder.open(current_folder(root), embedder)
    assert spread.version == whole.version
    total = read_manifest(current_folder(root)).passages
    rows = np.arange(total)
    assert total == whole.manifest.passages > 2 * n_documents
    assert spread.passages(rows.tolist()) == whole.passages(rows.tolist())
    np.testing.assert_array_equal(spread.vectors(rows), whole.vectors(rows))
    np.testing.assert_array_equal(spread.initiative_vectors(), whole.initiative_vectors())
    assert spread.initiatives() == whole.initiatives()
