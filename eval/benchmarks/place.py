"""The folder that the processes of one measurement share: the index, and the same passages and vectors for peers."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from indexer.index import Vectors


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What every peer indexes: ids and texts of the passages, and their vectors, shape (len(ids), dim)."""

    ids: Sequence[str]
    texts: Sequence[str]
    vectors: Vectors


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where everything of one scale lies.

    Attributes:
        model: Folder or hub name of the embedding model that made the vectors and embeds the queries.
    """

    folder: Path
    model: str

    @property
    def index(self) -> Path:
        """Index root of our own."""
        return self.folder / "index"

    def keep_index(self, root: Path) -> None:
        """Keep the index under this root, which may hold one already, and nothing else of the measurement.

        Raises:
            OSError: The root cannot be made.
        """
        root.mkdir(parents=True, exist_ok=True)
        self.index.symlink_to(root.absolute())

    def peer(self, name: str) -> Path:
        """Give the folder in which one peer keeps what it indexed."""
        return self.folder / name

    def write_material(self, material: Material) -> None:
        """Write what peers index."""
        passages = json.dumps({"ids": list(material.ids), "texts": list(material.texts)}, ensure_ascii=False)
        (self.folder / "passages.json").write_text(passages, encoding="utf-8")
        np.save(self.folder / "vectors.npy", material.vectors)

    def material(self) -> Material:
        """Read what peers index."""
        passages = json.loads((self.folder / "passages.json").read_text(encoding="utf-8"))
        vectors = np.load(self.folder / "vectors.npy")
        return Material(ids=passages["ids"], texts=passages["texts"], vectors=vectors)
