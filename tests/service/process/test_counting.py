"""What several processes count together: of one that is no more, and within the room taken beforehand."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.service.processes import PATIENCE_SECONDS, TOP

# A process that is killed at its work, and the one that takes its place, which tells what is at work and ends all.
REPLACED = """
import mmap, os, signal
from service.process.counting import counting_together
from service.process.workers import StopSignals, Workers

with StopSignals() as signals, counting_together(1) as counters:
    from prometheus_client import CollectorRegistry, Counter, Gauge
    from prometheus_client.multiprocess import MultiProcessCollector

    working = Gauge("working", "", registry=CollectorRegistry(), multiprocess_mode="livesum")
    asked = Counter("asked", "", registry=CollectorRegistry())
    lives = mmap.mmap(-1, 1)

    def work(place):
        counters.take(place)
        lives[0] += 1
        working.inc()
        asked.inc()
        if lives[0] == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        told = CollectorRegistry()
        MultiProcessCollector(told)
        print(told.get_sample_value("working"), told.get_sample_value("asked_total"), flush=True)
        os.kill(os.getppid(), signal.SIGTERM)
        signal.pause()

    Workers(1, work, counters.leave, 1).run(signals)
"""

# Every route that there is, asked in every way that a route may be: the sizes of the files and what is used of each.
ALL_COUNTED = """
from pathlib import Path
import os
from service.process.counting import counting_together
from tests.service.made_app import make_app

def templates(routes):
    for route in routes:
        included = getattr(route, "original_router", None)
        yield from templates(included.routes) if included else [route.path]

with counting_together(1):
    app = make_app()
    from prometheus_client import CollectorRegistry
    from service.api.transport.middleware import METHODS, OTHER_METHOD, Measures

    measures = Measures(CollectorRegistry())
    for path in {*templates(app.routes), "okänd"}:
        scope = {"route": type("Route", (), {"path": path})}
        for method in (*METHODS, OTHER_METHOD):
            read = ("200", "304", "401", "404", "406", "422", "500", "503") if method in METHODS[:3] else ("401", "405")
            for status in read:
                measures.count(scope, method, int(status), 1)
    for file in Path(os.environ["PROMETHEUS_MULTIPROC_DIR"]).glob("*_0.db"):
        content = file.read_bytes()
        print(len(content), int.from_bytes(content[:4], "little"), file.stat().st_blocks * 512)
"""


def run(script: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=TOP, capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=True
    )
    return done.stdout.splitlines()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processes cannot be forked everywhere")
def test_what_one_was_at_work_on_ends_with_it_and_what_it_has_done_is_kept() -> None:
    assert run(REPLACED) == ["1.0 2.0"]


def test_all_that_can_be_counted_has_its_room_from_the_start() -> None:
    files = [tuple(map(int, line.split())) for line in run(ALL_COUNTED)]
    assert len(files) == 3
    for size, used, on_disk in files:
        assert used < size == files[0][0] <= on_disk
    # Of counters, by route, method and status; the histogram has a dozen a route.
    assert max(used for _, used, _ in files) > 50_000
