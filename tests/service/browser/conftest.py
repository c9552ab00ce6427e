"""Debian's Chromium, and a page in it that tells when something is wrong."""

import shutil
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from tests.service.places import find_places

CHROMIUM = shutil.which("chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = 1280


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let tests with a browser come last: its event loop runs in this thread to the end, in the way of other loops."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("chromium is missing: install Debian's package chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def places(client: TestClient) -> dict[str, str]:
    return find_places(client)


@pytest.fixture(params=[DESKTOP], ids=str)
def page(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A fresh page of the width asked for; fails when it asks another host for anything or tells of an error."""
    context = browser.new_context(viewport={"width": request.param, "height": 900}, base_url=address, locale="sv-SE")
    page = context.new_page()
    elsewhere: list[str] = []
    told: list[str] = []

    def watch(sent: Request) -> None:
        if not sent.url.startswith((address, "data:")):
            elsewhere.append(sent.url)

    page.on("request", watch)
    page.on("console", lambda message: told.append(message.text) if is_fault(message) else None)
    page.on("dialog", lambda dialog: told.append(f"dialog: {dialog.message}"))
    page.on("pageerror", lambda error: told.append(str(error)))
    yield page
    context.close()
    assert elsewhere == []
    assert told == []


def is_fault(message: ConsoleMessage) -> bool:
    """Tell whether the browser says that something is wrong; what is refused or missing has a page of its own."""
    refused = "status of 4" in message.text and message.page is not None and message.location["url"] == message.page.url
    return message.type == "error" and not refused
