"""Pages under a finger and on paper: room enough to touch, and nothing cut off, told twice or left out when printed."""

import re
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page, PdfMargins

pytestmark = pytest.mark.browser

PHONE = 390
LEAST = 24
MARGINS: PdfMargins = {"top": "12mm", "right": "12mm", "bottom": "12mm", "left": "12mm"}
# What WCAG 2.2 (2.5.8) asks room for: what is touched and does not stand in a running text.
TOUCHED = """[...document.querySelectorAll(
    'button, summary, nav a, .chips a, .understood a, .examples a, label.pick, label.choice, .counts a')]
    .filter((each) => each.checkVisibility())
    .map((each) => [each.outerHTML.slice(0, 90), each.getBoundingClientRect().height])"""
PLACES = ["start", "answer", "narrowed", "unanswered", "regions", "initiatives", "initiative", "list", "document"]


@pytest.mark.parametrize("page", [PHONE], indirect=True, ids=str)
@pytest.mark.parametrize("place", PLACES)
def test_what_is_touched_on_a_phone_has_room(page: Page, places: dict[str, str], place: str) -> None:
    page.goto(places[place])
    touched = page.evaluate(TOUCHED)
    assert len(touched) > 8
    assert [each for each in touched if each[1] < LEAST] == []


def test_the_beginning_of_the_header_is_two_rows_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": PHONE, "height": 800})
    page.goto("/")
    rows = page.evaluate("[...document.querySelectorAll('.top li')].map((each) => Math.round(each.offsetTop))")
    assert len(rows) == 7
    assert len(set(rows)) == 2


def printed(page: Page, address: str, folder: Path) -> list[str]:
    """Give what stands on each sheet of a page printed."""
    page.goto(address)
    path = folder / "printed.pdf"
    page.pdf(path=path, format="A4", prefer_css_page_size=True, margin=MARGINS)
    file = pypdfium2.PdfDocument(path)
    sheets = [sheet.get_textpage().get_text_bounded() for sheet in file]
    file.close()
    return [" ".join(sheet.split()) for sheet in sheets]


def test_a_matrix_is_printed_whole_on_one_sheet(page: Page, places: dict[str, str], tmp_path: Path) -> None:
    [sheet] = printed(page, places["matrix"], tmp_path)
    assert "Östergötland" in sheet
    assert "Hämtat 20" in sheet
    # A number for each region and for all of them, in seven themes, outside the themes, and in all.
    assert len(re.findall(r"(?<!\S)\d+(?!\S)", sheet)) >= 22 * 9


def test_the_sum_of_a_table_is_printed_once_at_its_end(page: Page, tmp_path: Path) -> None:
    assert " ".join(printed(page, "/", tmp_path)).count("Alla regioner") == 1


def test_what_stands_side_by_side_begins_on_the_first_sheet(page: Page, places: dict[str, str], tmp_path: Path) -> None:
    [first, *_] = printed(page, places["regions-compared"], tmp_path)
    assert "Konferensen Genius" in first


def test_what_stands_side_by_side_is_printed_on_the_long_side_and_no_word_is_torn(
    page: Page, places: dict[str, str], tmp_path: Path
) -> None:
    sheets = " ".join(printed(page, places["compared"], tmp_path))
    file = pypdfium2.PdfDocument(tmp_path / "printed.pdf")
    assert all(width > height for width, height in (sheet.get_size() for sheet in file))
    file.close()
    for head in ("Beskrivning", "Prestationer", "Effekter", "Rapport"):
        assert head in sheets
    by_theme = " ".join(printed(page, "/jamfor?region=Dalarna&region=V%C3%A4rmland", tmp_path))
    assert "Kompetensförsörjning och" in by_theme


def test_the_map_of_an_answer_is_printed_whole_with_what_its_looks_mean(
    page: Page, places: dict[str, str], tmp_path: Path
) -> None:
    sheets = printed(page, places["answer"], tmp_path)
    [sheet] = [each for each in sheets if "Vad som finns om frågan, region för region" in each]
    assert "Belägg (" in sheet
    assert "Inget funnet (4)" in sheet.split("Vad som finns om frågan")[1]


def test_an_initiative_is_printed_once(page: Page, places: dict[str, str], tmp_path: Path) -> None:
    sheets = " ".join(printed(page, places["initiative"], tmp_path))
    assert "Hela texten i rapportens ordning" not in sheets
    assert "Prestationer" in sheets


def test_what_leads_on_is_not_printed(page: Page, tmp_path: Path) -> None:
    sheets = " ".join(printed(page, "/?q=Vad+har+gjorts+om+laddinfrastruktur%3F", tmp_path))
    assert "laddinfrastruktur" in sheets
    assert "Se svaret region för region" not in sheets
    region = " ".join(printed(page, "/regioner/dalarna", tmp_path))
    assert "4 insatser" in region
    assert "i alla regioner" not in region
    assert "i en lista" not in region
