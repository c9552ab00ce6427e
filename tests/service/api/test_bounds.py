"""What a caller may ask for at most, and that a refusal is never longer than it need be."""

import asyncio
import gzip
import json
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from fastapi.testclient import TestClient
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message

from service.api.entrance.body import MAX_BODY_BYTES, read_whole
from service.api.entrance.run_body import read_body
from service.api.problems import MAX_ERRORS
from service.api.schemas.runs import Ranking, RunHit, RunReply, RunRequest, json_parts, trec_parts
from service.live import LiveIndex
from service.settings import Settings
from service.settings.work_limits import WorkLimits
from service.web.app import create_app
from service.web.forms import MAX_BYTES
from tests.service.asgi import Call
from tests.service.problems import check_problem
from tests.service.samples import make_index
from tests.service.word_reader import WordReader

JSON = {"Content-Type": "application/json"}
TOKEN = "en-hemlig-nyckel"
LONG = "ö" * 5_000


@pytest.fixture(scope="module")
def small() -> LiveIndex:
    return LiveIndex(lambda: "a", make_index, WordReader())


@pytest.fixture(scope="module")
def client(small: LiveIndex) -> TestClient:
    return TestClient(create_app(small, Settings(token=None, run_hits=300)))


def topics(count: int) -> list[dict[str, str]]:
    return [{"id": f"q{n}", "text": "validering"} for n in range(count)]


def test_topics_times_limit_is_bounded_and_the_bound_told(client: TestClient) -> None:
    assert client.post("/v1/runs", json={"topics": topics(3), "limit": 100}).status_code == 200
    reply = client.post("/v1/runs", json={"topics": topics(4), "limit": 100})
    check_problem(reply, 422, "4 frågor med limit 100 är 400 träffar", "högst 300 träffar")


def test_a_run_is_made_and_sent_topic_by_topic() -> None:
    made: list[Ranking] = []

    def rankings() -> Iterator[Ranking]:
        for topic in "abc":
            made.append(Ranking(id=topic, hits=[RunHit(id="x", rank=1, score=0.5, passage_id="y")]))
            yield made[-1]

    asked = RunRequest.model_validate({"topics": topics(3)})
    parts = json_parts(rankings(), asked, "version")
    sent = [next(parts), next(parts)]
    assert len(made) == 1
    whole = RunReply(mode=asked.mode, unit=asked.unit, index_version="version", runs=[*rankings()])
    del made[:]
    assert "".join([*sent, *parts]) == whole.model_dump_json()
    lines = trec_parts(rankings(), asked)
    assert next(lines) == "a Q0 x 1 1.000000000 insatskartan-hybrid\n"


def test_of_many_errors_so_many_are_told(client: TestClient) -> None:
    reply = client.post("/v1/runs", json={"topics": [{"id": f"q{n}", "text": n} for n in range(500)]})
    check_problem(reply, 422, "topics.0.text", "och 480 fel till")
    assert len(reply.json()["errors"]) == MAX_ERRORS
    assert len(reply.content) < 10_000


@pytest.mark.parametrize(
    "body",
    [
        '{"topics": [{"id": "a", "text": "x"' + "".join(f', "f{n}": 0' for n in range(100_000)) + "}]}",
        "[" * 100_000,
        '{"topics": ' + "[" * 100_000,
        '{"topics": [], "limit": ' + "9" * 10_000 + "}",
        json.dumps({"topics": [{"id": LONG, "text": LONG}]}),
        json.dumps({LONG: LONG, "topics": topics(1)}),
        '{"\\ud800": 1, "topics": []}',
    ],
    ids=["many fields", "deep", "deep inside", "long number", "long id", "long field", "half surrogate"],
)
def test_a_hostile_run_is_refused_shortly(client: TestClient, body: str) -> None:
    reply = client.post("/v1/runs", content=body.encode(), headers=JSON)
    check_problem(reply, 422)
    assert len(reply.content) < 2_000
    assert max(map(len, reply.json()["detail"].split())) <= 110


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"/v1/search?q={LONG}", 422),
        (f"/v1/search?q=el&region={LONG}", 422),
        (f"/v1/search?q=el&theme={LONG}", 422),
        (f"/v1/search?q=el&document={LONG}", 422),
        (f"/v1/search?q=el&year={LONG}", 422),
        (f"/v1/search?q=el&mode={LONG}", 422),
        (f"/v1/search?q=el&limit={'9' * 4_000}", 422),
        (f"/v1/search?q=el&{LONG}=1", 422),
        (f"/v1/search?q={'?' * 500}", 422),
        (f"/v1/passages/{LONG[:200]}", 404),
        (f"/v1/documents/{LONG}", 422),
        (f"/v1/{LONG}", 404),
        (f"/{LONG}", 404),
    ],
)
def test_no_value_is_echoed_at_length(client: TestClient, path: str, status: int) -> None:
    reply = client.get(path)
    assert reply.status_code == status
    told = reply.json()
    for text in (told["detail"], told["instance"], *(entry["reason"] for entry in told.get("errors", []))):
        assert "ö" * 101 not in text
        assert "9" * 101 not in text
        assert "?" * 101 not in text


def test_an_accept_header_is_not_echoed_at_length(client: TestClient) -> None:
    reply = client.get("/v1/regions", headers={"Accept": "a/" + "b" * 5_000})
    check_problem(reply, 406)
    assert "b" * 101 not in reply.text


