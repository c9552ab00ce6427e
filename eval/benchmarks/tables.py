"""The results of a benchmark as tables in the terminal, and as a summary in Markdown."""

from collections.abc import Sequence

from rich import box
from rich.table import Table

from eval.benchmarks.benchmark import Benchmark, ScaleResult
from eval.benchmarks.own_searches import HYBRID, VECTORS
from eval.benchmarks.peers import BARE, PEERS
from eval.benchmarks.processes import SystemResult
from eval.benchmarks.timing import CLIENTS, Latency

_UNKNOWN = "–"


def occasion(benchmark: Benchmark) -> str:
    """Say what was measured, on what and how."""
    peers = "; ".join(f"{peer.name}: {peer.note}" for peer in PEERS)
    return (
        f"{benchmark.n_queries} different queries ({benchmark.n_judged} judged questions, the others names of "
        f"initiatives), ten hits each; {benchmark.machine}, commit {benchmark.commit}. Every system runs in a fresh "
        "process of its own, all in one run. Beyond 1x the documents are made up: copies of the real ones in which "
        "the sentences of the whole collection have changed places, seeded. Reading the real documents takes "
        f"{benchmark.read_seconds:.1f} s, index times begin after that; peers are given the vectors, ours embeds. "
        f"Memory is told when ready, after all queries one by one, and after {CLIENTS[-1]} clients at once. {peers}."
    )


def tables(scale: ScaleResult) -> list[Table]:
    """Give milliseconds a query, queries a second, and what each system costs; ratios are to hybrid search.

    Rates are compared with most clients at once, memory after queries one by one.
    """
    return [_latency_table(scale), _rate_table(scale), _cost_table(scale)]


def _latency_table(scale: ScaleResult) -> Table:
    table = _table(
        scale,
        "ms a query, median / p95 / p99, and of processor time, mean",
        ["n", "for the first time", "ratio", "asked again", "ratio", "processor", "again"],
    )
    ours = _named(scale, HYBRID.name)
    for each in scale.systems:
        first, again = each.first, each.warm
        table.add_row(
            each.name,
            str(first.n),
            " / ".join(_milliseconds(first)),
            _ratio(first.median, ours.first.median),
            " / ".join(_milliseconds(again)),
            _ratio(again.median, ours.warm.median),
            _spent(first.processor),
            _spent(again.processor),
        )
    return table


def _rate_table(scale: ScaleResult) -> Table:
    table = _table(scale, "queries a second", [*(_clients(n) for n in CLIENTS), "ratio"])
    most = CLIENTS[-1]
    ours = _named(scale, HYBRID.name).rates[most]
    for each in scale.systems:
        table.add_row(each.name, *_rates(each), _ratio(each.rates[most], ours))
    return table


def _cost_table(scale: ScaleResult) -> Table:
    table = _table(
        scale,
        "costs",
        ["index s", "passages/s", "start s", "processor s", "MB at start", "asked", f"by {CLIENTS[-1]}", "ratio"],
    )
    ours = _named(scale, HYBRID.name)
    for each in scale.systems:
        table.add_row(each.name, *_costs(scale, each), _ratio(each.resident, ours.resident))
    return table


def bound_line(scale: ScaleResult) -> str:
    """Say how near the scan of all vectors comes to what memory allows."""
    taken, bound = _named(scale, VECTORS.name).warm.median, scale.bound
    return (
        f"At {scale.times}x, comparing a query with all {bound.n_bytes / 1e6:.1f} MB of vectors takes {taken:.2f} ms; "
        f"reading as much memory with one thread, {bound.bandwidth / 1e9:.1f} GB/s, takes {bound.milliseconds:.2f} ms: "
        f"ratio {_ratio(taken, bound.milliseconds)}. Vectors that fit into the processor's caches are read faster."
    )


def build_line(scale: ScaleResult) -> str:
    """Say what building our index took."""
    return (
        f"At {scale.times}x, building our index took {scale.built.seconds:.0f} s and the process that did it held "
        f"{_megabytes(scale.built.peak)} MB at most (commit {scale.built.commit}); its vectors' recall of the 200 "
        f"nearest is {scale.recall:.3f}."
    )


