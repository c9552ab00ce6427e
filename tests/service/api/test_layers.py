"""The small layers around the application, each by itself: what they change of a request and of its reply."""

import asyncio
from collections.abc import Callable

import pytest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.entrance.content_types import ContentTypes
from service.api.transport.absolute_form import AbsoluteForm
from service.api.transport.joined_lists import JoinedLists
from service.api.transport.options import Options
from service.api.transport.sub_path import SubPath, own_path
from service.api.transport.unread_bodies import UnreadBodies
from tests.service.api.layers import Headers, Told, ask
from tests.service.held_work import in_loop

LAYERS = [
    lambda app: SubPath(app, "/karta"), Options, AbsoluteForm, JoinedLists, ContentTypes,
    lambda app: UnreadBodies(app, 1.0),
]  # fmt: skip


@pytest.mark.parametrize("layer", LAYERS)
def test_what_is_no_request_is_passed_on_as_it_is(layer: Callable[[ASGIApp], ASGIApp]) -> None:
    async def nothing() -> Message:
        raise AssertionError

    async def nowhere(message: Message) -> None:
        raise AssertionError(message)

    async def test() -> None:
        passed: list[tuple[Scope, Receive, Send]] = []

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            passed.append((dict(scope), receive, send))

        await layer(app)({"type": "lifespan", "path": "http://a/b", "method": "POST"}, nothing, nowhere)
        assert passed == [({"type": "lifespan", "path": "http://a/b", "method": "POST"}, nothing, nowhere)]

    asyncio.run(test())


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/a", []),
        ("/v1/runs", [(b"content-length", b"1"), (b"content-type", b"application/json"), (b"connection", b"close")]),
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_body_reaches_the_application(
    layer: Callable[[ASGIApp], ASGIApp], method: str, path: str, headers: Headers
) -> None:
    async def reads(scope: Scope, receive: Receive, send: Send) -> None:
        assert (await receive())["type"] == "http.request"
        await Told()(scope, receive, send)

    async def test() -> None:
        assert (await ask(layer(reads), path, method, headers)).status == 200

    asyncio.run(test())


@in_loop
async def test_the_path_of_a_proxy_is_put_in_front_and_taken_off_again() -> None:
    told = Told()
    await ask(SubPath(told, "/karta"), "/karta/sidor")
    [scope] = told.scopes
    assert (scope["root_path"], scope["path"], scope["raw_path"]) == (
        "/karta", "/karta/karta/sidor", b"/karta/karta/sidor",
    )  # fmt: skip
    assert own_path(scope) == "/karta/sidor"


@in_loop
async def test_without_a_proxy_the_path_stays() -> None:
    told = Told()
    await ask(SubPath(told, ""), "/sidor")
    assert (told.scopes[0]["root_path"], told.scopes[0]["path"], own_path(told.scopes[0])) == ("", "/sidor", "/sidor")


def test_within_a_folder_that_is_served_a_path_is_told_as_from_outside_it() -> None:
    assert own_path({"path": "/karta/static/a.css", "root_path": "/karta/static", "app_root_path": "/karta"}) == (
        "/static/a.css"
    )
    assert own_path({"path": "/static/a.css", "root_path": "/static", "app_root_path": ""}) == "/static/a.css"
    assert own_path({"path": "/a"}) == "/a"


@pytest.mark.parametrize(
    ("target", "host", "path"),
    [
        ("http://karta.se/a/b", b"karta.se", "/a/b"),
        ("HTTPS://Karta.se:8443/a", b"Karta.se:8443", "/a"),
        ("http://karta.se", b"karta.se", "/"),
        ("http:///a", b"", "/a"),
        ("http://\u4e00/a", b"?", "/a"),
        ("http://karta.se/a\nb", b"karta.se", "/a\nb"),
        ("http://karta.se/http://annan.se/a", b"karta.se", "/http://annan.se/a"),
        ("/http://annan.se/a", b"a", "/http://annan.se/a"),
        ("ftp://annan.se/a", b"a", "ftp://annan.se/a"),
    ],
)
def test_a_whole_address_is_taken_apart(target: str, host: bytes, path: str) -> None:
    async def test() -> None:
        told = Told()
        await ask(AbsoluteForm(told), target, headers=[(b"accept", b"*/*"), (b"host", b"a")])
        [scope] = told.scopes
        assert (scope["path"], dict(scope["headers"])) == (path, {b"accept": b"*/*", b"host": host})
        assert [name for name, _ in scope["headers"]].count(b"host") == 1
        assert scope["raw_path"] == path.encode()

    asyncio.run(test())


