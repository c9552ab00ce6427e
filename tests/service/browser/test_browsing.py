"""The ways in without a question, in a browser."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


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
