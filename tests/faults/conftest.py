"""What the fault suite shares: a whole index of the made-up collection, copied for every fault, and a small disk."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from corpus.collection import read_collection
from indexer.build import build_index
from tests.conftest import DATA, WordEmbedder
from tests.faults.disk import Disk, mounted


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index folder that nothing has happened to; not to be changed."""
    collection = read_collection(DATA / "collection")
    return build_index(collection, WordEmbedder(), tmp_path_factory.mktemp("whole"), lambda *_: None)


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    """A copy of it, free to be damaged."""
    return shutil.copytree(whole, tmp_path / whole.name)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """A disk that is empty; a test is skipped where none may be mounted."""
    with ExitStack() as stack:
        try:
            made = stack.enter_context(mounted(tmp_path / "disk"))
        except OSError as error:
            pytest.skip(f"no file system may be mounted here ({error})")
        yield made
