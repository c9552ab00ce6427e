"""The contract of answers, field by field, over an index of the five reports."""

import pytest
from fastapi.testclient import TestClient

from tests.service.contract import CITATION, EVIDENCE, NUMBER, check, check_hit, get

REGIONS_QUESTION = "Vilka regioner arbetar med validering?"
QUESTIONS = (
    REGIONS_QUESTION,
    "Vilka regioner arbetar med elkapacitet?",
    "Vad har gjorts om laddinfrastruktur?",
    "Hur många företag fick rådgivning i projektet om elkapacitet?",
    "Vem leder Debuting, och hur många partners har projektet?",
    "Vad har gjorts för pingvinuppfödning?",
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_answer_has_the_fields_of_the_contract(client: TestClient, question: str) -> None:
    reply = get(client, "/v1/answer", q=question)
    check(reply, {"question": str, "kind": str, "answered": bool, "confidence": NUMBER, "text": str})
    check(reply, {"index_version": str, "regions": list, "citations": list, "coverage": dict, "nearest": list})
    check(reply["coverage"], {"documents": int, "pages": int, "regions_with_documents": int, "years": list})
    assert reply["question"] == question
    assert reply["kind"] in ("regions", "fact", "passages")
    assert 0 <= reply["confidence"] <= 1
    for region in reply["regions"]:
        check(region, {"region": str, "county_code": str, "status": str, "confidence": NUMBER, "evidence": list})
        for evidence in region["evidence"]:
            check(evidence, EVIDENCE)
    for citation in reply["citations"]:
        check(citation, CITATION)
    assert [citation["number"] for citation in reply["citations"]] == list(range(1, len(reply["citations"]) + 1))
    for hit in reply["nearest"]:
        check_hit(hit)
    assert len(reply["nearest"]) <= 5


def test_a_regions_question_names_all_21_evidence_first_best_first(client: TestClient) -> None:
    reply = get(client, "/v1/answer", q=REGIONS_QUESTION)
    assert reply["kind"] == "regions"
    assert len({region["county_code"] for region in reply["regions"]}) == 21
    order = ["evidence", "mentioned", "none", "no_documents"]
    ranks = [(order.index(region["status"]), -region["confidence"]) for region in reply["regions"]]
    assert ranks == sorted(ranks)
    for region in reply["regions"]:
        assert bool(region["evidence"]) == (region["status"] in ("evidence", "mentioned"))
    assert "2023" in reply["text"]


def test_regions_outside_the_filter_have_no_documents(client: TestClient) -> None:
    reply = get(client, "/v1/answer", q=REGIONS_QUESTION, region="Norra Mellansverige")
    others = [region for region in reply["regions"] if region["county_code"] not in ("17", "20", "21")]
    assert {region["status"] for region in others} == {"no_documents"}
    assert len(others) == 18


def test_what_the_documents_do_not_say_is_said(client: TestClient) -> None:
    reply = get(client, "/v1/answer", q="Vad har gjorts för pingvinuppfödning?")
    assert (reply["answered"], reply["citations"]) == (False, [])
    assert reply["text"].startswith("Det framgår inte av dokumenten.")
    assert reply["nearest"]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_quote_stands_on_its_page_in_at_most_60_words(client: TestClient, question: str) -> None:
    reply = get(client, "/v1/answer", q=question)
    quotes = [*reply["citations"], *(evidence for region in reply["regions"] for evidence in region["evidence"])]
    for cited in quotes:
        page = get(client, f"/v1/documents/{cited['document']}/pages/{cited['page']}")
        assert " ".join(cited["quote"].split()) in " ".join(page["text"].split())
        assert len(cited["quote"].split()) <= 60
        assert page["printed_page"] == cited["printed_page"]
        passage = get(client, f"/v1/passages/{cited['passage_id']}")
        assert (passage["page"], passage["text"].count(cited["quote"])) == (cited["page"], 1)
    assert bool(quotes) == reply["answered"] or reply["kind"] == "regions"
