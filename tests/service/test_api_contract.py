"""The contract, field by field, over an index of the five reports."""

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx2
import pytest
from fastapi.testclient import TestClient

Json = dict[str, Any]
NUMBER = (int, float)
TEXT_OR_NONE = (str, type(None))
COUNT_OR_NONE = (int, type(None))

PASSAGE = {
    "id": str, "text": str, "page": int, "printed_page": COUNT_OR_NONE, "section": str, "region": TEXT_OR_NONE,
    "group": TEXT_OR_NONE, "role": str, "highlights": list,
}  # fmt: skip
BRIEF = {
    "id": str, "name": str, "region": TEXT_OR_NONE, "group": TEXT_OR_NONE, "theme": TEXT_OR_NONE, "status": str,
}  # fmt: skip
INITIATIVE = {
    **BRIEF, "document": str, "pages": list, "description": str, "outputs": str, "effects": str, "goals": str,
    "also_in": list,
}  # fmt: skip
DOCUMENT = {"id": str, "title": str, "issuer": str, "year": int}
HIT = {
    "rank": int, "score": NUMBER, "confidence": NUMBER, "passage": dict, "initiative": (dict, type(None)),
    "document": dict,
}  # fmt: skip
EVIDENCE = {
    "initiative": TEXT_OR_NONE, "initiative_id": TEXT_OR_NONE, "quote": str, "passage_id": str, "document": str,
    "page": int, "printed_page": COUNT_OR_NONE,
}  # fmt: skip
CITATION = {
    "number": int, "quote": str, "passage_id": str, "document": str, "page": int, "printed_page": COUNT_OR_NONE,
    "region": TEXT_OR_NONE,
}  # fmt: skip
LIST = {"total": int, "limit": int, "offset": int, "items": list}

REGIONS_QUESTION = "Vilka regioner arbetar med validering?"
QUESTIONS = (
    REGIONS_QUESTION,
    "Vilka regioner arbetar med elkapacitet?",
    "Vad har gjorts om laddinfrastruktur?",
    "Hur många företag fick rådgivning i projektet om elkapacitet?",
    "Vilka sandstränder finns på månens baksida?",
)


def check(value: Json, fields: Json) -> None:
    missing = fields.keys() - value.keys()
    assert not missing, f"{missing} missing among {sorted(value)}"
    wrong = {name: value[name] for name, kind in fields.items() if not isinstance(value[name], kind)}
    assert not wrong


def check_hit(hit: Json) -> None:
    check(hit, HIT)
    check(hit["passage"], PASSAGE)
    check(hit["document"], DOCUMENT)
    if hit["initiative"] is not None:
        check(hit["initiative"], BRIEF)
    assert 0 <= hit["confidence"] <= 1
    for mark in hit["passage"]["highlights"]:
        assert 0 <= mark["start"] < mark["end"] <= len(hit["passage"]["text"])


def get(client: TestClient, path: str, **parameters: str | int | list[str]) -> Json:
    reply = client.get(path, params=parameters)
    assert reply.status_code == 200, reply.text
    assert reply.headers["content-type"] == "application/json"
    found: Json = reply.json()
    return found


def first_initiative(client: TestClient) -> str:
    found: str = get(client, "/v1/initiatives", limit=1)["items"][0]["id"]
    return found


@pytest.mark.parametrize("unit", ["initiative", "passage"])
@pytest.mark.parametrize("mode", ["hybrid", "dense", "lexical"])
def test_search_has_the_fields_of_the_contract(client: TestClient, mode: str, unit: str) -> None:
    reply = get(client, "/v1/search", q="laddinfrastruktur", mode=mode, unit=unit)
    check(reply, {"query": dict, "total": int, "limit": int, "offset": int, "took_ms": NUMBER, "index_version": str})
    check(reply["query"], {"text": str, "language": TEXT_OR_NONE, "regions": list, "suggestion": TEXT_OR_NONE})
    assert (reply["query"]["text"], reply["limit"], reply["offset"]) == ("laddinfrastruktur", 20, 0)
    assert reply["hits"]
    for hit in reply["hits"]:
        check_hit(hit)
        assert "explain" not in hit or hit["explain"] is None
    assert [hit["rank"] for hit in reply["hits"]] == list(range(1, len(reply["hits"]) + 1))
    for side in ("region", "theme", "document", "year"):
        for facet in reply["facets"][side]:
            check(facet, {"value": str, "count": int})


