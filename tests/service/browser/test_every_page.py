"""Every page, as wide as a phone and a desk, in light and dark, with axe."""

from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Page

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
NARROWEST, PHONE, DESKTOP = 320, 390, 1280

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("page", [PHONE, DESKTOP], indirect=True, ids=str)
def test_pages_fit_their_width_and_axe_finds_nothing(page: Page, places: dict[str, str]) -> None:
    axe = AXE.read_text(encoding="utf-8")
    for place, address in places.items():
        page.emulate_media(color_scheme="light")
        page.goto(address)
        page.evaluate(axe)
        for width in (NARROWEST, page.viewport_size["width"]) if page.viewport_size else ():
            page.set_viewport_size({"width": width, "height": 900})
            assert is_within(page), (place, width)
        assert faults(page) == [], place
        page.emulate_media(color_scheme="dark")
        # Of what axe looks at, only contrast differs in the dark.
        assert faults(page, "runOnly: ['color-contrast'],") == [], f"{place}, dark"


def test_pages_at_twice_the_size_are_not_scrolled_sideways(page: Page, places: dict[str, str]) -> None:
    for place, address in places.items():
        page.goto(address)
        # At 200 % a browser's window holds half as much.
        page.set_viewport_size({"width": DESKTOP // 2, "height": 450})
        assert is_within(page), place
        page.set_viewport_size({"width": DESKTOP, "height": 900})
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert is_within(page), f"{place}, larger text"


@pytest.mark.parametrize("place", ["start", "answer", "unanswered", "initiative", "regions-compared", "matrix", "api"])
def test_axe_finds_nothing_on_the_pages_in_english(page: Page, places: dict[str, str], place: str) -> None:
    page.goto("/en")
    page.goto(places[place])
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert faults(page) == []


def is_within(page: Page) -> bool:
    """Tell whether a page fits its window's width."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def faults(page: Page, only: str = "") -> list[object]:
    """Give what axe finds wrong, of any weight, with the markup it is about."""
    found = page.evaluate(f"axe.run({{{only} resultTypes: ['violations']}})")
    assert found["passes"]
    return [(fault["id"], [node["html"] for node in fault["nodes"]][:5]) for fault in found["violations"]]
