"""Figures of one run, made up."""

from eval.benchmarks.benchmark import Benchmark, ScaleResult
from eval.benchmarks.processes import SystemResult
from eval.benchmarks.server import service_name
from eval.benchmarks.timing import Latency

NAME = service_name(1)


def made(name: str, median: float) -> SystemResult:
    times = Latency(n=200, median=median, p95=2 * median, p99=3 * median, processor=1.5 * median)
    return SystemResult(
        name=name,
        index_seconds=None if name == NAME else 4.0,
        start_seconds=0.5,
        start_processor=1.25,
        resident_at_start=100.0,
        resident=200.0 * median,
        resident_after_clients=None,
        first=times,
        warm=times,
        rates={1: 10 / median, 4: 20 / median, 16: 40 / median},
    )


def made_benchmark(*scales: ScaleResult) -> Benchmark:
    """Give what a run measured of these scales."""
    return Benchmark(
        date="2026-01-01",
        commit="abc",
        machine="m",
        model="model",
        read_seconds=1.0,
        n_queries=200,
        n_judged=150,
        scales=scales,
    )
