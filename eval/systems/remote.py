"""A server that speaks the API, measured as it is deployed."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

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
        self.name = "http"
        self.stretches = stretches
        self._url = url.rstrip("/")
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
            raise ServerError(request.full_url, f"status {error.code}; expected 200", error.code) from error
        except (URLError, OSError) as error:
            raise ServerError(request.full_url, f"no answer ({getattr(error, 'reason', error)})") from error
        except ValueError as error:
            raise ServerError(request.full_url, "the reply is not JSON; expected the contract's reply") from error