def test_one_hit_an_initiative_and_one_a_section_of_prose(client: TestClient) -> None:
    hits = get(client, "/v1/search", q="kompetensförsörjning", limit=100)["hits"]
    units = [hit["initiative"]["id"] if hit["initiative"] else hit["passage"]["section_id"] for hit in hits]
    assert len(units) == len(set(units))


def test_explain_is_given_when_asked_for(client: TestClient) -> None:
    hit = get(client, "/v1/search", q="laddinfrastruktur", explain=True, limit=1)["hits"][0]
    assert hit["explain"]
    assert all(isinstance(part, NUMBER) for part in hit["explain"].values())


def test_pages_of_hits_follow_on_each_other(client: TestClient) -> None:
    together = get(client, "/v1/search", q="laddinfrastruktur", limit=10)
    parts = [get(client, "/v1/search", q="laddinfrastruktur", limit=5, offset=offset) for offset in (0, 5)]
    assert [hit["passage"]["id"] for part in parts for hit in part["hits"]] == [
        hit["passage"]["id"] for hit in together["hits"]
    ]
    assert parts[1]["hits"][0]["rank"] == 6


def test_offset_past_the_end_gives_no_hits_and_the_true_total(client: TestClient) -> None:
    first = get(client, "/v1/search", q="laddinfrastruktur")
    past = get(client, "/v1/search", q="laddinfrastruktur", offset=1_000_000)
    assert past["hits"] == []
    assert past["total"] == first["total"] > 0
    assert past["facets"] == first["facets"]


def test_total_is_how_many_hits_paging_through_gives(client: TestClient) -> None:
    total = get(client, "/v1/search", q="filmfond")["total"]
    pages = [get(client, "/v1/search", q="filmfond", limit=100, offset=at)["hits"] for at in range(0, total, 100)]
    assert sum(map(len, pages)) == total


def test_facets_count_the_hits(client: TestClient) -> None:
    reply = get(client, "/v1/search", q="laddinfrastruktur", document="orebro-2023")
    assert reply["facets"]["document"] == [
        {
            "value": "orebro-2023",
            "label": "Region Örebro läns återrapportering av villkorsbeslut 2023",
            "count": reply["total"],
        }
    ]


@pytest.mark.parametrize("name", ["Skåne", "skåne", "Region Skåne", "12"])
def test_a_region_goes_by_name_alias_and_county_code(client: TestClient, name: str) -> None:
    hits = get(client, "/v1/search", q="kompetens", region=name)["hits"]
    assert hits
    assert {hit["passage"]["region"] for hit in hits} == {"Skåne"}


def test_regions_may_be_repeated(client: TestClient) -> None:
    one, other, both = (
        get(client, "/v1/search", q="validering", region=names, unit="passage", limit=100)["hits"]
        for names in (["Skåne"], ["Halland"], ["Skåne", "Halland"])
    )
    assert {hit["passage"]["region"] for hit in both} == {"Skåne", "Halland"}
    assert one
    assert other


def test_a_groups_own_document_matches_its_members_and_says_so(client: TestClient) -> None:
    hits = get(client, "/v1/search", q="validering", region="Uppsala", document="oms-nrpp-2028")["hits"]
    assert hits
    assert {(hit["passage"]["region"], hit["passage"]["group"]) for hit in hits} == {(None, "Östra Mellansverige")}
    assert {hit["passage"]["role"] for hit in hits} == {"group"}


