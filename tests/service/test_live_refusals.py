"""A build that cannot be used leaves the older in use; why is told, and it is tried again."""

import logging
from threading import Event
from typing import Any

import pytest

from indexer.errors import IndexServerError
from indexer.index import Index
from service.errors import NotReadyError
from service.live import RETRY_SECONDS, LiveIndex
from service.search.query import SearchRequest
from tests.service.builds import Builds
from tests.service.held_work import PanicException
from tests.service.word_reader import WordReader


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
