"""What is timed and what is left out; how long anything takes is no business of a test."""

import os
import resource

import numpy as np
import pytest

from eval import peers
from eval.benchmark import Latency, latency, latency_table, resident_megabytes, vector_bound
from eval.errors import EvalError
from eval.peers import Material, Peer, peer_latencies
from tests.conftest import WordEmbedder
from tests.eval.made_up import no_progress


def test_every_query_is_timed_once_after_one_that_warms_up() -> None:
    asked: list[str] = []
    timed = latency("x", ["a", "b", "c"], asked.append, no_progress)
    assert asked == ["a", "a", "b", "c"]
    assert timed.n == 3
    assert 0 < timed.median <= timed.p95 <= timed.p99


def test_nothing_to_time_is_refused() -> None:
    with pytest.raises(EvalError, match="no queries to time"):
        latency("x", [], len, no_progress)


def test_ratios_are_to_hybrid_search() -> None:
    timed = [
        Latency(name="hybrid search", n=1, median=2.0, p95=2.0, p99=2.0),
        Latency(name="other", n=1, median=5.0, p95=5.0, p99=5.0),
    ]
    assert list(latency_table(timed).columns[-1].cells) == ["1.00", "2.50"]


def test_the_bound_is_the_vectors_bytes_over_the_bandwidth() -> None:
    memory, reading = vector_bound(1000, 250)
    assert "(1.0 MB)" in reading.name
    assert reading.value == pytest.approx(1e6 / (memory.value * 1e9) * 1000)


@pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="only Linux tells resident memory in /proc")  # noqa: PTH110
def test_resident_memory_is_at_most_the_peak_the_kernel_reports() -> None:
    resident = resident_megabytes(os.getpid())
    assert resident is not None
    assert 10 < resident <= resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6 + 1


def test_memory_of_no_process_is_unknown() -> None:
    assert resident_megabytes(2**31 - 1) is None


def material() -> Material:
    texts = [f"text om ämne {number}" for number in range(20)]
    embedder = WordEmbedder()
    vectors = embedder.embed_passages(texts)
    return Material(ids=[str(n) for n in range(20)], texts=texts, vectors=np.asarray(vectors), embedder=embedder)


def test_a_peer_that_is_not_installed_is_skipped_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: Material) -> peers.Ask:
        raise ImportError

    monkeypatch.setattr(peers, "PEERS", (Peer(name="gone", package="gone-package", prepare=missing), peers.PEERS[0]))
    told: list[str] = []
    timed = list(peer_latencies(material(), ["ämne 3", "text"], no_progress, told.append))
    assert told == ["gone: skipped, gone-package is not installed"]
    assert [(each.name, each.n) for each in timed] == [("bm25s (words)", 2)]


def test_a_peer_that_is_too_slow_is_skipped_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers, "TOO_SLOW_SECONDS", 0.0)
    told: list[str] = []
    monkeypatch.setattr(peers, "PEERS", peers.PEERS[:1])
    assert list(peer_latencies(material(), ["ämne 3"], no_progress, told.append)) == []
    assert told[0].startswith("bm25s (words): skipped, ")