def test_a_group_stands_for_its_members(client: TestClient) -> None:
    hits = get(client, "/v1/search", q="validering", region="Norra Mellansverige", limit=100)["hits"]
    own = {hit["passage"]["region"] for hit in hits if hit["passage"]["region"]}
    assert own <= {"Dalarna", "Gävleborg", "Värmland"}
    assert len(own) > 1


@pytest.mark.parametrize("theme", ["miljo-klimat", "Miljö och klimat"])
def test_a_theme_goes_by_id_and_label(client: TestClient, theme: str) -> None:
    hits = get(client, "/v1/search", q="energi", theme=theme)["hits"]
    assert {hit["initiative"]["theme"] for hit in hits if hit["initiative"]} == {"miljo-klimat"}


def test_a_year_narrows_to_the_documents_of_that_year(client: TestClient) -> None:
    hits = get(client, "/v1/search", q="kompetens", year=2020)["hits"]
    assert {hit["document"]["id"] for hit in hits} == {"nms-dialog-2020"}


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
    reply = get(client, "/v1/answer", q="Vilka sandstränder finns på månens baksida?")
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


def test_a_passage_is_given_by_id_as_it_was_found(client: TestClient) -> None:
    found = get(client, "/v1/search", q="laddinfrastruktur", limit=1)["hits"][0]["passage"]
    passage = get(client, f"/v1/passages/{found['id']}")
    assert {**found, "highlights": []} == passage
    assert re.fullmatch(r"[a-z0-9-]+-[0-9a-f]{12}-\d+", passage["id"])


def test_initiatives_are_listed_and_given_by_id(client: TestClient) -> None:
    listed = get(client, "/v1/initiatives", limit=100, offset=500)
    check(listed, LIST)
    assert (listed["limit"], listed["offset"]) == (100, 500)
    for initiative in listed["items"]:
        check(initiative, INITIATIVE)
        assert 1 <= initiative["pages"][0] <= initiative["pages"][1]
        for place in initiative["also_in"]:
            check(place, {"document": str, "page": int, "initiative_id": str})
    assert get(client, f"/v1/initiatives/{listed['items'][0]['id']}") == listed["items"][0]


def test_initiatives_are_searched_and_filtered(client: TestClient) -> None:
    found = get(client, "/v1/initiatives", q="laddinfrastruktur", region="Gävleborg")
    assert found["total"] > 0
    assert {initiative["region"] for initiative in found["items"]} == {"Gävleborg"}
    listed = get(client, "/v1/initiatives", region="21", theme="miljo-klimat", limit=100)
    assert {(each["region"], each["theme"]) for each in listed["items"]} == {("Gävleborg", "miljo-klimat")}


def test_all_places_of_an_initiative_can_be_fetched(client: TestClient) -> None:
    pages = [get(client, "/v1/initiatives", limit=100, offset=offset)["items"] for offset in range(0, 700, 100)]
    told = [(initiative, place) for page in pages for initiative in page for place in initiative["also_in"]]
    assert told
    for initiative, place in told:
        found = get(client, f"/v1/initiatives/{place['initiative_id']}")
        assert found["document"] == place["document"]
        is_there = found["pages"][0] <= place["page"] <= found["pages"][1]
        assert is_there == (found["id"] != initiative["id"])


def test_similar_has_the_fields_of_the_contract(client: TestClient) -> None:
    source = get(client, "/v1/search", q="validering", region="Sörmland", limit=1)["hits"][0]["initiative"]
    reply = get(client, f"/v1/initiatives/{source['id']}/similar", limit=5)
    check(reply["source"], INITIATIVE)
    assert reply["source"]["id"] == source["id"]
    assert len(reply["hits"]) == 5 <= reply["total"]
    for hit in reply["hits"]:
        check_hit(hit)
        assert hit["initiative"]["region"] != "Sörmland"
        assert hit["relation"] in ("samma projekt", "jämförbar")


