"""`python -m service serve` as a process of its own: starts, answers over HTTP and ends when told to."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import httpx2
import pytest

TOP = Path(__file__).parents[3]
# On a machine that does much else a start takes a minute, and a first answer longer than the client's own 5 s.
PATIENCE_SECONDS = 180
ask = partial(httpx2.request, timeout=PATIENCE_SECONDS)


def free_port() -> int:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        port: int = bound.getsockname()[1]
        return port


def start(*arguments: str) -> subprocess.Popen[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("INSATSKARTAN_")}
    environment["INSATSKARTAN_ANSWER_SECONDS"] = str(PATIENCE_SECONDS)
    return subprocess.Popen(
        [sys.executable, "-m", "service", "serve", *arguments],
        cwd=TOP,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def wait_until_ready(process: subprocess.Popen[str], address: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, process.communicate()[0]
        try:
            if ask("GET", f"{address}/readyz").status_code == 200:
                return
        except httpx2.ConnectError:
            time.sleep(0.05)
    pytest.fail(f"not ready within {PATIENCE_SECONDS} s")


@contextmanager
def serving(index_root: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Give a service and its address; it is ended in the end, also where a test fails."""
    port = free_port()
    with start("--index", str(index_root), "--port", str(port), *arguments) as process:
        try:
            yield process, f"http://127.0.0.1:{port}"
        finally:
            process.kill()


@pytest.fixture
def served(index_root: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    with serving(index_root) as service:
        yield service


def test_the_service_starts_answers_and_ends(served: tuple[subprocess.Popen[str], str]) -> None:
    process, address = served
    wait_until_ready(process, address)
    for rotated in (signal.SIGUSR1, signal.SIGUSR2):
        os.kill(process.pid, rotated)
    reply = ask("GET", f"{address}/v1/answer", params={"q": "Vilka regioner arbetar med validering?"})
    assert (reply.status_code, len(reply.json()["regions"])) == (200, 21)
    assert "<h1" in ask("GET", address).text
    head = ask("HEAD", f"{address}/v1/regions")
    assert (head.status_code, head.content) == (200, b"")
    large = ask("POST", f"{address}/v1/runs", content=b" " * 6_000_000, headers={"Content-Type": "application/json"})
    assert (large.status_code, large.headers["content-type"]) == (413, "application/problem+json")
    assert ask("GET", f"{address}/readyz").status_code == 200

    os.kill(process.pid, signal.SIGTERM)
    output, _ = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode in (0, -signal.SIGTERM)
    assert "Traceback" not in output
    with pytest.raises(httpx2.ConnectError):
        ask("GET", address)


def test_several_processes_answer_as_one(index_root: Path) -> None:
    with serving(index_root, "--workers", "2") as (process, address):
        wait_until_ready(process, address)
        question = {"q": "Vilka regioner arbetar med validering?"}
        replies = [ask("GET", f"{address}/v1/answer", params=question).json() for _ in range(4)]
        assert [reply["text"] for reply in replies] == [replies[0]["text"]] * 4
        assert '"/v1/answer",status="200"} 4.0' in ask("GET", f"{address}/metrics").text
        os.kill(process.pid, signal.SIGTERM)
        output, _ = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 0
    assert "Traceback" not in output


def test_told_to_stop_it_ends_whatever_its_clients_do(served: tuple[subprocess.Popen[str], str]) -> None:
    process, address = served
    wait_until_ready(process, address)
    host, _, port = address.removeprefix("http://").partition(":")
    head = "POST /v1/runs HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n"
    clients = [socket.create_connection((host, int(port))) for _ in range(3)]
    for client, sent in zip(clients, ("", "GET / HT", head), strict=True):
        client.sendall(sent.encode())
    os.kill(process.pid, signal.SIGTERM)
    output, _ = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode in (0, -signal.SIGTERM)
    assert "Traceback" not in output
    for client in clients:
        client.close()


def test_without_an_index_it_ends_with_one_line_and_status_2(tmp_path: Path) -> None:
    process = start("--index", str(tmp_path / "ingenstans"))
    output, _ = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 2
    [line] = output.splitlines()
    assert "ingenstans" in line
    assert "python -m indexer build" in line


def test_a_taken_port_ends_it_with_one_line_and_status_2(index_root: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = start("--index", str(index_root), "--port", str(port))
        output, _ = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 2
    [line] = output.splitlines()
    assert f"127.0.0.1:{port}" in line
    assert "väntade en ledig port" in line
