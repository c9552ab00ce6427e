"""`python -m tests.service.screenshots FOLDER [PLACE ...]`: every page, on a phone and a desk, in light and dark."""

import shutil
import sys
from pathlib import Path

from fastapi.testclient import TestClient
from playwright.sync_api import sync_playwright

from indexer.folder.manifest import current_build, current_folder
from indexer.folder.store import IndexFolder
from indexer.vectors.loading import load_embedder
from service.api.app import create_app
from service.live import LiveIndex
from service.opening import index_folder
from service.read.reader import TransformerReader
from service.settings import read_settings
from tests.service.places import find_places
from tests.service.serving import serve

WIDTHS = (390, 1280)
# A page takes a fraction of a second; a machine with other work to do takes longer.
PATIENCE_MS = 180_000


def main(folder: Path, only: list[str]) -> None:
    """Draw the pages named, or all of them, into a folder."""
    settings = read_settings()
    embedder = load_embedder(settings.model)
    live = LiveIndex(
        lambda: current_build(index_folder(settings)),
        lambda: IndexFolder.open(current_folder(index_folder(settings)), embedder),
        TransformerReader(),
    )
    app = create_app(live, settings)
    places = find_places(TestClient(app))
    folder.mkdir(parents=True, exist_ok=True)
    with serve(app) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for width in WIDTHS:
            page = browser.new_page(viewport={"width": width, "height": 900}, base_url=address, locale="sv-SE")
            page.set_default_timeout(PATIENCE_MS)
            for place in only or places:
                page.emulate_media(color_scheme="light")
                page.goto(places[place])
                page.screenshot(path=folder / f"{place}-{width}.png", full_page=True)
                page.emulate_media(color_scheme="dark")
                page.screenshot(path=folder / f"{place}-{width}-dark.png", full_page=True)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
