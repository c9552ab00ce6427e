"""The contract of searches, field by field, over an index of the five reports."""

from concurrent.futures import ThreadPoolExecutor

import httpx2
import pytest
from fastapi.testclient import TestClient

from tests.service.contract import NUMBER, TEXT_OR_NONE, check, check_hit, get


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
        assert "explain" not in hit
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


def test_every_hit_within_a_theme_says_that_it_is(client: TestClient) -> None:
    reply = get(client, "/v1/search", q="laddinfrastruktur", theme="tillganglighet", limit=100)
    assert {hit["passage"]["theme"] for hit in reply["hits"]} == {"tillganglighet"}
    # Prose under a theme's heading belongs to no initiative that could say so.
    assert any(hit["initiative"] is None for hit in reply["hits"])


def test_a_year_narrows_to_the_documents_of_that_year(client: TestClient) -> None:
    hits = get(client, "/v1/search", q="kompetens", year=2020)["hits"]
    assert {hit["document"]["id"] for hit in hits} == {"nms-dialog-2020"}


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
