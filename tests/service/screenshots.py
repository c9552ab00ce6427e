"""`python -m tests.service.screenshots FOLDER [PLACE ...]`: every page, on a phone and a desk, in light and dark."""

import sys
from pathlib import Path
from typing import Literal

from fastapi.testclient import TestClient

from tests.service.own_app import launched, own_app
from tests.service.places import find_places
from tests.service.serving import serve

WIDTHS = (390, 1280)
SCHEMES: tuple[tuple[Literal["light", "dark"], str], ...] = (("light", ""), ("dark", "-dark"))
# A page takes a fraction of a second; a machine with other work to do takes longer.
PATIENCE_MS = 180_000


def main(folder: Path, only: list[str]) -> None:
    """Draw the pages named, or all of them, into a folder."""
    app = own_app()
    places = find_places(TestClient(app))
    folder.mkdir(parents=True, exist_ok=True)
    with serve(app) as address, launched() as browser:
        for width in WIDTHS:
            page = browser.new_page(viewport={"width": width, "height": 900}, base_url=address, locale="sv-SE")
            page.set_default_timeout(PATIENCE_MS)
            for place in only or places:
                page.goto(places[place])
                for scheme, suffix in SCHEMES:
                    page.emulate_media(color_scheme=scheme)
                    page.screenshot(path=folder / f"{place}-{width}{suffix}.png", full_page=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