@in_loop
async def test_a_list_in_several_lines_is_read_as_one() -> None:
    told = Told()
    lines = [(b"accept", b"text/csv"), (b"x", b"1"), (b"accept", b""), (b"if-none-match", b'"a"'), (b"x", b"2")]
    await ask(JoinedLists(told), headers=[*lines, (b"accept", b"*/*;q=0.1"), (b"if-none-match", b'W/"b"')])
    assert sorted(told.scopes[0]["headers"]) == [
        (b"accept", b"text/csv, */*;q=0.1"), (b"if-none-match", b'"a", W/"b"'), (b"x", b"1"), (b"x", b"2"),
    ]  # fmt: skip


@in_loop
async def test_what_stands_once_stays_as_it_is() -> None:
    told = Told()
    headers = [(b"accept", b"text/csv"), (b"accept-encoding", b""), (b"if-none-match", b'"a"')]
    await ask(JoinedLists(told), headers=headers)
    assert told.scopes[0]["headers"] == headers


@pytest.mark.parametrize(
    ("told", "allowed"),
    [(b"GET", b"GET, HEAD, OPTIONS"), (b"POST", b"OPTIONS, POST"), (b"POST,GET , ", b"GET, HEAD, OPTIONS, POST")],
)
def test_options_are_the_methods_of_a_path(told: bytes, allowed: bytes) -> None:
    async def test() -> None:
        app = Options(Told(405, [(b"allow", told), (b"content-type", b"application/problem+json")], b"fel"))
        options = await ask(app, method="OPTIONS")
        assert (options.status, options.sent[0]["headers"], options.body) == (204, [(b"allow", allowed)], b"")
        other = await ask(app, method="PUT")
        assert (other.status, other.body) == (405, b"fel")
        assert other.headers == {b"allow": allowed, b"content-type": b"application/problem+json"}

    asyncio.run(test())


@in_loop
async def test_a_405_that_names_no_method_has_options() -> None:
    assert (await ask(Options(Told(405)), method="OPTIONS")).headers == {b"allow": b"OPTIONS"}


@pytest.mark.parametrize("status", [200, 404, 401])
def test_options_of_what_answers_otherwise_is_that_answer(status: int) -> None:
    async def test() -> None:
        call = await ask(Options(Told(status, [(b"a", b"b")])), method="OPTIONS")
        assert (call.status, call.headers, call.body) == (status, {b"a": b"b"}, b"svar")

    asyncio.run(test())


JSON, FORM = b"application/json", b"application/x-www-form-urlencoded"


@pytest.mark.parametrize("headers", [[], [(b"content-length", b"0")]])
def test_where_no_body_is_sent_nothing_is_asked_of_its_kind(headers: list[tuple[bytes, bytes]]) -> None:
    assert asyncio.run(ask(ContentTypes(Told()), "/logga-ut", "POST", headers)).status == 200


@pytest.mark.parametrize(
    ("method", "path", "given", "status"),
    [
        ("POST", "/v1/runs", JSON, 200), ("POST", "/v1/runs", b"Application/JSON ; charset=utf-8", 200),
        ("POST", "/v1/runs", FORM, 415), ("POST", "/v1/runs", b"", 415), ("POST", "/v1/okand", b"text/plain", 415),
        ("POST", "/logga-in", FORM, 200), ("POST", "/logga-in", JSON, 415), ("POST", "/logga-ut", JSON, 415),
        ("POST", "/omdome", JSON, 415), ("POST", "/annat", b"text/plain", 200), ("PUT", "/v1/runs", FORM, 200),
        ("GET", "/v1/runs", b"text/plain", 200),
    ],
)  # fmt: skip
@pytest.mark.parametrize("length", [(b"content-length", b"3"), (b"transfer-encoding", b"chunked")])
def test_a_body_is_of_the_kind_its_path_reads(
    method: str, path: str, given: bytes, status: int, length: tuple[bytes, bytes]
) -> None:
    async def test() -> None:
        headers = [length, *([(b"content-type", given)] if given else [])]
        call = await ask(ContentTypes(Told()), path, method, headers)
        assert call.status == status
        if status == 415:
            assert call.headers[b"content-type"] == b"application/problem+json"
            expected = JSON if path.startswith("/v1/") else FORM
            shown = given.partition(b";")[0].strip().lower().decode()
            assert f"Content-Type är {shown!r}; väntade {expected.decode()}" in call.body.decode()

    asyncio.run(test())


@in_loop
async def test_a_kind_of_any_length_is_told_in_short_and_without_a_body_none_is_asked_for() -> None:
    app = ContentTypes(Told())
    long = await ask(app, "/v1/runs", "POST", [(b"content-length", b"3"), (b"content-type", b"a" * 101)])
    assert f"Content-Type är '{'a' * 100}'; väntade" in long.body.decode()
    for headers in ((), ((b"content-length", b"0"),)):
        assert (await ask(app, "/v1/runs", "POST", headers)).status == 200
