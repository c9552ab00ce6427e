"""What a request is handed to threads for: its own work, once; what waits for nothing is done where it arrives."""

from collections.abc import Callable
from typing import Any

import anyio.to_thread
import pytest
from fastapi.testclient import TestClient

from tests.service.made_app import make_app


@pytest.fixture
def handed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of what is handed to threads."""
    told: list[str] = []
    run_sync = anyio.to_thread.run_sync

    async def watched(work: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        told.append(getattr(getattr(work, "func", work), "__name__", str(work)))
        return await run_sync(work, *arguments, **named)

    monkeypatch.setattr(anyio.to_thread, "run_sync", watched)
    return told


@pytest.mark.parametrize("address", ["/v1/search?q=film", "/v1/answer?q=Vilka regioner stöttar film?"])
def test_a_request_goes_through_one_thread(handed: list[str], address: str) -> None:
    client = TestClient(make_app())
    assert client.get("/readyz").status_code == 200
    handed.clear()
    assert client.get(address).status_code == 200
    assert len(handed) == 1


def test_filters_are_looked_up_in_a_thread(handed: list[str]) -> None:
    client = TestClient(make_app())
    assert client.get("/readyz").status_code == 200
    handed.clear()
    assert client.get("/v1/search?q=film&region=Skåne").status_code == 200
    assert (handed[0], len(handed)) == ("read_filters", 2)


def test_the_json_is_that_of_the_described_model() -> None:
    reply = TestClient(make_app()).get("/v1/search?q=film&explain=true")
    assert reply.headers["content-type"] == "application/json"
    assert list(reply.json()) == ["query", "total", "limit", "offset", "took_ms", "index_version", "hits", "facets"]
