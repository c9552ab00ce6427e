"""Many vectors: what is looked up in clusters, against comparing them all."""

from pathlib import Path

import faiss
import numpy as np
import pytest

from indexer.arrays import map_array
from indexer.errors import BrokenIndexError, BuildError
from indexer.index import Rows, Vectors
from indexer.vectors.nearest import VectorIndex, exact_path, write_vectors
from indexer.vectors.plan import VectorPlan
from indexer.vectors.recall import RECALL_ROWS
from tests.indexer.building import mapped_kilobytes, vector_index

N, DIM, TOPICS = 12_000, 24, 40
PLAN = VectorPlan(exact_rows=1_000)


def drawn(n: int, seed: int = 0) -> Vectors:
    """Give unit vectors around TOPICS directions, one topic after the other."""
    rng = np.random.default_rng(seed)
    centres = np.random.default_rng(99).normal(size=(TOPICS, DIM))
    vectors = centres[np.sort(rng.integers(TOPICS, size=n))] + 0.8 * rng.normal(size=(n, DIM))
    unit: Vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return unit


VECTORS = drawn(N)
QUERIES = drawn(60, seed=1)


@pytest.fixture(scope="module")
def clustered(tmp_path_factory: pytest.TempPathFactory) -> VectorIndex:
    return vector_index(tmp_path_factory.mktemp("clustered") / "v.faiss", VECTORS, PLAN)


def recall(index: VectorIndex, k: int, allowed: Rows | None = None) -> float:
    """Give the share of the k truly nearest that is found, over all queries."""
    rows = np.arange(N) if allowed is None else allowed
    shares = []
    for query, found in zip(QUERIES, index.search(QUERIES, k, allowed), strict=True):
        nearest = rows[np.argsort(-(VECTORS[rows] @ query))[:k]]
        shares.append(len(np.intersect1d(found.rows, nearest)) / len(nearest))
        assert allowed is None or np.isin(found.rows, allowed).all()
    return float(np.mean(shares))


@pytest.mark.parametrize("k", [10, RECALL_ROWS, 1_000])
def test_nearly_all_of_the_nearest_are_found(clustered: VectorIndex, k: int) -> None:
    assert recall(clustered, k) >= 0.98


@pytest.mark.parametrize("share", [0.01, 0.2, 0.5, 0.9])
def test_nearly_all_of_the_nearest_allowed_are_found(clustered: VectorIndex, share: float) -> None:
    allowed = np.flatnonzero(np.random.default_rng(3).random(N) < share)
    assert recall(clustered, RECALL_ROWS, allowed) >= 0.98


def test_rows_that_lie_far_from_the_query_are_found_when_no_others_are_allowed(clustered: VectorIndex) -> None:
    # Whole topics: none of their clusters need be among those nearest to a query.
    assert recall(clustered, RECALL_ROWS, np.arange(N // 4)) >= 0.98


def test_scores_are_cosines_of_the_vectors_themselves_in_order(clustered: VectorIndex) -> None:
    for query, found in zip(QUERIES, clustered.search(QUERIES, 50), strict=True):
        np.testing.assert_allclose(found.scores, VECTORS[found.rows] @ query, atol=1e-6)
        assert np.all(np.diff(found.scores) <= 0)


@pytest.mark.parametrize("k", [1, 5, 30, 31])
def test_equal_vectors_come_in_row_order(tmp_path: Path, k: int) -> None:
    same = np.arange(100, N, N // 30)[:30]
    vectors = VECTORS.copy()
    vectors[same] = vectors[0]
    index = vector_index(tmp_path / "v.faiss", vectors, PLAN)
    assert index.search(vectors[:1], k)[0].rows.tolist()[:31] == [0, *same.tolist()][:k]


def test_every_vector_is_given_back_as_it_was(clustered: VectorIndex) -> None:
    assert (len(clustered), clustered.dim) == (N, DIM)
    np.testing.assert_array_equal(clustered.vectors(), VECTORS)
    np.testing.assert_array_equal(clustered.rows(np.array([7, 3])), VECTORS[[7, 3]])


def test_vectors_are_mapped_and_not_held(clustered: VectorIndex) -> None:
    assert isinstance(clustered.vectors().base, np.memmap)


def test_all_is_given_where_all_is_asked_for(clustered: VectorIndex) -> None:
    allowed = np.arange(0, N, 3)
    assert sorted(clustered.search(QUERIES[:1], N, allowed)[0].rows.tolist()) == allowed.tolist()
    assert len(clustered.search(QUERIES[:1], 2 * N)[0].rows) == N


def test_as_many_as_the_plan_says_are_compared_one_by_one(tmp_path: Path) -> None:
    few = VECTORS[: PLAN.exact_rows]
    assert write_vectors(tmp_path / "v.faiss", few, PLAN) == 1
    assert not exact_path(tmp_path / "v.faiss").exists()
    for query, found in zip(QUERIES, VectorIndex.load(tmp_path / "v.faiss").search(QUERIES, 20), strict=True):
        assert set(found.rows.tolist()) == set(np.argsort(-(few @ query))[:20].tolist())


def test_the_recall_measured_is_told_and_reached(tmp_path: Path) -> None:
    told = [
        write_vectors(tmp_path / f"{least}.faiss", VECTORS, VectorPlan(exact_rows=0, recall=least))
        for least in (0.5, 0.999)
    ]
    assert 0.5 <= told[0] < 0.999 <= told[1] <= 1


def test_where_two_dimensions_a_code_find_too_little_each_has_its_own(tmp_path: Path) -> None:
    # No two numbers of such vectors go together, so that a code for both tells little of either.
    vectors = np.random.default_rng(7).normal(size=(6_000, 12)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    plan = VectorPlan(exact_rows=0, recall=0.9995)
    assert write_vectors(tmp_path / "v.faiss", vectors, plan) >= plan.recall
    index = faiss.read_index(str(tmp_path / "v.faiss"))
    assert isinstance(index, faiss.IndexIVFPQFastScan)
    assert vectors.shape[1] == index.pq.M


def test_a_recall_that_cannot_be_reached_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"recall of vectors is [01]\.\d+ with all clusters; expected at least 1.5"):
        write_vectors(tmp_path / "v.faiss", VECTORS, VectorPlan(exact_rows=0, recall=1.5))


def test_vectors_of_another_number_beside_the_clusters_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "v.faiss"
    vector_index(path, VECTORS, PLAN)
    np.save(exact_path(path), VECTORS[:-1])
    with pytest.raises(BrokenIndexError, match=rf"v\.npy: has shape \({N - 1}, {DIM}\), expected \({N}, {DIM}\)"):
        VectorIndex.load(path)
    exact_path(path).unlink()
    with pytest.raises(BrokenIndexError, match="expected IndexFlatIP, found IndexIVFPQFastScan"):
        VectorIndex.load(path)


def test_of_the_vectors_that_clusters_are_made_of_none_is_held_afterwards(tmp_path: Path) -> None:
    path = tmp_path / "v.faiss"
    np.save(exact_path(path), VECTORS)
    mapped = map_array(exact_path(path))
    write_vectors(path, mapped, PLAN)
    assert mapped_kilobytes(exact_path(path)) == 0
    assert np.array_equal(mapped[:10], VECTORS[:10])
