"""A problem (RFC 9457) as the API tells one, held against what it must name."""

import httpx2


def check_problem(reply: httpx2.Response, status: int, *named: str) -> None:
    assert reply.status_code == status
    assert reply.headers["content-type"] == "application/problem+json"
    body = reply.json()
    assert body["type"] == "about:blank"
    assert body["status"] == status
    assert body["title"]
    assert body["instance"] == reply.request.url.path
    for part in named:
        assert part in body["detail"]
