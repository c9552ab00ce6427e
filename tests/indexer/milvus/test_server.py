"""How a server that is not there is asked again."""

import pytest

pytest.importorskip("pymilvus")

from pymilvus.client.types import Status
from pymilvus.exceptions import MilvusException

from indexer.errors import IndexServerError
from indexer.milvus import connection
from indexer.milvus.server import Server


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self) -> None:
        self.pauses: list[float] = []

    def monotonic(self) -> float:
        return sum(self.pauses)

    def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)


def test_without_contact_it_is_asked_again_at_most_a_second_apart_until_the_time_is_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def lost() -> None:
        raise MilvusException(code=Status.CONNECT_FAILED)

    clock, far = Clock(), Server("http://127.0.0.1:1", timeout_seconds=10)
    monkeypatch.setattr(connection, "time", clock)
    monkeypatch.setattr(far, "_client", lost)
    with pytest.raises(IndexServerError, match="svarar inte"):
        far.collections()
    assert clock.pauses == [0.05, 0.1, 0.2, 0.4, 0.8, *[1.0] * 8]
