"""What officers come for, done from the start page as they would: by mouse, by keyboard alone, and without scripts."""

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO

import docx
import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.service.browser.asking import ask
from tests.service.browser.hands import Hands, Keyboard, Mouse

pytestmark = pytest.mark.browser


@pytest.fixture(params=["mouse", "keyboard", "no scripts"])
def hands(page: Page, browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Hands]:
    if request.param != "no scripts":
        yield Mouse(page) if request.param == "mouse" else Keyboard(page)
        return
    context = browser.new_context(base_url=address, locale="sv-SE", java_script_enabled=False)
    yield Mouse(context.new_page())
    context.close()


def test_which_regions_work_on_power_and_the_page_that_proves_it_for_dalarna(hands: Hands) -> None:
    page = hands.page
    hands.ask("Vilka regioner arbetar med elkapacitet?")
    county = page.get_by_role("group", name="Vad som finns om frågan").get_by_role("link", name="Dalarna: belägg")
    hands.press(county)
    told = page.locator("#lan-20")
    expect(told).to_be_in_viewport()
    quote = " ".join(told.locator("blockquote p").first.inner_text().strip("”").split())
    hands.press(told.locator(".source a").first)
    marked = page.locator("mark#passage")
    expect(marked).to_be_in_viewport()
    assert " ".join(marked.inner_text().split()) == quote
    expect(page.locator(".facts").first).to_contain_text("av 305 i filen")


def test_equality_in_varmland_beside_dalarna_taken_home_as_word(hands: Hands) -> None:
    page = hands.page
    page.goto("/")
    hands.press(page.get_by_role("link", name="Regioner", exact=True))
    for name in ("Dalarna", "Värmland"):
        hands.tick(page.get_by_role("checkbox", name=f"Välj {name}"))
    hands.press(page.get_by_role("button", name="Jämför sida vid sida"))
    hands.choose(page.get_by_label("Tema"), "Jämställdhet")
    hands.press(page.get_by_role("button", name="Visa"))
    expect(page.get_by_role("columnheader", name="Värmland")).to_be_visible()
    shown = page.locator("table.compare .told > li > a").all_inner_texts()
    with page.expect_download() as taken:
        hands.press(page.get_by_role("link", name="Word"))
    name = f"insatskartan-dalarna-och-värmland-sida-vid-sida-jämställdhet-{date.today().isoformat()}.docx"
    assert taken.value.suggested_filename == name
    memo = "\n".join(paragraph.text for paragraph in docx.Document(str(taken.value.path())).paragraphs)
    assert len(shown) > 5
    assert [name for name in shown if name not in memo] == []


def test_equality_in_two_regions_from_the_theme_s_page(page: Page) -> None:
    page.goto("/teman/jamstalldhet")
    compare = page.get_by_role("button", name="Jämför sida vid sida")
    page.get_by_role("checkbox", name="Välj Dalarna").check()
    expect(compare).to_be_disabled()
    page.get_by_role("checkbox", name="Välj Värmland").check()
    compare.click()
    expect(page.get_by_role("rowheader")).to_have_text(["Jämställdhet"])
    page.get_by_label("Lägg till region").select_option("Skåne")
    page.get_by_role("button", name="Visa").click()
    expect(page.get_by_role("columnheader", name="Skåne")).to_be_visible()


def test_one_quote_of_many_is_followed_to_the_regions_by_keyboard(page: Page) -> None:
    ask(page, "Vad har gjorts om laddinfrastruktur?")
    leads = page.get_by_role("link", name="Se svaret region för region")
    leads.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".headline")).to_contain_text("regioner har belägg")


def test_something_like_effekt4dalarna_elsewhere(hands: Hands) -> None:
    page = hands.page
    hands.ask("Effekt4Dalarna")
    hands.press(page.locator(".hits").get_by_role("link", name=re.compile("Effekt4Dalarna")).first)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Effekt4Dalarna")
    cards = page.get_by_role("region", name="Finns det något liknande").locator(":scope > ol.hits > li")
    expect(cards.first).to_be_visible()
    assert "Dalarna" not in cards.locator(".facts strong").all_inner_texts()
    name = cards.first.get_by_role("heading").inner_text()
    hands.press(cards.first.get_by_role("heading").get_by_role("link"))
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_integration_in_my_region_as_excel(hands: Hands, request: pytest.FixtureRequest) -> None:
    page = hands.page
    page.goto("/")
    drawn = page.get_by_role("group", name="Redovisade insatser")
    hands.press(drawn.get_by_role("link", name=re.compile("^Blekinge:")))
    # Which region is one's own only the browser remembers, by a script.
    if "no scripts" not in request.node.name:
        hands.press(page.get_by_role("button", name="Min region"))
        expect(page.get_by_text("Blekinge är nu min region.")).to_be_visible()
    hands.press(page.get_by_role("link", name="Alla insatser för Blekinge i en lista"))
    hands.tick(page.get_by_role("group", name="Tema").get_by_label("Integration"))
    hands.press(page.get_by_role("button", name="Visa urvalet"))
    page.wait_for_url("**theme=integration**")
    names = page.locator("table.list tbody th a").all_inner_texts()
    with page.expect_download() as taken:
        hands.press(page.get_by_role("link", name="Excel"))
    sheet = openpyxl.load_workbook(BytesIO(taken.value.path().read_bytes())).worksheets[0]
    cells = {" ".join(str(cell).split()) for row in sheet.iter_rows(values_only=True) for cell in row}
    assert names
    assert [name for name in names if " ".join(name.split()) not in cells] == []


def test_what_share_of_regions_say_anything_on_hydrogen_is_seen_on_the_map(hands: Hands) -> None:
    page = hands.page
    hands.ask("Hur stor andel av regionerna säger något om vätgas?")
    caption = page.locator("table.regions caption").first.inner_text()
    found = re.search(r"(\d+) av 21$", caption)
    assert found is not None
    n_found = int(found.group(1))
    drawn = page.get_by_role("group", name="Vad som finns om frågan")
    expect(drawn.locator("path.evidence")).to_have_count(n_found)
    expect(page.locator(".legend")).to_contain_text(f"Belägg ({n_found})")
    expect(page.locator(".headline")).to_contain_text(str(n_found))
    tally = [int(count) for count in page.locator(".tally strong").all_inner_texts()]
    assert (tally[0], sum(tally)) == (n_found, 21)
