"""A newer build is taken up while the service runs; one that cannot be opened leaves the older in use."""

import logging
import shutil
from collections.abc import Sequence
from pathlib import Path
from threading import Barrier, Event, Thread
from threading import enumerate as enumerate_threads
from typing import Any

import numpy as np
import pytest

from corpus.collection import Collection
from indexer.build import build_index
from indexer.errors import BrokenIndexError, IndexServerError, MissingIndexError
from indexer.folder.manifest import CURRENT, MANIFEST_FILE, current_folder, current_mark
from indexer.folder.parts import RECORDS_FILE
from indexer.folder.store import IndexFolder
from indexer.index import Index
from service.errors import NotReadyError
from service.live import RETRY_SECONDS, LiveIndex
from service.search.candidates import Scores
from service.search.cross_encoder import Reranker
from service.search.query import SearchRequest
from tests.conftest import WordEmbedder
from tests.service.held_work import PanicException
from tests.service.samples import make_index
from tests.service.word_reader import WordReader


class Builds:
    """Stands for an index root: names the current build and opens it."""

    def __init__(self, current: str | None) -> None:
        self.current = current
        self.broken: set[str] = set()
        self.opened: list[str] = []

    def name(self) -> str:
        if self.current is None:
            raise MissingIndexError(Path("index/current"))
        return self.current

    def open(self) -> Index:
        name = self.name()
        self.opened.append(name)
        if name in self.broken:
            raise BrokenIndexError(Path(name), "is cut off")
        return make_index()

    def live(self, reranker: Reranker | None = None) -> LiveIndex:
        return LiveIndex(self.name, self.open, WordReader(), reranker)


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


def test_a_broken_newer_build_leaves_the_older_in_use_and_is_tried_once(caplog: pytest.LogCaptureFixture) -> None:
    builds = Builds("a")
    live = builds.live()
    live.backend()
    builds.current, builds.broken = "b", {"b"}
    with caplog.at_level(logging.WARNING):
        assert {live.take_up().build for _ in range(5)} == {"a"}
    assert builds.opened == ["a", "b"]
    assert caplog.text.count("keeping index a: b: is cut off") == 1
    assert live.state().trouble == "b: b är inte som den skrevs"
    builds.current = "c"
    assert live.take_up().build == "c"
    assert live.state().trouble is None


def test_going_back_to_the_build_in_use_is_no_change() -> None:
    builds = Builds("a")
    live = builds.live()
    live.backend()
    builds.current, builds.broken = "b", {"b"}
    live.take_up()
    builds.current = "a"
    assert live.take_up().build == "a"
    assert live.state().trouble is None
    assert builds.opened == ["a", "b"]


def test_an_index_that_disappears_leaves_the_one_opened_in_use(caplog: pytest.LogCaptureFixture) -> None:
    builds = Builds("a")
    live = builds.live()
    live.backend()
    builds.current = None
    with caplog.at_level(logging.WARNING):
        assert {live.take_up().build for _ in range(3)} == {"a"}
    assert (live.state().trouble or "").startswith("det finns inget index; ")
    assert "index/current: no index here" in caplog.text
    assert len(caplog.messages) == 1


def test_a_server_that_is_down_is_told_until_it_is_back() -> None:
    builds, is_down = Builds("a"), Event()

    def name() -> str:
        if is_down.is_set():
            raise IndexServerError("svarar inte")
        return builds.name()

    live = LiveIndex(name, builds.open, WordReader())
    live.backend()
    is_down.set()
    assert (live.state().is_down, live.state().trouble) == (True, "indexservern svarar inte; försök igen om en stund")
    is_down.clear()
    assert (live.state().is_down, live.state().trouble) == (False, None)


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


@pytest.mark.parametrize(
    "error", [RuntimeError("std::bad_alloc"), MemoryError(), PanicException("index out of bounds")]
)
@pytest.mark.parametrize("when", ["opened", "first asked"])
def test_whatever_happens_to_a_newer_build_leaves_the_older_in_use(
    error: BaseException, when: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    builds = Builds("a")

    def fail(*_: object) -> Any:
        raise error

    def open_index() -> Index:
        index = builds.open()
        if builds.current == "b" and when == "opened":
            fail()
        if builds.current == "b":
            monkeypatch.setattr(index, "lexical", fail)
        return index

    live = LiveIndex(builds.name, open_index, WordReader())
    live.backend()
    builds.current = "b"
    assert live.take_up().build == "a"
    assert live.state().trouble == f"b: oväntat fel ({type(error).__name__})"
    assert f"keeping index a: {type(error).__name__}: " in caplog.text
    assert live.backend().searcher.search(SearchRequest(text="validering")).hits


def test_what_ends_the_process_is_not_held_up() -> None:
    def interrupted() -> Index:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        LiveIndex(Builds("a").name, interrupted, WordReader()).backend()


def test_a_refused_build_is_tried_again_after_a_while() -> None:
    builds, now = Builds("a"), [0.0]
    live = LiveIndex(builds.name, builds.open, WordReader(), clock=lambda: now[0])
    live.backend()
    builds.current, builds.broken = "b", {"b"}
    live.take_up()
    builds.broken = set()
    now[0] = RETRY_SECONDS - 1
    assert live.take_up().build == "a"
    now[0] = RETRY_SECONDS
    assert live.take_up().build == "b"


def test_without_an_index_the_reason_is_told_until_there_is_one() -> None:
    builds = Builds(None)
    live = builds.live()
    with pytest.raises(NotReadyError, match="index/current: no index here") as raised:
        live.backend()
    assert raised.value.told.startswith("indexet kan inte användas: det finns inget index; ")
    builds.current = "a"
    assert live.backend().build == "a"


def test_a_first_build_that_is_broken_is_tried_again() -> None:
    builds = Builds("a")
    builds.broken = {"a"}
    live = builds.live()
    for _ in range(2):
        with pytest.raises(NotReadyError, match="is cut off"):
            live.backend()
    builds.broken = set()
    assert live.backend().build == "a"


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
