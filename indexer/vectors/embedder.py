"""What turns text into unit vectors, whichever model does it."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from indexer.index import Vectors


class Embedder(Protocol):
    """Turns text into unit vectors, shape (len(texts), dim), float32; text without a known token into zeros.

    Attributes:
        name: What a reader calls the model: its folder's or hub name.
        dim: Width of a vector.
        fingerprint: SHA-256 of what the vectors depend on; the manifest of an index records it.
        batch_size: How many texts it is best given at once; fewer are slower, and of more nothing is heard for long.
    """

    name: str
    dim: int
    fingerprint: str
    batch_size: int

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed what is searched, in the order given."""

    def embed_queries(self, texts: Sequence[str], words: Sequence[str] | None = None) -> Vectors:
        """Embed what is asked, in the order given.

        Args:
            words: The words of each text that carry its topic, for a model that knows only words; the texts when None.
        """


class EmbedderAround:
    """Base of what embeds passages in another way than the model that it goes by, which embeds queries itself."""

    def __init__(self, embedder: Embedder) -> None:
        self.name = embedder.name
        self.dim = embedder.dim
        self.fingerprint = embedder.fingerprint
        self.batch_size = embedder.batch_size
        self._embedder = embedder

    def embed_queries(self, texts: Sequence[str], words: Sequence[str] | None = None) -> Vectors:
        """Embed what is asked, as the model does."""
        return self._embedder.embed_queries(texts, words)


def fingerprint(folder: Path) -> str:
    """Give the SHA-256 over the names and contents of a model's files, the model card aside."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".md"):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def unit(vectors: Vectors) -> Vectors:
    """Scale each row to length 1, shape kept; a row of zeros stays, so that it is equally far from everything."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Vectors = (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32)
    return scaled