def bare_line(scale: ScaleResult) -> str:
    """Say how much hybrid search takes beside its two engines alone, where both were measured."""
    ours, bare = _named(scale, HYBRID.name), next((each for each in scale.systems if each.name == BARE.name), None)
    if bare is None:
        return (
            f"At {scale.times}x, asked again, so that the query's vector is known: hybrid search "
            f"{ours.warm.median:.2f} ms, p95 {ours.warm.p95:.2f}; {BARE.name} was not measured."
        )
    return (
        f"At {scale.times}x, asked again, so that the query's vector is known: hybrid search "
        f"{ours.warm.median:.2f} ms, {BARE.name} alone {bare.warm.median:.2f} ms: ratio "
        f"{_ratio(ours.warm.median, bare.warm.median)}. For the first time, the vector made: "
        f"{ours.first.median:.1f} and {bare.first.median:.1f} ms, ratio "
        f"{_ratio(ours.first.median, bare.first.median)}."
    )


def summary(benchmark: Benchmark, command: str) -> str:
    """Give the published figures in Markdown, with when and how they were measured."""
    measured = f"Measured {benchmark.date} with `{command}`: {occasion(benchmark)}"
    parts = [
        f"{measured} Milliseconds are for queries never asked before; ratios are to our hybrid search. Processor "
        "time is all that was spent until ready, and a query the mean: asked for the first time, and known.",
    ]
    for scale in benchmark.scales:
        parts += [_markdown_table(scale), build_line(scale), bare_line(scale), bound_line(scale)]
        parts += [f"{skipped.name} skipped: {skipped.reason}." for skipped in scale.skipped]
    return "\n\n".join(parts) + "\n"


def _markdown_table(scale: ScaleResult) -> str:
    columns = [
        _title(scale),
        "index s",
        "start s",
        "processor s",
        "MB",
        f"MB, {_clients(CLIENTS[-1])}",
        "n",
        "median ms",
        "p95",
        "p99",
        "ratio",
        "processor ms",
        "known",
    ]
    columns += [f"{_clients(n)}, per s" for n in CLIENTS]
    ours = _named(scale, HYBRID.name)
    lines = [f"| {' | '.join(columns)} |", f"|---|{'---:|' * (len(columns) - 1)}"]
    for each in scale.systems:
        index, _, start, processor, _, resident, after = _costs(scale, each)
        cells = [each.name, index, start, processor, resident, after, str(each.first.n), *_milliseconds(each.first)]
        cells += [_ratio(each.first.median, ours.first.median)]
        cells += [_spent(each.first.processor), _spent(each.warm.processor), *_rates(each)]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _table(scale: ScaleResult, measured: str, columns: Sequence[str]) -> Table:
    table = Table(title=f"{_title(scale)}: {measured}", title_justify="left", box=box.SIMPLE, padding=(0, 1, 0, 0))
    table.add_column("", no_wrap=True)
    for column in columns:
        table.add_column(column, justify="right")
    return table


def _title(scale: ScaleResult) -> str:
    made_up = ", made up" if scale.times > 1 else ""
    return f"{scale.times}x ({scale.passages} passages{made_up})"


def _clients(n: int) -> str:
    return f"{n} client{'s' if n > 1 else ''}"


def _named(scale: ScaleResult, name: str) -> SystemResult:
    return next(each for each in scale.systems if each.name == name)


def _milliseconds(latency: Latency) -> Sequence[str]:
    return [_rounded(value) for value in (latency.median, latency.p95, latency.p99)]


def _costs(scale: ScaleResult, each: SystemResult) -> Sequence[str]:
    index = each.index_seconds
    return [
        _UNKNOWN if index is None else f"{index:.1f}",
        _UNKNOWN if index is None else f"{scale.passages / index:.0f}",
        f"{each.start_seconds:.2f}",
        _spent(each.start_processor),
        _megabytes(each.resident_at_start),
        _megabytes(each.resident),
        _megabytes(each.resident_after_clients),
    ]


def _megabytes(value: float | None) -> str:
    return _UNKNOWN if value is None else f"{value:.0f}"


def _rates(each: SystemResult) -> Sequence[str]:
    return [_rounded(each.rates[n]) for n in CLIENTS]


def _spent(value: float | None) -> str:
    return _UNKNOWN if value is None else _rounded(value)


def _rounded(value: float) -> str:
    """Give two or more significant digits, none finer than a hundredth."""
    return f"{value:.{0 if value >= 100 else 1 if value >= 10 else 2}f}"


def _ratio(value: float | None, base: float | None) -> str:
    if value is None or not base:
        return _UNKNOWN
    return f"{value / base:.1g}" if value / base < 0.1 else _rounded(value / base)
