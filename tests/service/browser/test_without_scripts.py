"""The pages with scripts switched off."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.service.browser.asking import ask
from tests.service.places import QUESTION

pytestmark = pytest.mark.browser


def test_without_scripts_asking_narrowing_and_browsing_work(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=address, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    ask(page, QUESTION)
    expect(page.get_by_role("heading", name="Svar")).to_be_visible()
    page.get_by_role("checkbox", name=re.compile("^Örebro")).check()
    page.get_by_label("Ordning").select_option("Region")
    page.get_by_role("button", name="Visa").click()
    expect(page.get_by_role("link", name="Ta bort Region: Örebro")).to_be_visible()
    page.locator("article.hit h3 a").first.click()
    expect(page.get_by_role("heading", name="Hänvisa så här")).to_be_visible()
    expect(page.get_by_role("button", name="Kopiera referensen")).not_to_be_visible()
    page.get_by_role("link", name="Matris").click()
    page.get_by_role("link", name=re.compile("^Skåne, Integration: ")).click()
    expect(page.get_by_text("insatser", exact=False).first).to_be_visible()
    assert page.locator("table.list tbody tr").count() == 2
    context.close()


def test_choosing_works_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto("/insatser?theme=integration")
    for number in (0, 1, 2):
        page.locator("table.list .pick input").nth(number).check()
    page.get_by_role("button", name="Jämför sida vid sida").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("3 insatser sida vid sida")
    page.go_back()
    page.get_by_role("button", name="De valda som en lista").click()
    expect(page.get_by_text(re.compile(r"Listan har 3\srader"))).to_be_visible()
    context.close()


def test_what_was_understood_is_taken_away_and_hits_say_why_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    ask(page, "Elkapacitet i Dalarna")
    why = page.locator(".results .hit details.why").first
    expect(why.locator("p")).not_to_be_visible()
    why.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(why.locator("p")).to_contain_text("Sannolikheten att det handlar om frågan:")
    page.get_by_role("link", name="Fråga utan region: Dalarna").click()
    expect(page.get_by_role("searchbox")).to_have_value("Elkapacitet")
    context.close()
