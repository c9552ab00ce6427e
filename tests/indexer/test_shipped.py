"""Vectors that come with a model are looked up; what is not among them is computed."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from indexer.errors import UnusableModelError
from indexer.vectors.shipped import SHIPPED_FILE, ShippedEmbedder, text_key, write_shipped
from tests.conftest import WordEmbedder

TEXTS = ["regionen bygger laddstolpar", "film", "kulturskola för barn", "film", ""]
NEW = "vätgas i färjetrafiken"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / SHIPPED_FILE
    assert write_shipped(path, WordEmbedder(), TEXTS) == 4
    return path


def test_what_is_looked_up_is_what_is_computed(file: Path) -> None:
    inner, plain = WordEmbedder(), WordEmbedder()
    found = ShippedEmbedder(inner, file).embed_passages(TEXTS)
    np.testing.assert_allclose(found, plain.embed_passages(TEXTS), atol=1e-3)
    assert found.shape == (5, 64)
    assert found.dtype == np.float32
    assert inner.embedded == []


def test_only_what_was_not_shipped_is_computed(file: Path) -> None:
    inner, plain = WordEmbedder(), WordEmbedder()
    asked = [NEW, "film", NEW + "!"]
    found = ShippedEmbedder(inner, file).embed_passages(asked)
    np.testing.assert_allclose(found, plain.embed_passages(asked), atol=1e-3)
    assert inner.embedded == [NEW, NEW + "!"]


def test_queries_are_always_computed(file: Path) -> None:
    inner = WordEmbedder()
    ShippedEmbedder(inner, file).embed_queries(["film"])
    assert inner.embedded == ["film"]


def test_vectors_of_another_model_are_passed_over(file: Path) -> None:
    other = WordEmbedder("other")
    np.testing.assert_array_equal(
        ShippedEmbedder(other, file).embed_passages(TEXTS), WordEmbedder().embed_passages(TEXTS)
    )
    assert other.embedded == TEXTS


def test_without_a_file_all_is_computed(tmp_path: Path) -> None:
    inner = WordEmbedder()
    shipped = ShippedEmbedder(inner, tmp_path / "absent.npz")
    np.testing.assert_array_equal(shipped.embed_passages(TEXTS), WordEmbedder().embed_passages(TEXTS))
    assert (shipped.name, shipped.dim, shipped.fingerprint) == (inner.name, inner.dim, inner.fingerprint)
    assert shipped.embed_passages([]).shape == (0, 64)


def damage(path: Path, kind: str) -> None:
    whole = path.read_bytes()
    keys = np.frombuffer(text_key("film"), dtype=np.uint8).reshape(1, -1)
    named: dict[str, Any] = {"fingerprint": np.array(WordEmbedder().fingerprint), "keys": keys}
    if kind == "cut off":
        path.write_bytes(whole[: len(whole) // 2])
    elif kind == "no archive":
        path.write_bytes(b"not an archive")
    elif kind == "empty":
        path.write_bytes(b"")
    elif kind == "one array":
        with path.open("wb") as stream:
            np.save(stream, np.zeros(3))
    elif kind == "no vectors":
        np.savez(path, **named)
    elif kind == "fewer keys":
        np.savez(path, **named, vectors=np.zeros((2, 64), np.float16))
    else:
        np.savez(path, **named, vectors=np.zeros((1, 63), np.float16))


@pytest.mark.parametrize(
    "kind", ["cut off", "no archive", "empty", "one array", "no vectors", "fewer keys", "another width"]
)
def test_a_damaged_file_is_named(file: Path, kind: str) -> None:
    damage(file, kind)
    with pytest.raises(UnusableModelError, match=r"vectors\.npz: expected shipped vectors, or no such file"):
        ShippedEmbedder(WordEmbedder(), file).embed_passages(["film"])
