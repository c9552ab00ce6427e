"""What the tests in a browser share: asking a question."""

from playwright.sync_api import Page


def ask(page: Page, question: str) -> None:
    """Ask on the start page and wait for the answer."""
    page.goto("/")
    page.get_by_role("searchbox").fill(question)
    page.get_by_role("button", name="Sök").click()
    page.wait_for_load_state()
