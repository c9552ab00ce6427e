"""An index of the collection built for one measurement and removed after it."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.collection import read_collection
from indexer.build import build_index
from indexer.folder.store import IndexFolder
from indexer.vectors.embedder import Embedder


@contextmanager
def temporary_index(embedder: Embedder) -> Iterator[IndexFolder]:
    """Read the project's documents, build their index with this model, and remove it when the context ends."""
    with tempfile.TemporaryDirectory() as root:
        index = IndexFolder.open(build_index(read_collection(), embedder, Path(root), lambda *_: None), embedder)
        try:
            yield index
        finally:
            index.close()
