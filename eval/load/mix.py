"""The mix of requests that clients send: kinds in fixed shares, and no question twice."""

import itertools
import json
import random
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote, urlencode

from eval.benchmarks.scaling import SEED


class RequestKind(StrEnum):
    """What a request asks for."""

    SEARCH = "search"
    ANSWER = "answer"
    PAGE = "page"
    SIMILAR = "similar"
    HEALTH = "health"
    RUN = "run"


# Of a hundred requests.
SHARES: Mapping[RequestKind, int] = {
    RequestKind.SEARCH: 35,
    RequestKind.ANSWER: 25,
    RequestKind.PAGE: 20,
    RequestKind.SIMILAR: 12,
    RequestKind.HEALTH: 8,
}
FRAMES = (
    "Vad gör {region} om {name}?",
    "Vilka regioner arbetar med {name}, och vad gör {region}?",
    "Hur många deltog i {name} i {region}?",
    "Vem samarbetar {region} med om {name}?",
    "{name} {region}",
    "Vilka effekter har {name} haft i {region}?",
)
ANSWERS = ("/v1/answer", "/")
HEALTH = ("/livez", "/readyz", "/v1/api-info")
RUN_TOPICS, RUN_LIMIT = 50, 100
MAX_LETTERS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """What the service holds that can be asked about.

    Attributes:
        initiatives: Id to name.
        regions: Their names.
        pages: Document and page, of all documents.
    """

    initiatives: Mapping[str, str]
    regions: Sequence[str]
    pages: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request; with a body it is a POST."""

    kind: RequestKind
    path: str
    body: bytes | None = None


class Mix:
    """Gives one request after the other, in an order drawn with a seed; safe to share between threads."""

    def __init__(self, holdings: Holdings, seed: int = SEED) -> None:
        self._random = random.Random(seed)
        self._lock = threading.Lock()
        self._holdings = holdings
        self._questions = self._every_question()

    def next(self) -> Asked:
        """Give the next request, each kind in its share of the whole."""
        with self._lock:
            [kind] = self._random.choices(list(SHARES), list(SHARES.values()))
            return self._ask(kind)

    def ask(self, kind: RequestKind) -> Asked:
        """Give a request of one kind."""
        with self._lock:
            return self._ask(kind)

    def _ask(self, kind: RequestKind) -> Asked:
        chosen = self._random.choice
        match kind:
            case RequestKind.SEARCH:
                return Asked(kind=kind, path=f"/v1/search?{urlencode({'q': next(self._questions)})}")
            case RequestKind.ANSWER:
                # As other systems ask, and as the page does.
                return Asked(kind=kind, path=f"{chosen(ANSWERS)}?{urlencode({'q': next(self._questions)})}")
            case RequestKind.SIMILAR:
                return Asked(
                    kind=kind, path=f"/v1/initiatives/{quote(chosen(list(self._holdings.initiatives)))}/similar"
                )
            case RequestKind.HEALTH:
                return Asked(kind=kind, path=chosen(HEALTH))
            case RequestKind.PAGE:
                return Asked(kind=kind, path=self._page())
            case RequestKind.RUN:
                topics = [{"id": str(n), "text": next(self._questions)} for n in range(RUN_TOPICS)]
                return Asked(
                    kind=kind, path="/v1/runs", body=json.dumps({"topics": topics, "limit": RUN_LIMIT}).encode()
                )

    def _page(self) -> str:
        document, page = self._random.choice(self._holdings.pages)
        return self._random.choice(
            (
                "/",
                "/regioner",
                "/dokument",
                f"/dokument/{quote(document)}/sidor/{page}",
                f"/v1/documents/{quote(document)}/pages/{page}",
            )
        )

    def _every_question(self) -> Iterator[str]:
        """Give each name with each region in each frame once; then the same again, numbered."""
        names = sorted(set(self._holdings.initiatives.values()))
        made = list(itertools.product(FRAMES, names, self._holdings.regions))
        self._random.shuffle(made)
        for time in itertools.count(1):
            for frame, name, region in made:
                text = frame.format(name=name, region=region)[:MAX_LETTERS]
                yield text if time == 1 else f"{text} {time}"
