"""The judged questions get the same answers from Milvus as from an index folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from eval.measure.evaluation import search_run
from eval.measure.measures import mean, ranking_measures
from eval.systems.ours import OurSystem
from eval.systems.run import Run
from eval.truth.ground import GroundTruth, ground_truth
from eval.truth.judged import QuestionKind, Split, load_questions
from indexer.folder.manifest import current_folder
from indexer.folder.store import IndexFolder
from indexer.index import Index
from indexer.milvus.index import MilvusIndex
from indexer.milvus.server import Server
from indexer.milvus.writing import write_build
from indexer.vectors.loading import load_embedder
from service.search.query import Mode
from tests.milvus_lite import lite

# What may lie between them; rankings are in fact the same but for passages whose scores differ in the last bit.
MOST_APART = 0.005
LEAST_THE_SAME = 0.95


@pytest.fixture(scope="module")
def indexes(index_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Index, Index]]:
    """The five reports from their folder and from Milvus Lite."""
    folder, embedder = current_folder(index_root), load_embedder()
    with lite(tmp_path_factory.mktemp("milvus") / "index.db") as address:
        server = Server(address, timeout_seconds=300)
        write_build(server, folder, embedder, lambda *_: None)
        yield IndexFolder.open(folder, embedder), MilvusIndex.open(server, embedder)
        server.close()


@pytest.fixture(scope="module")
def truth(indexes: tuple[Index, Index]) -> GroundTruth:
    return ground_truth(indexes[0], [question for question in load_questions() if question.split is Split.TUNE])


@pytest.mark.parametrize("kind", [QuestionKind.TOPICAL, QuestionKind.FACT, QuestionKind.COMPARABLE])
def test_judged_questions_are_answered_as_well_and_with_the_same(
    indexes: tuple[Index, Index], truth: GroundTruth, kind: QuestionKind
) -> None:
    runs: list[Run] = []
    gains: list[float] = []
    for index in indexes:
        system = OurSystem(index, Mode.HYBRID)
        runs.append(search_run(system, truth, kind, lambda items, _: iter(items)))
        gains.append(mean(ranking_measures(truth.qrels(kind, system.stretches), runs[-1])["nDCG@10"]))
    assert gains[0] > 0.5
    assert abs(gains[0] - gains[1]) <= MOST_APART
    topics = list(runs[0].rankings)
    n_same = sum(runs[0].ids(topic)[:10] == runs[1].ids(topic)[:10] for topic in topics)
    assert n_same >= LEAST_THE_SAME * len(topics)
