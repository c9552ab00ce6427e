"""Two models as one: the retriever, which reads sentences, and the static model, which knows words."""

import hashlib
import tomllib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from indexer.errors import UnusableModelError
from indexer.index import Vectors
from indexer.vectors.embedder import Embedder, fingerprint
from indexer.vectors.shipped import SHIPPED_FILE, ShippedEmbedder
from indexer.vectors.static import StaticEmbedder
from indexer.vectors.transformer import TransformerEmbedder

FUSION_FILE = "fusion.toml"


class FusedEmbedder:
    """Vectors of both models side by side, so that their product is the weighted mean of both cosines.

    Attributes:
        reads: The model that reads sentences.
        words: The static model, for comparing single words.
    """

    def __init__(self, reads: Embedder, words: StaticEmbedder, *, name: str, weight: float) -> None:
        """Args: weight: Share of the model that reads, above 0 and below 1."""
        self.name = name
        self.reads = reads
        self.words = words
        self.dim = reads.dim + words.dim
        self.batch_size = reads.batch_size
        self.fingerprint = _joined(reads.fingerprint, words.fingerprint, weight)
        self._weight = weight
        self._shares = np.sqrt(np.array([weight, 1 - weight], dtype=np.float32))

    @classmethod
    def load(cls, folder: Path) -> "FusedEmbedder":
        """Load what `fusion.toml` names: `reads` and `words`, folders beside it, and `weight`.

        Raises:
            UnusableModelError: The file or a model is missing or malformed.
        """
        reads, words = fused_folders(folder)
        shipped = ShippedEmbedder(TransformerEmbedder(reads), folder / SHIPPED_FILE)
        name = f"{reads.name} + {words.name}"
        return cls(shipped, StaticEmbedder.load(words), name=name, weight=_told(folder)[2])

    def with_reads(self, reads: Embedder) -> "FusedEmbedder":
        """Give the same with another embedder of the same model that reads."""
        return FusedEmbedder(reads, self.words, name=self.name, weight=self._weight)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return self._join(self.reads.embed_passages(texts), self.words.embed_passages(texts))

    def embed_queries(self, texts: Sequence[str], words: Sequence[str] | None = None) -> Vectors:
        return self._join(self.reads.embed_queries(texts), self.words.embed_queries(texts, words))

    def _join(self, reads: Vectors, words: Vectors) -> Vectors:
        joined: Vectors = np.hstack([self._shares[0] * reads, self._shares[1] * words]).astype(np.float32)
        return joined


def fused_folders(folder: Path) -> tuple[Path, Path]:
    """Give the folders of the model that reads and of the one that knows words.

    Raises:
        UnusableModelError: The file that names them is missing or malformed.
    """
    reads, words, _ = _told(folder)
    return folder / reads, folder / words


def fused_fingerprint(folder: Path) -> str:
    """Give the fingerprint that the embedder of a folder has, without loading its models.

    Raises:
        UnusableModelError: The file that names them is missing or malformed.
    """
    reads, words = fused_folders(folder)
    return _joined(fingerprint(reads), fingerprint(words), _told(folder)[2])


def _told(folder: Path) -> tuple[str, str, float]:
    path = folder / FUSION_FILE
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        reads, words, weight = str(told["reads"]), str(told["words"]), float(told["weight"])
        if not 0 < weight < 1:
            raise ValueError(f"weight is {weight}")
    except (OSError, ValueError, KeyError, TypeError) as error:
        expectation = f"expected the folders 'reads' and 'words' and a weight above 0 and below 1 ({error})"
        raise UnusableModelError(path, expectation) from error
    return reads, words, weight


def _joined(reads: str, words: str, weight: float) -> str:
    return hashlib.sha256("\0".join((reads, words, str(weight))).encode()).hexdigest()


def is_fused(folder: Path) -> bool:
    """Tell whether a folder names two models to be used as one."""
    return (folder / FUSION_FILE).is_file()


def word_embedder(embedder: Embedder) -> Embedder:
    """Give the model that single words are compared by: the static one of two, else the only one there is."""
    return embedder.words if isinstance(embedder, FusedEmbedder) else embedder


def read_embedder(embedder: Embedder) -> Embedder:
    """Give the model that reads sentences: the one of two, else the only one there is."""
    return embedder.reads if isinstance(embedder, FusedEmbedder) else embedder
