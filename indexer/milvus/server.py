"""A Milvus server, asked with a time limit; the only module that knows its client.

The client tries a call again until the time limit, and connects anew by itself when the server is back.
"""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import numpy as np

from corpus.errors import one_line
from indexer.errors import IndexServerError, MissingExtraError
from indexer.index import Scored, Vectors

try:
    import grpc
    from pymilvus import MilvusClient
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
    grpc.StatusCode.UNKNOWN,
}

# Milvus's code for a collection that is not loaded.
_NOT_LOADED = 101

Row = Mapping[str, Any]
T = TypeVar("T")


class Server:
    """Collections on one server; safe to share between threads."""

    def __init__(self, uri: str, token: str = "", timeout_seconds: float = TIMEOUT_SECONDS) -> None:
        """Name a server; it is not asked anything yet.

        Args:
            uri: `http://host:19530`, or the path of a file of Milvus Lite, which ends in `.db`.
            token: `user:password` or an API key; "" where the server asks for none.
            timeout_seconds: What one call may take, with all its tries.
        """
        self.uri = uri
        self._token = token
        self._timeout = timeout_seconds
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
                timeout=self._timeout,
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
                timeout=self._timeout,
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
            collection, lambda client: client.query(collection, output_fields=["count(*)"], timeout=self._timeout)
        )
        return int(found["count(*)"])

    def collections(self) -> list[str]:
        """Give the names of all collections."""
        with self._asked() as client:
            return [str(name) for name in client.list_collections(timeout=self._timeout)]

    def named(self, alias: str) -> str | None:
        """Give the collection that an alias stands for; None where there is no such alias."""
        with self._asked() as client:
            if not client.has_collection(alias, timeout=self._timeout):
                return None
            return str(client.describe_alias(alias, timeout=self._timeout)["collection_name"])

    def create(self, collection: str, kept: Kept) -> None:
        """Make an empty collection; what is written is seen by whoever counts its rows then."""
        with self._asked() as client:
            client.create_collection(
                collection,
                schema=kept.schema(),
                index_params=kept.indexes(),
                consistency_level="Strong",
                timeout=self._timeout,
            )

    def insert(self, collection: str, rows: Sequence[Row]) -> None:
        """Add rows to a collection."""
        with self._asked() as client:
            client.insert(collection, [dict(row) for row in rows], timeout=self._timeout)

    def finish(self, collection: str) -> None:
        """Have a collection written to disk, its indexes made, and held ready to be searched."""
        with self._asked() as client:
            client.flush(collection)
            client.load_collection(collection)

    def point(self, alias: str, collection: str) -> None:
        """Let an alias stand for a collection from now on."""
        with self._asked() as client:
            exists = client.has_collection(alias, timeout=self._timeout)
            (client.alter_alias if exists else client.create_alias)(collection, alias, timeout=self._timeout)

    def drop(self, collection: str) -> None:
        """Remove a collection."""
        with self._asked() as client:
            client.drop_collection(collection, timeout=self._timeout)

    def _of(self, collection: str, ask: Callable[[MilvusClient], T]) -> T:
        """Ask a collection something; a server that was started anew and does not hold it ready is told to."""
        with self._asked() as client:
            try:
                return ask(client)
            except MilvusException as error:
                if error.code != _NOT_LOADED:
                    raise
                client.load_collection(collection, timeout=self._timeout)
                return ask(client)

    def _client(self) -> MilvusClient:
        with self._connecting:
            if self._connected is None:
                self._connected = MilvusClient(self.uri, token=self._token, timeout=self._timeout)
            return self._connected

    @contextmanager
    def _asked(self) -> Iterator[MilvusClient]:
        """Give the client; whatever it raises is told as an error of the index server."""
        try:
            yield self._client()
        except (MilvusException, grpc.RpcError) as error:
            logger.warning("%s: %s", self.uri, one_line(error))
            raise IndexServerError(_reason(error)) from error


def _reason(error: Exception) -> str:
    code = error.code() if isinstance(error, grpc.RpcError) else getattr(error, "code", None)
    if code in _NO_CONTACT or "Fail connecting" in str(error):
        return "svarar inte"
    return f"svarar med ett fel ({one_line(error)[:200]})"
