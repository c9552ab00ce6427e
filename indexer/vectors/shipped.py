"""Vectors of the project's own documents, shipped with the model so that a first build need not compute them."""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from indexer.errors import UnusableModelError
from indexer.index import Vectors
from indexer.replacing import replaced
from indexer.vectors.embedder import Embedder, EmbedderAround

SHIPPED_FILE = "vectors.npz"
KEY_BYTES = 16


class ShippedEmbedder(EmbedderAround):
    """Embeds as another embedder does; passages whose vectors were shipped are looked up.

    They are kept as float16: what is looked up differs from what is computed by less than 0.001.
    """

    def __init__(self, embedder: Embedder, path: Path) -> None:
        """Args: path: What `write_shipped` wrote; one that is absent, or of another model, is passed over."""
        super().__init__(embedder)
        self._path = path
        self._known: dict[bytes, Vectors] | None = None

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed passages.

        Raises:
            UnusableModelError: The file of shipped vectors is damaged.
        """
        if self._known is None:
            self._known = _read(self._path, self.fingerprint, self.dim)
        vectors = np.zeros((len(texts), self.dim), dtype=np.float32)
        missing = []
        for place, text in enumerate(texts):
            known = self._known.get(text_key(text))
            if known is None:
                missing.append(place)
            else:
                vectors[place] = known
        if missing:
            vectors[missing] = self._embedder.embed_passages([texts[place] for place in missing])
        return vectors


def write_shipped(path: Path, embedder: Embedder, texts: Iterable[str]) -> int:
    """Write the vectors of texts, each once; give how many there are.

    Raises:
        BuildError: The file cannot be written; the one that was there is as it was.
    """
    distinct = sorted(set(texts), key=lambda text: (len(text), text))
    batches = [distinct[start : start + embedder.batch_size] for start in range(0, len(distinct), embedder.batch_size)]
    vectors = [embedder.embed_passages(batch) for batch in batches]
    keys = np.frombuffer(b"".join(map(text_key, distinct)), dtype=np.uint8).reshape(-1, KEY_BYTES)
    kept = np.concatenate(vectors).astype(np.float16)
    with replaced(path) as file:
        np.savez(file, fingerprint=np.array(embedder.fingerprint), keys=keys, vectors=kept)
    return len(distinct)


def text_key(text: str) -> bytes:
    """Give what a text's vector is kept by."""
    return hashlib.sha256(text.encode()).digest()[:KEY_BYTES]


def _read(path: Path, fingerprint: str, dim: int) -> dict[bytes, Vectors]:
    if not path.is_file():
        return {}
    try:
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as file:
            if str(file["fingerprint"]) != fingerprint:
                return {}
            keys, vectors = file["keys"], file["vectors"].astype(np.float32)
        if vectors.shape != (len(keys), dim):
            raise ValueError(f"shape {vectors.shape} for {len(keys)} texts")
    # numpy gives a single array, which is no archive to open, for a file of one.
    except (OSError, EOFError, ValueError, KeyError, TypeError, BadZipFile) as error:
        raise UnusableModelError(path, f"expected shipped vectors, or no such file ({error})") from error
    return {key.tobytes(): vector for key, vector in zip(keys, vectors, strict=True)}
