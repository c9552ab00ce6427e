"""The connection to a Milvus server: asked with a time limit, and again where there is no contact while there is time.

The client connects anew when the server is back.
"""

import logging
import threading
import time
from collections.abc import Callable
from typing import TypeVar

from corpus.errors import one_line
from indexer.errors import IndexServerError, MissingExtraError

try:
    import grpc
    from pymilvus import MilvusClient
    from pymilvus.client.types import Status
    from pymilvus.exceptions import MilvusException
except ImportError as error:
    raise MissingExtraError("an index kept by Milvus", "scale") from error

# Its own log repeats each error with a traceback; what went wrong is told by ours.
logging.getLogger("pymilvus").setLevel(logging.CRITICAL)
logger = logging.getLogger(__name__)

TIMEOUT_SECONDS = 3.0

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

T = TypeVar("T")


class Connection:
    """One server's client, made when it is first needed; safe to share between threads.

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
