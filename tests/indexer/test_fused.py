"""Two models as one: what their vectors are worth together, and what tells them apart from others."""

from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer, models, pre_tokenizers

from indexer.errors import UnusableModelError
from indexer.vectors.fused import FusedEmbedder, fused_fingerprint, fused_folders, is_fused, word_embedder
from indexer.vectors.loading import DEFAULT_MODEL, load_embedder
from indexer.vectors.static import StaticEmbedder
from tests.conftest import WordEmbedder

WORDS = ["regionen", "bygger", "laddstolpar", "film"]
PASSAGES = ["regionen bygger laddstolpar", "film", "regionen film film"]


@pytest.fixture
def words() -> StaticEmbedder:
    """A static model that knows four words."""
    tokenizer = Tokenizer(models.WordLevel({word: n for n, word in enumerate(["?", *WORDS])}, unk_token="?"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    rows = np.random.default_rng(3).normal(size=(5, 8)).astype(np.float32)
    scales = np.ones(5, dtype=np.float32)
    return StaticEmbedder(name="words", fingerprint="1" * 64, tokenizer=tokenizer, rows=rows, scales=scales)


def fused(words: StaticEmbedder, weight: float = 0.6, reads: WordEmbedder | None = None) -> FusedEmbedder:
    return FusedEmbedder(reads or WordEmbedder(), words, name="both", weight=weight)


@pytest.mark.parametrize("weight", [0.25, 0.6])
def test_a_product_is_the_weighted_mean_of_both_cosines(words: StaticEmbedder, weight: float) -> None:
    both, reads = fused(words, weight), WordEmbedder()
    query = ["vem bygger film"]
    found = both.embed_queries(query) @ both.embed_passages(PASSAGES).T
    first = reads.embed_queries(query) @ reads.embed_passages(PASSAGES).T
    second = words.embed_queries(query) @ words.embed_passages(PASSAGES).T
    np.testing.assert_allclose(found, weight * first + (1 - weight) * second, atol=1e-6)


def test_a_vector_is_as_wide_as_both_and_has_length_one(words: StaticEmbedder) -> None:
    both = fused(words)
    vectors = both.embed_passages(PASSAGES)
    assert vectors.shape == (3, both.dim) == (3, 64 + 8)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    assert both.embed_passages([]).shape == (0, 72)


def test_the_words_of_a_topic_go_to_the_model_that_knows_words_alone(words: StaticEmbedder) -> None:
    both = fused(words)
    [found] = both.embed_queries(["vem bygger film"], ["film"])
    np.testing.assert_allclose(found[:64], np.sqrt(0.6) * WordEmbedder().embed_queries(["vem bygger film"])[0])
    np.testing.assert_allclose(found[64:], np.sqrt(0.4) * words.embed_queries(["film"])[0], atol=1e-6)


def test_each_part_and_the_weight_make_another_fingerprint(words: StaticEmbedder) -> None:
    made = fused(words).fingerprint
    assert fused(words).fingerprint == made
    assert len({made, fused(words, 0.5).fingerprint, fused(words, reads=WordEmbedder("other")).fingerprint}) == 3


def test_another_embedder_of_the_model_that_reads_changes_nothing_else(words: StaticEmbedder) -> None:
    both, reads = fused(words), WordEmbedder()
    other = both.with_reads(reads)
    assert (other.reads, other.words) == (reads, words)
    assert (other.fingerprint, other.name, other.dim) == (both.fingerprint, both.name, both.dim)
    np.testing.assert_array_equal(other.embed_passages(PASSAGES), both.embed_passages(PASSAGES))


def test_single_words_are_compared_by_the_static_model_of_two_or_the_only_one(words: StaticEmbedder) -> None:
    assert word_embedder(fused(words)) is words
    assert word_embedder(words) is words


def test_the_projects_own_fingerprint_is_known_without_loading_it() -> None:
    assert is_fused(DEFAULT_MODEL)
    assert fused_folders(DEFAULT_MODEL) == (DEFAULT_MODEL / "retriever", DEFAULT_MODEL / "static")
    assert fused_fingerprint(DEFAULT_MODEL) == load_embedder().fingerprint


@pytest.mark.parametrize(
    "told",
    [
        None,
        "reads = ",
        'reads = "a"\nweight = 0.5',
        'reads = "a"\nwords = "b"\nweight = "half"',
        'reads = "a"\nwords = "b"\nweight = [0.5]',
        'reads = "a"\nwords = "b"\nweight = 1.0',
        'reads = "a"\nwords = "b"\nweight = -0.5',
        'reads = "a"\nwords = "b"\nweight = nan',
    ],
)
def test_a_file_that_names_no_two_models_is_refused(tmp_path: Path, told: str | None) -> None:
    if told is not None:
        (tmp_path / "fusion.toml").write_text(told, encoding="utf-8")
    for read in (FusedEmbedder.load, fused_fingerprint, fused_folders):
        with pytest.raises(UnusableModelError, match=r"fusion\.toml: expected the folders 'reads' and 'words'"):
            read(tmp_path)


def test_a_model_that_is_named_and_missing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "fusion.toml").write_text('reads = "a"\nwords = "b"\nweight = 0.5', encoding="utf-8")
    with pytest.raises(UnusableModelError, match=r"a/tokenizer\.json"):
        load_embedder(tmp_path)
