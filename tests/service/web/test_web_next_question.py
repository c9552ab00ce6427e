"""A short question that goes on from the one before, asked in the field of the page that answered that one."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient

from tests.service.markup import text_of
from tests.service.places import QUESTION

NEXT = {"q": "och Skåne?", "previous": QUESTION}


def carried(page: str) -> list[str]:
    """Give the question that the form of a page carries to the next."""
    return [unescape(value) for value in re.findall(r'name="previous" value="([^"]*)"', page)]


def test_the_next_question_is_read_together_with_the_one_before_as_by_the_api(client: TestClient) -> None:
    assert carried(client.get("/", params={"q": QUESTION}).text) == [QUESTION]
    reply = client.get("/v1/answer", params=NEXT).json()
    page = client.get("/", params=NEXT).text
    assert reply["status"] == "answered"
    assert reply["text"] in text_of(page)
    assert f"Läst ihop med föregående fråga: {QUESTION}" in text_of(page)
    assert "Skåne har belägg" in text_of(page)
    # The one after goes on from both.
    assert carried(page) == [QUESTION, "och Skåne?"]


def test_the_third_question_goes_on_from_the_second(client: TestClient) -> None:
    asked = {"q": "bara i Norrland", "previous": [QUESTION, "och Skåne?"]}
    page = client.get("/", params=asked).text
    assert carried(page) == [*asked["previous"], asked["q"]]
    assert f"Läst ihop med frågorna före: {QUESTION} · och Skåne?" in text_of(page)
    [before] = re.findall(r'<a[^>]* href="([^"]+)">och Skåne\?</a>', page)
    assert parse_qs(urlsplit(unescape(before)).query) == {"q": ["och Skåne?"], "previous": [QUESTION]}


def test_a_question_whose_hits_are_chosen_anew_is_no_turn_of_its_own(client: TestClient) -> None:
    again = {"q": "och Skåne?", "previous": [QUESTION, "och Skåne?"], "sort": "region"}
    page = client.get("/", params=again).text
    assert carried(page) == [QUESTION, "och Skåne?"]
    assert f"Läst ihop med föregående fråga: {QUESTION}" in text_of(page)


def test_hits_of_a_next_question_are_those_the_api_has_for_what_it_was_taken_for(client: TestClient) -> None:
    page = client.get("/", params=NEXT).text
    searched = client.get("/v1/search", params={"q": "validering i Skåne", "region": "Skåne"}).json()
    assert f"{searched['total']}\N{NO-BREAK SPACE}träffar på ”validering i Skåne”" in page
    [download] = re.findall(r'href="(/v1/search\.csv\?[^"]+)">CSV<', page)
    assert "previous" not in download
    assert client.get(unescape(download)).status_code == 200
    [answer] = re.findall(r'href="(/v1/answer\.csv\?[^"]+)">(?:<span[^<]*</span>)?CSV<', page)
    assert "previous=" in answer
    assert client.get(unescape(answer)).status_code == 200


@pytest.mark.parametrize("question", [QUESTION, "Vad har gjorts om laddinfrastruktur?", "Vätgas, vad görs åt den?"])
def test_a_question_that_stands_by_itself_has_an_address_without_the_one_before(
    client: TestClient, question: str
) -> None:
    asked = {"q": question, "previous": QUESTION, "region": "Dalarna"}
    reply = client.get("/", params=asked, follow_redirects=False)
    assert reply.status_code == 303
    assert parse_qs(urlsplit(reply.headers["location"]).query) == {"q": [question], "region": ["Dalarna"]}


def test_a_next_question_can_be_read_by_itself(client: TestClient) -> None:
    page = client.get("/", params=NEXT).text
    [alone] = re.findall(r'<a href="([^"]+)">Läs den för sig</a>', page)
    assert "Skriv ut vad den gäller" in text_of(client.get(unescape(alone)).text)


def test_a_question_before_that_cannot_be_read_is_told(client: TestClient) -> None:
    reply = client.get("/", params={"q": "och Skåne?", "previous": "å" * 501})
    assert reply.status_code == 422
    assert "501 tecken" in text_of(reply.text)
