"""FAISS against brute force: scores, order, filters, ties."""

from pathlib import Path

import numpy as np
import pytest

from indexer.errors import BrokenIndexError, DimensionMismatchError
from indexer.index import Rows, Scored, Vectors
from indexer.ties import first_with_ties_by_row
from indexer.vectors.nearest import VectorIndex
from tests.indexer.building import vector_index


def unit_vectors(rng: np.random.Generator, n: int, dim: int) -> Vectors:
    vectors = rng.normal(size=(n, dim)).astype(np.float32)
    unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


@pytest.mark.parametrize("seed", range(5))
def test_scores_equal_brute_force_cosine(tmp_path: Path, seed: int) -> None:
    rng = np.random.default_rng(seed)
    vectors, queries = unit_vectors(rng, 200, 16), unit_vectors(rng, 7, 16)
    cosine = queries @ vectors.T
    for query, found in enumerate(vector_index(tmp_path / "v.faiss", vectors).search(queries, k=10)):
        np.testing.assert_allclose(found.scores, -np.sort(-cosine[query])[:10], atol=1e-5)
        np.testing.assert_allclose(found.scores, cosine[query][found.rows], atol=1e-5)


@pytest.mark.parametrize("seed", range(5))
def test_with_a_filter_the_best_of_the_allowed_rows_are_found(tmp_path: Path, seed: int) -> None:
    rng = np.random.default_rng(seed)
    vectors, query = unit_vectors(rng, 200, 16), unit_vectors(rng, 1, 16)
    allowed: Rows = np.sort(rng.choice(200, size=30, replace=False))
    expected = allowed[np.argsort(-(vectors[allowed] @ query[0]))][:10]
    assert vector_index(tmp_path / "v.faiss", vectors).search(query, 10, allowed)[0].rows.tolist() == expected.tolist()


@pytest.mark.parametrize("k", [1, 3, 5, 6])
def test_equal_scores_come_in_row_order_however_few_are_asked_for(tmp_path: Path, k: int) -> None:
    vectors = np.array([[0, 1], [1, 0], [1, 0], [0, 1], [1, 0], [1, 0]], dtype=np.float32)
    found = vector_index(tmp_path / "v.faiss", vectors).search(np.array([[1, 0]], dtype=np.float32), k)[0]
    assert found.rows.tolist() == [1, 2, 4, 5, 0, 3][:k]


def test_k_is_capped_at_the_number_of_rows_and_of_allowed_rows(tmp_path: Path) -> None:
    index = vector_index(tmp_path / "v.faiss", np.eye(3, dtype=np.float32))
    query = np.array([[1, 0, 0]], dtype=np.float32)
    assert len(index.search(query, 10)[0].rows) == 3
    assert index.search(query, 10, np.array([2, 1]))[0].rows.tolist() == [1, 2]
    assert index.search(query, 10, np.array([], dtype=np.int64))[0].rows.tolist() == []


def test_an_index_without_rows_finds_nothing(tmp_path: Path) -> None:
    assert (
        vector_index(tmp_path / "v.faiss", np.zeros((0, 4), dtype=np.float32))
        .search(np.ones((1, 4), dtype=np.float32), 5)[0]
        .rows.size
        == 0
    )


def test_k_below_one_and_queries_of_another_width_are_refused(tmp_path: Path) -> None:
    index = vector_index(tmp_path / "v.faiss", np.eye(3, dtype=np.float32))
    with pytest.raises(ValueError, match="k is 0; expected at least 1"):
        index.search(np.zeros((1, 3), dtype=np.float32), 0)
    with pytest.raises(DimensionMismatchError, match=r"\(1, 4\); expected \(n, 3\)"):
        index.search(np.zeros((1, 4), dtype=np.float32), 1)


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    vectors = unit_vectors(np.random.default_rng(0), 5, 8)
    loaded = vector_index(tmp_path / "v.faiss", vectors)
    assert (len(loaded), loaded.dim) == (5, 8)
    np.testing.assert_array_equal(loaded.vectors(), vectors)


@pytest.mark.parametrize("content", [None, b"", b"IxFI\x00\x00"])
def test_a_file_that_is_missing_or_cut_off_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "v.faiss"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BrokenIndexError, match=r"v\.faiss: expected a FAISS index"):
        VectorIndex.load(path)


def test_a_tie_that_goes_on_past_the_last_place_is_looked_at_whole() -> None:
    asked: list[int] = []

    def fetch(n: int) -> Scored:
        asked.append(n)
        rows = np.arange(9, -1, -1)[:n]
        return Scored(rows=rows, scores=np.ones(n, dtype=np.float32))

    assert first_with_ties_by_row(fetch, 2, 10).rows.tolist() == [0, 1]
    assert asked == [3, 6, 10]
