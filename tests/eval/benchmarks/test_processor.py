"""What processor time is said to have been spent."""

import subprocess
import sys
import time
from itertools import count
from pathlib import Path

import pytest

from eval.benchmarks.processor import processor_seconds
from eval.benchmarks.timing import latency
from tests.eval.benchmarks.asking import no_progress

needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only Linux tells processor time so")


@needs_proc
def test_of_a_process_it_is_what_its_own_clock_says() -> None:
    program = "import time\nwhile time.process_time() < 0.3: pass\nprint(time.process_time(), flush=True)\ninput()"
    with subprocess.Popen([sys.executable, "-c", program], stdin=-1, stdout=-1) as process:
        assert process.stdout is not None
        told = float(process.stdout.readline())
        # In hundredths of a second.
        assert processor_seconds(process.pid) == pytest.approx(told, abs=0.05)
        process.kill()


@needs_proc
def test_of_a_process_that_waits_it_does_not_grow_and_of_one_that_works_it_does() -> None:
    for program, least, most in (("input()", 0.0, 0.1), ("while True: pass", 0.2, 10.0)):
        with subprocess.Popen([sys.executable, "-c", f"print(flush=True)\n{program}"], stdin=-1, stdout=-1) as process:
            assert process.stdout is not None
            process.stdout.readline()
            before, deadline = processor_seconds(process.pid), time.monotonic() + (60 if least else 0.5)
            grown = 0.0
            while grown <= least and time.monotonic() < deadline:
                time.sleep(0.02)
                after = processor_seconds(process.pid)
                assert before is not None
                assert after is not None
                grown = after - before
            process.kill()
        assert least <= grown <= most


def test_of_no_process_it_is_unknown() -> None:
    assert processor_seconds(2**31 - 1) is None


def test_of_queries_it_is_the_mean() -> None:
    # 0.1 s are spent before, 0.4 by the end.
    spent = (0.1 + 0.3 * n for n in count())
    assert latency(["a", "b", "c"], len, "x", no_progress, lambda: next(spent)).processor == pytest.approx(100.0)
    assert latency(["a"], len, "x", no_progress, lambda: None).processor is None
