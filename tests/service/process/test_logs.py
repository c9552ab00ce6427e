"""The log: one line of JSON a message, traced to its request; what was asked is told at no level but debug."""

import json
import logging
from collections.abc import Iterator
from io import StringIO

import pytest
from fastapi.testclient import TestClient

from service.process.logs import MOST_A_SECOND, JsonLines, RateCap, set_up_logging
from tests.service.made_app import make_app
from tests.service.samples import make_index

TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
QUESTION = "Vem arbetar med hemlighetsmakeri?"
ASKED = [
    ("/v1/answer", {"q": QUESTION}),
    ("/v1/search", {"q": QUESTION, "region": "Hemlighetsmakeri"}),
    ("/v1/passages/hemlighetsmakeri", {}),
    ("/hemlighetsmakeri", {}),
    ("/", {"q": QUESTION}),
]


class Log:
    """Everything that is logged, as it would be written."""

    def __init__(self, level: str) -> None:
        self.stream = StringIO()
        self.handler = logging.StreamHandler(self.stream)
        self.handler.setFormatter(JsonLines(tells_all=level == "debug"))
        # The test's own client logs the addresses that it asks for.
        self.handler.addFilter(lambda record: not record.name.startswith("httpx"))

    @property
    def lines(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.stream.getvalue().splitlines()]


@pytest.fixture
def log(request: pytest.FixtureRequest) -> Iterator[Log]:
    level = getattr(request, "param", "info")
    made, root = Log(level), logging.getLogger()
    before = root.level
    root.addHandler(made.handler)
    root.setLevel(level.upper())
    yield made
    root.removeHandler(made.handler)
    root.setLevel(before)


def requests(log: Log) -> list[dict[str, object]]:
    return [line for line in log.lines if line["message"] == "request"]


def test_each_request_is_one_line_with_its_trace_and_id(log: Log) -> None:
    client = TestClient(make_app())
    reply = client.get("/v1/regions", headers={"traceparent": TRACE, "X-Request-ID": "kundens-7"})
    assert reply.headers["x-request-id"] == "kundens-7"
    [line] = requests(log)
    told = {name: line[name] for name in ("route", "method", "status", "traceparent", "request_id", "level")}
    assert told == {
        "route": "/v1/regions",
        "method": "GET",
        "status": 200,
        "traceparent": TRACE,
        "request_id": "kundens-7",
        "level": "info",
    }


@pytest.mark.parametrize("received", ["två ord", "x" * 65, 'a"b', ""])
def test_an_id_that_is_none_gets_one_of_ours(received: str) -> None:
    given = TestClient(make_app()).get("/livez", headers={b"X-Request-ID": received.encode()}).headers["x-request-id"]
    assert (len(given), given == received) == (16, False)


def test_nothing_of_what_was_asked_is_logged(log: Log) -> None:
    client = TestClient(make_app())
    for path, asked in ASKED:
        client.get(path, params=asked)
    assert len(requests(log)) == len(ASKED)
    assert "hemlighetsmakeri" not in log.stream.getvalue().lower()
    assert "testclient" not in log.stream.getvalue()


@pytest.mark.parametrize("log", ["debug"], indirect=True)
def test_whoever_debugs_is_told_what_was_asked(log: Log) -> None:
    TestClient(make_app()).get("/v1/search", params={"q": "hemlighetsmakeri"})
    assert requests(log)[0]["query"] == "q=hemlighetsmakeri"


def test_the_token_is_logged_by_its_name(log: Log) -> None:
    TestClient(make_app(token="en-hemlig-nyckel")).get(
        "/v1/regions", headers={"Authorization": "Bearer en-hemlig-nyckel"}
    )
    assert requests(log)[0]["token"] == "environment"
    assert "en-hemlig-nyckel" not in log.stream.getvalue()


def test_what_no_one_foresaw_is_told_by_place_and_kind(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    index = make_index()

    def fail(passage_id: str) -> None:
        raise RuntimeError(f"hemlighetsmakeri {passage_id}")

    monkeypatch.setattr(index, "passage", fail)
    TestClient(make_app(index)).get("/v1/passages/hemlighetsmakeri")
    [line] = [line for line in log.lines if line["level"] == "error"]
    assert "/v1/passages/{passage_id}" in str(line["message"])
    exception = line["exception"]
    assert isinstance(exception, dict)
    assert exception["type"] == "RuntimeError"
    assert "test_logs.py" in exception["frames"][-1]
    assert "hemlighetsmakeri" not in log.stream.getvalue()


@pytest.mark.parametrize("value", ["två\nrader", "\r\n{}", "a\u2028b\u0085c", '"citat"', "\ud800"])
def test_a_message_is_one_line_whatever_it_holds(value: str) -> None:
    record = logging.LogRecord("a", logging.INFO, "", 0, "fick %s", (value,), None)
    line = JsonLines(tells_all=False).format(record)
    assert len(line.splitlines()) == 1
    assert line.isascii()
    assert json.loads(line)["message"] == f"fick {value}"


def test_more_than_the_cap_is_dropped_and_told() -> None:
    now = [0.0]
    cap = RateCap(most=3, now=lambda: now[0])

    def passes() -> logging.LogRecord | None:
        record = logging.LogRecord("a", logging.INFO, "", 0, "x", (), None)
        return record if cap.filter(record) else None

    assert [passes() is not None for _ in range(5)] == [True, True, True, False, False]
    now[0] = 1.0
    told, untold = passes(), passes()
    assert told is not None
    assert told.fields == {"dropped": 2}  # type: ignore[attr-defined]
    assert not hasattr(untold, "fields")


def test_what_is_set_up_is_capped(capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    try:
        root.handlers = []
        set_up_logging("info")
        for n in range(3 * MOST_A_SECOND):
            logging.getLogger("x").info("%d", n)
    finally:
        root.handlers = before
        root.setLevel(level)
    # A second may end meanwhile.
    assert MOST_A_SECOND <= len(capsys.readouterr().err.splitlines()) < 3 * MOST_A_SECOND


def test_counters_have_labels_of_a_fixed_set() -> None:
    client = TestClient(make_app())
    for method in ("BREW", "X" * 50, "GET"):
        client.request(method, "/hemlighetsmakeri")
    told = client.get("/metrics").text
    assert 'method="annan",route="okänd",status="404"} 2.0' in told
    assert "BREW" not in told
    assert "hemlighetsmakeri" not in told
