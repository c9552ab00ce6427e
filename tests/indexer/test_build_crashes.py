"""A build that is broken off at any step, or that does not hold what it should, leaves an index that serves."""

import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.collection import Collection
from indexer.errors import BrokenIndexError, IndexFolderError
from indexer.folder.cuts import CUTS_FOLDER
from indexer.folder.manifest import CURRENT, current_build, current_folder
from indexer.folder.store import IndexFolder
from indexer.words.word_index import WordIndexWriter
from tests.conftest import DATA, WordEmbedder
from tests.faults.building import begin_builds
from tests.indexer.building import build_into, change


class PowerCut(BaseException):
    """What no code catches."""


@pytest.mark.parametrize(
    ("module", "function"),
    [
        ("indexer.writing", "embed_inputs"),
        ("indexer.writing.WordIndexWriter", "finish"),
        ("indexer.writing.RecordsWriter", "add"),
        ("indexer.writing", "write_vectors"),
        ("indexer.build", "write_manifest"),
        ("indexer.build", "_verify"),
        ("indexer.build", "switch_in"),
        ("indexer.folder.switching", "_sync"),
        ("indexer.folder.switching", "_sync_folder"),
        ("pathlib.Path", "rename"),
        ("pathlib.Path", "symlink_to"),
        ("pathlib.Path", "replace"),
        ("shutil", "rmtree"),
        ("indexer.folder.kept", "replaced"),
    ],
)
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_crash_at_any_step_leaves_an_index_that_serves(
    collection_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, function: str, when: str
) -> None:
    root = tmp_path / "index"
    old = [build_into(root, change(collection_folder, "möten", f"möten {n}")).name for n in range(2)][-1]
    changed = change(collection_folder, "möten", "möten 2")
    with monkeypatch.context() as patched:
        patched.setattr(f"{module}.{function}", _crash(f"{module}.{function}", when))
        with pytest.raises(PowerCut):
            build_into(root, changed)
    assert IndexFolder.open(current_folder(root), WordEmbedder()).lexical("elnät", 1, None).rows.size == 1
    is_switched = current_build(root) != old
    assert is_switched == (function == "rmtree" or (when == "after" and function in ("replace", "switch_in")))
    build_into(root, changed)
    assert len([path for path in root.iterdir() if path.name not in (".lock", CUTS_FOLDER)]) == 3


def _crash(target: str, when: str) -> Callable[..., object]:
    import pkgutil

    original = pkgutil.resolve_name(target)

    def crash(*args: object, **kwargs: object) -> object:
        # What is kept of a document is replaced too, before any build is.
        if target == "pathlib.Path.replace" and Path(str(args[-1])).name != CURRENT:
            return original(*args, **kwargs)
        if when == "after":
            original(*args, **kwargs)
        raise PowerCut

    return crash


@pytest.mark.parametrize("delay", [0.0, 0.005, 0.01, 0.02, 0.03, 0.05, 0.08])
def test_an_indexer_killed_at_any_moment_leaves_an_index_that_serves(
    collection: Collection, tmp_path: Path, delay: float
) -> None:
    root = tmp_path / "index"
    build_into(root, collection)
    process = begin_builds(DATA / "collection", root)
    time.sleep(delay)
    process.kill()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    index = IndexFolder.open(current_folder(root), WordEmbedder())
    assert index.lexical("elnät", 1, None).rows.size == 1
    build_into(root, collection)


def test_a_vector_that_is_not_found_again_stops_a_build(
    collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = build_into(tmp_path, collection)
    monkeypatch.setattr(IndexFolder, "nearest", lambda index, _: index.dense("elnät", "elnät", 1, None))
    with pytest.raises(BrokenIndexError, match="does not find row 0 by its own vector"):
        build_into(tmp_path, collection)
    assert current_folder(tmp_path) == old


def test_what_cannot_be_opened_again_is_not_switched_in(
    collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = build_into(tmp_path, collection)
    monkeypatch.setattr(WordIndexWriter, "add", lambda *_: None)
    with pytest.raises(IndexFolderError, match="words: holds 0 rows, expected 7"):
        build_into(tmp_path, collection)
    assert current_folder(tmp_path) == old
