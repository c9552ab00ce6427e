"""What is seen while an answer is read, with and without scripts, and the pages in English."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from service.live import Backend, LiveIndex
from service.settings import Settings
from service.web.app import create_app
from tests.service.memory_index import BUCKET_RANKING
from tests.service.places import QUESTION
from tests.service.samples import make_index
from tests.service.serving import serve
from tests.service.word_reader import WordReader

pytestmark = pytest.mark.browser


class SlowLive(LiveIndex):
    """Answers no question before it is told to."""

    may_answer = threading.Event()

    def backend(self) -> Backend:
        backend = super().backend()
        slow: Any = SlowAnswerer(backend.answerer, self.may_answer)
        return replace(backend, answerer=slow)


class SlowAnswerer:
    def __init__(self, answerer: Any, may_answer: threading.Event) -> None:
        self.answerer = answerer
        self.may_answer = may_answer

    def answer(self, *asked: Any) -> Any:
        assert self.may_answer.wait(timeout=600)
        return self.answerer.answer(*asked)


@pytest.fixture
def slow() -> SlowLive:
    index = make_index()
    return SlowLive(lambda: "small", lambda: index, WordReader(), ranking=BUCKET_RANKING)


@pytest.fixture
def slow_address(slow: SlowLive) -> Iterator[str]:
    with serve(create_app(slow, Settings(token=None))) as address:
        yield address
        slow.may_answer.set()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_page_says_that_the_reports_are_read_until_the_answer_comes(
    browser: Browser, slow: SlowLive, slow_address: str, scripts: bool
) -> None:
    slow.may_answer.clear()
    context = browser.new_context(java_script_enabled=scripts, base_url=slow_address)
    page = context.new_page()
    page.goto(f"/?q={QUESTION}", wait_until="commit")
    waiting = page.get_by_text("Läser rapporterna …")
    expect(waiting).to_be_visible()
    expect(page.get_by_role("searchbox")).to_have_value(QUESTION)
    expect(page.get_by_role("heading", name="Svar")).to_have_count(0)
    slow.may_answer.set()
    expect(page.get_by_role("heading", name="Svar")).to_be_visible()
    expect(waiting).not_to_be_visible()
    # Who hears the page hears in the same place that the reading has ended.
    if scripts:
        expect(page.locator("p.waiting")).to_have_text("Svaret är klart.")
        expect(page.get_by_role("status").filter(has_text="Svaret är klart.")).to_have_count(1)
    context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_language_is_changed_by_a_link_and_back(
    browser: Browser, slow: SlowLive, slow_address: str, scripts: bool
) -> None:
    slow.may_answer.set()
    context = browser.new_context(java_script_enabled=scripts, base_url=slow_address, locale="sv-SE")
    page = context.new_page()
    page.goto("/insatser?sort=namn")
    page.get_by_role("link", name="In English").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Initiatives")
    assert page.url.endswith("/insatser?sort=namn")
    page.get_by_role("link", name="Insatskartan").click()
    page.get_by_role("searchbox").fill(QUESTION)
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", name="Answer")).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("blockquote p").first.get_attribute("lang") == "sv"
    page.get_by_role("link", name="På svenska").click()
    expect(page.get_by_role("heading", name="Svar")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_have_value(QUESTION)
    context.close()
