"""Who is let in, who waits and who is refused."""

import asyncio

import pytest

from service.api.entrance.lanes import FORMS, Lanes
from service.api.entrance.work_queue import WorkQueue
from service.settings.work_limits import WorkLimits
from tests.service.asgi import Call, settle
from tests.service.held_work import Work, check_refused, in_loop


@in_loop
async def test_so_many_are_worked_on_so_many_wait_and_one_more_is_refused() -> None:
    work = Work()
    calls = [Call(work.app, f"/v1/search{n}") for n in range(5)]
    await settle()
    assert work.begun == ["/v1/search0", "/v1/search1"]
    assert [call.status for call in calls] == [None] * 4 + [503]
    check_refused(calls[4], "under arbete 2, i kö 2")
    assert (work.count("working"), work.count("waiting")) == (2, 2)
    work.go.set()
    await asyncio.gather(*(call.task for call in calls))
    assert work.begun == [f"/v1/search{n}" for n in range(4)]
    assert [call.status for call in calls] == [200] * 4 + [503]
    assert (work.count("working"), work.count("waiting"), work.count("refused_total", reason="busy")) == (0, 0, 1)


@in_loop
async def test_a_place_given_to_one_that_just_stopped_waiting_is_free_again() -> None:
    told: list[tuple[int, int]] = []
    queue = WorkQueue(1, 2, lambda at_work, waiting: told.append((at_work, waiting)))
    await queue.enter()
    first, second = (asyncio.create_task(queue.enter()) for _ in range(2))
    await settle()
    second.cancel()
    await settle()
    assert told[-1] == (1, 1)
    queue.leave()
    first.cancel()
    await asyncio.wait([first])
    assert (queue.at_work, queue.waiting, told[-1]) == (0, 0, (0, 0))


@in_loop
async def test_a_place_is_not_given_to_one_that_stops_waiting_at_that_moment() -> None:
    queue = WorkQueue(1, 2)
    await queue.enter()
    first, second = (asyncio.create_task(queue.enter()) for _ in range(2))
    await settle()
    first.cancel()
    queue.leave()
    await asyncio.wait([first, second])
    assert (first.cancelled(), second.cancelled(), queue.at_work, queue.waiting) == (True, False, 1, 0)


@in_loop
async def test_health_and_static_files_are_never_behind_it() -> None:
    work = Work(queue=0)
    calls = [Call(work.app, "/v1/search"), Call(work.app, "/v1/answer")]
    await settle()
    paths = ["/livez", "/readyz", "/static/style.css", "/metrics", "/openapi.json", "/logga-in"]
    free = [Call(work.app, path) for path in paths]
    await settle()
    assert work.begun[2:] == paths
    work.go.set()
    await asyncio.gather(*(call.task for call in calls + free))
    assert {call.status for call in calls + free} == {200}


@pytest.mark.parametrize(
    ("path", "seconds"),
    [("/v1/search", "0.05"), ("/v1/regions", "0.05"), ("/v1/answer", "0.1"), ("/", "0.1"), ("/v1/search.xlsx", "0.1")],
)
def test_what_is_not_ready_in_time_is_refused_and_its_place_kept_until_it_ends(path: str, seconds: str) -> None:
    async def test() -> None:
        work = Work(at_once=1, search_seconds=0.05, answer_seconds=0.1)
        call = Call(work.app, path)
        await call.task
        check_refused(call, f"inom {seconds} s")
        assert work.count("working") == 1
        work.go.set()
        await settle()
        assert work.over_budget == [path]
        assert work.count("working") == 0
        assert len(call.sent) == 2

    in_loop(test)()


@in_loop
async def test_what_has_waited_too_long_is_never_begun() -> None:
    work = Work(at_once=1, search_seconds=0.05, answer_seconds=60)
    first = Call(work.app, "/v1/answer")
    await settle()
    late = Call(work.app, "/v1/search")
    await late.task
    check_refused(late, "inom 0.05 s")
    work.go.set()
    await first.task
    await settle()
    assert work.begun == ["/v1/answer"]
    assert (work.count("working"), work.count("waiting"), work.count("refused_total", reason="late")) == (0, 0, 1)


@pytest.mark.parametrize(
    ("path", "seconds"),
    [
        ("/v1/search", 2), ("/v1/initiatives", 2), ("/v1/initiatives/a", 2), ("/v1/similar", 2), ("/v1/regions", 2),
        ("/v1/answer", 5), ("/v1/answer.csv", 5), ("/v1/search.xlsx", 5), ("/v1/initiatives/a/similar", 5),
        ("/v1/initiatives/a/similar.csv", 5), ("/", 5), ("/insatser/a", 5), ("/v1/runs", 600),
    ],
)  # fmt: skip
def test_each_kind_has_its_time(path: str, seconds: float) -> None:
    limits = WorkLimits(search_seconds=2, answer_seconds=5, run_seconds=600)
    lane = Lanes(limits, lambda _at_work, _waiting: None, lambda _runs: None).lane("GET", path, asks=False)
    assert (lane.seconds, lane.is_streamed) == (seconds, path == "/v1/runs")


LOOKED_UP = [
    "/", "/dokument", "/dokument/a-2023", "/dokument/a-2023/sidor/3?passage=x", "/regioner/Skåne", "/om",
    "/v1/documents/a/pages/3", "/v1/passages/a-1", "/v1/initiatives/a-1", "/v1/regions", "/v1/api-info",
]  # fmt: skip
WORKED_ON = [
    "/?q=film", "/dokument/a/sidor/3/bild/a", "/insatser", "/insatser/a-1", "/jamfor", "/docs", "/v1/search?q=film",
    "/v1/initiatives", "/v1/initiatives?q=film", "/v1/initiatives/a-1/similar", "/v1/answer.csv?q=film", "/okänd",
]  # fmt: skip


