"""What a process is said to hold, and what reading as much memory must take."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from eval.benchmarks.memory import peak_megabytes, resident_megabytes, vector_bound

NEEDS_PROC = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells resident memory so")


class TestMemory:
    def test_the_bound_is_the_vectors_bytes_over_the_bandwidth(self) -> None:
        bound = vector_bound(1000, 250)
        assert bound.n_bytes == 1_000_000
        assert bound.milliseconds == pytest.approx(1e6 / bound.bandwidth * 1000)

    @NEEDS_PROC
    def test_resident_memory_is_at_most_the_peak_the_kernel_reports(self) -> None:
        resident = resident_megabytes(os.getpid())
        assert resident is not None
        assert 10 < resident <= resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6 + 1

    @NEEDS_PROC
    @pytest.mark.parametrize("held", [0, 100_000_000])
    def test_of_a_child_process_it_holds_what_the_child_has_written_to(self, held: int) -> None:
        program = f"held = bytes([1]) * {held}; print(flush=True); input()"
        with subprocess.Popen([sys.executable, "-c", program], stdin=-1, stdout=-1) as process:
            assert process.stdout is not None
            process.stdout.readline()
            resident = resident_megabytes(process.pid)
            process.communicate(b"\n")
        assert resident is not None
        assert held / 1e6 < resident < held / 1e6 + 50

    @NEEDS_PROC
    def test_the_peak_stays_when_memory_is_given_back(self) -> None:
        held = bytes([1]) * 300_000_000
        del held
        peak, now = peak_megabytes(), resident_megabytes(os.getpid())
        assert peak is not None
        assert now is not None
        assert peak >= max(now, 300)

    def test_of_no_process_it_is_unknown(self) -> None:
        assert resident_megabytes(2**31 - 1) is None
