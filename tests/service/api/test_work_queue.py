"""A place in the bounded queue: given back once, also by work that fails when nobody waits for it any longer."""

import asyncio
import gc
import math

import pytest

from service.api.entrance.work_queue import Place, WorkQueue


def test_a_place_is_given_back_once_however_often_it_is_said() -> None:
    async def leave_twice() -> int:
        queue = WorkQueue(2, 0)
        await queue.enter()
        await queue.enter()
        place = Place(queue)
        place.give_back()
        place.give_back()
        return queue.at_work

    assert asyncio.run(leave_twice()) == 1


@pytest.mark.parametrize("fails", [False, True])
def test_how_work_ends_that_nobody_waits_for_is_no_news(caplog: pytest.LogCaptureFixture, *, fails: bool) -> None:
    async def work() -> None:
        if fails:
            raise RuntimeError("the client has gone")

    async def forget_it() -> int:
        queue = WorkQueue(1, 0)
        await queue.enter()
        asyncio.create_task(work()).add_done_callback(Place(queue).done)
        for _ in range(3):
            await asyncio.sleep(0)
        gc.collect()
        return queue.at_work

    assert asyncio.run(forget_it()) == 0
    assert caplog.records == []


async def pass_through(queue: WorkQueue, order: list[str], name: str, within: float) -> None:
    await queue.enter(within)
    order.append(name)
    queue.leave()


def test_what_has_little_time_goes_before_what_has_more_and_those_alike_as_they_came() -> None:
    async def served() -> list[str]:
        queue = WorkQueue(1, 9)
        await queue.enter()
        order: list[str] = []
        waiting = [("answer", 50), ("search", 20), ("run", math.inf), ("answer 2", 50), ("search 2", 20)]
        tasks = [asyncio.create_task(pass_through(queue, order, name, within)) for name, within in waiting]
        await asyncio.sleep(0)
        tasks.append(asyncio.create_task(pass_through(queue, order, "late search", 20)))
        await asyncio.sleep(0)
        queue.leave()
        await asyncio.gather(*tasks)
        return order

    expected = ["search", "search 2", "late search", "answer", "answer 2", "run"]
    assert asyncio.run(served()) == expected


def test_who_waits_longest_is_not_passed_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    async def first_served() -> str:
        loop = asyncio.get_running_loop()
        queue = WorkQueue(1, 9)
        await queue.enter()
        order: list[str] = []
        answer = asyncio.create_task(pass_through(queue, order, "answer", 50))
        await asyncio.sleep(0)
        now = loop.time()
        monkeypatch.setattr(loop, "time", lambda: now + 31)
        search = asyncio.create_task(pass_through(queue, order, "search", 20))
        await asyncio.sleep(0)
        queue.leave()
        await asyncio.gather(answer, search)
        return order[0]

    assert asyncio.run(first_served()) == "answer"
