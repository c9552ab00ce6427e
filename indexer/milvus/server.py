"""What is asked of a Milvus server: rows found, read and written, and which collections there are."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from indexer.index import Scored, Vectors
from indexer.milvus.connection import Connection
from indexer.milvus.schema import Kept

# Milvus gives no more from one search or query.
MAX_FOUND = 16_384
# Rows of several kilobytes each: an answer of some megabytes.
ROWS_AT_ONCE = 1_000

Row = Mapping[str, Any]


class Server(Connection):
    """Collections on one server; safe to share between threads."""

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
