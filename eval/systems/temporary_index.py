"""An index of the collection built for one measurement and removed after it."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.collection import read_collection
from eval.errors import EvalError
from indexer.build import build_index
from indexer.folder.store import IndexFolder
from indexer.index import Index
from indexer.vectors.embedder import Embedder
from service.settings import read_settings


@contextmanager
def temporary_index(embedder: Embedder, like: Index) -> Iterator[IndexFolder]:
    """Read the documents again, build their index with this model, and remove it when the context ends.

    Args:
        like: The index that it is measured beside.

    Raises:
        EvalError: That one holds other documents than INSATSKARTAN_DOCUMENTS: a question is not judged in both.
    """
    folder = read_settings().documents
    collection = read_collection(folder)
    here = {content.document.id: content.document.sha256 for content in collection.contents}
    there = {document.id: document.sha256 for document in like.documents()}
    if here != there:
        told = f"{folder} holds {', '.join(here) or 'no documents'}, the index {', '.join(there)}"
        raise EvalError(f"{told}; expected the same files: INSATSKARTAN_DOCUMENTS names those that it was built from")
    with tempfile.TemporaryDirectory() as root:
        index = IndexFolder.open(build_index(collection, embedder, Path(root), lambda *_: None), embedder)
        try:
            yield index
        finally:
            index.close()
