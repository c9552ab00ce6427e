"""Some kills by chance, as `python -m tests.faults.kills 200` makes many: nothing is lost and nothing wrong told."""

from pathlib import Path

import pytest

from tests.faults.kills import BUILD, SERVICE, STOP, WORKER, kill_often

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="only Linux tells a process's children so")

# With this seed each kind of kill is among the first.
SEED, ROUNDS = 12, 8


def test_builds_and_services_that_are_killed_lose_nothing_and_tell_nothing_wrong(tmp_path: Path) -> None:
    outcome = kill_often(tmp_path, ROUNDS, SEED)
    assert outcome.faults == []
    assert set(outcome.killed) == {BUILD, WORKER, SERVICE, STOP}
    assert outcome.right > 0
