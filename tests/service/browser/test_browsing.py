"""The ways in without a question, in a browser."""

import re

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page, expect

PHONE, DESKTOP = 390, 1280

pytestmark = pytest.mark.browser


def test_the_map_leads_by_keyboard_to_a_region_its_theme_and_its_initiatives(page: Page) -> None:
    page.goto("/")
    county = page.get_by_role("group", name="Redovisade insatser per region").get_by_role("link", name="Dalarna: 23")
    county.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dalarna")
    page.get_by_role("link", name=re.compile("^Temat i alla regioner ?: Jämställdhet")).focus()
    page.keyboard.press("Enter")
    row = page.get_by_role("row", name="Dalarna")
    row.get_by_role("link", name="Dalarna: 4").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("1–4 av 4 insatser")).to_be_visible()
    expect(page.get_by_role("group", name="Tema").get_by_label("Jämställdhet")).to_be_checked()


def test_a_matrix_of_a_query_opens_the_list_of_a_cell(page: Page) -> None:
    page.goto("/matris")
    page.get_by_label("Räkna bara insatser som handlar om").fill("elkapacitet")
    page.get_by_role("button", name="Visa").click()
    cell = page.get_by_role("link", name=re.compile("^Sörmland, Miljö och klimat: "))
    count = int(cell.inner_text())
    cell.click()
    noun = "insats" if count == 1 else "insatser"
    expect(page.get_by_text(f"av {count} {noun} som handlar om ”elkapacitet”")).to_be_visible()
    assert page.get_by_role("row").count() == count + 1


def test_what_shows_the_choices_covers_none_of_them_until_something_is_chosen(page: Page) -> None:
    page.goto("/insatser?theme=integration")
    shows = page.locator(".apply")
    expect(shows).to_have_css("position", "static")
    page.get_by_role("group", name="Region").get_by_label("Dalarna").check()
    expect(shows).to_have_css("position", "sticky")
    expect(page.get_by_role("button", name="Visa urvalet")).to_be_in_viewport()


def test_blank_fields_stay_out_of_the_address(page: Page) -> None:
    page.goto("/insatser")
    page.get_by_role("group", name="Region").get_by_role("checkbox", name=re.compile(r"^Skåne \d")).check()
    page.get_by_role("button", name="Visa urvalet").click()
    page.wait_for_url("**/insatser?region=Sk%C3%A5ne")


@pytest.mark.parametrize("page", [PHONE, DESKTOP], indirect=True, ids=str)
def test_an_initiative_opens_with_what_it_is_and_what_came_of_it(page: Page, client: TestClient) -> None:
    told = client.get("/v1/initiatives", params={"limit": 100}).json()["items"]
    parts = {"description": "Beskrivning", "outputs": "Prestationer", "effects": "Effekter"}
    longest = max(told, key=lambda each: sum(len(each[part]) for part in parts if each["outputs"]))
    page.goto(f"/insatser/{longest['id']}")
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
    expect(page.locator("article.whole .facts").first).to_contain_text(longest["region"])
    heads = page.locator("article.whole h2").all_inner_texts()
    own = [label for part, label in parts.items() if longest[part]]
    assert heads[: len(own)] == own
    rest = page.locator("article.whole details.rest").first
    expect(rest.locator("p")).not_to_be_visible()
    rest.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(rest.locator("p")).to_be_visible()


@pytest.mark.parametrize("page", [PHONE], indirect=True, ids=str)
def test_an_initiative_with_comparable_ones_is_not_long_on_a_phone(page: Page, places: dict[str, str]) -> None:
    page.goto(places["initiative"])
    beside = page.locator("table.compare")
    expect(beside).not_to_be_visible()
    # It was 11,000 pixels before the long was folded.
    assert page.evaluate("document.documentElement.scrollHeight") < 6_000
    page.get_by_text("insatserna bredvid varandra").click()
    expect(beside).to_be_visible()
    page.set_viewport_size({"width": DESKTOP, "height": 900})
    page.reload()
    expect(beside).to_be_visible()


def test_a_documents_reading_is_unfolded_by_keyboard_and_its_contents_lead_to_a_region(page: Page) -> None:
    page.goto("/dokument/villkorsrapporter-2023")
    figures = page.get_by_text("147 av 147 par av region och tema har en rad")
    expect(figures).not_to_be_visible()
    page.get_by_text("Så gick läsningen: hela texten").focus()
    page.keyboard.press("Enter")
    expect(figures).to_be_visible()
    chapter = page.locator(".contents > li", has_text="Jämställdhet").first
    chapter.locator("summary").focus()
    page.keyboard.press("Enter")
    chapter.get_by_role("link", name="Skåne", exact=True).click()
    expect(page.locator(".paper")).to_contain_text("Skåne")
