"""A disk that is full while an index is built: one line that says so."""

import resource
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
import pytest

from corpus.collection import Collection
from indexer.errors import BuildError
from indexer.folder.records_writer import RecordsWriter
from indexer.vectors.nearest import write_vectors
from tests.indexer.building import build_into, write_words
from tests.indexer.samples import passage
from tests.refusals import refused


@contextmanager
def full_disk(n_bytes: int) -> Iterator[None]:
    """Let no file grow beyond so many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (n_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def refusal(n_bytes: int, write: object) -> str:
    assert callable(write)
    with full_disk(n_bytes):
        return refused(BuildError, write)


def write_no_records(path: Path) -> None:
    with closing(RecordsWriter(path)) as writer:
        writer.finish([])


def test_vectors_words_and_records_that_find_no_room_are_refused(tmp_path: Path) -> None:
    vectors = np.eye(64, dtype=np.float32)
    assert str(tmp_path / "v.faiss") in refusal(100, lambda: write_vectors(tmp_path / "v.faiss", vectors))
    assert str(tmp_path / "words") in refusal(10, lambda: write_words(tmp_path / "words", [passage("Ord på ön.")]))
    assert str(tmp_path / "r.sqlite") in refusal(100, lambda: write_no_records(tmp_path / "r.sqlite"))


@pytest.mark.parametrize("n_bytes", [10, 5_000, 50_000])
def test_a_build_that_finds_no_room_ends_in_one_line(collection: Collection, tmp_path: Path, n_bytes: int) -> None:
    assert str(tmp_path) in refusal(n_bytes, lambda: build_into(tmp_path / "index", collection))
