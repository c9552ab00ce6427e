"""Plots the time of a query against the number of passages, beside the time that reading all vectors once must take."""

from pathlib import Path

from eval.benchmarks.benchmark import RESULT_FILE, Benchmark
from eval.benchmarks.processes import SystemResult
from eval.reports.plots import Curve, log_chart

PLOT_FILE = RESULT_FILE.with_suffix(".svg")
BOUND = "vectors read once"


def cost_plot(benchmark: Benchmark) -> str:
    """Draw the median of queries asked again, whose vectors are known, for each system at each size; as SVG."""
    names = list(dict.fromkeys(system.name for scale in benchmark.scales for system in scale.systems))
    curves = [
        Curve(
            name=name,
            points=[
                (scale.passages, system.warm.median)
                for scale in benchmark.scales
                if (system := _of(scale.systems, name)) is not None
            ],
        )
        for name in names
    ]
    bound = Curve(
        name=BOUND, points=[(scale.passages, scale.bound.milliseconds) for scale in benchmark.scales], is_dashed=True
    )
    title = f"Milliseconds a query, median, by number of passages ({benchmark.date}, {benchmark.machine})"
    return log_chart(title, [*curves, bound], "passages", "ms")


def write_plot(benchmark: Benchmark, path: Path = PLOT_FILE) -> Path:
    """Write the plot, and give where."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(cost_plot(benchmark) + "\n", encoding="utf-8")
    return path


def _of(systems: tuple[SystemResult, ...], name: str) -> SystemResult | None:
    return next((system for system in systems if system.name == name), None)
