"""A run's figures as tables, lines and a file."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from eval.benchmarks.benchmark import Benchmark, ScaleResult, Skipped, write_benchmark
from eval.benchmarks.building import Built
from eval.benchmarks.memory import Bound
from eval.benchmarks.own_searches import OURS
from eval.benchmarks.peers import BARE
from eval.benchmarks.tables import bare_line, bound_line, build_line, summary, tables
from tests.eval.benchmarks.figures import NAME, made, made_benchmark

BUILT = Built(commit="0de63fc", seconds=4.0, peak=512.4)


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
        built=BUILT,
        recall=0.9814,
        systems=systems,
        skipped=(Skipped(name="txtai", reason="not installed"),),
        bound=Bound(n_bytes=1_000_000, bandwidth=1e9, milliseconds=1.0),
    )
    return made_benchmark(scale)


class TestTables:
    def test_ratios_are_to_hybrid_search(self, benchmark: Benchmark) -> None:
        latencies, rates, costs = tables(benchmark.scales[0])
        assert list(latencies.columns[3].cells)[-2:] == ["1.50", "0.005"]
        assert list(rates.columns[-1].cells)[-2:] == ["0.67", "200"]
        assert list(costs.columns[-1].cells)[-2:] == ["1.50", "0.005"]

    def test_processor_time_is_told_of_the_start_of_new_and_of_known_queries(self, benchmark: Benchmark) -> None:
        latencies, _, costs = tables(benchmark.scales[0])
        assert [list(column.cells)[-2] for column in latencies.columns[-2:]] == ["4.50", "4.50"]
        assert list(costs.columns[4].cells)[-2] == "1.25"
        assert "| processor ms | known |" in summary(benchmark, "make bench")

    def test_the_scan_is_compared_with_the_bound(self, benchmark: Benchmark) -> None:
        assert "takes 2.00 ms" in bound_line(benchmark.scales[0])
        assert "ratio 2.00" in bound_line(benchmark.scales[0])

    def test_a_build_tells_its_time_its_memory_and_what_its_vectors_find(self, benchmark: Benchmark) -> None:
        line = build_line(benchmark.scales[0])
        assert "took 4 s" in line
        assert "held 512 MB at most (commit 0de63fc)" in line
        assert line.endswith("is 0.981.")
        assert line in summary(benchmark, "make bench")
        assert "held – MB at most" in build_line(replace(benchmark.scales[0], built=replace(BUILT, peak=None)))

    def test_the_two_engines_alone_are_compared_with(self, benchmark: Benchmark) -> None:
        assert "hybrid search 2.00 ms, bm25s + FAISS alone 0.50 ms: ratio 4.00" in bare_line(benchmark.scales[0])
        others = tuple(each for each in benchmark.scales[0].systems if each.name != BARE.name)
        alone = bare_line(replace(benchmark.scales[0], systems=others))
        assert "hybrid search 2.00 ms, p95 " in alone
        assert alone.endswith("was not measured.")

    def test_the_summary_tells_what_is_made_up_what_was_left_out_and_its_command(self, benchmark: Benchmark) -> None:
        text = summary(benchmark, "make bench")
        assert "`make bench`" in text
        assert "| 10x (1000 passages, made up) |" in text
        assert "txtai skipped: not installed." in text
        rows = [line for line in text.splitlines() if line.startswith("|")]
        assert {row.count("|") for row in rows} == {rows[0].count("|")}

    def test_all_figures_are_written(self, benchmark: Benchmark, tmp_path: Path) -> None:
        path = write_benchmark(benchmark, tmp_path / "report" / "bench.json")
        (scale,) = json.loads(path.read_text())["scales"]
        assert scale["systems"][-1]["first"] == {"n": 200, "median": 0.01, "p95": 0.02, "p99": 0.03, "processor": 0.015}
        assert scale["skipped"] == [{"name": "txtai", "reason": "not installed"}]
