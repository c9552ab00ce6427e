"""The pages used as officers use them, in Debian's Chromium: by mouse, by keyboard, on a phone and with axe."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

CHROMIUM = shutil.which("chromium")
AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
ARGUMENTS = [
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, DESKTOP = 390, 1280
QUESTION = "Vilka regioner arbetar med validering?"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is missing: install Debian's package chromium"),
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


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
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    page.on("dialog", lambda dialog: told.append(f"dialog: {dialog.message}"))
    page.on("pageerror", lambda error: told.append(str(error)))
    yield page
    context.close()
    assert elsewhere == []
    assert told == []


def ask(page: Page, question: str) -> None:
    page.goto("/")
    page.get_by_role("searchbox").fill(question)
    page.get_by_role("button", name="Sök").click()
    page.wait_for_load_state()


def test_a_question_is_answered_by_region_and_leads_to_the_marked_passage(page: Page) -> None:
    ask(page, QUESTION)
    table = page.get_by_role("table", name="Regioner med belägg")
    row = table.get_by_role("row").nth(1)
    expect(row.get_by_role("rowheader")).to_be_visible()
    quote = row.locator("blockquote").first.locator("p").first
    expect(quote).to_be_visible()
    quoted = " ".join(quote.inner_text().strip("”").split())
    row.locator(".source a").first.click()
    marked = page.locator("mark#passage")
    expect(marked).to_be_in_viewport()
    assert quoted in " ".join(marked.inner_text().split())


def test_an_initiative_leads_to_comparable_ones_in_other_regions(page: Page) -> None:
    ask(page, QUESTION)
    link = page.locator("table .initiative").first
    name = link.inner_text()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    own = page.locator("article.whole .facts strong").inner_text()
    cards = page.get_by_role("region", name="Finns det något liknande").locator("article.hit")
    expect(cards.first).to_be_visible()
    assert own not in cards.locator(".facts strong").all_inner_texts()
    comparable = cards.first.get_by_role("heading").inner_text()
    cards.first.get_by_role("heading").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(comparable)


def test_filters_narrow_and_the_address_can_be_shared(page: Page, browser: Browser) -> None:
    ask(page, QUESTION)
    page.get_by_text("Avgränsa").click()
    page.get_by_label("Region eller grupp").select_option("Norra Mellansverige")
    page.get_by_label("Redovisningsår").select_option("2023")
    page.get_by_role("button", name="Sök").click()
    expect(page.get_by_text("Inga dokument i urvalet (18):")).to_be_visible()
    asked = {name: value[0] for name, value in parse_qs(urlsplit(page.url).query).items()}
    assert asked == {"q": QUESTION, "region": "Norra Mellansverige", "year": "2023"}
    shared = browser.new_page()
    shared.goto(page.url)
    assert shared.locator("main").inner_text() == page.locator("main").inner_text()
    expect(shared.get_by_label("Region eller grupp")).to_have_value("Norra Mellansverige")
    shared.close()


def test_the_keyboard_is_enough(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Svar").wait_for()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Till innehållet")).to_be_focused()
    expect(page.get_by_role("link", name="Till innehållet")).to_be_in_viewport()
    source = page.locator("table .source a").first
    for _ in range(20):
        page.keyboard.press("Tab")
        if source.evaluate("link => link === document.activeElement"):
            break
    expect(source).to_be_focused()
    assert source.evaluate("link => getComputedStyle(link).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.locator("mark#passage")).to_be_in_viewport()


def test_markup_in_a_question_is_not_run(page: Page) -> None:
    question = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    ask(page, question)
    expect(page.get_by_role("searchbox")).to_have_value(question)
    assert page.locator("main script, main img").count() == 0


def test_what_the_documents_do_not_say_is_said(page: Page) -> None:
    ask(page, "Vilka sandstränder finns på månens baksida?")
    expect(page.get_by_text("Det framgår inte av dokumenten.")).to_be_visible()
    expect(page.get_by_role("heading", name="Det här kom närmast")).to_be_visible()


def test_on_paper_all_quotes_are_shown_and_the_form_is_not(page: Page) -> None:
    ask(page, QUESTION)
    folded = page.locator("table details blockquote").first
    expect(folded).not_to_be_visible()
    expect(page.locator(".asked")).not_to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".asked")).to_have_text(QUESTION)
    expect(page.locator(".asked")).to_be_visible()
    expect(page.get_by_role("search")).not_to_be_visible()
    assert folded.evaluate("quote => quote.getBoundingClientRect().height") > 0


@pytest.mark.parametrize(
    ("page", "shown"), [(PHONE, "villkorsrapporter-2023"), (DESKTOP, "Regionernas återrapportering")], indirect=["page"]
)
def test_the_source_names_its_document_shortly_on_a_phone(page: Page, shown: str) -> None:
    ask(page, QUESTION)
    source = page.locator("table .source a").first
    assert source.inner_text().startswith(shown)
    # One line of 14.4 pixels with a line height of 1.55.
    assert source.evaluate("link => link.getBoundingClientRect().height") < 2 * 14.4 * 1.55


def test_the_less_alike_are_folded_and_counted(page: Page) -> None:
    ask(page, "ReDriv")
    page.locator("article.hit a").first.click()
    near = page.locator("section > ol.hits > li")
    folded = page.locator("details.others li")
    expect(page.get_by_text(f"Mindre lika ({folded.count()})")).to_be_visible()
    assert near.count() + folded.count() == 10
    expect(near.first.locator(".relation")).to_contain_text("Samma projekt.")
    expect(folded.first).not_to_be_visible()


def test_a_place_without_evidence_is_told_and_others_come_nearest(page: Page) -> None:
    ask(page, "Vad gör Region Gotland för bredband?")
    answer = page.get_by_role("region", name="Svar")
    expect(answer.get_by_text("Inget funnet för Gotland; närmast kommer")).to_be_visible()
    assert "Gotland" not in answer.locator(".hit .facts strong").all_inner_texts()


def visit(page: Page, place: str) -> None:
    """Go to one of the kinds of pages."""
    addresses = {"start": "/", "documents": "/dokument", "api": "/docs"}
    if place in addresses:
        page.goto(addresses[place])
        return
    ask(page, "Vilka sandstränder finns på månens baksida?" if place == "unanswered" else QUESTION)
    if place == "initiative":
        page.locator("table .initiative").first.click()
    if place == "page":
        page.locator("table .source a").first.click()


PLACES = ["start", "answer", "unanswered", "initiative", "page", "documents", "api"]


@pytest.mark.parametrize("page", [PHONE, DESKTOP], indirect=True, ids=str)
@pytest.mark.parametrize("place", PLACES)
def test_pages_fit_their_width_and_axe_finds_nothing_serious(page: Page, place: str) -> None:
    visit(page, place)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")
    assert [
        (violation["id"], [node["html"] for node in violation["nodes"]])
        for violation in found["violations"]
        if violation["impact"] in ("serious", "critical")
    ] == []
    assert len(found["passes"]) > 10
