"""The application over the made-up collection: starts at once, for what does not depend on what is found."""

from typing import Any

from fastapi import FastAPI

from service.live import LiveIndex
from service.settings import Settings
from service.web.app import create_app
from tests.service.memory_index import BUCKET_RANKING, MemoryIndex
from tests.service.samples import make_index
from tests.service.word_reader import WordReader


def make_app(index: MemoryIndex | None = None, /, **settings: Any) -> FastAPI:
    """Make the application; settings are given as they would stand in the environment."""
    served = index or make_index()
    live = LiveIndex(lambda: "made", lambda: served, WordReader(), ranking=BUCKET_RANKING)
    return create_app(live, Settings(**{"token": None, **settings}))
