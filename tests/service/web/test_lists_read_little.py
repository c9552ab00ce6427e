"""Lists and counts are made from columns: of all initiatives only those that a reply shows are read."""

from collections.abc import Sequence

import pytest
from fastapi.testclient import TestClient

from corpus.document import Initiative
from service.live import LiveIndex
from service.settings import Settings
from service.web.app import create_app
from tests.service.memory_index import BUCKET_RANKING, MemoryIndex
from tests.service.samples import make_index
from tests.service.word_reader import WordReader


class Counting(MemoryIndex):
    """Counts the initiatives that are read."""

    read = 0

    def initiatives(self) -> list[Initiative]:
        self.read += len(self._initiatives)
        return super().initiatives()

    def called(self, _text: str) -> list[Initiative]:
        # Names in a question are looked up in a table of their own.
        return list(self._initiatives.values())

    def initiatives_at(self, places: Sequence[int]) -> list[Initiative]:
        self.read += len(places)
        held = list(self._initiatives.values())
        return [held[place] for place in places]


@pytest.fixture
def index() -> Counting:
    made = make_index()
    return Counting(made.passages(range(len(made.columns))), documents=made.documents(), initiatives=made.initiatives())


@pytest.mark.parametrize(
    ("path", "n_shown"),
    [
        ("/", 0),
        ("/om", 0),
        ("/regioner", 0),
        ("/teman", 0),
        ("/teman/miljo-klimat", 0),
        ("/matris", 0),
        ("/dokument", 0),
        ("/regioner/blekinge", 1),
        ("/insatser?offset=3", 4),
        ("/insatser?region=Blekinge&theme=miljo-klimat", 0),
        ("/insatser?sort=namn&region=Blekinge", 1),
        ("/v1/regions", 0),
        ("/v1/themes", 0),
        ("/v1/initiatives?limit=2&offset=1", 2),
        ("/v1/initiatives?region=Blekinge&distinct=true", 1),
        ("/v1/initiatives?status=reported&offset=1000", 0),
        ("/v1/answer?q=Hur+många+insatser+finns+det+totalt?", 0),
        ("/v1/answer?q=Vilken+region+har+flest+insatser?", 0),
        ("/v1/answer?q=Hur+många+teman+finns+det?", 0),
    ],
)
def test_only_what_a_page_shows_is_read(index: Counting, path: str, n_shown: int) -> None:
    live = LiveIndex(lambda: "test", lambda: index, WordReader(), ranking=BUCKET_RANKING)
    live.backend()
    index.read = 0
    reply = TestClient(create_app(live, Settings(token=None))).get(path)
    assert reply.status_code == 200
    assert index.read == n_shown
