"""Building what is too large to be held: in batches, with clustered vectors, and after having been stopped."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.collection import Collection
from corpus.document import Content
from eval.benchmarks.scaling import scaled
from indexer.build import build_index
from indexer.folder.manifest import current_folder, read_manifest
from indexer.folder.parts import VECTORS_FILE
from indexer.folder.seal import hash_folder
from indexer.folder.store import IndexFolder
from indexer.index import Filters
from indexer.vectors.cache import CachedEmbedder
from indexer.vectors.nearest import exact_path
from indexer.vectors.plan import VectorPlan
from tests.conftest import DATA, WordEmbedder

ALL_CLUSTERED = VectorPlan(exact_rows=0)
# Files whose bytes do not depend on the moment or on chance, as SQLite's and tantivy's do.
REPEATABLE = (".npy", ".json", ".faiss")


def build(root: Path, collection: Collection, embedder: WordEmbedder | None = None, **options: object) -> Path:
    return build_index(collection, embedder or WordEmbedder(), root, lambda *_: None, **options)  # type: ignore[arg-type]


@pytest.fixture
def larger(collection: Collection) -> Collection:
    return scaled(collection, 6)


@pytest.mark.parametrize("batch_passages", [1, 5])
def test_an_index_built_in_batches_is_the_one_built_at_once(
    larger: Collection, tmp_path: Path, batch_passages: int
) -> None:
    at_once = build(tmp_path / "a", larger)
    batched = build(tmp_path / "b", larger, batch_passages=batch_passages)
    hashes = [
        {
            name: hash_
            for name, hash_ in hash_folder(folder).items()
            if name.endswith(REPEATABLE) and "/meta" not in name
        }
        for folder in (at_once, batched)
    ]
    words, manifest = "words/.managed.json", "manifest.json"
    assert {name: hash_ for name, hash_ in hashes[0].items() if name not in (words, manifest)} == {
        name: hash_ for name, hash_ in hashes[1].items() if name not in (words, manifest)
    }
    first, second = (IndexFolder.open(folder, WordEmbedder()) for folder in (at_once, batched))
    rows = range(first.manifest.passages)
    assert first.passages(rows) == second.passages(rows)
    assert first.initiatives() == second.initiatives()
    assert first.sections() == second.sections()
    assert first.documents() == second.documents()
    for query in ("validering", "elnät och vägar"):
        one, other = first.lexical(query, 50, None), second.lexical(query, 50, None)
        assert (one.rows.tolist(), one.scores.tolist()) == (other.rows.tolist(), other.scores.tolist())


class Counted(Sequence[Content]):
    """Documents that are made when they are looked at, and counted."""

    def __init__(self, contents: Sequence[Content]) -> None:
        self._contents = contents
        self.looked_at: list[int] = []

    def __len__(self) -> int:
        return len(self._contents)

    def __getitem__(self, place: int) -> Content:  # type: ignore[override]
        self.looked_at.append(place)
        return self._contents[place]


def test_documents_are_gone_through_once_in_order(larger: Collection, tmp_path: Path) -> None:
    counted = Counted(larger.contents)
    build(tmp_path, replace(larger, contents=counted), batch_passages=5)
    assert [place for place in counted.looked_at if place < len(counted)] == list(range(len(counted)))


def test_clustered_vectors_find_what_comparing_all_finds(larger: Collection, tmp_path: Path) -> None:
    exact = IndexFolder.open(build(tmp_path / "a", larger), WordEmbedder())
    folder = build(tmp_path / "b", larger, plan=ALL_CLUSTERED)
    clustered = IndexFolder.open(folder, WordEmbedder())
    assert read_manifest(folder).recall >= 0.98
    assert exact.manifest.recall == 1
    for query in ("validering", "elnät och vägar", "hållbar utveckling"):
        for allowed in (None, exact.allowed(Filters(regions=("10",)))):
            one, other = exact.dense(query, query, 10, allowed), clustered.dense(query, query, 10, allowed)
            # A few dozen vectors make poor clusters: what lies further down is measured on many in `test_clusters`.
            assert one.rows.tolist()[:5] == other.rows.tolist()[:5]
            np.testing.assert_allclose(one.scores[:5], other.scores[:5], atol=1e-6)


@pytest.mark.parametrize(
    "plans", [(ALL_CLUSTERED, ALL_CLUSTERED), (VectorPlan(), ALL_CLUSTERED), (ALL_CLUSTERED, VectorPlan())]
)
def test_vectors_are_taken_over_as_they_were_from_an_index_of_either_kind(
    larger: Collection, tmp_path: Path, plans: tuple[VectorPlan, VectorPlan]
) -> None:
    before = IndexFolder.open(build(tmp_path, larger, plan=plans[0]), WordEmbedder())
    embedder = WordEmbedder()
    folder = build(tmp_path, larger, embedder, plan=plans[1])
    after = IndexFolder.open(folder, WordEmbedder())
    rows = np.arange(after.manifest.passages)
    np.testing.assert_array_equal(after.vectors(rows), before.vectors(rows))
    places = np.arange(after.manifest.initiatives)
    np.testing.assert_array_equal(after.initiative_vectors(places), before.initiative_vectors(places))
    assert exact_path(folder / VECTORS_FILE).exists() == (plans[1] is ALL_CLUSTERED)
    # Single words are embedded anew; nothing that is told of a document is.
    texts = {passage.text for passage in after.passages(rows.tolist()) if len(passage.text.split()) > 10}
    assert texts.isdisjoint(embedder.embedded)


def test_only_initiatives_told_more_than_once_are_given_as_retold(collection: Collection, tmp_path: Path) -> None:
    index = IndexFolder.open(build(tmp_path, collection), WordEmbedder())
    told = {place.initiative for initiative in index.initiatives() for place in initiative.also_in}
    expected = [one for one in index.initiatives() if one.also_in or one.id in told]
    assert index.retold() == expected


STOPPED = """
import os, signal, sys
from pathlib import Path
from corpus.collection import read_collection
from eval.benchmarks.scaling import scaled
from indexer.build import build_index
from indexer.vectors.cache import CachedEmbedder
from tests.conftest import WordEmbedder

