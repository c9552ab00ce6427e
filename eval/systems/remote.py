"""A server that speaks the API, measured as it is deployed."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import Request, urlopen

from corpus.errors import shown
from eval.errors import ServerError
from eval.systems.ours import LIMIT, Progress, Topics
from eval.systems.reply import Reply, of_json
from eval.systems.run import Run, make_run
from eval.truth.judged import QuestionKind
from eval.truth.qrels import Stretch
from service.search.query import Mode, Scope, Unit

TIMEOUT_SECONDS = 60


class RemoteSystem:
    """Search and answers over HTTP; judged by the passages of a local index, whose ids the server's must share."""

    def __init__(self, url: str, stretches: Sequence[Stretch], token: str | None = None) -> None:
        """Refuse what is no address, before anything is asked.

        Raises:
            ServerError: The URL does not say http or https and a host.
        """
        self.name = "http"
        self.stretches = stretches
        self._url = _checked(url)
        self._headers = {"Accept": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})

    def index_version(self) -> str:
        """Give the version of the index that the server searches.

        Raises:
            ServerError: The server does not answer as the contract says.
        """
        topics = [{"id": "version", "text": "region"}]
        with self._contract("/v1/runs"):
            return str(self._post("/v1/runs", {"topics": topics, "limit": 1})["index_version"])

    def search(self, topics: Topics, unit: Unit, progress: Progress) -> Run:
        found = {}
        for topic, text in progress(topics.items(), f"{self.name}: search"):
            asked = {"topics": [{"id": topic, "text": text}], "limit": LIMIT, "mode": Mode.HYBRID, "unit": unit}
            with self._contract("/v1/runs"):
                (ranking,) = self._post("/v1/runs", asked)["runs"]
                found[topic] = [(hit["id"], hit["score"]) for hit in ranking["hits"]]
        return make_run(self.name, found)

    def similar(self, sources: Mapping[str, Stretch], progress: Progress) -> Run:
        asked = progress(sources.items(), f"{self.name}: similar")
        return make_run(self.name, {topic: self._similar(source.unit or "") for topic, source in asked})

    def _similar(self, initiative: str) -> list[tuple[str, float]]:
        """Give what is like an initiative, best first; nothing where the server does not know it."""
        path = f"/v1/initiatives/{quote(initiative)}/similar"
        try:
            with self._contract(path):
                hits = self._get(path, limit=LIMIT, scope=Scope.OTHER_REGIONS)["hits"]
                return [(hit["initiative"]["id"], 1 / rank) for rank, hit in enumerate(hits, start=1)]
        except ServerError as error:
            if error.status == HTTPStatus.NOT_FOUND:
                return []
            raise

    def answer(self, topics: Topics, kind: QuestionKind, progress: Progress) -> dict[str, Reply]:
        replies = {}
        for topic, text in progress(topics.items(), f"{self.name}: {kind}"):
            with self._contract("/v1/answer"):
                replies[topic] = of_json(self._get("/v1/answer", q=text))
        return replies

    @contextmanager
    def _contract(self, path: str) -> Iterator[None]:
        try:
            yield
        except (KeyError, TypeError, ValueError) as error:
            raise ServerError(f"{self._url}{path}", f"lacks {error}; expected the contract's fields") from error

    def _get(self, path: str, **parameters: object) -> Any:
        return self._ask(Request(f"{self._url}{path}?{urlencode(parameters)}", headers=self._headers))

    def _post(self, path: str, body: Mapping[str, object]) -> Any:
        headers = self._headers | {"Content-Type": "application/json"}
        return self._ask(Request(f"{self._url}{path}", data=json.dumps(body).encode(), headers=headers))

    def _ask(self, request: Request) -> Any:
        try:
            with urlopen(request, timeout=TIMEOUT_SECONDS) as response:
                return json.load(response)
        except HTTPError as error:
            raise ServerError(
                request.full_url, f"status {error.code}{_detail(error)}; expected 200", error.code
            ) from error
        except (OSError, HTTPException) as error:
            raise ServerError(request.full_url, f"no answer ({getattr(error, 'reason', error)})") from error
        except ValueError as error:
            raise ServerError(request.full_url, "the reply is not JSON; expected the contract's reply") from error


def _checked(url: str) -> str:
    """Give the URL without the / at its end."""
    try:
        parts = urlsplit(url)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port or an IPv6 address that is none
        is_address = False
    if not is_address or not url.isascii() or any(character.isspace() for character in url):
        raise ServerError(url, "is no address of a server; expected such as http://127.0.0.1:8000")
    return url.rstrip("/")


def _detail(error: HTTPError) -> str:
    """Give what a problem (RFC 9457) says is wrong; nothing where the reply is none."""
    try:
        return f" ({shown(json.load(error)['detail'])})"
    except (ValueError, KeyError, TypeError, OSError, HTTPException):
        return ""
