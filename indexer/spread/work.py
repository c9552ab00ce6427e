"""The work on one document, wherever Ray runs it; knows nothing of Ray."""

from pathlib import Path
from typing import Any

import numpy as np

from corpus.catalogue import load_catalogue
from corpus.collection import begin_document
from corpus.document import Content
from corpus.errors import CorpusError
from corpus.reading import named
from indexer.build import embedded_texts
from indexer.folder.readings import CONTENT
from indexer.vectors.embedder import Embedder
from indexer.vectors.fused import read_embedder
from indexer.vectors.loading import load_embedder
from indexer.vectors.shipped import text_key
from indexer.vectors.static import StaticEmbedder

Columns = dict[str, Any]


class ReadAndEmbed:
    """Reads documents and embeds their texts; the model and the catalogue are loaded once."""

    def __init__(self, folder: str, model: str, batch_size: int) -> None:
        """Args: folder: Holds the catalogue, the same wherever this runs."""
        self._catalogue = load_catalogue(Path(folder))
        self._documents = {document.id: document for document in self._catalogue.documents}
        self._reads = read_embedder(load_embedder(model, batch_size))

    def __call__(self, batch: Columns) -> Columns:
        """Give, for each document's id, what was read as JSON and its texts' keys and vectors; or why it was not."""
        done = [self._one(str(document)) for document in batch["document"]]
        return {name: [row[name] for row in done] for name in done[0]}

    def _one(self, document: str) -> Columns:
        told = self._documents[document]
        try:
            with named(self._catalogue.path(told)):
                content = begin_document(self._catalogue, told)()
        except CorpusError as error:
            return {"document": document, "failure": str(error), "content": b"", "keys": b"", "vectors": b""}
        keys, vectors = embed_document(self._reads, content)
        read = CONTENT.dump_json(content)
        return {"document": document, "failure": "", "content": read, "keys": keys, "vectors": vectors}


def embed_document(reads: Embedder, content: Content) -> tuple[bytes, bytes]:
    """Give the keys of a document's texts, one after the other, and their vectors as float32."""
    # Words are looked up, which is quicker than keeping what comes of it.
    if isinstance(reads, StaticEmbedder):
        return b"", b""
    texts = sorted(set(embedded_texts([content])))
    batches = [texts[start : start + reads.batch_size] for start in range(0, len(texts), reads.batch_size)]
    vectors = [reads.embed_passages(batch).astype(np.float32).tobytes() for batch in batches]
    return b"".join(map(text_key, texts)), b"".join(vectors)
