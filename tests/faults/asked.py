"""What an index and a service are asked, so that what they say after a fault can be compared with what is right."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from fastapi.testclient import TestClient

from indexer.folder.store import IndexFolder
from service.live import LiveIndex
from service.settings import Settings
from service.web.app import create_app
from tests.conftest import WordEmbedder
from tests.service.memory_index import BUCKET_RANKING
from tests.service.word_reader import WordReader

QUERIES = ("validering", "elnät", "laddinfrastruktur")
ADDRESSES = (
    "/v1/search?q=elnät",
    "/v1/search?q=hållbar+utveckling&unit=passage&limit=50",
    "/v1/answer?q=Vilka+regioner+arbetar+med+elnät?",
    "/v1/documents",
    "/v1/documents/blekinge-2023/pages/1",
    "/v1/initiatives",
    "/v1/regions",
    "/v1/api-info",
)
_TIMES = ("took_ms",)


def replies(index: IndexFolder) -> list[object]:
    """Give what an index says of everything it is asked here."""
    found = [(index.lexical(query, 10, None), index.dense(query, query, 10, None)) for query in QUERIES]
    ranked = [(each.rows.tolist(), each.scores.tolist()) for pair in found for each in pair]
    pages = [index.page(document.id, page) for document in index.documents() for page in (1, 2)]
    return [ranked, pages, index.passages(range(index.manifest.passages)), index.initiatives(), index.sections()]


def service_replies(folder: Path) -> dict[str, str]:
    """Give what a service over an index folder says at each address, as `told` gives it."""
    index = IndexFolder.open(folder, WordEmbedder())
    live = LiveIndex(lambda: folder.name, lambda: index, WordReader(), ranking=BUCKET_RANKING)
    client = TestClient(create_app(live, Settings(token=None)))
    return {address: told(client.get(address).content) for address in ADDRESSES}


def told(body: bytes) -> str:
    """Give a reply without what it says of how long it took."""
    reply = json.loads(body)
    return json.dumps({name: value for name, value in reply.items() if name not in _TIMES}, sort_keys=True)


def is_right(address: str, body: bytes, builds: Sequence[Mapping[str, str]]) -> bool:
    """Tell whether a reply is one that a service over one of these builds gives."""
    return told(body) in [build[address] for build in builds]
