"""`python -m tests.service.screenshots FOLDER [PLACE ...]`: every page, on a phone and a desk, in light and dark.

With `--readme` in a place's stead, the beginnings of the two pages that README shows, and nothing else.
"""

import sys
from io import BytesIO
from pathlib import Path
from typing import Literal

from fastapi.testclient import TestClient
from PIL import Image
from playwright.sync_api import Browser

from tests.service.own_app import launched, own_app
from tests.service.places import find_places
from tests.service.serving import serve

WIDTHS = (390, 1280)
SCHEMES: tuple[tuple[Literal["light", "dark"], str], ...] = (("light", ""), ("dark", "-dark"))
# Of the pages that README shows: what the picture is called, and how far down it goes.
README = {"answer": ("answer", 1180), "regions-compared": ("side-by-side", 1120)}
# A page takes a fraction of a second; a machine with other work to do takes longer.
PATIENCE_MS = 180_000


def main(folder: Path, only: list[str]) -> None:
    """Draw the pages named, or all of them, into a folder."""
    app = own_app()
    places = find_places(TestClient(app))
    folder.mkdir(parents=True, exist_ok=True)
    with serve(app) as address, launched() as browser:
        if only == ["--readme"]:
            draw_for_readme(browser, address, places, folder)
            return
        for width in WIDTHS:
            page = browser.new_page(viewport={"width": width, "height": 900}, base_url=address, locale="sv-SE")
            page.set_default_timeout(PATIENCE_MS)
            for place in only or places:
                page.goto(places[place])
                for scheme, suffix in SCHEMES:
                    page.emulate_media(color_scheme=scheme)
                    page.screenshot(path=folder / f"{place}-{width}{suffix}.png", full_page=True)


def draw_for_readme(browser: Browser, address: str, places: dict[str, str], folder: Path) -> None:
    """Draw the beginnings of the pages that README shows, in few colours: a third of the bytes."""
    page = browser.new_page(viewport={"width": WIDTHS[-1], "height": 900}, base_url=address, locale="sv-SE")
    page.set_default_timeout(PATIENCE_MS)
    for place, (name, height) in README.items():
        page.goto(places[place])
        drawn = page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": WIDTHS[-1], "height": height})
        Image.open(BytesIO(drawn)).convert("RGB").quantize(64).save(folder / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
