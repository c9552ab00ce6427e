"""The results of a load run, in Markdown."""

from http import HTTPStatus

from eval.benchmarks.benchmark import machine
from eval.load.load_run import KindResult, Load, LoadResult
from eval.load.mix import SHARES, RequestKind
from eval.reports.commit import git_commit

_UNKNOWN = "–"
_BROKEN = 0


def load_page(load: Load, command: str, day: str) -> str:
    """Give all figures of a run, with when and how they were measured."""
    shares = ", ".join(f"{share} % {kind}" for kind, share in SHARES.items())
    runs = " One client more sent evaluation runs, one after the other." if load.with_runs else ""
    told = (
        f"Measured {day} with `{command}` on {machine()}, the clients on the same cores, commit {git_commit()}; "
        f"{_count(load.workers, 'process', 'processes')}. {shares}; no question is asked twice.{runs} "
        "Milliseconds are of replies with 200, read whole; `alone` is the median where nobody else asks. A client "
        "that gets 503 waits as long as `Retry-After` says. Memory is that of all processes, pages that "
        "they share counted once."
    )
    return "\n\n".join([told, *(_section(result) for result in load.results)]) + "\n"


def _section(result: LoadResult) -> str:
    lines = [
        f"### {_count(result.clients, 'client', 'clients')}, {result.seconds / 60:g} minutes: "
        f"{result.answered:.1f} answered a second",
        "",
        "| | replies | 503 | other errors | p50 ms | p95 | p99 | alone | p99 / alone |",
        f"|---|{'---:|' * 8}",
        *(_row(kind, result.kinds[kind]) for kind in RequestKind if kind in result.kinds),
        "",
        f"`/livez` beside: p50 {result.livez.median:.1f} ms, p95 {result.livez.p95:.1f}, p99 {result.livez.p99:.1f} "
        f"(n {result.livez.n}, unanswered {result.lost_probes}). {_memory(result)}",
    ]
    return "\n".join(lines)


def _row(kind: RequestKind, result: KindResult) -> str:
    taken, alone = result.taken, result.alone
    times = [f"{value:.0f}" for value in (taken.median, taken.p95, taken.p99)] if taken else [_UNKNOWN] * 3
    ratio = f"{taken.p99 / alone:.1f}" if taken and alone else _UNKNOWN
    fine = (HTTPStatus.OK, HTTPStatus.SERVICE_UNAVAILABLE)
    errors = {status: count for status, count in result.statuses.items() if status not in fine}
    told = ", ".join(f"{count} x {status if status != _BROKEN else 'broken off'}" for status, count in errors.items())
    cells = [kind, sum(result.statuses.values()), result.statuses.get(HTTPStatus.SERVICE_UNAVAILABLE, 0), told or "0"]
    return f"| {' | '.join(map(str, [*cells, *times, f'{alone:.1f}' if alone else _UNKNOWN, ratio]))} |"


def _memory(result: LoadResult) -> str:
    if result.memory_start is None or result.memory_end is None:
        return "Memory is not told here."
    slope = _UNKNOWN if result.memory_slope is None else f"{result.memory_slope:+.1f}"
    return (
        f"Memory: {result.memory_start:.0f} MB at the start, {result.memory_end:.0f} at the end, {slope} MB a minute "
        "over the second half."
    )


def _count(n: int, one: str, many: str) -> str:
    return f"{n} {one if n == 1 else many}"
