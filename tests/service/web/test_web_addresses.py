"""Addresses and the parts of long lists."""

import pytest
from fastapi.testclient import TestClient

from service.web.addresses import only, with_offset, without, without_empty
from service.web.parts.paging import Paging
from tests.service.made_app import make_app


@pytest.mark.parametrize(
    ("offset", "span", "previous", "following", "numbers"),
    [
        (0, "1–10", None, 10, [1, 2, 3, None, 20]),
        (10, "11–20", 0, 20, [1, 2, 3, 4, None, 20]),
        (100, "101–110", 90, 110, [1, None, 9, 10, 11, 12, 13, None, 20]),
        (190, "191–193", 180, None, [1, None, 18, 19, 20]),
    ],
)
def test_a_long_list_says_where_it_is(
    offset: int, span: str, previous: int | None, following: int | None, numbers: list[int | None]
) -> None:
    paging = Paging(total=193, limit=10, offset=offset)
    assert (paging.span, paging.previous, paging.next, paging.numbers) == (span, previous, following, numbers)


def test_addresses_keep_what_was_chosen() -> None:
    asked = [("q", "el"), ("region", ""), ("theme", "miljo-klimat"), ("offset", "10")]
    assert without_empty(asked) == [("q", "el"), ("theme", "miljo-klimat")]
    assert with_offset(asked, 20) == [("q", "el"), ("theme", "miljo-klimat"), ("offset", "20")]
    assert with_offset(asked, 0) == [("q", "el"), ("theme", "miljo-klimat")]
    assert without(asked, "theme", "miljo-klimat") == [("q", "el")]
    assert only(asked, "q") == [("q", "el")]


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("/?q=el&region=&sort=", "/?q=el"),
        ("/?q=", "/"),
        ("/?q=+&offset=10", "/?offset=10"),
        ("/insatser?q=&region=Sk%C3%A5ne&theme=&offset=25", "/insatser?region=Sk%C3%A5ne&offset=25"),
    ],
)
def test_fields_left_blank_are_taken_out_of_the_address(client: TestClient, sent: str, shown: str) -> None:
    reply = client.get(sent, follow_redirects=False)
    assert (reply.status_code, reply.headers["location"]) == (303, shown)
    assert client.get(shown, follow_redirects=False).status_code == 200


@pytest.mark.parametrize(
    "path", ["/finns-inte/{long}", "/regioner/{long}", "/finns-inte?x={long}", "/?q=el&region={long}"]
)
def test_a_long_address_that_is_refused_is_not_repeated(path: str) -> None:
    client = TestClient(make_app(), headers={"Accept": "text/html"})
    short, long = (client.get(path.format(long="z" * length)) for length in (10, 20_000))
    assert (short.status_code, long.status_code) in [(404, 404), (422, 422)]
    assert long.text.count("z" * 101) == 0
    assert len(long.text) < len(short.text) + 500
    # Of one that is not so long the page in the other language is the same.
    assert short.text.count("z" * 10) >= 2
