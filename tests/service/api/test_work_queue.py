"""A place in the bounded queue: given back once, also by work that fails when nobody waits for it any longer."""

import asyncio
import gc

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
