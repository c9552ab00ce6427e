"""What is measured, of what and with what left out; how long anything takes is no business of a test."""

import json
import os
import resource
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from corpus.collection import Collection
from corpus.document import Field
from eval.benchmarks import child, measure, peers, processes, timing
from eval.benchmarks.child import Job, Message, Task, forbid_network
from eval.benchmarks.measure import Benchmark, ScaleResult, Skipped, pick_queries
from eval.benchmarks.memory import Bound, resident_megabytes, vector_bound
from eval.benchmarks.ours import OURS
from eval.benchmarks.peers import BARE, PEERS
from eval.benchmarks.place import Material, Place
from eval.benchmarks.processes import FailedJobError, SystemResult, ask_in_process, run_job
from eval.benchmarks.scaling import scaled
from eval.benchmarks.server import service_name
from eval.benchmarks.system import Peer
from eval.benchmarks.tables import bare_line, bound_line, summary, tables
from eval.benchmarks.timing import Latency, TooSlowError, latency, percentiles, throughput
from eval.commands.speed import read_scales
from eval.errors import EvalError
from indexer.build import build_index
from indexer.vectors.loading import DEFAULT_MODEL
from tests.conftest import WordEmbedder

NAME = service_name(1)
NEEDS_PROC = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells resident memory so")


def no_progress(step: str, done: int, total: int) -> None:
    return None


def words(collection: Collection, field: Field, documents: slice) -> Counter[str]:
    blocks = (block for content in collection.contents[documents] for block in content.blocks)
    return Counter(word for block in blocks if block.field is field for word in block.text.split())


class TestScaling:
    def test_once_is_the_collection_itself(self, collection: Collection) -> None:
        assert tuple(scaled(collection, 1).contents) == collection.contents

    def test_every_word_is_as_frequent_in_a_field_as_it_was(self, collection: Collection) -> None:
        n, larger = len(collection.contents), scaled(collection, 3)
        assert len(larger.contents) == 3 * n
        for field in Field:
            expected = words(collection, field, slice(None))
            assert words(larger, field, slice(n, 2 * n)) == expected
            assert words(larger, field, slice(2 * n, None)) == expected

    def test_sentences_change_places_and_differ_from_copy_to_copy(self, collection: Collection) -> None:
        n, larger = len(collection.contents), scaled(collection, 3)
        texts = [[b.text for c in larger.contents[start : start + n] for b in c.blocks] for start in (0, n, 2 * n)]
        assert texts[0] != texts[1] != texts[2] != texts[0]

    def test_the_same_number_gives_the_same_copies(self, collection: Collection) -> None:
        contents = scaled(collection, 3).contents
        assert list(contents) == list(scaled(collection, 3).contents)
        # Whatever was looked at last.
        assert [contents[place] for place in (4, 0, 3)] == [list(contents)[place] for place in (4, 0, 3)]

    def test_all_ids_differ_and_belong_together(self, collection: Collection) -> None:
        contents = scaled(collection, 3).contents
        sections = [section.id for content in contents for section in content.sections]
        initiatives = [initiative.id for content in contents for initiative in content.initiatives]
        assert len(set(sections)) == len(sections)
        assert len(set(initiatives)) == len(initiatives)
        for content in contents:
            assert {block.section for block in content.blocks} <= {section.id for section in content.sections}
            told = {block.initiative for block in content.blocks if block.initiative}
            assert told <= {initiative.id for initiative in content.initiatives}

    def test_blocks_stand_on_their_pages(self, collection: Collection) -> None:
        for content in scaled(collection, 2).contents[len(collection.contents) :]:
            pages = {page.page: page.text for page in content.pages}
            assert all(block.text in pages[block.page] for block in content.blocks)

    def test_an_index_can_be_built_of_it(self, collection: Collection, embedder: WordEmbedder, tmp_path: Path) -> None:
        build_index(scaled(collection, 3), embedder, tmp_path, no_progress)


