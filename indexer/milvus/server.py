"""A Milvus server, asked with a time limit; the only module that knows its client.

What finds no contact is tried again while there is time, and the client connects anew when the server is back.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import numpy as np

from corpus.errors import one_line
from indexer.errors import IndexServerError, MissingExtraError
from indexer.index import Scored, Vectors

try:
    import grpc
    from pymilvus import MilvusClient
    from pymilvus.client.types import Status
    from pymilvus.exceptions import MilvusException
except ImportError as error:
    raise MissingExtraError("an index kept by Milvus", "scale") from error

from indexer.milvus.schema import Kept

# Its own log repeats each error with a traceback; what went wrong is told by ours.
logging.getLogger("pymilvus").setLevel(logging.CRITICAL)
logger = logging.getLogger(__name__)

TIMEOUT_SECONDS = 3.0
# Milvus gives no more from one search or query.
MAX_FOUND = 16_384
# Rows of several kilobytes each: an answer of some megabytes.
ROWS_AT_ONCE = 1_000

_NO_CONTACT = {
    grpc.StatusCode.UNAVAILABLE,
    grpc.StatusCode.DEADLINE_EXCEEDED,
    grpc.StatusCode.CANCELLED,
    Status.CONNECT_FAILED,
}
_FIRST_PAUSE_SECONDS, _LONGEST_PAUSE_SECONDS = 0.05, 1.0
# gRPC would wait up to two minutes before it tries to connect once more, and share that among all connections.
_GRPC_OPTIONS = {
    "grpc.use_local_subchannel_pool": 1,
    "grpc.initial_reconnect_backoff_ms": 100,
    "grpc.max_reconnect_backoff_ms": 1000,
}

# Milvus's code for a collection that is not loaded.
_NOT_LOADED = 101

Row = Mapping[str, Any]
T = TypeVar("T")


class Server:
    """Collections on one server; safe to share between threads.

    Attributes:
        timeout_seconds: What one call may take, with all its tries.
    """

    def __init__(self, uri: str, token: str = "", timeout_seconds: float = TIMEOUT_SECONDS) -> None:
        """Name a server; it is not asked anything yet.

        Args:
            uri: `http://host:19530`, or the path of a file of Milvus Lite, which ends in `.db`.
            token: `user:password` or an API key; "" where the server asks for none.
            timeout_seconds: What one call may take, with all its tries.
        """
        self.uri = uri
        self._token = token
        self.timeout_seconds = timeout_seconds
        self._connecting = threading.Lock()
        self._connected: MilvusClient | None = None

    def close(self) -> None:
        """Give the connection back."""
        if self._connected is not None:
            self._connected.close()
            self._connected = None

    def nearest(
        self, collection: str, field: str, vector: Vectors | Mapping[int, float], limit: int, expression: str = ""
    ) -> Scored:
        """Find the rows with the largest inner product, best first, at most 16,384; those with none above 0 as well.

        Args:
            expression: The filter that rows must pass; "" lets all through.

        Raises:
            IndexServerError: The server does not answer, or refuses.
        """
        (hits,) = self._of(
            collection,
            lambda client: client.search(
                collection,
                [vector],
                anns_field=field,
                filter=expression,
                limit=min(limit, MAX_FOUND),
                output_fields=["row"],
                consistency_level="Eventually",
                timeout=self.timeout_seconds,
            ),
        )
        return Scored(
            rows=np.array([hit["row"] for hit in hits], dtype=np.int64),
            scores=np.array([hit["distance"] for hit in hits], dtype=np.float32),
        )

    def rows(self, collection: str, expression: str, fields: Sequence[str]) -> list[dict[str, Any]]:
        """Give these fields of the rows that pass a filter, in any order.

        Raises:
            IndexServerError: The server does not answer, or refuses.
        """
        found = self._of(
            collection,
            lambda client: client.query(
                collection,
                filter=expression,
                output_fields=list(fields),
                consistency_level="Eventually",
                timeout=self.timeout_seconds,
            ),
        )
        return [dict(row) for row in found]

    def ranged(self, collection: str, number: str, total: int, fields: Sequence[str]) -> Iterator[dict[str, Any]]:
        """Give these fields of the rows numbered 0 to total - 1, in order, some at a time."""
        for start in range(0, total, ROWS_AT_ONCE):
            expression = f"{number} >= {start} and {number} < {start + ROWS_AT_ONCE}"
            yield from sorted(self.rows(collection, expression, [number, *fields]), key=lambda row: int(row[number]))

    def numbered(
        self, collection: str, number: str, values: Sequence[int], fields: Sequence[str]
    ) -> dict[int, dict[str, Any]]:
        """Give these fields of the rows with these numbers, by number."""
        found: dict[int, dict[str, Any]] = {}
        for start in range(0, len(values), ROWS_AT_ONCE):
            part = list(values[start : start + ROWS_AT_ONCE])
            found |= {int(row[number]): row for row in self.rows(collection, f"{number} in {part}", [number, *fields])}
        return found

    def count(self, collection: str) -> int:
        """Give how many rows a collection has."""
        (found,) = self._of(
            collection,
            lambda client: client.query(collection, output_fields=["count(*)"], timeout=self.timeout_seconds),
        )
        return int(found["count(*)"])

    def collections(self) -> list[str]:
        """Give the names of all collections."""
        return [str(name) for name in self._ask(lambda client: client.list_collections(timeout=self.timeout_seconds))]

    def named(self, alias: str) -> str | None:
        """Give the collection that an alias stands for; None where there is no such alias."""
        if not self._ask(lambda client: client.has_collection(alias, timeout=self.timeout_seconds)):
            return None
        told = self._ask(lambda client: client.describe_alias(alias, timeout=self.timeout_seconds))
        return str(told["collection_name"])

    def create(self, collection: str, kept: Kept) -> None:
        """Make an empty collection; what is written is seen by whoever counts its rows then."""
        self._ask(
            lambda client: client.create_collection(
                collection, schema=kept.schema(), consistency_level="Strong", timeout=self.timeout_seconds
            )
        )
        # Not waited for, half a second each: a collection is held ready only when its indexes are made.
        self._ask(
            lambda client: client.create_index(collection, kept.indexes(), timeout=self.timeout_seconds, sync=False)
        )

    def write(self, collection: str, rows: Sequence[Row]) -> None:
        """Put rows into a collection; one written again, since nothing was heard of it, stands there once."""
        self._ask(lambda client: client.upsert(collection, [dict(row) for row in rows], timeout=self.timeout_seconds))

    def finish(self, collection: str) -> None:
        """Have a collection written to disk, its indexes made, and held ready to be searched."""
        self._ask(lambda client: client.flush(collection, timeout=self.timeout_seconds))
        self._ask(lambda client: client.load_collection(collection, timeout=self.timeout_seconds))

    def point(self, alias: str, collection: str) -> None:
        """Let an alias stand for a collection from now on."""
        is_known = self.named(alias) is not None
        self._ask(
            lambda client: (client.alter_alias if is_known else client.create_alias)(
                collection, alias, timeout=self.timeout_seconds
            )
        )

    def drop(self, collection: str) -> None:
        """Remove a collection."""
        self._ask(lambda client: client.drop_collection(collection, timeout=self.timeout_seconds))

    def _of(self, collection: str, question: Callable[[MilvusClient], T]) -> T:
        """Ask a collection something; a server that was started anew and does not hold it ready is told to."""

        def held(client: MilvusClient) -> T:
            try:
                return question(client)
            except MilvusException as error:
                if error.code != _NOT_LOADED:
                    raise
                client.load_collection(collection, timeout=self.timeout_seconds)
                return question(client)

        return self._ask(held)

    def _ask(self, question: Callable[[MilvusClient], T]) -> T:
        """Ask the server something, again and again while there is no contact and there is time.

        Raises:
            IndexServerError: It does not answer, or refuses.
        """
        pause, deadline = _FIRST_PAUSE_SECONDS, time.monotonic() + self.timeout_seconds
        while True:
            try:
                return question(self._client())
            except (MilvusException, grpc.RpcError) as error:
                if not _is_lost(error) or time.monotonic() + pause > deadline:
                    logger.warning("%s: %s", self.uri, one_line(error))
                    raise IndexServerError(_reason(error)) from error
            time.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)

    def _client(self) -> MilvusClient:
        with self._connecting:
            if self._connected is None:
                self._connected = MilvusClient(
                    self.uri,
                    token=self._token,
                    timeout=self.timeout_seconds,
                    dedicated=True,
                    grpc_options=_GRPC_OPTIONS,
                )
            return self._connected


def _is_lost(error: Exception) -> bool:
    code = error.code() if isinstance(error, grpc.RpcError) else getattr(error, "code", None)
    return code in _NO_CONTACT


def _reason(error: Exception) -> str:
    return "svarar inte" if _is_lost(error) else f"svarar med ett fel ({one_line(error)[:200]})"
