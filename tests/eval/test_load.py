"""The load suite: shares of the mix, questions never asked twice, figures worked out by hand, clients told no."""

import itertools
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from eval.benchmarks.memory import together_megabytes
from eval.commands.load import read_clients
from eval.errors import EvalError
from eval.load.clients import Client, TimedReply, keep_asking, probe, read_holdings
from eval.load.load_run import Load, sum_up
from eval.load.mix import SHARES, Asked, Holdings, Mix, RequestKind
from eval.load.page import load_page
from tests.service.made_app import make_app
from tests.service.serving import serve

HOLDINGS = Holdings(
    initiatives={"a": "Validering", "b": "Laddstolpar"}, regions=["Skåne", "Gotland"], pages=[("001", 1), ("001", 2)]
)


def test_each_kind_comes_in_its_share() -> None:
    assert sum(SHARES.values()) == 100
    mix = Mix(HOLDINGS)
    counted = Counter(mix.next().kind for _ in range(10_000))
    for kind, share in SHARES.items():
        assert counted[kind] == pytest.approx(100 * share, abs=200)


def test_no_question_is_asked_twice_also_when_all_have_been() -> None:
    mix = Mix(HOLDINGS)
    asked = [parse_qs(urlsplit(mix.ask(RequestKind.SEARCH).path).query)["q"][0] for _ in range(100)]
    assert len(set(asked)) == 100
    assert "Vad gör Skåne om Validering?" in asked


def test_the_same_seed_gives_the_same_requests() -> None:
    first, second = Mix(HOLDINGS), Mix(HOLDINGS)
    assert [first.next() for _ in range(50)] == [second.next() for _ in range(50)]


def told(kind: RequestKind, status: int, *milliseconds: float) -> list[TimedReply]:
    return [TimedReply(kind=kind, status=status, milliseconds=each) for each in milliseconds]


def test_figures_are_those_worked_out_by_hand() -> None:
    replies = (
        told(RequestKind.SEARCH, 200, 10, 20, 30) + told(RequestKind.SEARCH, 503, 1) + told(RequestKind.ANSWER, 0, 5)
    )
    probes = told(RequestKind.HEALTH, 200, 2, 4) + told(RequestKind.HEALTH, 0, 900)
    # The first half rises by 100 MB a second and does not count; the second by 1 MB every second.
    memory = [(0.0, 0.0), (1.0, 100.0), (2.0, 200.0), (3.0, 201.0), (4.0, 202.0)]
    result = sum_up(4, 10.0, replies, probes, memory, {RequestKind.SEARCH: 5.0})
    search = result.kinds[RequestKind.SEARCH]
    assert search.taken is not None
    assert (search.taken.median, search.statuses, search.alone) == (20, {200: 3, 503: 1}, 5)
    assert result.kinds[RequestKind.ANSWER].taken is None
    assert (result.livez.median, result.lost_probes, result.answered) == (3, 1, 0.3)
    assert (result.memory_start, result.memory_end) == (0, 202)
    assert result.memory_slope == pytest.approx(60)
    page = load_page(Load(workers=2, with_runs=False, results=(result,)), "make load", "2026-01-01")
    assert "| search | 4 | 1 | 0 | 20 | 29 | 30 | 5.0 | 6.0 |" in page
    assert "| answer | 1 | 0 | 1 x broken off | – | – | – | – | – |" in page
    assert "+60.0 MB a minute" in page


def test_a_service_that_does_not_live_is_no_result() -> None:
    with pytest.raises(EvalError, match="none of 1 probes"):
        sum_up(1, 1.0, [], told(RequestKind.HEALTH, 0, 1), [], {})


@contextmanager
def refusing(retry_after: str) -> Iterator[int]:
    """Serve 503 to everyone, and give the port."""

    class Refusing(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.send_response(HTTPStatus.SERVICE_UNAVAILABLE)
            self.send_header("Retry-After", retry_after)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None: ...  # noqa: A002  the library's name

    with ThreadingHTTPServer(("127.0.0.1", 0), Refusing) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


def test_a_client_that_is_refused_waits_as_it_is_told() -> None:
    with refusing("3") as port:
        client = Client(port)
        reply, wait = client.ask(Asked(kind=RequestKind.SEARCH, path="/"))
        assert (reply.status, wait) == (503, 3)
        client.close()
        # Each client is refused once, and would then wait for longer than there is time.
        asked = itertools.count()
        replies = keep_asking(port, 3, 0.5, lambda: Asked(kind=RequestKind.SEARCH, path=f"/{next(asked)}"))
        assert [reply.status for reply in replies] == [503] * 3


def test_a_connection_that_is_refused_has_no_status() -> None:
    with refusing("0") as port:
        pass
    client = Client(port)
    assert client.ask(Asked(kind=RequestKind.HEALTH, path="/livez"))[0].status == 0


def status_once_free(client: Client, asked: Asked) -> int | None:
    """Ask again while it is refused: a run gives its place back a moment after its reply has been read."""
    for _ in range(100):
        status = client.ask(asked)[0].status
        if status != 503:
            return status
        time.sleep(0.05)
    return 503


def test_everything_in_the_mix_is_answered_by_the_service() -> None:
    with serve(make_app()) as address:
        port = urlsplit(address).port or 0
        holdings = read_holdings(port)
        assert len(holdings.regions) == 21
        assert holdings.pages
        mix, client = Mix(holdings), Client(port)
        for kind in RequestKind:
            for _ in range(6):
                asked = mix.ask(kind)
                assert (asked.path, status_once_free(client, asked)) == (asked.path, 200)
        client.close()
        assert {reply.status for reply in probe(port, 0.01)} == {200}


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="only Linux tells shared memory so")
def test_memory_that_no_process_has_is_not_told() -> None:
    assert together_megabytes(2**31 - 1) is None


def test_numbers_of_clients_keep_their_order() -> None:
    assert read_clients("64, 16") == [64, 16]


@pytest.mark.parametrize("text", ["", "0", "1,", "ten", "1001"])
def test_other_numbers_of_clients_are_refused(text: str) -> None:
    with pytest.raises(EvalError, match="expected whole numbers 1-1000"):
        read_clients(text)
