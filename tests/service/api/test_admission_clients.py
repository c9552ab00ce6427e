"""What becomes of work whose client is slow, has gone or has waited long enough."""

import asyncio

from service.api.entrance.lanes import RUNS_RECEIVED
from tests.service.asgi import Call, settle
from tests.service.held_work import Work, check_refused, in_loop


@in_loop
async def test_what_a_client_that_has_gone_waited_for_is_never_begun() -> None:
    work = Work(at_once=1)
    first, second, third = (Call(work.app, f"/v1/search{n}") for n in range(3))
    await settle()
    second.go_away()
    await second.task
    assert second.sent == []
    work.go.set()
    await asyncio.gather(first.task, third.task)
    assert work.begun == ["/v1/search0", "/v1/search2"]
    assert (work.count("working"), work.count("refused_total", reason="gone")) == (0, 1)


@in_loop
async def test_what_is_worked_on_for_a_client_that_has_gone_is_told_so() -> None:
    work = Work(at_once=1)
    call = Call(work.app, "/v1/answer")
    await settle()
    call.go_away()
    await call.task
    assert work.count("working") == 1
    work.go.set()
    await settle()
    assert (work.over_budget, call.sent, work.count("working")) == (["/v1/answer"], [], 0)


@in_loop
async def test_a_page_whose_top_is_sent_keeps_its_place_until_the_rest_is_made() -> None:
    work = Work(at_once=1, queue=1)
    page, other, third = Call(work.app, "/late"), Call(work.app, "/v1/search"), Call(work.app, "/v1/search")
    await settle()
    assert (page.body.decode(), work.begun, third.status) == ("första", ["/late"], 503)
    assert (work.count("working"), work.count("waiting")) == (1, 1)
    work.go.set()
    await asyncio.gather(page.task, other.task)
    assert (page.body.decode(), other.status, work.count("working")) == ("förstasista", 200, 0)


@in_loop
async def test_a_page_whose_time_is_up_is_told_so_keeps_its_place_and_is_sent_whole() -> None:
    work = Work(at_once=1, answer_seconds=0.05)
    page = Call(work.app, "/late")
    await asyncio.sleep(0.1)
    assert (page.body.decode(), work.count("working")) == ("första", 1)
    work.go.set()
    await page.task
    await settle()
    assert (page.body.decode(), work.over_budget, work.count("working")) == ("förstasista", ["/late"], 0)


@in_loop
async def test_a_page_that_is_not_received_holds_no_place_when_its_time_is_up() -> None:
    work = Work(at_once=1, answer_seconds=0.05, send_seconds=60)
    page = Call(work.app, "/late", stalls=True)
    await asyncio.sleep(0.1)
    assert (page.body.decode(), work.count("working")) == ("första", 0)
    page.task.cancel()
    await asyncio.wait([page.task])


@in_loop
async def test_a_page_whose_reader_has_gone_is_worked_on_no_more() -> None:
    work = Work(at_once=1)
    page = Call(work.app, "/late")
    await settle()
    page.go_away()
    await page.task
    await settle()
    assert (page.body.decode(), work.count("working"), work.count("refused_total", reason="gone")) == ("första", 0, 1)


@in_loop
async def test_a_client_that_receives_nothing_holds_no_place_and_is_given_up() -> None:
    work = Work(at_once=1, queue=0, send_seconds=0.05)
    work.go.set()
    slow = Call(work.app, "/v1/search", stalls=True)
    await settle()
    other = Call(work.app, "/v1/regions")
    await other.task
    assert other.status == 200
    await slow.task
    assert slow.sent[-1]["body"] == b"klart"
    assert work.count("refused_total", reason="late") == 0


@in_loop
async def test_a_client_that_does_not_send_its_body_holds_no_place_for_ever() -> None:
    work = Work(at_once=1, answer_seconds=0.05)
    call = Call(work.app, "/body", withholds=True)
    await call.task
    check_refused(call, "inom 0.05 s")
    await settle()
    assert work.count("working") == 0


@in_loop
async def test_a_run_takes_its_place_only_when_all_of_it_has_come() -> None:
    work = Work(at_once=1, queue=0)
    slow = [Call(work.app, "/v1/runs", method="POST", withholds=True) for _ in range(RUNS_RECEIVED)]
    await settle()
    more = Call(work.app, "/v1/runs", method="POST")
    await more.task
    check_refused(more, "upptagen")
    slow[0].go_away()
    await slow[0].task
    run = Call(work.app, "/v1/runs", method="POST")
    await settle()
    assert (run.body.decode(), work.count("runs")) == ("första", 1)
    other = Call(work.app, "/v1/runs", method="POST")
    await other.task
    check_refused(other, "upptagen")
    assert work.count("refused_total", reason="busy") == 2
    for each in slow[1:]:
        each.go_away()
    work.go.set()
    await asyncio.gather(run.task, *(each.task for each in slow))
    await settle()
    again = Call(work.app, "/v1/runs", method="POST")
    await again.task
    assert (run.body.decode(), again.body.decode(), work.count("runs")) == ("förstasista", "förstasista", 0)


@in_loop
async def test_a_run_ends_when_its_client_goes_away_and_when_its_time_is_up() -> None:
    work = Work(run_seconds=0.05)
    late = Call(work.app, "/v1/runs")
    await late.task
    await settle()
    gone = Call(work.app, "/v1/runs")
    await settle()
    gone.go_away()
    await gone.task
    await settle()
    assert [call.body.decode() for call in (late, gone)] == ["första"] * 2
    assert not any(message.get("more_body") is False for call in (late, gone) for message in call.sent)
    assert (work.count("runs"), work.count("refused_total", reason="late")) == (0, 1)
