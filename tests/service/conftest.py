"""What the tests of the API and the page share: the application over an index of the five reports, a client."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from indexer.folder.manifest import current_build, current_folder
from indexer.folder.store import IndexFolder
from indexer.vectors.loading import load_embedder
from service.answering import Answerer
from service.live import LiveIndex
from service.read.reader import TransformerReader
from service.search.searcher import Searcher
from service.settings import Settings
from service.web.app import create_app
from tests.service.memory_index import BUCKET_RANKING
from tests.service.samples import make_index
from tests.service.serving import serve
from tests.service.word_reader import WordReader


@pytest.fixture(scope="module")
def made_answerer() -> Answerer:
    """Answers from the made-up collection, read word by word."""
    return Answerer(Searcher(make_index(), ranking=BUCKET_RANKING), WordReader())


@pytest.fixture(scope="session")
def live(index_root: Path) -> LiveIndex:
    embedder = load_embedder()
    return LiveIndex(
        lambda: current_build(index_root),
        lambda: IndexFolder.open(current_folder(index_root), embedder),
        TransformerReader(),
    )


@pytest.fixture(scope="session")
def answerer(live: LiveIndex) -> Answerer:
    """Answers from the five reports, read by the project's own reader."""
    return live.backend().answerer


@pytest.fixture(scope="session")
def app(live: LiveIndex) -> FastAPI:
    return create_app(live, Settings(token=None))


@pytest.fixture(scope="session")
def client(app: FastAPI) -> TestClient:
    return TestClient(app)


@pytest.fixture(scope="session")
def address(app: FastAPI) -> Iterator[str]:
    """Where the application is served over real HTTP."""
    with serve(app) as served:
        yield served
