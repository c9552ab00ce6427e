"""The server when it is told to stop: replies that were begun are sent, and it ends whatever clients do."""

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import httpx2
import pytest

from tests.service.by_socket import PATIENCE_SECONDS, serving

# A service whose requests take for ever, and do not look at whether anybody waits.
BUSY = """
import socket
from fastapi import FastAPI
from service.api.transport.connection import make_server
from service.settings.work_limits import WorkLimits

app = FastAPI()

@app.get("/busy")
def busy():
    print("busy", flush=True)
    while True:
        pass

listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
make_server(app, WorkLimits(shutdown_seconds=1)).run(sockets=[listener])
"""


QUIET = """
import signal, socket, sys, threading, time
from fastapi import FastAPI
from service.api.transport.connection import make_server
from service.settings.work_limits import WorkLimits

app = FastAPI()

@app.get("/slow")
def slow():
    print("begun", flush=True)
    time.sleep(1)
    return "svar"

signal.signal(signal.SIGHUP, signal.SIG_IGN if sys.argv[1:] else signal.SIG_DFL)
listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
make_server(app, WorkLimits(shutdown_seconds=5)).run(sockets=[listener])
"""


@contextmanager
def told_while_at_work(command: Sequence[str], number: signal.Signals) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Give a service that sent its reply though told this meanwhile, and the address asked."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            address = f"http://127.0.0.1:{process.stdout.readline().strip()}/slow"
            with ThreadPoolExecutor() as pool:
                reply = pool.submit(httpx2.get, address, timeout=PATIENCE_SECONDS)
                assert process.stdout.readline() == "begun\n"
                process.send_signal(number)
                assert reply.result().json() == "svar"
            yield process, address
        finally:
            process.kill()


@pytest.mark.parametrize("outlives", [False, True])
def test_a_closed_terminal_lets_replies_be_sent_and_ends_it_unless_it_is_to_outlive_that(*, outlives: bool) -> None:
    command = [sys.executable, "-c", QUIET, *(["nohup"] if outlives else [])]
    with told_while_at_work(command, signal.SIGHUP) as (process, address):
        if outlives:
            assert httpx2.get(address, timeout=PATIENCE_SECONDS).status_code == 200
            process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE_SECONDS) in (0, -signal.SIGHUP, -signal.SIGTERM)


def test_told_to_quit_it_sends_its_replies_and_leaves_no_core_file() -> None:
    with told_while_at_work([sys.executable, "-c", QUIET], signal.SIGQUIT) as (process, _):
        assert process.wait(PATIENCE_SECONDS) in (0, -signal.SIGTERM)


def test_told_to_stop_it_ends_whatever_clients_do() -> None:
    with serving(shutdown_seconds=1) as (host, port, stop):
        silent, waiting = socket.create_connection((host, port)), socket.create_connection((host, port))
        waiting.sendall(b"GET /endless HTTP/1.1\r\nHost: a\r\n\r\n")
        assert httpx2.get(f"http://{host}:{port}/quick").json() == "svar"
        stop()
        silent.close()
        waiting.close()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_told_to_stop_its_process_ends_though_its_threads_work_on(number: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", BUSY], stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            with socket.create_connection(("127.0.0.1", int(process.stdout.readline()))) as client:
                client.sendall(b"GET /busy HTTP/1.1\r\nHost: a\r\n\r\n")
                assert process.stdout.readline() == "busy\n"
                process.send_signal(number)
                assert process.wait(PATIENCE_SECONDS) in (0, -number, -signal.SIGTERM)
        finally:
            process.kill()
