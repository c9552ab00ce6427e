"""Cache of the vectors of texts embedded before, under the index root, one file for each model.

A build that was broken off goes on where it stopped, and going back to a model costs little.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from indexer.errors import BuildError
from indexer.index import Vectors
from indexer.vectors.embedder import Embedder, EmbedderAround
from indexer.vectors.shipped import text_key

CACHE_FOLDER = "embedded"

_SCHEMA = "CREATE TABLE IF NOT EXISTS vectors (text BLOB PRIMARY KEY, vector BLOB NOT NULL) STRICT, WITHOUT ROWID"


class CachedEmbedder(EmbedderAround):
    """Embeds as another embedder does, each passage once; queries are not kept.

    Worth its disk where embedding is slow: a vector takes 4 bytes a dimension. The file may be removed at any time.
    """

    def __init__(self, embedder: Embedder, root: Path) -> None:
        """Open the model's file under an index root, or make it.

        Raises:
            BuildError: The file cannot be written or is damaged.
        """
        super().__init__(embedder)
        self._path = root / CACHE_FOLDER / f"{embedder.fingerprint}.sqlite"
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(self._path)
            self._database.execute(_SCHEMA)
        except (OSError, sqlite3.Error) as error:
            raise self._unusable(error) from error

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed what has not been embedded before; the rest is read.

        Raises:
            BuildError: The file cannot be written or is damaged.
        """
        keys = {text: text_key(text) for text in texts}
        try:
            known = self._read(keys.values())
            missing = [text for text, key in keys.items() if key not in known]
            if missing:
                vectors = self._embedder.embed_passages(missing)
                known |= {keys[text]: vector for text, vector in zip(missing, vectors, strict=True)}
                self._write({keys[text]: known[keys[text]] for text in missing})
        except sqlite3.Error as error:
            raise self._unusable(error) from error
        found = [known[keys[text]] for text in texts]
        return np.array(found, dtype=np.float32).reshape(len(texts), self.dim)

    def keep(self, vectors: Mapping[bytes, Vectors]) -> None:
        """Keep vectors that were computed elsewhere, by the `text_key` of their texts; all of them or none.

        Raises:
            BuildError: The file cannot be written or is damaged.
        """
        try:
            self._write(vectors)
        except sqlite3.Error as error:
            raise self._unusable(error) from error

    def close(self) -> None:
        """Give the file back."""
        self._database.close()

    def _read(self, keys: Iterable[bytes]) -> dict[bytes, Vectors]:
        known = {}
        for key in keys:
            row = self._database.execute("SELECT vector FROM vectors WHERE text = ?", (key,)).fetchone()
            if row is not None:
                known[key] = np.frombuffer(row[0], dtype=np.float32)
        return known

    def _write(self, vectors: Mapping[bytes, Vectors]) -> None:
        with self._database:
            rows = [(key, vector.tobytes()) for key, vector in vectors.items()]
            self._database.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)

    def _unusable(self, error: Exception) -> BuildError:
        return BuildError(f"{self._path}: expected a file for vectors that can be written, or none ({error})")
