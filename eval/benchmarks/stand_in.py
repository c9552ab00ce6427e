"""A stand-in embedder for enlarged collections, where the model would take days: vectors composed of known ones."""

import zlib
from collections.abc import Sequence

import numpy as np

from corpus.collection import Collection
from indexer.chunking import chunk, sentences
from indexer.index import Vectors
from indexer.vectors.embedder import Embedder, EmbedderAround, unit
from indexer.vectors.embedding import embed_texts
from indexer.vectors.fused import FusedEmbedder

# How far a made-up text's vector is moved away from the mean of what its sentences stood in, as a share of its length.
NOISE = 0.3


class RecombinedEmbedder(EmbedderAround):
    """Stands in for an embedder: a text of known sentences gets the mean of the passages that they stood in, moved.

    The real collection's passages keep their vectors, and queries are embedded by the model itself. It goes by the
    model's fingerprint, so that what it has embedded is opened and searched with the model.
    """

    def __init__(self, embedder: Embedder, collection: Collection) -> None:
        """Args: collection: The real one, of whose sentences the made-up texts are put together."""
        super().__init__(embedder)
        self.batch_size = 1024
        texts = [passage.text for content in collection.contents for passage in chunk(content, lambda _: None)]
        self._vectors = embed_texts(embedder, texts, lambda *_: None)
        self._texts = {text: place for place, text in enumerate(texts)}
        self._sentences = {sentence: place for place, text in enumerate(texts) for sentence in sentences(text)}

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return unit(np.array([self._vector(text) for text in texts], dtype=np.float32).reshape(len(texts), self.dim))

    def _vector(self, text: str) -> Vectors:
        if text in self._texts:
            own: Vectors = self._vectors[self._texts[text]]
            return own
        places = [self._sentences[sentence] for sentence in sentences(text) if sentence in self._sentences]
        drawn = np.random.default_rng(zlib.crc32(text.encode())).standard_normal(self.dim).astype(np.float32)
        noise: Vectors = drawn / np.linalg.norm(drawn)
        if not places:
            return noise
        mean = self._vectors[places].mean(axis=0)
        moved: Vectors = mean / np.linalg.norm(mean) + NOISE * noise
        return moved


def stand_in(embedder: Embedder, collection: Collection) -> Embedder:
    """Give an embedder that embeds copies of a collection's documents fast; a model of words alone is fast itself."""
    if isinstance(embedder, FusedEmbedder):
        return embedder.with_reads(RecombinedEmbedder(embedder.reads, collection))
    return embedder
