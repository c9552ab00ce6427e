"""How sure an answer is, in words, on pages and in memos."""

import pytest
from fastapi.testclient import TestClient

from service.answer import certainty
from service.answer.certainty import share_label
from tests.service.markup import text_of
from tests.service.places import QUESTION
from tests.service.word_file import Read

FACT = "Hur många av Skånes kommuner nådde lärserien om kompetensförsörjning?"


@pytest.mark.parametrize(
    ("share", "told"), [(0.384, "38 %"), (0.995, "över 99 %"), (0.994, "99 %"), (1.0, "100 %"), (0.0, "0 %")]
)
def test_no_share_short_of_all_is_told_as_all(share: float, told: str) -> None:
    assert share_label(share).replace("\N{NO-BREAK SPACE}", " ") == told


@pytest.mark.parametrize(("limit", "is_told"), [(0.0, False), (1.1, True)])
def test_an_unsure_fact_is_said_to_be_unsure_before_its_quote(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, limit: float, is_told: bool
) -> None:
    monkeypatch.setattr(certainty, "UNSURE", limit)
    page = client.get("/", params={"q": FACT}).text
    before_quote = text_of(page.split('class="answer"')[1].split("<blockquote>")[0])
    assert ("Osäkert svar. Sannolikheten att det stämmer är" in before_quote) == is_told
    memo = Read(client.get("/v1/answer.docx", params={"q": FACT}).content)
    assert any("(osäkert svar, säkerhet" in text for _, text, _ in memo.paragraphs) == is_told


def test_a_memo_gives_a_fact_in_few_words_with_how_sure_it_is(client: TestClient) -> None:
    reply = client.get("/v1/answer", params={"q": FACT}).json()
    few, sure = reply["answer"]["text"], share_label(reply["confidence"])
    texts = [text for _, text, _ in Read(client.get("/v1/answer.docx", params={"q": FACT}).content).paragraphs]
    [told] = [text for text in texts if text.casefold().startswith(few.casefold())]
    assert f"säkerhet {sure}" in told.splitlines()[0]
    assert told.endswith(reply["text"])


def test_a_memo_says_how_sure_each_region_is(client: TestClient) -> None:
    regions = client.get("/v1/answer", params={"q": QUESTION}).json()["regions"]
    told = Read(client.get("/v1/answer.docx", params={"q": QUESTION}).content).paragraphs
    shown = [region for region in regions if region["status"] == "evidence"]
    for region in shown:
        place = told.index(("Heading 1", region["region"], ""))
        assert told[place + 1][1] == f"Säkerhet {share_label(region['confidence'])}"
