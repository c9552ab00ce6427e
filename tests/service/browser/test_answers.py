"""Questions and their answers, in a browser: by mouse and by keyboard, on a phone and on paper."""

import re
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.service.browser.asking import ask
from tests.service.places import QUESTION

PHONE, DESKTOP = 390, 1280

pytestmark = pytest.mark.browser


def test_a_question_is_answered_by_region_and_leads_to_the_marked_passage(page: Page) -> None:
    ask(page, QUESTION)
    table = page.get_by_role("table", name="Regioner med belägg, säkrast först")
    row = table.get_by_role("row").nth(1)
    expect(row.get_by_role("rowheader")).to_be_visible()
    quote = row.locator("blockquote").first.locator("p").first
    expect(quote).to_be_visible()
    quoted = " ".join(quote.inner_text().strip("”").split())
    row.locator(".source a").first.click()
    marked = page.locator("mark#passage")
    expect(marked).to_be_in_viewport()
    assert quoted == " ".join(marked.inner_text().split())
    page.get_by_role("link", name="Tillbaka till träffarna").click()
    expect(page.get_by_role("searchbox")).to_have_value(QUESTION)


def test_an_initiative_leads_to_comparable_ones_in_other_regions(page: Page) -> None:
    ask(page, QUESTION)
    link = page.locator("table .initiative").first
    name = link.inner_text()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    own = page.locator("article.whole .facts strong").first.inner_text()
    cards = page.get_by_role("region", name="Finns det något liknande").locator("article.hit")
    expect(cards.first).to_be_visible()
    assert own not in cards.locator(".facts strong").all_inner_texts()
    comparable = cards.first.get_by_role("heading").inner_text()
    cards.first.get_by_role("heading").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(comparable)


def test_filters_narrow_and_the_address_can_be_shared(page: Page, browser: Browser) -> None:
    ask(page, QUESTION)
    page.get_by_text("Grupper av regioner").click()
    page.get_by_role("checkbox", name=re.compile("^Norra Mellansverige")).check()
    page.get_by_role("checkbox", name=re.compile("^2023")).check()
    page.get_by_role("button", name="Visa").click()
    expect(page.get_by_role("strong").filter(has_text="Inga dokument i urvalet (18)")).to_be_visible()
    asked = {name: value[0] for name, value in parse_qs(urlsplit(page.url).query).items()}
    assert asked == {"q": QUESTION, "region": "Norra Mellansverige", "year": "2023"}
    shared = browser.new_page(viewport=page.viewport_size)
    shared.goto(page.url)
    assert shared.locator("main").inner_text() == page.locator("main").inner_text()
    expect(shared.get_by_role("checkbox", name=re.compile("^Norra Mellansverige"))).to_be_checked()
    shared.close()
    page.get_by_role("link", name="Ta bort Region: Norra Mellansverige").click()
    expect(page.get_by_role("link", name="Ta bort År: 2023")).to_be_visible()
    assert "region=" not in page.url


def test_later_pages_keep_the_answer_folded(page: Page) -> None:
    ask(page, QUESTION)
    page.get_by_role("navigation", name="Fler träffar").get_by_role("link", name="Nästa").click()
    expect(page.get_by_text("11–20 av")).to_be_visible()
    answer = page.locator("details.folded")
    expect(answer.locator("table").first).not_to_be_visible()
    answer.locator("> summary").click()
    expect(answer.locator("table").first).to_be_visible()


def test_a_county_on_the_map_leads_to_its_place_in_the_answer(page: Page) -> None:
    ask(page, QUESTION)
    folded = page.locator("details.others table th[scope='row']").first
    name = folded.evaluate("cell => cell.firstChild.textContent")
    expect(folded).not_to_be_visible()
    page.get_by_role("group", name="Vad som finns om frågan").get_by_role("link", name=f"{name}: belägg").focus()
    page.keyboard.press("Enter")
    expect(folded).to_be_visible()
    expect(folded).to_be_in_viewport()


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
    # Past the pages, the field and the map's 21 counties.
    for _ in range(40):
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
    ask(page, "Vad har gjorts för pingvinuppfödning?")
    expect(page.get_by_text("Det framgår inte av dokumenten")).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile("närmast", re.IGNORECASE)).first).to_be_visible()


def test_on_paper_all_quotes_are_shown_and_the_form_is_not(page: Page) -> None:
    ask(page, QUESTION)
    folded = page.locator("table details blockquote").first
    expect(folded).not_to_be_visible()
    expect(page.locator(".asked")).not_to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".asked")).to_have_text(QUESTION)
    expect(page.locator(".asked")).to_be_visible()
    expect(page.get_by_text(f"Hämtat {date.today().isoformat()} från {page.url}")).to_be_visible()
    expect(page.get_by_role("search")).not_to_be_visible()
    assert folded.evaluate("quote => quote.getBoundingClientRect().height") > 0


@pytest.mark.parametrize("page", [PHONE, DESKTOP], indirect=True)
def test_the_source_names_its_document_by_its_title(page: Page) -> None:
    ask(page, QUESTION)
    expect(page.locator("table .source a").first).to_have_text(re.compile("^Regionernas återrapportering"))


def test_the_less_alike_are_folded_and_counted(page: Page) -> None:
    ask(page, "ReDriv")
    page.locator("article.hit a").first.click()
    near = page.locator("section > ol.hits > li")
    folded = page.locator("details.others li")
    less = page.locator("details.others").filter(has_text="Mindre lika").locator("li")
    expect(page.get_by_text(f"Mindre lika ({less.count()})")).to_be_visible()
    assert near.count() + folded.count() == 10
    expect(near.first.locator(".relation")).to_contain_text("Samma projekt.")
    expect(folded.first).not_to_be_visible()


def test_a_place_without_evidence_is_told_and_others_come_nearest(page: Page) -> None:
    ask(page, "Vad gör Region Gotland för tåg?")
    answer = page.get_by_role("region", name="Svar")
    expect(answer.get_by_text("Inget funnet för Gotland.")).to_be_visible()
    assert "Gotland" not in answer.locator(".hit .facts strong").all_inner_texts()


def test_hits_under_quoted_regions_are_folded_on_a_phone_alone(page: Page) -> None:
    ask(page, QUESTION)
    hits, summary = page.locator(".results .hit"), page.get_by_text("Visa träffarna")
    expect(hits.first).to_be_visible()
    expect(summary).not_to_be_visible()
    page.set_viewport_size({"width": PHONE, "height": 900})
    expect(hits.first).not_to_be_visible()
    # It was 9,500: five regions with their quotes, the names of the others, and the map.
    assert page.evaluate("document.documentElement.scrollHeight") < 4_800
    summary.click()
    expect(hits).to_have_count(10)
    expect(hits.first).to_be_visible()


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_what_was_asked_for_is_not_folded_on_a_phone(page: Page) -> None:
    ask(page, "Vad har gjorts om laddinfrastruktur?")
    expect(page.locator(".results .hit").first).to_be_visible()
    page.goto(f"/?q={QUESTION}&region=Dalarna")
    expect(page.locator(".results .hit").first).to_be_visible()


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_the_map_is_one_touch_away_on_a_phone(page: Page) -> None:
    ask(page, QUESTION)
    drawn = page.get_by_role("group", name="Vad som finns om frågan")
    expect(drawn).not_to_be_in_viewport()
    page.get_by_role("link", name="Se kartan").click()
    expect(drawn).to_be_in_viewport()
