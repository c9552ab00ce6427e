"""What the fault suite shares: a whole index of the made-up collection, copied for every fault."""

import shutil
from pathlib import Path

import pytest

from corpus.collection import read_collection
from indexer.build import build_index
from tests.conftest import DATA, WordEmbedder


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index folder that nothing has happened to; not to be changed."""
    collection = read_collection(DATA / "collection")
    return build_index(collection, WordEmbedder(), tmp_path_factory.mktemp("whole"), lambda *_: None)


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    """A copy of it, free to be damaged."""
    return shutil.copytree(whole, tmp_path / whole.name)