class TestTiming:
    def test_percentiles_worked_out_by_hand(self) -> None:
        # Of 1..101 the 50th percentile is 51, the 95th 1 + 0.95 * 100 = 96, the 99th 100.
        found = percentiles([float(n) for n in range(101, 0, -1)])
        assert (found.n, found.median) == (101, 51.0)
        assert found.p95 == pytest.approx(96.0)
        assert found.p99 == pytest.approx(100.0)

    def test_every_query_is_asked_once_and_told_of(self) -> None:
        asked: list[str] = []
        told: list[tuple[str, int, int]] = []
        timed = latency(["a", "b", "c"], asked.append, "x", lambda *step: told.append(step))
        assert asked == ["a", "b", "c"]
        assert told == [("x", 1, 3), ("x", 2, 3), ("x", 3, 3)]
        assert timed.n == 3

    def test_times_are_those_of_the_clock(self, monkeypatch: pytest.MonkeyPatch) -> None:
        clock = iter([0.0, 0.001, 1.0, 1.003, 2.0, 2.005])
        monkeypatch.setattr("eval.benchmarks.timing.time.perf_counter", lambda: next(clock))
        timed = latency(["a", "b", "c"], len, "x", no_progress)
        assert timed.median == pytest.approx(3.0)
        assert timed.p95 == pytest.approx(4.8)

    def test_a_pass_ends_when_its_time_is_over(self, monkeypatch: pytest.MonkeyPatch) -> None:
        clock = iter([0.0, 4.0, 4.0, 8.0, 8.0, 12.0])
        monkeypatch.setattr("eval.benchmarks.timing.time.perf_counter", lambda: next(clock))
        monkeypatch.setattr(timing, "PASS_SECONDS", 10.0)
        assert latency(["query"] * 200, len, "x", no_progress).n == 3

    def test_a_first_query_that_takes_too_long_is_the_last(self, monkeypatch: pytest.MonkeyPatch) -> None:
        clock = iter([0.0, 5.5])
        monkeypatch.setattr("eval.benchmarks.timing.time.perf_counter", lambda: next(clock))
        with pytest.raises(TooSlowError, match=r"5\.5 s a query; 5 s at most"):
            latency(["a", "b"], len, "x", no_progress)

    def test_nothing_to_time_is_refused(self) -> None:
        with pytest.raises(EvalError, match="no queries to time"):
            latency([], len, "x", no_progress)

    def test_throughput_counts_what_all_clients_were_answered(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(timing, "THROUGHPUT_SECONDS", 0.05)
        asked: list[str] = []
        rate = throughput(["a", "b", "c"], lambda: nullcontext(asked.append), 4)
        assert {"a", "b", "c"} == set(asked)
        assert 0 < rate <= len(asked) / 0.05


class TestMemory:
    def test_the_bound_is_the_vectors_bytes_over_the_bandwidth(self) -> None:
        bound = vector_bound(1000, 250)
        assert bound.n_bytes == 1_000_000
        assert bound.milliseconds == pytest.approx(1e6 / bound.bandwidth * 1000)

    @NEEDS_PROC
    def test_resident_memory_is_at_most_the_peak_the_kernel_reports(self) -> None:
        resident = resident_megabytes(os.getpid())
        assert resident is not None
        assert 10 < resident <= resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6 + 1

    @NEEDS_PROC
    @pytest.mark.parametrize("held", [0, 100_000_000])
    def test_of_a_child_process_it_holds_what_the_child_has_written_to(self, held: int) -> None:
        program = f"held = bytes([1]) * {held}; print(flush=True); input()"
        with subprocess.Popen([sys.executable, "-c", program], stdin=-1, stdout=-1) as process:
            assert process.stdout is not None
            process.stdout.readline()
            resident = resident_megabytes(process.pid)
            process.communicate(b"\n")
        assert resident is not None
        assert held / 1e6 < resident < held / 1e6 + 50

    def test_of_no_process_it_is_unknown(self) -> None:
        assert resident_megabytes(2**31 - 1) is None


def make_place(folder: Path) -> Place:
    texts = [f"text om ämne {number}" for number in range(20)]
    place = Place(folder=folder, model=str(DEFAULT_MODEL))
    vectors = np.eye(20, 64, dtype=np.float32)
    place.write_material(Material(ids=[str(n) for n in range(20)], texts=texts, vectors=vectors))
    return place


def job(task: Task, system: str, folder: Path, queries: Sequence[str] = ("ämne 3", "text")) -> Job:
    return Job(task=task, system=system, folder=folder, model=str(DEFAULT_MODEL), queries=tuple(queries))


class TestProcesses:
    def test_a_peer_is_indexed_in_one_process_and_asked_in_another(self, tmp_path: Path) -> None:
        make_place(tmp_path)
        (indexed,) = run_job(job(Task.INDEX, "bm25s", tmp_path))
        assert indexed.seconds is not None
        told = run_job(job(Task.ASK, "bm25s", tmp_path))
        ready = next(told)
        assert ready.is_ready
        # What is asked by many at once takes seconds, and is asked for below.
        assert [(m.step, m.done, m.total) for m in islice(told, 4)] == [
            (step, done, 2) for step in ("each query for the first time", "each query again") for done in (1, 2)
        ]
        told.close()

    def test_what_is_asked_in_a_process_is_told_to_its_parent(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        asked: list[str] = []
        peer = Peer(name="x", package="x", note="", index=lambda _: None, open=lambda _: asked.append)
        monkeypatch.setattr(child, "PEERS", (peer,))
        monkeypatch.setattr(timing, "THROUGHPUT_SECONDS", 0.01)
        told: list[Message] = []
        child.do(job(Task.ASK, "x", tmp_path), told.append)
        assert asked[:5] == [child.WARMING_QUERY, "ämne 3", "text", "ämne 3", "text"]
        monkeypatch.setattr(processes, "run_job", lambda _: iter(told))
        steps: list[tuple[str, int, int]] = []
        result = ask_in_process(job(Task.ASK, "x", tmp_path), 4.5, lambda *step: steps.append(step))
        assert (result.name, result.index_seconds, result.first.n, result.warm.n) == ("x", 4.5, 2, 2)
        assert set(result.rates) == {1, 4, 16}
        assert steps[-1] == ("clients at once", 3, 3)

    def test_only_what_was_asked_is_asked_again(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        asked: list[str] = []
        peer = Peer(name="x", package="x", note="", index=lambda _: None, open=lambda _: asked.append)
        monkeypatch.setattr(child, "PEERS", (peer,))
        monkeypatch.setattr(timing, "THROUGHPUT_SECONDS", 0.01)
        # The first query alone takes the time there is.
        monkeypatch.setattr(timing, "PASS_SECONDS", 1e-12)
        child.do(job(Task.ASK, "x", tmp_path), lambda _: None)
        assert set(asked) == {child.WARMING_QUERY, "ämne 3"}

    def test_a_process_that_cannot_do_its_job_says_why(self, tmp_path: Path) -> None:
        with pytest.raises(FailedJobError, match="No such file"):
            list(run_job(job(Task.INDEX, "bm25s", tmp_path / "none")))


class TestPeers:
    def test_one_that_is_not_installed_says_so(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        def missing(_: Place) -> None:
            raise ModuleNotFoundError("No module named 'gone'")

        peer = Peer(name="gone", package="gone", note="", index=missing, open=lambda _: len)
        monkeypatch.setattr(child, "PEERS", (peer,))
        told: list[Message] = []
        child.do(job(Task.INDEX, "gone", tmp_path), told.append)
        assert told == [Message(failed="not installed (No module named 'gone')")]

    def test_one_that_is_too_slow_says_how_slow(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setattr(timing, "TOO_SLOW_SECONDS", 0.0)
        peer = Peer(name="slow", package="slow", note="", index=lambda _: None, open=lambda _: len)
        monkeypatch.setattr(child, "PEERS", (peer,))
        told: list[Message] = []
        child.do(job(Task.ASK, "slow", tmp_path), told.append)
        assert told[-1].failed == "0.0 s a query; 0 s at most"

    def test_one_that_fails_is_left_out_with_the_reason_and_the_others_are_measured(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        def fail_first(peer: Peer, *_: object) -> SystemResult:
            if peer.name == PEERS[0].name:
                raise FailedJobError("6.1 s a query; 5 s at most")
            return made(peer.name, 1.0)

        monkeypatch.setattr(measure, "measure_peer", fail_first)
        told: list[str] = []
        measured, skipped = measure.measure_peers(make_place(tmp_path), ("x",), "10x", no_progress, told.append)
        assert [each.name for each in measured] == [peer.name for peer in PEERS[1:]]
        assert skipped == [Skipped(name="bm25s", reason="6.1 s a query; 5 s at most")]
        assert told == ["10x bm25s (bm25s): skipped, 6.1 s a query; 5 s at most"]

    def test_telemetry_is_off_before_a_peer_is_imported(self) -> None:
        assert peers.QUIET["HAYSTACK_TELEMETRY_ENABLED"] == "False"
        assert peers.QUIET["ANONYMIZED_TELEMETRY"] == "False"

    @pytest.mark.parametrize("host", ["example.org", "192.0.2.1"])
    def test_no_other_machine_is_looked_up_or_reached(self, host: str) -> None:
        with pytest.raises(PermissionError, match=host):
            forbid_network("socket.getaddrinfo", (host, 443, 0, 0, 0))
        with socket.socket() as sock, pytest.raises(PermissionError, match=host):
            forbid_network("socket.connect", (sock, (host, 443)))

    def test_this_machine_may_be_reached(self) -> None:
        with socket.socket() as sock:
            forbid_network("socket.connect", (sock, ("127.0.0.1", 80)))
            forbid_network("socket.connect", (sock, "/run/socket"))


def made(name: str, median: float) -> SystemResult:
    times = Latency(n=200, median=median, p95=2 * median, p99=3 * median)
    return SystemResult(
        name=name,
        index_seconds=None if name == NAME else 4.0,
        start_seconds=0.5,
        resident_at_start=100.0,
        resident=200.0 * median,
        resident_after_clients=None,
        first=times,
        warm=times,
        rates={1: 10 / median, 4: 20 / median, 16: 40 / median},
    )


@pytest.fixture
def benchmark() -> Benchmark:
    systems = (
        *(made(system.name, 2.0) for system in OURS),
        made(BARE.name, 0.5),
        made(NAME, 3.0),
        made("bm25s", 0.01),
    )
    scale = ScaleResult(
        times=10,
        passages=1000,
        index_seconds=4.0,
        systems=systems,
        skipped=(Skipped(name="txtai", reason="not installed"),),
        bound=Bound(n_bytes=1_000_000, bandwidth=1e9, milliseconds=1.0),
    )
    return Benchmark(
        date="2026-01-01",
        commit="abc",
        machine="m",
        model="model",
        read_seconds=1.0,
        n_queries=200,
        n_judged=150,
        scales=(scale,),
    )


class TestTables:
    def test_ratios_are_to_hybrid_search(self, benchmark: Benchmark) -> None:
        latencies, rates, costs = tables(benchmark.scales[0])
        assert list(latencies.columns[3].cells)[-2:] == ["1.50", "0.005"]
        assert list(rates.columns[-1].cells)[-2:] == ["0.67", "200"]
        assert list(costs.columns[-1].cells)[-2:] == ["1.50", "0.005"]

    def test_the_scan_is_compared_with_the_bound(self, benchmark: Benchmark) -> None:
        assert "takes 2.00 ms" in bound_line(benchmark.scales[0])
        assert "ratio 2.00" in bound_line(benchmark.scales[0])

    def test_the_two_engines_alone_are_compared_with(self, benchmark: Benchmark) -> None:
        assert "hybrid search 2.00 ms, bm25s + FAISS alone 0.50 ms: ratio 4.00" in bare_line(benchmark.scales[0])
        others = tuple(each for each in benchmark.scales[0].systems if each.name != BARE.name)
        assert "was not measured" in bare_line(replace(benchmark.scales[0], systems=others))

    def test_the_summary_tells_what_is_made_up_what_was_left_out_and_its_command(self, benchmark: Benchmark) -> None:
        text = summary(benchmark, "make bench")
        assert "`make bench`" in text
        assert "| 10x (1000 passages, made up) |" in text
        assert "txtai skipped: not installed." in text
        rows = [line for line in text.splitlines() if line.startswith("|")]
        assert {row.count("|") for row in rows} == {rows[0].count("|")}

    def test_all_figures_are_written(self, benchmark: Benchmark, tmp_path: Path) -> None:
        path = measure.write_benchmark(benchmark, tmp_path / "report" / "bench.json")
        (scale,) = json.loads(path.read_text())["scales"]
        assert scale["systems"][-1]["first"] == {"n": 200, "median": 0.01, "p95": 0.02, "p99": 0.03}
        assert scale["skipped"] == [{"name": "txtai", "reason": "not installed"}]


def test_queries_are_judged_ones_filled_up_with_names(collection: Collection) -> None:
    names = {i.name for content in collection.contents for i in content.initiatives if i.name}
    queries = pick_queries(["fråga"], collection)
    assert queries[0] == "fråga"
    assert set(queries[1:]) <= names
    assert len(set(queries)) == len(queries)
    assert len(pick_queries([f"fråga {n}" for n in range(300)], collection)) == 200


def test_scales_are_read_in_order_and_once() -> None:
    assert read_scales("10, 1,10") == [1, 10]


@pytest.mark.parametrize("text", ["", "0", "1,", "ten", "1001", "-1"])
def test_other_scales_are_refused(text: str) -> None:
    with pytest.raises(EvalError, match="expected whole numbers 1-1000"):
        read_scales(text)
