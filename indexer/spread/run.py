"""One run over a collection: each document is read and embedded once, and kept as soon as it is done."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from corpus.catalogue import Catalogue, load_catalogue
from corpus.document import Document
from corpus.errors import CorpusError
from indexer.folder.manifest import code_fingerprint
from indexer.folder.readings import CONTENT, Readings
from indexer.folder.switching import only_build
from indexer.index import Vectors
from indexer.progress import Progress
from indexer.replacing import PARTIAL
from indexer.spread.ray_cluster import done_documents, started
from indexer.vectors.cache import CachedEmbedder
from indexer.vectors.embedder import Embedder
from indexer.vectors.fused import read_embedder
from indexer.vectors.shipped import KEY_BYTES

DONE_FOLDER = "spread"
STEP = "Läser och bäddar in"


def spread_documents(
    folder: Path,
    root: Path,
    model: str,
    embedder: Embedder,
    *,
    workers: int,
    batch_size: int,
    progress: Progress,
    address: str | None,
) -> int:
    """Read and embed the documents that have not been, and keep what comes of it for the next build under this root.

    A run that was killed goes on with the documents that it had not kept. Why a document could not be read is told by
    the build, which tries it again.

    Args:
        folder: Holds the catalogue; the same path on every machine.
        embedder: The model called `model`, which keeps vectors under the root where it is a slow one.
        workers: Processes that read and embed side by side.
        address: `host:port` of a Ray cluster; None starts one of this machine.

    Returns:
        How many documents were dealt with now.

    Raises:
        CatalogueError: The catalogue is missing or malformed.
        BuildError: A build is running, the root cannot be written, or Ray does not start.
    """
    catalogue = load_catalogue(folder)
    with only_build(root):
        kept = _Kept(root, catalogue, embedder)
        waiting = kept.waiting()
        n_done = kept.total - len(waiting)
        progress(STEP, n_done, kept.total)
        if not waiting:
            return 0
        with started(workers, address) as ray:
            for row in done_documents(ray, waiting, workers, str(folder.resolve()), model, batch_size):
                if not row["failure"]:
                    kept.keep(row)
                n_done += 1
                progress(STEP, n_done, kept.total)
        return len(waiting)


class _Kept:
    """What has come of documents so far, kept where a build looks for it, and which of them are done.

    Attributes:
        total: How many documents can be opened; the others are left to the build.
    """

    def __init__(self, root: Path, catalogue: Catalogue, embedder: Embedder) -> None:
        self._readings = Readings(root, catalogue)
        self._embedder = embedder
        self._documents = {document.id: document for document in catalogue.documents}
        code = f"{code_fingerprint()}\0{embedder.fingerprint}"
        self._keys = dict(_keyed(catalogue.documents, self._readings, code))
        self._done = _Done(root)
        self.total = len(self._keys)

    def waiting(self) -> list[str]:
        """Give the ids of the documents that are still to be done."""
        return [document for document, key in self._keys.items() if not self._done.has(document, key)]

    def keep(self, row: Mapping[str, Any]) -> None:
        """Keep what `ReadAndEmbed` gave of a document."""
        document = self._documents[row["document"]]
        _keep_vectors(self._embedder, row)
        self._readings.keep(document, self._readings.key(document), CONTENT.validate_json(row["content"]))
        # Last of all: what has no mark is done again.
        self._done.mark(document.id, self._keys[document.id])


class _Done:
    """A mark a document, which names what it was read and embedded by."""

    def __init__(self, root: Path) -> None:
        self._folder = root / DONE_FOLDER
        self._folder.mkdir(parents=True, exist_ok=True)

    def has(self, document: str, key: str) -> bool:
        path = self._folder / document
        return path.is_file() and path.read_text(encoding="ascii") == key

    def mark(self, document: str, key: str) -> None:
        partial = self._folder / f"{document}{PARTIAL}"
        partial.write_text(key, encoding="ascii")
        partial.replace(self._folder / document)


def _keyed(documents: Iterable[Document], readings: Readings, code: str) -> Iterator[tuple[str, str]]:
    """Give each document's id with what decides its reading and vectors; those that cannot be opened are left out."""
    for document in documents:
        try:
            key = readings.key(document)
        except CorpusError:
            continue
        yield document.id, hashlib.sha256(f"{key}\0{code}".encode()).hexdigest()


def _keep_vectors(embedder: Embedder, row: Mapping[str, bytes]) -> None:
    reads = read_embedder(embedder)
    if isinstance(reads, CachedEmbedder):
        reads.keep(_vectors(row["keys"], row["vectors"], reads.dim))


def _vectors(keys: bytes, vectors: bytes, dim: int) -> dict[bytes, Vectors]:
    table = np.frombuffer(vectors, dtype=np.float32).reshape(-1, dim)
    return {keys[place * KEY_BYTES : (place + 1) * KEY_BYTES]: vector for place, vector in enumerate(table)}
