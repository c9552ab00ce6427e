"""What the page says where the documents say nothing, where a limit is set, and where nothing was asked of them."""

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

from tests.service.markup import text_of


def test_regions_that_the_question_leaves_out_are_not_said_to_lack_documents(client: TestClient) -> None:
    page = text_of(client.get("/", params={"q": "Vilka regioner i Småland arbetar med vätgas eller biogas?"}).text)
    assert "Utanför frågan (18)" in page
    assert "Skåne: utanför frågan" in page
    assert "Inga dokument i urvalet" not in page
    asked = {"q": "Vilka regioner arbetar med vätgas?", "region": ["Skåne", "Uppsala"]}
    assert "Inga dokument i urvalet (19)" in text_of(client.get("/", params=asked).text)


@pytest.mark.parametrize(
    ("asked", "is_limited"),
    [
        ({"q": "Vad har gjorts för pingvinuppfödning?"}, False),
        ({"q": "Vad har Skåne gjort för pingvinuppfödning?"}, True),
        ({"q": "Vad har gjorts för pingvinuppfödning?", "theme": "integration"}, True),
    ],
)
def test_nobody_is_told_to_remove_a_limit_who_has_set_none(
    client: TestClient, asked: dict[str, str], is_limited: bool
) -> None:
    page = text_of(client.get("/", params=asked).text)
    assert ("ta bort en avgränsning" in page) == is_limited
    assert "Att inget finns i rapporterna betyder inte att inget görs." in page


def test_what_comes_nearest_from_elsewhere_is_said_to(client: TestClient) -> None:
    asked = {"q": "Vad gör Region Gotland för tåg?"}
    nearest = client.get("/v1/answer", params=asked).json()["nearest"]
    is_elsewhere = all(hit["passage"]["region"] != "Gotland" for hit in nearest)
    assert ("Närmast kommer, från andra regioner" in client.get("/", params=asked).text) == is_elsewhere


def test_what_cannot_be_read_by_itself_is_answered_with_the_regions_page_and_questions(client: TestClient) -> None:
    page = client.get("/", params={"q": "och Skåne?"}).text
    assert 'Eller läs vad regionen redovisar: <a href="/regioner/skane">Skåne</a>' in page
    assert "Vilka regioner arbetar med validering?" in text_of(page)


def test_what_is_no_question_to_the_reports_is_answered_with_questions_that_are(client: TestClient) -> None:
    page = client.get("/", params={"q": "Vad blir vädret i morgon?"}).text
    answer = page.split('class="results"')[0]
    offered = re.findall(r'<a href="(/\?q=[^"]+)">', answer)
    assert len(offered) == 3
    assert {client.get("/v1/answer" + unescape(link).removeprefix("/")).json()["answered"] for link in offered} == {
        True
    }
    assert "/v1/answer.docx" not in answer


def test_what_came_nearest_is_shown_among_the_hits_and_not_told_with_what_is_not_found(client: TestClient) -> None:
    asked = {"q": "Vad gör Region Gotland för tåg?"}
    reply = client.get("/v1/answer", params=asked).json()
    assert not reply["answered"]
    told, quoted = reply["text"].split(" Närmast: ”")
    page = text_of(client.get("/", params=asked).text)
    # The first of it is the headline, without a stop.
    assert all(sentence in page for sentence in told.split(". "))
    assert f"Närmast: ”{quoted[:30]}" not in page
    names = {hit["initiative"]["name"] for hit in reply["nearest"] if hit["initiative"]}
    assert names
    assert all(name in page for name in names)
