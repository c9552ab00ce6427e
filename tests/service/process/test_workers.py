"""Several processes as one service: real ones, each asked alone while the others are halted."""

import os
import re
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from tests.service.processes import PATIENCE_SECONDS, Service, is_running, start, wait_until

TOKEN = "en-hemlig-nyckel"
BEARER = {"Authorization": f"Bearer {TOKEN}"}

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="only Linux tells a process's children so")


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """The file that names the build in use."""
    path = tmp_path / "build"
    path.write_text("first")
    return path


@pytest.fixture
def service(build: Path) -> Iterator[Service]:
    started = start("tests.service.forked", build, TOKEN)
    with started.parent:
        yield started
        started.parent.kill()


def build_in_use(service: Service, worker: int) -> str:
    with service.alone(worker) as client:
        return str(client.get("/v1/api-info", headers=BEARER).json()["index_version"])


def test_who_signs_in_at_one_is_known_to_all_and_who_signs_out_to_none(service: Service) -> None:
    one, other = service.workers()
    with service.alone(one) as client:
        signed_in = client.post("/logga-in", data={"nyckel": TOKEN, "till": "/"})
        cookie = {"Cookie": signed_in.headers["set-cookie"].partition(";")[0]}
    for worker in (one, other):
        with service.alone(worker) as client:
            assert client.get("/v1/regions", headers=cookie).status_code == 200
    with service.alone(other) as client:
        client.post("/logga-ut", headers=cookie)
    for worker in (one, other):
        with service.alone(worker) as client:
            assert client.get("/v1/regions", headers=cookie).status_code == 401


def test_counters_are_added_up_also_of_one_that_is_no_more(service: Service) -> None:
    def counted() -> str:
        told = httpx2.get(f"{service.address}/metrics", headers=BEARER).text
        [count] = re.findall(r'^insatskartan_requests_total\{.*"/v1/regions".*\} (.*)$', told, re.MULTILINE)
        assert "insatskartan_working 0.0" in told
        return str(count)

    before = service.workers()
    for worker in before:
        with service.alone(worker) as client:
            client.get("/v1/regions", headers=BEARER)
    assert counted() == "2.0"
    os.kill(min(before), signal.SIGKILL)
    wait_until(lambda: len(service.workers()) == 2 and service.workers() != before)
    assert counted() == "2.0"


def test_one_that_dies_is_replaced_and_the_new_one_answers(service: Service) -> None:
    before = service.workers()
    dead = min(before)
    os.kill(dead, signal.SIGKILL)
    wait_until(lambda: dead not in service.workers() and len(service.workers() - before) == 1)
    [new] = service.workers() - before
    assert build_in_use(service, new) == "first"


def test_all_take_up_a_new_build_and_so_does_one_started_later(service: Service, build: Path) -> None:
    build.write_text("second")
    for worker in service.workers():
        wait_until(lambda worker=worker: build_in_use(service, worker) == "second")  # type: ignore[misc]
    before = service.workers()
    os.kill(min(before), signal.SIGKILL)
    wait_until(lambda: len(service.workers() - before) == 1)
    [new] = service.workers() - before
    assert build_in_use(service, new) == "second"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT])
def test_told_to_stop_all_end_whatever_their_clients_do(service: Service, number: signal.Signals) -> None:
    workers = service.workers()
    host, port = service.address.removeprefix("http://").split(":")
    clients = [socket.create_connection((host, int(port))) for _ in range(4)]
    os.kill(max(workers), signal.SIGSTOP)
    os.kill(service.parent.pid, number)
    output, _ = service.parent.communicate(timeout=PATIENCE_SECONDS)
    assert service.parent.returncode == 0
    assert "Traceback" not in output
    assert not any(map(is_running, workers))
    for client in clients:
        client.close()


def test_without_their_parent_they_end(service: Service) -> None:
    workers = service.workers()
    service.parent.kill()
    wait_until(lambda: not any(map(is_running, workers)))
