"""A question asked on the page of the one before, as in a conversation."""

import pytest
from playwright.sync_api import Page, expect

from tests.service.browser.asking import ask
from tests.service.places import QUESTION

pytestmark = pytest.mark.browser


def ask_next(page: Page, question: str) -> None:
    """Ask in the field of the page, as it stands."""
    page.get_by_role("searchbox").fill(question)
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_load_state()


def test_short_questions_go_on_from_the_first_until_one_stands_by_itself(page: Page) -> None:
    ask(page, QUESTION)
    for place in ("Skåne", "Halland"):
        ask_next(page, f"och {place}?")
        expect(page.locator(".headline")).to_contain_text(f"{place} har belägg")
        expect(page.get_by_role("link", name=QUESTION)).to_be_visible()
    # The hits are of what was asked together, and narrowing them keeps it.
    expect(page.get_by_role("heading", name="träffar på ”validering i Halland”")).to_be_visible()
    page.get_by_label("Ordning").select_option("Region")
    page.get_by_role("button", name="Visa urvalet").click()
    expect(page.locator(".headline")).to_contain_text("Halland har belägg")
    ask_next(page, "Vilka regioner arbetar med elkapacitet?")
    expect(page.locator(".headline")).to_contain_text("regioner har belägg")
    assert "previous" not in page.url


def test_the_address_of_a_next_question_is_the_same_for_others(page: Page) -> None:
    ask(page, QUESTION)
    ask_next(page, "och Skåne?")
    told = page.locator("main").inner_text()
    page.goto(page.url)
    assert page.locator("main").inner_text() == told