def test_similar_in_all_regions_counts_the_own_region_in(client: TestClient) -> None:
    source = get(client, "/v1/search", q="validering", region="Sörmland", limit=1)["hits"][0]["initiative"]["id"]
    totals = [
        get(client, f"/v1/initiatives/{source}/similar", scope=scope)["total"] for scope in ("other-regions", "all")
    ]
    assert totals[0] < totals[1]


def test_documents_and_their_pages(client: TestClient) -> None:
    listed = get(client, "/v1/documents")
    check(listed, LIST)
    assert listed["total"] == len(listed["items"]) == 5
    for document in listed["items"]:
        check(document, {**DOCUMENT, "sha256": str, "pages": int})
        assert get(client, f"/v1/documents/{document['id']}") == document
        for page in (1, document["pages"]):
            found = get(client, f"/v1/documents/{document['id']}/pages/{page}")
            check(found, {"document": str, "page": int, "printed_page": COUNT_OR_NONE, "text": str, "repairs": list})
            assert found["previous"] == (page - 1 or None)
            assert found["next"] == (page + 1 if page < document["pages"] else None)


def test_the_21_regions_with_the_documents_that_speak_for_them(client: TestClient) -> None:
    listed = get(client, "/v1/regions")
    check(listed, LIST)
    assert (listed["total"], len(listed["items"])) == (21, 21)
    named = {region["name"]: region for region in listed["items"]}
    assert named["Västra Götaland"]["county_code"] == "14"
    assert "orebro-2023" in named["Örebro"]["documents"]
    assert "oms-nrpp-2028" in named["Örebro"]["documents"]
    assert "orebro-2023" not in named["Skåne"]["documents"]


def test_the_seven_themes_have_slug_and_label(client: TestClient) -> None:
    listed = get(client, "/v1/themes")
    check(listed, LIST)
    assert listed["total"] == len(listed["items"]) == 7
    assert {"miljo-klimat": "Miljö och klimat"}.items() <= {
        each["id"]: each["label"] for each in listed["items"]
    }.items()
    assert sum(theme["initiatives"] for theme in listed["items"]) <= get(client, "/v1/initiatives")["total"]


@pytest.mark.parametrize("path", ["/v1/initiatives", "/v1/documents", "/v1/regions", "/v1/themes"])
def test_lists_past_their_end_are_empty_with_the_true_total(client: TestClient, path: str) -> None:
    assert get(client, path, offset=100_000)["items"] == []
    assert get(client, path, offset=100_000)["total"] == get(client, path)["total"] > 0


def test_api_info_and_health(client: TestClient) -> None:
    info = get(client, "/v1/api-info")
    check(info, {"api_name": str, "api_version": str, "api_released": str, "api_documentation": str, "api_status": str})
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", info["api_released"])
    assert get(client, "/livez")["status"] == "ok"
    assert get(client, "/readyz")["index_version"] == info["index_version"]


@pytest.mark.parametrize(
    "query", ["'; DROP TABLE passages; --", "1 OR 1=1", "<script>alert(1)</script>", '"AND" (NOT *:*']
)
def test_what_looks_like_code_is_searched_as_words(client: TestClient, query: str) -> None:
    reply = get(client, "/v1/search", q=query)
    assert reply["query"]["text"] == query
    assert get(client, "/v1/answer", q=query)["question"] == query
    assert get(client, "/v1/documents")["total"] == 5


def test_callers_at_once_get_what_each_would_get_alone(address: str) -> None:
    queries = [
        f"{word} {region}" for word in ("validering", "laddstolpar", "turism") for region in ("Skåne", "Dalarna")
    ]

    def found(query: str) -> list[str]:
        hits = httpx2.get(f"{address}/v1/search", params={"q": query}).json()["hits"]
        return [hit["passage"]["id"] for hit in hits]

    alone = [found(query) for query in queries]
    with ThreadPoolExecutor(max_workers=8) as pool:
        assert list(pool.map(found, queries * 4)) == alone * 4
