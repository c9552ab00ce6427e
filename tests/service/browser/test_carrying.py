"""What readers keep, choose, copy and take home, in a browser."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from service.feedback import FeedbackStore
from service.live import LiveIndex
from service.settings import Settings
from service.web.app import create_app
from tests.service.browser.asking import ask
from tests.service.memory_index import BUCKET_RANKING
from tests.service.places import QUESTION
from tests.service.samples import make_index
from tests.service.serving import serve
from tests.service.word_reader import WordReader

pytestmark = pytest.mark.browser


def test_what_is_saved_is_a_list_that_is_remembered_shared_and_taken_home(page: Page, browser: Browser) -> None:
    page.goto("/min-lista")
    expect(page.get_by_text("Listan är tom.")).to_be_visible()
    page.goto("/insatser?region=Dalarna&theme=integration")
    names = page.locator("table.list tbody th a").all_inner_texts()[:2]
    for name in names:
        page.get_by_role("button", name=f"Spara {name} i min lista", exact=True).first.click()
    page.reload()
    expect(page.get_by_role("button", name=f"Spara {names[0]} i min lista", exact=True).first).to_have_attribute(
        "aria-pressed", "true"
    )
    page.get_by_role("link", name="Min lista (2)").click()
    expect(page.locator(".hit h2")).to_have_text(names)
    with page.expect_download() as taken:
        page.get_by_role("link", name="Excel").click()
    assert taken.value.suggested_filename == f"insatskartan-min-lista-{date.today().isoformat()}.xlsx"
    shared = browser.new_context(viewport=page.viewport_size).new_page()
    shared.goto(page.url)
    shared.get_by_role("button", name="Spara den här listan i min webbläsare").click()
    expect(shared.get_by_role("link", name="Min lista (2)")).to_be_visible()
    shared.context.close()
    page.get_by_role("link", name=f"Ta bort {names[0]}").click()
    expect(page.locator(".hit h2")).to_have_text(names[1:])
    page.goto("/min-lista")
    expect(page.locator(".hit h2")).to_have_text(names[1:])


def test_what_is_saved_in_one_tab_is_told_in_another(page: Page) -> None:
    page.goto("/insatser?theme=integration")
    other = page.context.new_page()
    other.goto("/insatser?theme=integration")
    page.get_by_role("button", name="Spara").first.click()
    expect(other.get_by_role("button", name="Spara").first).to_have_attribute("aria-pressed", "true")
    expect(other.get_by_role("link", name="Min lista (1)")).to_be_visible()


def test_who_comes_back_can_compare_what_was_chosen(page: Page) -> None:
    page.goto("/insatser?theme=integration")
    for box in page.get_by_role("checkbox", name="Välj").all()[:2]:
        box.check()
    page.locator("table.list tbody th a").first.click()
    page.wait_for_url("**/insatser/*")
    page.go_back()
    expect(page.get_by_role("button", name="Jämför sida vid sida (2 valda)")).to_be_enabled()


def test_my_region_is_remembered_and_only_offered(page: Page) -> None:
    page.goto("/regioner/dalarna")
    page.get_by_role("button", name="Min region").click()
    expect(page.get_by_text("Dalarna är nu min region.")).to_be_visible()
    page.goto("/")
    box = page.get_by_role("checkbox", name="Sök bara i min region, Dalarna")
    expect(box).not_to_be_checked()
    box.check()
    page.get_by_role("searchbox").fill("validering")
    page.get_by_role("button", name="Sök").click()
    expect(page.get_by_role("link", name="Ta bort Region: Dalarna")).to_be_visible()
    expect(page.get_by_text("Min region: Dalarna (vald)")).to_be_visible()
    page.get_by_role("button", name="Glöm").click()
    page.goto("/")
    expect(page.locator(".mine")).not_to_be_visible()


def test_initiatives_are_chosen_among_the_hits_and_compared_by_keyboard(page: Page) -> None:
    ask(page, "laddinfrastruktur")
    compare = page.get_by_role("button", name="Jämför sida vid sida")
    expect(compare).to_be_disabled()
    boxes = page.locator(".results .hit .pick input")
    for number in (0, 1):
        boxes.nth(number).focus()
        page.keyboard.press("Space")
    expect(compare).to_have_text("Jämför sida vid sida (2 valda)")
    compare.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("2 insatser sida vid sida")


def test_what_is_said_of_a_hit_is_kept_with_and_without_scripts(browser: Browser, tmp_path: Path) -> None:
    store, index = FeedbackStore(tmp_path / "feedback.sqlite"), make_index()
    live = LiveIndex(lambda: "small", lambda: index, WordReader(), ranking=BUCKET_RANKING)
    with serve(create_app(live, Settings(token=None, feedback=store.path))) as address:
        for scripts, told in ((True, "Tack, omdömet är sparat."), (False, "Omdömet är sparat.")):
            context = browser.new_context(java_script_enabled=scripts, base_url=address)
            page = context.new_page()
            ask(page, QUESTION)
            page.get_by_role("button", name="Inte relevant").first.click()
            expect(page.get_by_text(told)).to_be_visible()
            context.close()
    assert [(each.verdict, each.question) for each in store.read()] == [("not-relevant", QUESTION)] * 2


def test_a_reference_is_copied(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/dokument/orebro-2023/sidor/18")
    page.get_by_role("button", name="Kopiera referensen").click()
    expect(page.get_by_text("Referensen är kopierad.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == (
        "Region Örebro län, Region Örebro läns återrapportering av villkorsbeslut 2023, 2023, sida 18 i filen."
    )


def test_a_quotes_reference_is_copied_from_the_answer(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, QUESTION)
    quote = page.locator("table blockquote").first
    quote.get_by_role("button", name="Kopiera referens").click()
    expect(page.get_by_text("Referensen är kopierad.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    quote.locator(".source a").click()
    expect(page.locator(".cite")).to_have_text(copied)
