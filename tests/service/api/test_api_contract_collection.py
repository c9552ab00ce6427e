"""The contract of what the collection holds, field by field, over an index of the five reports."""

import re

import pytest
from fastapi.testclient import TestClient

from tests.service.contract import (
    COUNT_OR_NONE,
    DOCUMENT,
    INITIATIVE,
    LIST,
    READING,
    check,
    check_hit,
    get,
)


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
        check(document, {**DOCUMENT, "sha256": str, "pages": int, "reading": dict})
        check(document["reading"], READING)
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
