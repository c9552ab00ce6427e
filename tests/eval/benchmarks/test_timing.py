"""What is timed, and when no more is asked; how long anything takes is no business of a test."""

from contextlib import nullcontext

import pytest

from eval.benchmarks import timing
from eval.benchmarks.timing import TooSlowError, latency, percentiles, throughput
from eval.errors import EvalError
from tests.eval.benchmarks.asking import no_progress


class TestTiming:
    def test_percentiles_worked_out_by_hand(self) -> None:
        # Of 1..101 the 50th percentile is 51, the 95th 1 + 0.95 * 100 = 96, the 99th 100.
        found = percentiles([float(n) for n in range(101, 0, -1)], None)
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
