"""The index of one size of the collection: built once where it is kept."""

import shutil
from pathlib import Path

import pytest

from corpus.collection import Collection, read_collection
from eval.benchmarks import building
from eval.benchmarks.building import build_scaled
from eval.benchmarks.place import Place
from indexer.folder.manifest import current_folder, read_manifest
from tests.conftest import DATA, WordEmbedder


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    return read_collection(Path(shutil.copytree(DATA / "collection", tmp_path / "collection")))


def test_a_kept_index_is_not_built_again_and_tells_what_it_took(
    collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "kept" / "2x"
    root.mkdir(parents=True)
    built = build_scaled(collection, 2, WordEmbedder(), root, lambda *_: None)
    assert read_manifest(current_folder(root)).documents == 2 * len(collection.contents)
    monkeypatch.setattr(building, "build_index", None)
    assert build_scaled(collection, 2, WordEmbedder(), root, lambda *_: None) == built


def test_a_kept_index_of_another_model_is_built_anew(collection: Collection, tmp_path: Path) -> None:
    root = tmp_path / "2x"
    build_scaled(collection, 2, WordEmbedder(), root, lambda *_: None)
    build_scaled(collection, 2, WordEmbedder("other"), root, lambda *_: None)
    assert read_manifest(current_folder(root)).model == "other"


def test_only_the_index_is_kept_of_a_measurement(tmp_path: Path) -> None:
    place = Place(folder=tmp_path / "measured", model="x")
    place.folder.mkdir()
    place.keep_index(tmp_path / "kept" / "2x")
    (place.index / "file").touch()
    place.peer("bm25s").mkdir()
    assert [path.name for path in (tmp_path / "kept").rglob("*")] == ["2x", "file"]
