"""A newer build is taken up while the service runs, and what was begun on the older is finished on it."""

import logging
import shutil
from collections.abc import Sequence
from pathlib import Path
from threading import Barrier, Event, Thread
from threading import enumerate as enumerate_threads

import numpy as np
import pytest

from corpus.collection import Collection
from indexer.build import build_index
from indexer.folder.manifest import CURRENT, MANIFEST_FILE, current_folder, current_mark
from indexer.folder.parts import RECORDS_FILE
from indexer.folder.store import IndexFolder
from indexer.index import Index
from service.errors import NotReadyError
from service.live import LiveIndex
from service.search.candidates import Scores
from service.search.query import SearchRequest
from tests.conftest import WordEmbedder
from tests.service.builds import Builds
from tests.service.word_reader import WordReader


def test_a_build_is_opened_once() -> None:
    builds = Builds("a")
    live = builds.live()
    assert live.backend() is live.backend()
    assert builds.opened == ["a"]


def test_a_newer_build_is_taken_up() -> None:
    builds = Builds("a")
    live = builds.live()
    older = live.backend()
    builds.current = "b"
    assert live.take_up().build == "b"
    assert live.backend().searcher is not older.searcher
    assert builds.opened == ["a", "b"]


class Named:
    """A reranker that finds nothing relevant."""

    name = "named"

    def scores(self, query: str, texts: Sequence[str]) -> Scores:
        return np.zeros(len(texts), dtype=np.float32)


def test_every_build_is_searched_with_the_same_reranker(caplog: pytest.LogCaptureFixture) -> None:
    builds, reranker = Builds("a"), Named()
    live = builds.live(reranker)
    with caplog.at_level(logging.INFO):
        assert live.backend().searcher.reranker is reranker
        builds.current = "b"
        assert live.take_up().searcher.reranker is reranker
    assert caplog.messages == [f"index {build} in use, reranker: named" for build in "ab"]
    assert Builds("a").live().backend().searcher.reranker is None


def test_what_was_begun_on_the_older_build_is_finished_on_it() -> None:
    builds = Builds("a")
    live = builds.live()
    older = live.backend()
    builds.current = "b"
    assert live.take_up() is not older
    assert older.searcher.search(SearchRequest(text="validering")).hits


def test_a_newer_build_is_opened_beside_the_older_which_answers_meanwhile() -> None:
    builds, may_open = Builds("a"), Event()
    may_open.set()

    def open_when_let() -> Index:
        may_open.wait()
        return builds.open()

    live = LiveIndex(builds.name, open_when_let, WordReader())
    live.backend()
    may_open.clear()
    builds.current = "b"
    assert [live.backend().build for _ in range(5)] == ["a"] * 5
    # However many ask meanwhile, one thread opens it.
    opening = [thread.name for thread in enumerate_threads()].count("taking up an index")
    may_open.set()
    assert opening == 1
    assert live.take_up().build == "b"
    assert builds.opened == ["a", "b"]


def test_what_ends_the_process_is_not_held_up() -> None:
    def interrupted() -> Index:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        LiveIndex(Builds("a").name, interrupted, WordReader()).backend()


def test_threads_that_ask_at_once_open_a_build_once() -> None:
    builds = Builds("a")
    live = builds.live()
    barrier = Barrier(8)
    found = []

    def ask() -> None:
        barrier.wait()
        found.append(live.backend())

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert builds.opened == ["a"]
    assert len({id(backend) for backend in found}) == 1


def _quiet(step: str, done: int, total: int) -> None: ...


def test_a_rebuilt_folder_is_served_and_a_damaged_one_is_not(collection: Collection, tmp_path: Path) -> None:
    root, embedder = tmp_path / "index", WordEmbedder()
    live = LiveIndex(lambda: current_mark(root), lambda: IndexFolder.open(current_folder(root), embedder), WordReader())
    with pytest.raises(NotReadyError, match="no index here"):
        live.backend()
    first = build_index(collection, embedder, root, _quiet)
    assert live.backend().build.startswith(f"{first.name}@")
    second = build_index(collection, embedder, root, _quiet)
    older = live.take_up()
    assert older.build.startswith(f"{second.name}@")

    damaged = root / "damaged"
    damaged.mkdir()
    (damaged / MANIFEST_FILE).write_text("{", encoding="utf-8")
    (root / "next").symlink_to(damaged.name)
    (root / "next").replace(root / CURRENT)
    assert live.take_up() is older
    assert older.searcher.search(SearchRequest(text="validering")).hits
    assert live.state().trouble == "damaged: manifest.json är inte som den skrevs"


def test_a_refused_build_made_anew_under_the_same_name_is_tried_at_once(collection: Collection, tmp_path: Path) -> None:
    root, embedder = tmp_path / "index", WordEmbedder()
    live = LiveIndex(lambda: current_mark(root), lambda: IndexFolder.open(current_folder(root), embedder), WordReader())
    build_index(collection, embedder, root, _quiet)
    older = live.backend()
    second = build_index(collection, embedder, root, _quiet)
    records = second / RECORDS_FILE
    records.write_bytes(records.read_bytes()[:-1])
    assert live.take_up() is older
    assert live.state().trouble == f"{second.name}: records.sqlite är inte som den skrevs"
    shutil.rmtree(second)
    assert build_index(collection, embedder, root, _quiet) == second
    assert live.take_up().build.startswith(f"{second.name}@")
    assert live.state().trouble is None
