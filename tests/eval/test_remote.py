"""A served API, measured over HTTP, against the same system in process."""

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
import uvicorn

from eval.errors import ServerError
from eval.measure.evaluation import evaluate
from eval.systems.ours import OurSystem
from eval.systems.remote import RemoteSystem
from service.live import LiveIndex
from service.search.query import Mode
from service.settings import Settings
from service.web.app import create_app
from tests.eval.made_up import make_truth, no_progress
from tests.service.samples import make_index
from tests.service.word_reader import WordReader


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    index = make_index()
    app = create_app(LiveIndex(lambda: "test", lambda: index, WordReader()), Settings())
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


def test_a_server_measures_as_the_same_system_in_process(url: str) -> None:
    truth = make_truth()
    remote = evaluate(RemoteSystem(url, truth.stretches), truth, no_progress)
    local = evaluate(OurSystem(make_index(), Mode.HYBRID, reader=WordReader()), truth, no_progress)
    assert remote.values == local.values
    assert remote.replies == local.replies


def test_the_index_version_is_the_servers(url: str) -> None:
    assert RemoteSystem(url, []).index_version() == "test"


def test_an_initiative_the_server_does_not_have_is_like_nothing(url: str) -> None:
    truth = make_truth()
    unknown = replace(truth.judgements.sources["c1"], unit="gone-000000000000-1")
    assert RemoteSystem(url, truth.stretches).similar({"c1": unknown}, no_progress).ids("c1") == []


def test_a_server_that_does_not_know_the_api_is_named(url: str) -> None:
    with pytest.raises(ServerError, match=r"/nothing/v1/runs: status 404 \(.*/nothing/v1/runs.*\); expected 200"):
        RemoteSystem(f"{url}/nothing", []).index_version()


def test_a_server_that_is_not_there_is_named() -> None:
    with pytest.raises(ServerError, match=r"http://127\.0\.0\.1:1/v1/runs: no answer"):
        RemoteSystem("http://127.0.0.1:1", []).index_version()


@pytest.mark.parametrize(
    "address", ["127.0.0.1:8000", "localhost", "ftp://a.se", "http://", "http://[::1", "http://a.se:x", "http://å.se"]
)
def test_what_is_no_address_is_refused_before_anything_is_asked(address: str) -> None:
    with pytest.raises(ServerError, match=r"is no address of a server; expected such as http://127\.0\.0\.1:8000"):
        RemoteSystem(address, [])


def test_a_server_that_does_not_speak_http_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=_answer_nonsense, args=[listening], daemon=True)
        thread.start()
        port = listening.getsockname()[1]
        with pytest.raises(ServerError, match=rf"http://127\.0\.0\.1:{port}/v1/runs: no answer \(220 mail"):
            RemoteSystem(f"http://127.0.0.1:{port}", []).index_version()
        thread.join()


def _answer_nonsense(listening: socket.socket) -> None:
    connection, _ = listening.accept()
    with connection:
        connection.recv(65536)
        connection.sendall(b"220 mail.example.se ready\r\n\r\n")