@pytest.mark.parametrize("body", [b"{", b"x" * (MAX_BODY_BYTES + 1), b"[" * 100_000])
def test_who_may_not_ask_is_refused_before_the_body_is_read(small: LiveIndex, body: bytes) -> None:
    locked = TestClient(create_app(small, Settings(token=TOKEN)))  # type: ignore[arg-type]  # read as from the environment
    check_problem(locked.post("/v1/runs", content=body, headers=JSON), 401)


def test_a_body_is_refused_for_its_size_before_it_is_parsed(client: TestClient) -> None:
    check_problem(client.post("/v1/runs", content=b"{" * (MAX_BODY_BYTES + 1), headers=JSON), 413, str(MAX_BODY_BYTES))
    # Of one that does not say how large it is, too.
    parts = (b"{" * 1_000_000 for _ in range(6))
    check_problem(client.post("/v1/runs", content=parts, headers=JSON), 413, str(MAX_BODY_BYTES))


def test_a_body_that_says_it_is_too_large_is_not_received() -> None:
    async def receive() -> Message:
        raise AssertionError("the body was received")

    length = str(MAX_BODY_BYTES + 1).encode()
    request = Request({"type": "http", "method": "POST", "headers": [(b"content-length", length)]}, receive)
    with pytest.raises(HTTPException) as refused:
        asyncio.run(read_body(request))
    assert refused.value.status_code == 413


def test_of_a_body_that_does_not_say_how_large_it_is_no_more_is_received_than_is_read() -> None:
    received: list[int] = []

    async def receive() -> Message:
        received.append(MAX_BYTES // 2)
        return {"type": "http.request", "body": b"x" * received[-1], "more_body": True}

    app = SimpleNamespace(state=SimpleNamespace(settings=WorkLimits()))
    request = Request({"type": "http", "method": "POST", "headers": [], "app": app}, receive)
    with pytest.raises(HTTPException) as refused:
        asyncio.run(read_whole(request, MAX_BYTES))
    assert (refused.value.status_code, sum(received)) == (413, MAX_BYTES // 2 * 3)


def test_a_form_is_bounded_in_size_and_time(small: LiveIndex) -> None:
    app = create_app(small, Settings(token=TOKEN, body_seconds=0.05))  # type: ignore[arg-type]  # as from the environment
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    large = TestClient(app).post("/logga-in", content=b"nyckel=" + b"x" * MAX_BYTES, headers=form)
    check_problem(large, 413, str(MAX_BYTES))

    async def test() -> None:
        headers = [(b"content-type", b"application/x-www-form-urlencoded"), (b"content-length", b"10")]
        call = Call(app, "/logga-in", method="POST", headers=headers, withholds=True)
        await call.task
        assert call.status == 408
        assert "inom 0.05 s" in call.body.decode()

    asyncio.run(asyncio.wait_for(test(), 60))


TOPICS = '"topics": [{"id": "a", "text": "film"}]'


@pytest.mark.parametrize(
    ("body", "named"),
    [
        (f'{{{TOPICS}, "limit": 1, "limit": 300}}', "fältet 'limit' står mer än en gång"),
        ('{"topics": [{"id": "a", "id": "b", "text": "film"}]}', "fältet 'id' står mer än en gång"),
        (f'{{{TOPICS}, "limit": 1e400}}', "limit: Infinity godtas inte; väntade ett heltal"),
    ],
)
def test_what_may_be_read_in_two_ways_is_refused(client: TestClient, body: str, named: str) -> None:
    check_problem(client.post("/v1/runs", content=body, headers=JSON), 422, named)


def test_a_body_of_another_type_is_refused(client: TestClient) -> None:
    reply = client.post("/v1/runs", content=b"a=1", headers={"Content-Type": "application/x-www-form-urlencoded"})
    check_problem(reply, 415, "väntade application/json")


def test_a_body_that_is_no_utf_8_is_refused(client: TestClient) -> None:
    check_problem(client.post("/v1/runs", content=b'{"topics": "\xff"}', headers=JSON), 400, "UTF-8")
    body = json.dumps({"topics": topics(1)})
    for encoding in ("utf-16", "utf-32"):
        check_problem(client.post("/v1/runs", content=body.encode(encoding), headers=JSON), 400, "UTF-8")
    assert client.post("/v1/runs", content=body.encode("utf-16-le"), headers=JSON).status_code == 422
    for encoding in ("utf-8", "utf-8-sig"):
        assert client.post("/v1/runs", content=body.encode(encoding), headers=JSON).status_code == 200


def test_half_a_character_is_no_text(client: TestClient) -> None:
    body = json.dumps({"topics": [{"id": "a", "text": "vat\ud800ten"}]})
    check_problem(client.post("/v1/runs", content=body, headers=JSON), 422, "id 'a'", "\\ud800", "UTF-8")


@pytest.mark.parametrize("coding", ["gzip", "br", "GZIP ", "identity, gzip"])
def test_a_packed_body_is_refused_with_what_is_read(client: TestClient, coding: str) -> None:
    body = gzip.compress(json.dumps({"topics": topics(1)}).encode())
    reply = client.post("/v1/runs", content=body, headers={**JSON, "Content-Encoding": coding})
    check_problem(reply, 415, f"Content-Encoding är {coding.strip().lower()!r}", "utan packning")
    assert reply.headers["accept-encoding"] == "identity"


def test_a_body_that_says_that_it_is_not_packed_is_read(client: TestClient) -> None:
    reply = client.post("/v1/runs", json={"topics": topics(1)}, headers={"Content-Encoding": "Identity"})
    assert reply.status_code == 200
