"""Clients that send one request after the other, each over its own connection, until their time is up."""

import http.client
import json
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from typing import Any

from pydantic.dataclasses import dataclass

from eval.errors import EvalError
from eval.load.mix import Asked, Holdings, RequestKind

REPLY_SECONDS = 60
# A client that was refused waits as long as it is told to, and no longer than this.
LONGEST_WAIT_SECONDS = 5.0
PAGE_LIMIT = 100
TRIES = 20
# Between two looks at whether the service lives.
PROBE_SECONDS = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedReply:
    """A reply: its status, 0 where the connection broke, and how many milliseconds it took to be read whole."""

    kind: RequestKind
    status: int
    milliseconds: float


class Client:
    """One connection to the service, opened anew where it breaks."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=REPLY_SECONDS)

    def ask(self, asked: Asked) -> tuple[TimedReply, float]:
        """Ask, and give what was told and how many seconds one is to wait before the next."""
        started = time.perf_counter()
        status, wait = 0, 0.0
        try:
            headers = {"Content-Type": "application/json"} if asked.body else {}
            self._connection.request("POST" if asked.body else "GET", asked.path, asked.body, headers)
            reply = self._connection.getresponse()
            reply.read()
            status = reply.status
            wait = min(float(reply.headers.get("Retry-After", 0)), LONGEST_WAIT_SECONDS)
        except (OSError, http.client.HTTPException):
            self._connection.close()
        return TimedReply(kind=asked.kind, status=status, milliseconds=(time.perf_counter() - started) * 1000), wait

    def read(self, path: str) -> dict[str, Any]:
        """Give what the service says of itself; one that is busy is asked again.

        Raises:
            EvalError: It answers with another status than 200.
        """
        for _ in range(TRIES):
            self._connection.request("GET", path)
            reply = self._connection.getresponse()
            body = reply.read()
            if reply.status != HTTPStatus.SERVICE_UNAVAILABLE:
                break
        if reply.status != HTTPStatus.OK:
            raise EvalError(f"{path}: status {reply.status}; expected 200")
        told: dict[str, Any] = json.loads(body)
        return told

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


def keep_asking(port: int, n_clients: int, seconds: float, next_asked: Callable[[], Asked]) -> list[TimedReply]:
    """Have so many clients ask for so long, and give all replies."""
    until = time.perf_counter() + seconds
    stop = threading.Event()

    def ask_on(_: int) -> list[TimedReply]:
        client, told = Client(port), []
        while (left := until - time.perf_counter()) > 0:
            reply, wait = client.ask(next_asked())
            told.append(reply)
            # A connection that broke at once would be opened without end.
            stop.wait(min(left, wait if reply.status else LONGEST_WAIT_SECONDS))
        client.close()
        return told

    with ThreadPoolExecutor(n_clients) as pool:
        return [reply for told in pool.map(ask_on, range(n_clients)) for reply in told]


def probe(port: int, seconds: float) -> list[TimedReply]:
    """Ask whether the service lives, again and again; in a process of its own, so that no other client delays it."""
    client, told = Client(port), []
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        told.append(client.ask(Asked(kind=RequestKind.HEALTH, path="/livez"))[0])
        time.sleep(PROBE_SECONDS)
    client.close()
    return told


def read_holdings(port: int) -> Holdings:
    """Ask the service what it holds.

    Raises:
        EvalError: It does not answer, or holds nothing that can be asked about.
    """
    client = Client(port)
    initiatives = _listed(client, "/v1/initiatives")
    regions = [str(region["name"]) for region in _listed(client, "/v1/regions")]
    documents = _listed(client, "/v1/documents")
    pages = [(str(document["id"]), page) for document in documents for page in range(1, int(document["pages"]) + 1)]
    client.close()
    names = {str(each["id"]): str(each["name"]) for each in initiatives if each["name"]}
    if not names or not pages:
        raise EvalError(f"the service holds {len(names)} initiatives and {len(pages)} pages; expected some of both")
    return Holdings(initiatives=names, regions=regions, pages=pages)


def _listed(client: Client, path: str) -> Sequence[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    while True:
        reply = client.read(f"{path}?limit={PAGE_LIMIT}&offset={len(items)}")
        items += reply["items"]
        if len(items) >= reply["total"] or not reply["items"]:
            return items
