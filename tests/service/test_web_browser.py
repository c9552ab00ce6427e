"""The pages used as officers use them, in Debian's Chromium: by mouse, by keyboard, on a phone and with axe."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import axe_playwright_python
import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

from service.api.app import create_app
from service.feedback import FeedbackStore
from service.live import LiveIndex
from service.settings import Settings
from tests.service.memory_index import BUCKET_RANKING
from tests.service.places import QUESTION, find_places
from tests.service.samples import make_index
from tests.service.serving import serve
from tests.service.word_reader import WordReader

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
NARROWEST, PHONE, DESKTOP = 320, 390, 1280

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
    page.on("console", lambda message: told.append(message.text) if is_fault(message) else None)
    page.on("dialog", lambda dialog: told.append(f"dialog: {dialog.message}"))
    page.on("pageerror", lambda error: told.append(str(error)))
    yield page
    context.close()
    assert elsewhere == []
    assert told == []


def is_fault(message: ConsoleMessage) -> bool:
    """Tell whether the browser says that something is wrong; a question that is refused has a page of its own."""
    return message.type == "error" and "status of 422" not in message.text


def ask(page: Page, question: str) -> None:
    page.goto("/")
    page.get_by_role("searchbox").fill(question)
    page.get_by_role("button", name="Sök").click()
    page.wait_for_load_state()


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
    page.get_by_role("checkbox", name="Norra Mellansverige", exact=True).check()
    page.get_by_role("checkbox", name=re.compile("^2023")).check()
    page.get_by_role("button", name="Visa").click()
    expect(page.get_by_text("Inga dokument i urvalet (18):")).to_be_visible()
    asked = {name: value[0] for name, value in parse_qs(urlsplit(page.url).query).items()}
    assert asked == {"q": QUESTION, "region": "Norra Mellansverige", "year": "2023"}
    shared = browser.new_page(viewport=page.viewport_size)
    shared.goto(page.url)
    assert shared.locator("main").inner_text() == page.locator("main").inner_text()
    expect(shared.get_by_role("checkbox", name="Norra Mellansverige", exact=True)).to_be_checked()
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


def test_the_map_leads_by_keyboard_to_a_region_its_theme_and_its_initiatives(page: Page) -> None:
    page.goto("/")
    county = page.get_by_role("group", name="Redovisade insatser per region").get_by_role("link", name="Dalarna: 23")
    county.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dalarna")
    page.get_by_role("link", name="Jämställdhet", exact=True).focus()
    page.keyboard.press("Enter")
    row = page.get_by_role("row", name="Dalarna")
    row.get_by_role("link", name="Dalarna: 4").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("1–4 av 4 insatser")).to_be_visible()
    expect(page.get_by_label("Tema")).to_have_value("jamstalldhet")


def test_a_matrix_of_a_query_opens_the_list_of_a_cell(page: Page) -> None:
    page.goto("/matris")
    page.get_by_label("Räkna bara insatser som handlar om").fill("elkapacitet")
    page.get_by_role("button", name="Visa").click()
    cell = page.get_by_role("link", name=re.compile("^Sörmland, Miljö och klimat: "))
    count = int(cell.inner_text())
    cell.click()
    expect(page.get_by_text(f"av {count} insatser som handlar om ”elkapacitet”")).to_be_visible()
    assert page.get_by_role("row").count() == count + 1


def test_blank_fields_stay_out_of_the_address(page: Page) -> None:
    page.goto("/insatser")
    page.get_by_label("Region eller grupp").select_option("Skåne")
    page.get_by_role("button", name="Visa").click()
    page.wait_for_url("**/insatser?region=Sk%C3%A5ne")


def test_a_reference_is_copied(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/dokument/orebro-2023/sidor/18")
    page.get_by_role("button", name="Kopiera referensen").click()
    expect(page.get_by_text("Referensen är kopierad.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == (
        "Region Örebro län, Region Örebro läns återrapportering av villkorsbeslut 2023, 2023, sida 18 i filen."
    )


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


def test_a_quotes_reference_is_copied_from_the_answer(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, QUESTION)
    quote = page.locator("table blockquote").first
    quote.get_by_role("button", name="Kopiera referens").click()
    expect(page.get_by_text("Referensen är kopierad.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    quote.locator(".source a").click()
    expect(page.locator(".cite")).to_have_text(copied)


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
    assert taken.value.suggested_filename == "min-lista.xlsx"
    shared = browser.new_context(viewport=page.viewport_size).new_page()
    shared.goto(page.url)
    shared.get_by_role("button", name="Spara den här listan i min webbläsare").click()
    expect(shared.get_by_role("link", name="Min lista (2)")).to_be_visible()
    shared.context.close()
    page.get_by_role("link", name=f"Ta bort {names[0]}").click()
    expect(page.locator(".hit h2")).to_have_text(names[1:])
    page.goto("/min-lista")
    expect(page.locator(".hit h2")).to_have_text(names[1:])


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


def test_regions_are_compared_in_a_theme_and_taken_home_as_word(page: Page) -> None:
    page.goto("/regioner")
    for name in ("Dalarna", "Värmland"):
        page.get_by_role("checkbox", name=f"Välj {name}").check()
    page.get_by_role("button", name="Jämför sida vid sida").click()
    page.get_by_label("Tema").select_option("Jämställdhet")
    page.get_by_role("button", name="Visa").click()
    expect(page.get_by_role("columnheader", name="Värmland")).to_be_visible()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Word").click()
    assert taken.value.suggested_filename == "jamforelse.docx"


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
    expect(page.get_by_text("3 sparade.")).to_be_visible()
    context.close()


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
    ask(page, "Vilka sandstränder finns på månens baksida?")
    expect(page.get_by_text("Det framgår inte av dokumenten.")).to_be_visible()
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


@pytest.fixture(scope="session")
def places(client: TestClient) -> dict[str, str]:
    return find_places(client)


@pytest.mark.parametrize("page", [PHONE, DESKTOP], indirect=True, ids=str)
def test_pages_fit_their_width_and_axe_finds_nothing(page: Page, places: dict[str, str]) -> None:
    axe = AXE.read_text(encoding="utf-8")
    for place, address in places.items():
        page.emulate_media(color_scheme="light")
        page.goto(address)
        page.evaluate(axe)
        for width in (NARROWEST, page.viewport_size["width"]) if page.viewport_size else ():
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (place, width)
        assert faults(page) == [], place
        page.emulate_media(color_scheme="dark")
        # Of what axe looks at, only contrast differs in the dark.
        assert faults(page, "runOnly: ['color-contrast'],") == [], f"{place}, dark"


def faults(page: Page, only: str = "") -> list[object]:
    """Give what axe finds wrong, of any weight, with the markup it is about."""
    found = page.evaluate(f"axe.run({{{only} resultTypes: ['violations']}})")
    assert found["passes"]
    return [(fault["id"], [node["html"] for node in fault["nodes"]][:5]) for fault in found["violations"]]
