"""What is done between requests: a newer index is taken up though nobody asks."""

import asyncio
import gc
import threading
import weakref
from collections.abc import Callable, Iterator

import pytest

from indexer.words.analysis import Term
from service.api import upkeep
from service.live import LiveIndex
from service.search import reading_ahead
from service.search import searcher as searching
from service.search.reading_ahead import read_ahead
from service.search.searcher import Searcher
from service.search.shared_parts import Holders, count_holders
from service.web import rendering
from tests.service.memory_index import BUCKET_RANKING, MemoryIndex
from tests.service.samples import make_index
from tests.service.word_reader import WordReader

PATIENCE_SECONDS = 60


def test_a_newer_index_is_taken_up_though_nobody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "LOOK_SECONDS", 0.01)
    build = ["first"]
    taken_up = threading.Event()

    def open_index() -> MemoryIndex:
        if build[0] == "second":
            taken_up.set()
        return make_index()

    live = LiveIndex(lambda: build[0], open_index, WordReader(), ranking=BUCKET_RANKING)
    live.backend()
    build[0] = "second"

    async def idle() -> bool:
        async with upkeep.upkeep(live, rendering.compile_templates):
            return await asyncio.to_thread(taken_up.wait, PATIENCE_SECONDS)

    assert asyncio.run(idle())


def test_an_index_that_another_has_taken_the_place_of_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "LOOK_SECONDS", 0.01)
    monkeypatch.setattr(upkeep, "REST_SECONDS", 0.0)
    build = ["first"]
    opened: list[weakref.ref[MemoryIndex]] = []

    def open_index() -> MemoryIndex:
        index = make_index()
        vars(index)["itself"] = index
        opened.append(weakref.ref(index))
        return index

    live = LiveIndex(lambda: build[0], open_index, WordReader(), ranking=BUCKET_RANKING)

    reading = threading.Event()

    def prepare() -> Iterator[None]:
        reading.set()
        yield None

    async def until(is_so: Callable[[], bool]) -> None:
        while not is_so():
            await asyncio.sleep(0.01)

    async def idle() -> None:
        live.backend()
        async with upkeep.upkeep(live, prepare):
            await until(reading.is_set)
            build[0] = "second"
            await until(lambda: opened[0]() is None)

    gc.disable()
    try:
        asyncio.run(asyncio.wait_for(idle(), PATIENCE_SECONDS))
    finally:
        gc.enable()
    assert len(opened) == 2


def test_what_is_no_longer_used_is_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    given = threading.Event()
    monkeypatch.setattr(upkeep, "GIVE_BACK_SECONDS", 0.01)
    monkeypatch.setattr(upkeep, "give_back", given.set)

    async def idle() -> bool:
        async with upkeep.upkeep(LiveIndex(lambda: "a", make_index, WordReader()), rendering.compile_templates):
            return await asyncio.to_thread(given.wait, PATIENCE_SECONDS)

    assert asyncio.run(idle())


def test_words_are_analysed_before_anybody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_ahead, "PASSAGES_A_STEP", 2)
    monkeypatch.setattr(upkeep, "REST_SECONDS", 0.0)
    index = make_index()
    seen: list[str] = []
    all_seen = threading.Event()
    expected = [passage.text for passage in index.passages(range(len(index.columns)))]

    def analyse(text: str) -> list[Term]:
        seen.append(text)
        if seen == expected:
            all_seen.set()
        return []

    monkeypatch.setattr(reading_ahead, "analyse", analyse)

    live = LiveIndex(lambda: "a", lambda: index, WordReader(), ranking=BUCKET_RANKING)
    live.backend()

    async def idle() -> bool:
        async with upkeep.upkeep(live, rendering.compile_templates):
            return await asyncio.to_thread(all_seen.wait, PATIENCE_SECONDS)

    assert asyncio.run(idle())


def test_what_a_first_page_asks_for_is_counted_before_it_also_in_a_newer_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "LOOK_SECONDS", 0.01)
    monkeypatch.setattr(upkeep, "REST_SECONDS", 0.0)
    build = ["first"]
    live = LiveIndex(lambda: build[0], make_index, WordReader(), ranking=BUCKET_RANKING)
    live.backend()

    async def counted(name: str) -> Holders:
        while True:
            backend = live.backend()
            if backend.build == name and "holders" in vars(backend.searcher):
                return backend.searcher.holders
            await asyncio.sleep(0.01)

    async def idle() -> list[Holders]:
        async with upkeep.upkeep(live, rendering.compile_templates):
            first = await asyncio.wait_for(counted("first"), PATIENCE_SECONDS)
            build[0] = "second"
            return [first, await asyncio.wait_for(counted("second"), PATIENCE_SECONDS)]

    assert asyncio.run(idle()) == [count_holders(make_index().initiatives())] * 2


def test_not_all_initiatives_are_read_for_what_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    index = make_index()
    searcher, spread = Searcher(index), index.initiatives()[:1]
    for counting in (reading_ahead, searching):
        monkeypatch.setattr(counting, "MOST_COUNTED", 1)
    monkeypatch.setattr(index, "initiatives", None)
    monkeypatch.setattr(index, "initiatives_at", lambda places: [spread[place] for place in places])
    assert len(list(read_ahead(searcher))) > 0
    assert searcher.holders.n_initiatives == 1


def test_every_template_is_read_before_a_page_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = rendering.templates.env.overlay()
    monkeypatch.setattr(rendering.templates, "env", fresh)
    assert fresh.cache is not None
    steps = sum(1 for _ in rendering.compile_templates())
    assert (steps, len(fresh.cache)) == (len(fresh.list_templates()),) * 2


def test_what_was_read_before_the_process_was_forked_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    monkeypatch.setattr(reading_ahead, "analyse", seen.append)
    live = LiveIndex(lambda: "a", make_index, WordReader(), ranking=BUCKET_RANKING)
    for _ in live.backend().ahead:
        pass
    read = list(seen)

    async def idle() -> None:
        async with upkeep.upkeep(live, rendering.compile_templates):
            await asyncio.sleep(0.2)

    asyncio.run(idle())
    assert seen == read != []
