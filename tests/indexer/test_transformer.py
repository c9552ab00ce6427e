"""A transformer run by onnxruntime against the same in torch, and folders that hold none."""

import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from indexer.errors import UnusableModelError
from indexer.index import Vectors
from indexer.vectors.loading import load_embedder
from indexer.vectors.transformer import Transformer, TransformerEmbedder, is_transformer
from tests.tiny_models import save_exported

pytestmark = pytest.mark.models

WORDS = ["regionen", "bygger", "laddstolpar", "kulturskola", "för", "barn", "fråga", "stycke"]
TEXTS = ["regionen bygger laddstolpar", "barn", "kulturskola för barn " * 9, "laddstolpar för regionen", ""]
PROMPTS = {"query": "fråga ", "passage": "stycke "}

# Matrices are run in 8 bits, and so is what goes into them: of a tiny random model, which averages nothing out.
LEAST_COSINE = 0.995


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    folder = tmp_path_factory.mktemp("models") / "tiny"
    folder.mkdir()
    return folder, save_exported(folder, WORDS, prompts=PROMPTS)


@pytest.fixture(scope="module")
def folder(made: tuple[Path, Any]) -> Path:
    return made[0]


def cosines(first: Vectors, second: Vectors) -> Vectors:
    product: Vectors = (first * second).sum(axis=1)
    return product


def by_torch(made: tuple[Path, Any], texts: Sequence[str]) -> Vectors:
    """Embed with torch: the mean of the tokens' vectors, scaled to length 1, each text by itself."""
    import torch

    tokenizer, rows = Transformer(made[0]).tokenizer, []
    for text in texts:
        with torch.inference_mode():
            hidden = made[1](input_ids=torch.tensor([tokenizer.encode(text).ids])).last_hidden_state[0]
        rows.append(torch.nn.functional.normalize(hidden.mean(dim=0), dim=0).numpy())
    return np.array(rows)


def test_vectors_are_those_of_torch(made: tuple[Path, Any]) -> None:
    embedder = TransformerEmbedder(made[0])
    for prompt, embed in (("fråga ", embedder.embed_queries), ("stycke ", embedder.embed_passages)):
        found, expected = embed(TEXTS), by_torch(made, [prompt + text for text in TEXTS])
        assert (found.shape, embedder.dim) == ((5, 32), 32)
        assert found.dtype == np.float32
        np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)
        assert cosines(found, expected).min() >= LEAST_COSINE
        assert (found @ expected.T).argmax(axis=1).tolist() == list(range(len(TEXTS)))


def test_what_stands_in_front_of_queries_and_passages_is_told_by_the_folder(folder: Path, tmp_path: Path) -> None:
    plain = shutil.copytree(folder, tmp_path / "plain")
    (plain / "config_sentence_transformers.json").write_text("{}", encoding="utf-8")
    prompted, unprompted = TransformerEmbedder(folder), TransformerEmbedder(plain)
    expected = unprompted.embed_passages(["fråga barn", "stycke barn"])
    np.testing.assert_allclose(prompted.embed_queries(["barn"])[0], expected[0], atol=0.02)
    np.testing.assert_allclose(prompted.embed_passages(["barn"])[0], expected[1], atol=0.02)
    np.testing.assert_array_equal(unprompted.embed_queries(["barn"]), unprompted.embed_passages(["barn"]))
    assert unprompted.fingerprint != prompted.fingerprint


def test_a_texts_vector_does_not_depend_on_what_it_is_embedded_with(folder: Path) -> None:
    embedder = TransformerEmbedder(folder)
    alone = np.concatenate([embedder.embed_passages([text]) for text in TEXTS])
    np.testing.assert_array_equal(embedder.embed_passages(TEXTS), alone)
    np.testing.assert_array_equal(embedder.embed_passages(TEXTS[::-1])[::-1], alone)


def test_no_text_gives_no_rows(folder: Path) -> None:
    embedder = TransformerEmbedder(folder)
    assert embedder.embed_passages([]).shape == embedder.embed_queries([]).shape == (0, 32)


def test_a_text_is_cut_where_it_is_told(folder: Path) -> None:
    model = Transformer(folder)
    long, short = (model.tokenizer.encode("barn " * n) for n in (20, 3))
    assert len(long.ids) == 22
    # The first four tokens of both are the same.
    cut, same = (model.run([encoding], 4)[0]["vectors"] for encoding in (long, short))
    np.testing.assert_array_equal(cut, same)


def test_threads_get_what_each_would_get_alone(folder: Path) -> None:
    embedder = TransformerEmbedder(folder)
    texts = [f"{'regionen bygger ' * n}laddstolpar" for n in range(20)]
    alone = np.concatenate([embedder.embed_queries([text]) for text in texts])
    with ThreadPoolExecutor(max_workers=6) as pool:
        together = np.concatenate(list(pool.map(lambda text: embedder.embed_queries([text]), texts)))
    np.testing.assert_allclose(together, alone, atol=1e-6)


def test_a_folder_with_a_graph_is_loaded_without_torch(folder: Path) -> None:
    assert is_transformer(folder)
    loaded = load_embedder(folder)
    assert isinstance(loaded, TransformerEmbedder)
    assert (loaded.name, loaded.fingerprint) == ("tiny", TransformerEmbedder(folder).fingerprint)


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("model.onnx", b"cut off"),
        ("model.onnx", None),
        ("model.safetensors", b"cut off"),
        ("model.safetensors", None),
        ("tokenizer.json", b"{}"),
        ("tokenizer.json", None),
        ("config_sentence_transformers.json", b"{"),
        ("config_sentence_transformers.json", b"[]"),
        ("config_sentence_transformers.json", b'{"prompts": 3}'),
        ("config_sentence_transformers.json", b'{"prompts": {"query": 3}}'),
        ("config_sentence_transformers.json", None),
    ],
)
def test_a_damaged_folder_is_refused(folder: Path, tmp_path: Path, file: str, content: bytes | None) -> None:
    damaged = shutil.copytree(folder, tmp_path / "damaged")
    (damaged / file).unlink() if content is None else (damaged / file).write_bytes(content)
    # The graph points into the weights, and says which of its parts is missing.
    named = "model.onnx" if file == "model.safetensors" else file
    with pytest.raises(UnusableModelError, match=f"damaged/{named}: expected a "):
        TransformerEmbedder(damaged)
