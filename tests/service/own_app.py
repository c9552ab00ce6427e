"""The application over the project's own index, and a browser: for pictures of the pages and for their speed."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import FastAPI
from playwright.sync_api import Browser, sync_playwright

from indexer.folder.manifest import current_build, current_folder
from indexer.folder.store import IndexFolder
from indexer.vectors.loading import load_embedder
from service.live import LiveIndex
from service.opening import index_folder
from service.read.reader import TransformerReader
from service.settings import read_settings
from service.web.app import create_app


def own_app() -> FastAPI:
    """Give the application as `python -m service serve` serves it."""
    settings = read_settings()
    embedder = load_embedder(settings.model)
    live = LiveIndex(
        lambda: current_build(index_folder(settings)),
        lambda: IndexFolder.open(current_folder(index_folder(settings)), embedder),
        TransformerReader(),
    )
    return create_app(live, settings)


@contextmanager
def launched() -> Iterator[Browser]:
    """Give Debian's Chromium, without a window, until it is left."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()
