"""How often one client may ask: counted by hand."""

import asyncio
from itertools import pairwise

import pytest
from fastapi.testclient import TestClient
from starlette.responses import PlainTextResponse

from service.api.entrance.rates import MAX_CLIENTS, RateLimit, Rates
from service.live import LiveIndex
from service.settings import Settings
from service.web.app import create_app
from tests.service.asgi import Call
from tests.service.problems import check_problem
from tests.service.samples import make_index
from tests.service.word_reader import WordReader


@pytest.fixture(scope="module")
def small() -> LiveIndex:
    return LiveIndex(lambda: "a", make_index, WordReader())


def test_so_many_at_once_then_one_each_time_it_is_due() -> None:
    now = [0.0]
    rates = Rates(30, lambda: now[0])
    assert [rates.wait("a") for _ in range(30)] == [0.0] * 30
    assert rates.wait("a") == pytest.approx(2.0)
    now[0] = 1.5
    assert rates.wait("a") == pytest.approx(0.5)
    now[0] = 2.0
    assert rates.wait("a") == 0.0
    assert rates.wait("a") == pytest.approx(2.0)
    assert rates.wait("b") == 0.0
    now[0] = 10_000.0
    assert sum(rates.wait("a") == 0.0 for _ in range(100)) == 30


def test_clients_not_heard_of_for_longest_are_forgotten() -> None:
    rates = Rates(1, lambda: 0.0)
    for client in range(MAX_CLIENTS + 1):
        rates.wait(str(client))
    assert rates.wait("1") > 0
    assert rates.wait("0") == 0.0
    assert rates.wait(str(MAX_CLIENTS)) > 0


def test_a_client_that_asks_too_often_is_told_when_to_come_back(small: LiveIndex) -> None:
    client = TestClient(create_app(small, Settings(token=None, rate_per_minute=2)))
    assert [client.get("/v1/themes").status_code for _ in range(3)] == [200, 200, 429]
    reply = client.get("/v1/themes")
    check_problem(reply, 429, "fler än 2 anrop i minuten")
    assert 0 < int(reply.headers["retry-after"]) <= 30
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert {client.get(path).status_code for path in ("/livez", "/readyz", "/static/style.css")} == {200}


def test_who_comes_back_when_told_is_answered() -> None:
    now, status = [0.0], []
    limit = RateLimit(PlainTextResponse("klart"), per_minute=2)
    limit.rates = Rates(2, lambda: now[0])

    async def ask() -> Call:
        call = Call(limit, "/v1/themes")
        await call.task
        status.append(call.status)
        return call

    for now[0] in (0.0, 0.0, 0.5):
        refused = asyncio.run(ask())
    now[0] += int(refused.headers[b"retry-after"])
    asyncio.run(ask())
    assert status == [200, 200, 429, 200]


def test_health_is_not_counted_under_the_path_of_a_proxy_either(small: LiveIndex) -> None:
    client = TestClient(create_app(small, Settings(token=None, rate_per_minute=1, root_path="/karta")))
    assert [client.get(path).status_code for path in ("/livez", "/livez", "/v1/themes", "/v1/themes")] == [
        200, 200, 200, 429,
    ]  # fmt: skip


def test_a_clock_that_is_set_back_lets_nobody_ask_more_and_keeps_nobody_waiting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rates = Rates(1)
    assert rates.wait("a") == 0.0
    monkeypatch.setattr("time.time", lambda: 0.0)
    assert 0 < rates.wait("a") <= 60


def test_a_token_is_counted_wherever_it_is_used_from(small: LiveIndex) -> None:
    app = create_app(small, Settings(token=None, rate_per_minute=1))

    async def ask(token: bytes) -> int | None:
        # The address is counted as well; that of the second call is another.
        call = Call(app, "/v1/themes", headers=[(b"authorization", token)], client=f"192.0.2.{next(addresses)}")
        await call.task
        return call.status

    addresses = iter(range(1, 10))
    assert [asyncio.run(ask(token)) for token in (b"Bearer a", b"Bearer a", b"Bearer b")] == [200, 429, 200]


def test_a_client_has_one_count_whichever_of_its_own_addresses_it_uses() -> None:
    """One client is given a whole /64 of IPv6, and may use another address of it for each request."""
    limit = RateLimit(PlainTextResponse("klart"), per_minute=1)

    async def ask(client: str) -> int | None:
        call = Call(limit, "/v1/themes", client=client)
        await call.task
        return call.status

    addresses = ("2001:db8::1", "2001:db8::2", "2001:db8:0:1::1", "192.0.2.1", "::ffff:192.0.2.1", "192.0.2.2")
    assert [asyncio.run(ask(client)) for client in addresses] == [200, 429, 200, 200, 429, 200]


def test_without_a_rate_nothing_is_counted(small: LiveIndex) -> None:
    client = TestClient(create_app(small, Settings(token=None)))
    replies = [client.get("/v1/themes") for _ in range(40)]
    assert {reply.status_code for reply in replies} == {200}
    assert all(one.json() == other.json() for one, other in pairwise(replies))
