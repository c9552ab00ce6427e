"""What has been embedded once is read, by each model for itself."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus.collection import Collection
from indexer.build import build_index
from indexer.errors import BuildError
from indexer.folder.store import IndexFolder
from indexer.index import Vectors
from indexer.vectors.cache import CACHE_FOLDER, CachedEmbedder
from tests.conftest import WordEmbedder

TEXTS = ["elnät i Blekinge", "film", "elnät i Blekinge", ""]


class BrokenOff(Exception):
    """The build was stopped."""


class OnlyPassages(WordEmbedder):
    """Remembers no queries."""

    def embed_queries(self, texts: Sequence[str], words: Sequence[str] | None = None) -> Vectors:
        return WordEmbedder().embed_passages(texts)


class Tiring(OnlyPassages):
    """Embeds a number of batches and no more."""

    def __init__(self, batches: int) -> None:
        super().__init__()
        self.left = batches

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        if self.left == 0:
            raise BrokenOff
        self.left -= 1
        return super().embed_passages(texts)


def silent(step: str, done: int, total: int) -> None: ...


def test_a_text_is_embedded_once_and_gives_the_models_own_vector(tmp_path: Path) -> None:
    for embedder, expected in ((WordEmbedder(), ["elnät i Blekinge", "film", ""]), (WordEmbedder(), [])):
        vectors = CachedEmbedder(embedder, tmp_path).embed_passages(TEXTS)
        assert embedder.embedded == expected
        np.testing.assert_array_equal(vectors, WordEmbedder().embed_passages(TEXTS))


def test_only_what_is_new_is_embedded(tmp_path: Path) -> None:
    embedder = WordEmbedder()
    cached = CachedEmbedder(embedder, tmp_path)
    cached.embed_passages(["film"])
    vectors = cached.embed_passages(["vatten", "film", "ljus"])
    assert embedder.embedded == ["film", "vatten", "ljus"]
    np.testing.assert_array_equal(vectors, WordEmbedder().embed_passages(["vatten", "film", "ljus"]))


def test_it_is_the_model_in_all_else(tmp_path: Path) -> None:
    embedder = WordEmbedder()
    cached = CachedEmbedder(embedder, tmp_path)
    for name in ("name", "dim", "fingerprint", "batch_size"):
        assert getattr(cached, name) == getattr(embedder, name)
    assert cached.embed_passages([]).shape == (0, 64)
    np.testing.assert_array_equal(cached.embed_queries(["film"]), embedder.embed_queries(["film"]))


def test_going_back_to_a_model_embeds_nothing_again(collection: Collection, tmp_path: Path) -> None:
    embedded = {}
    for step, name in enumerate(("a", "b", "a", "b")):
        embedder = OnlyPassages(name)
        folder = build_index(collection, CachedEmbedder(embedder, tmp_path), tmp_path, silent)
        assert IndexFolder.open(folder, WordEmbedder(name)).manifest.model == name
        embedded[step] = embedder.embedded
    assert embedded[0] == embedded[1] != []
    assert embedded[2] == embedded[3] == []


def test_a_build_that_was_broken_off_goes_on_where_it_stopped(collection: Collection, tmp_path: Path) -> None:
    whole = OnlyPassages()
    build_index(collection, CachedEmbedder(whole, tmp_path / "whole"), tmp_path / "whole", silent)
    tired = Tiring(batches=4)
    with pytest.raises(BrokenOff):
        build_index(collection, CachedEmbedder(tired, tmp_path), tmp_path, silent)
    rested = OnlyPassages()
    build_index(collection, CachedEmbedder(rested, tmp_path), tmp_path, silent)
    assert len(tired.embedded) > 0
    assert sorted(tired.embedded + rested.embedded) == sorted(whole.embedded)


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    CachedEmbedder(WordEmbedder(), tmp_path).close()
    [path] = (tmp_path / CACHE_FOLDER).iterdir()
    path.write_bytes(b"not a database, but long enough to be taken for one" * 40)
    with pytest.raises(BuildError, match=rf"{path.name}: expected a file for vectors"):
        CachedEmbedder(WordEmbedder(), tmp_path)


def test_a_root_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BuildError, match=r"file/embedded/.*that can be written"):
        CachedEmbedder(WordEmbedder(), tmp_path / "file")
