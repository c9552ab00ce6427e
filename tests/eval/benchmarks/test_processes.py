"""Systems indexed and asked in processes of their own, and what their parent is told."""

from itertools import islice
from pathlib import Path

import pytest

from eval.benchmarks import child, processes, timing
from eval.benchmarks.child import Message, Task
from eval.benchmarks.processes import FailedJobError, ask_in_process, run_job
from eval.benchmarks.system import Peer
from tests.eval.benchmarks.asking import job, make_place


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