class Stopped(WordEmbedder):
    def embed_passages(self, texts):
        if len(self.embedded) > 20:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().embed_passages(texts)

folder, root = map(Path, sys.argv[1:])
build_index(
    scaled(read_collection(folder), 6), CachedEmbedder(Stopped(), root), root, lambda *_: None, batch_passages=5
)
"""


def test_a_build_killed_in_the_middle_goes_on_where_it_was(larger: Collection, tmp_path: Path) -> None:
    root, whole = tmp_path / "index", WordEmbedder()
    uninterrupted = IndexFolder.open(build(tmp_path / "whole", larger, whole, batch_passages=5), WordEmbedder())
    command = [sys.executable, "-c", STOPPED, str(DATA / "collection"), str(root)]
    ended = subprocess.run(
        command, cwd=Path(__file__).parents[2], env={**os.environ, "OMP_NUM_THREADS": "1"}, check=False
    )
    assert ended.returncode == -signal.SIGKILL
    assert not (root / "current").exists()
    rest = WordEmbedder()
    cached = CachedEmbedder(rest, root)
    build_index(larger, cached, root, lambda *_: None, batch_passages=5)
    cached.close()
    # What was embedded before the end is not embedded again: each of its texts was kept at once.
    assert 0 < len(rest.embedded) <= len(set(whole.embedded)) - 20
    resumed = IndexFolder.open(current_folder(root), WordEmbedder())
    rows = np.arange(resumed.manifest.passages)
    assert resumed.passages(rows.tolist()) == uninterrupted.passages(rows.tolist())
    np.testing.assert_array_equal(resumed.vectors(rows), uninterrupted.vectors(rows))
    assert not list(root.glob("*.partial"))
