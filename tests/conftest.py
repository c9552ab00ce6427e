"""Shared by all tests: an embedder that counts words, and a small made-up collection."""

import os
import shutil
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, settings

from corpus.collection import Collection, read_collection
from indexer.build import build_index
from indexer.index import Vectors

DATA = Path(__file__).parent / "data"
# No test asks the hub; the hub's client reads this once, when it is imported.
os.environ["HF_HUB_OFFLINE"] = "1"
# On a machine that is busy with other things no test is to fail for want of time.
os.environ |= {"INSATSKARTAN_SEARCH_SECONDS": "120", "INSATSKARTAN_ANSWER_SECONDS": "120"}
# Nor is an example that hypothesis tries, nor the drawing of it.
settings.register_profile("untimed", settings(deadline=None, suppress_health_check=[HealthCheck.too_slow]))
settings.load_profile("untimed")


class WordEmbedder:
    """Counts lower-case words into 64 buckets; texts that share words are near each other."""

    dim = 64
    batch_size = 3

    def __init__(self, name: str = "words") -> None:
        self.name = name
        self.fingerprint = f"{zlib.crc32(name.encode()):064x}"
        self.embedded: list[str] = []

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.embedded.extend(texts)
        vectors = np.zeros((len(texts), self.dim), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in text.lower().split():
                vectors[row, zlib.crc32(word.strip(".,?!").encode()) % self.dim] += 1
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: Vectors = (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32)
        return unit

    def embed_queries(self, texts: Sequence[str], words: Sequence[str] | None = None) -> Vectors:
        return self.embed_passages(texts)


@pytest.fixture
def embedder() -> WordEmbedder:
    return WordEmbedder()


@pytest.fixture
def collection_folder(tmp_path: Path) -> Path:
    """A folder with the made-up collection's catalogue and documents, free to be changed."""
    return Path(shutil.copytree(DATA / "collection", tmp_path / "collection"))


@pytest.fixture
def collection(collection_folder: Path) -> Collection:
    """The made-up collection, read."""
    return read_collection(collection_folder)


@pytest.fixture(scope="session")
def reports() -> Collection:
    """The project's own five reports, read."""
    return read_collection()


@pytest.fixture(scope="session")
def index_root(reports: Collection, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an index of the five reports in use."""
    from indexer.vectors.loading import load_embedder

    root = tmp_path_factory.mktemp("index")
    build_index(reports, load_embedder(), root, lambda *_: None)
    return root
