"""Reading and embedding spread with Ray: disturbed and resumed, it ends with the index of an undisturbed build."""

from pathlib import Path

import pytest

from corpus.collection import read_collection
from indexer.build import build_index
from indexer.vectors.loading import load_embedder
from tests.indexer.spread.disturbed import Disturbance, differences, run_disturbed
from tests.indexer.spread.recombined import make_reports

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only Linux tells a run's processes so")


# More reports and disturbances: `make spread`.
def test_a_run_that_is_killed_and_resumed_ends_with_the_index_of_a_build(tmp_path: Path) -> None:
    folder, root, calm = tmp_path / "reports", tmp_path / "disturbed", tmp_path / "calm"
    whole = make_reports(folder, 12, seed=0)
    assert len(whole) == 11
    run_disturbed(folder, root, whole, [(Disturbance.ALL_KILLED, 2), (Disturbance.WORKER_KILLED, 5)])
    build_index(read_collection(folder), load_embedder(), calm, lambda *_: None)
    assert differences(root, calm) == []
