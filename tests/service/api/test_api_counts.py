"""The address of a count lists just what was counted, whatever was counted, over an index of the five reports."""

import pytest
from fastapi.testclient import TestClient

from tests.service.contract import get

COUNTED = (
    "Hur många insatser har Dalarna redovisat?",
    "Hur många insatser 2023?",
    "Hur många insatser finns utom i Östra Mellansverige?",
    "Vilken region har flest insatser inom jämställdhet?",
    "Vilket tema har minst insatser i Uppsala?",
    "Sammanfatta Kalmars insatser inom kompetensförsörjning",
    "Hur många insatser handlar om laddinfrastruktur?",
    "Hur många insatser handlar om film i Norrland?",
    "Vilken region har flest insatser om validering?",
    "Hur många rapporter finns?",
    "Hur många rapporter finns från 2020?",
    "Hur många dokument handlar om Örebro?",
)


def listed(client: TestClient, address: str) -> list[str]:
    """Give the ids of all that an address lists, page by page."""
    joint = "&" if "?" in address else "?"
    ids: list[str] = []
    total = 1
    while len(ids) < total:
        reply = client.get(f"{address}{joint}limit=100&offset={len(ids)}").json()
        total = reply["total"]
        ids += [item["id"] for item in reply["items"]]
    return ids


@pytest.mark.parametrize("question", COUNTED)
def test_a_count_is_the_length_of_its_list(client: TestClient, question: str) -> None:
    count = get(client, "/v1/answer", q=question)["count"]
    ids = listed(client, count["list"])
    assert len(set(ids)) == len(ids) == count["value"] > 0


def test_a_count_within_filters_is_the_length_of_its_list(client: TestClient) -> None:
    filters: dict[str, str | int | list[str]] = {
        "year": 2023,
        "document": ["villkorsrapporter-2023", "oms-nrpp-2028"],
    }
    for question in ("Hur många insatser?", "Hur många rapporter finns?"):
        count = get(client, "/v1/answer", q=question, **filters)["count"]
        assert len(listed(client, count["list"])) == count["value"] > 0


def test_nothing_counted_of_a_topic_has_no_list(client: TestClient) -> None:
    count = get(client, "/v1/answer", q="Vilken region har minst antal insatser om film?")["count"]
    assert (count["value"], count["list"]) == (0, None)


def test_initiatives_are_listed_by_id_and_a_search_only_orders_them(client: TestClient) -> None:
    everything = get(client, "/v1/initiatives", limit=100)["items"]
    ids = [everything[place]["id"] for place in (70, 3, 40)]
    in_order = get(client, "/v1/initiatives", id=ids)
    assert [item["id"] for item in in_order["items"]] == [ids[1], ids[2], ids[0]]
    best = get(client, "/v1/search", q="laddinfrastruktur", limit=1)["hits"][0]["initiative"]["id"]
    searched = get(client, "/v1/initiatives", q="laddinfrastruktur", id=[*ids, best])
    assert (searched["items"][0]["id"], searched["total"]) == (best, 4)
    refused = client.get("/v1/initiatives", params={"id": "finns-inte"})
    assert (refused.status_code, "finns-inte" in refused.json()["detail"]) == (422, True)


def test_initiatives_and_documents_are_narrowed_to_years(client: TestClient) -> None:
    years = {item["id"]: item["years"] for item in get(client, "/v1/documents")["items"]}
    of_2020 = get(client, "/v1/documents", year=2020)
    assert {item["id"] for item in of_2020["items"]} == {id_ for id_, told in years.items() if 2020 in told}
    listed_now = get(client, "/v1/initiatives", year=2028, limit=100)
    assert listed_now["total"] > 0
    assert all(2028 in years[item["document"]] for item in listed_now["items"])


def test_documents_are_narrowed_to_regions_and_ids(client: TestClient) -> None:
    of_group = get(client, "/v1/documents", region="Norra Mellansverige")["items"]
    assert {item["id"] for item in of_group} == {"villkorsrapporter-2023", "nms-dialog-2020"}
    one = get(client, "/v1/documents", region="Örebro", document=["orebro-2023", "nms-dialog-2020"])
    assert [item["id"] for item in one["items"]] == ["orebro-2023"]