@pytest.mark.parametrize(("path", "status"), [(path, 200) for path in LOOKED_UP] + [(path, 503) for path in WORKED_ON])
def test_what_is_looked_up_never_waits_for_what_is_worked_out(path: str, status: int) -> None:
    async def test() -> None:
        work = Work(at_once=1, queue=0)
        busy = Call(work.app, "/v1/answer")
        await settle()
        other = Call(work.app, path)
        await settle()
        work.go.set()
        await asyncio.gather(busy.task, other.task)
        assert (busy.status, other.status) == (200, status)

    in_loop(test)()


@in_loop
async def test_pictures_of_pages_are_drawn_one_at_a_time_and_keep_nobody_else_waiting() -> None:
    work = Work(at_once=2, queue=1)
    others = [Call(work.app, path) for path in ("/v1/search", "/v1/answer", "/v1/regions")]
    await settle()
    pictures = [Call(work.app, f"/dokument/a-2023/sidor/{page}/bild") for page in (1, 2, 3)]
    await settle()
    assert work.begun == ["/v1/search", "/v1/answer", "/v1/regions", "/dokument/a-2023/sidor/1/bild"]
    assert (work.count("working"), work.count("waiting")) == (4, 1)
    work.go.set()
    await asyncio.gather(*(call.task for call in (*pictures, *others)))
    assert [call.status for call in pictures] == [200, 200, 503]


@in_loop
async def test_what_is_looked_up_has_a_bounded_queue_too_and_is_counted() -> None:
    work = Work(at_once=2, queue=1)
    calls = [Call(work.app, "/v1/regions") for _ in range(3)]
    await settle()
    assert (work.begun, [call.status for call in calls]) == (["/v1/regions"], [None, None, 503])
    assert (work.count("working"), work.count("waiting")) == (1, 1)
    work.go.set()
    await asyncio.gather(*(call.task for call in calls))


@in_loop
async def test_forms_that_never_come_keep_nobody_out_and_no_other_form_either() -> None:
    work = Work(at_once=8, queue=2, answer_seconds=0.05)
    work.go.set()
    forms = [Call(work.app, "/form", method="POST", withholds=True) for _ in range(FORMS + 3)]
    await settle()
    assert (work.count("working"), work.count("waiting")) == (0, 0)
    paths = ("/v1/search?q=film", "/v1/answer?q=film", "/om")
    others = [*(Call(work.app, path) for path in paths), Call(work.app, "/form", method="POST")]
    await asyncio.gather(*(call.task for call in others))
    assert [call.status for call in others] == [200] * 4
    await asyncio.gather(*(call.task for call in forms))
    assert {call.status for call in forms} == {503}


@in_loop
async def test_so_many_forms_are_kept_at_once_however_much_else_may_be_worked_on() -> None:
    work = Work(at_once=8, queue=2)
    forms = [Call(work.app, "/form", method="POST") for _ in range(FORMS + 3)]
    await settle()
    # One whose file is held keeps a thread.
    assert (work.count("working"), work.count("waiting")) == (FORMS, 2)
    check_refused(forms[-1], f"under arbete {FORMS}, i kö 2")
    work.go.set()
    await asyncio.gather(*(call.task for call in forms))
    assert [call.status for call in forms] == [200] * (FORMS + 2) + [503]


@in_loop
async def test_so_many_forms_are_received_at_once_as_connections_are_held() -> None:
    work = Work(connections=2, answer_seconds=0.05)
    forms = [Call(work.app, "/form", method="POST", withholds=True) for _ in range(3)]
    await settle()
    check_refused(forms[-1], "under arbete 2, i kö 0")
    await asyncio.gather(*(call.task for call in forms))


@in_loop
async def test_one_run_is_worked_on_at_a_time_and_takes_no_place_of_others() -> None:
    work = Work(at_once=1, queue=0)
    run = Call(work.app, "/v1/runs")
    await settle()
    assert (run.status, run.body, work.count("runs")) == (200, "första".encode(), 1)
    other, search = Call(work.app, "/v1/runs"), Call(work.app, "/v1/search")
    await other.task
    check_refused(other, "upptagen")
    await settle()
    assert work.begun == ["/v1/runs", "/v1/search"]
    work.go.set()
    await asyncio.gather(run.task, search.task)
    assert (run.body.decode(), search.status, work.count("runs")) == ("förstasista", 200, 0)
    assert work.count("refused_total", reason="gone") == 0


@in_loop
async def test_a_panic_is_an_error_as_any_other() -> None:
    work = Work(at_once=1)
    call = Call(work.app, "/panic")
    with pytest.raises(RuntimeError, match="PanicException: index out of bounds"):
        await call.task
    assert work.count("working") == 0


@in_loop
async def test_a_server_that_stops_gives_up_what_waits_and_what_is_worked_on() -> None:
    work = Work(at_once=1)
    calls = [Call(work.app, f"/v1/search{n}") for n in range(2)]
    await settle()
    for call in calls:
        call.task.cancel()
    ended = await asyncio.gather(*(call.task for call in calls), return_exceptions=True)
    assert [type(each) for each in ended] == [asyncio.CancelledError] * 2
    work.go.set()
    await settle()
    assert (work.begun, work.count("working"), work.count("waiting")) == (["/v1/search0"], 0, 0)
