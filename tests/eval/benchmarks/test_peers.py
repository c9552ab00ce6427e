"""Peers that cannot be measured are left out with the reason, and none reaches another machine."""

import socket
from pathlib import Path

import pytest

from eval.benchmarks import benchmark, child, peers, timing
from eval.benchmarks.benchmark import Skipped
from eval.benchmarks.child import Message, Task, forbid_network
from eval.benchmarks.peers import PEERS
from eval.benchmarks.place import Place
from eval.benchmarks.processes import FailedJobError, SystemResult
from eval.benchmarks.system import Peer
from tests.eval.benchmarks.asking import job, make_place, no_progress
from tests.eval.benchmarks.figures import made


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

        monkeypatch.setattr(benchmark, "measure_peer", fail_first)
        told: list[str] = []
        measured, skipped = benchmark.measure_peers(make_place(tmp_path), ("x",), "10x", no_progress, told.append)
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
