"""Runs: as TREC, read back by ir_measures, and ranked as a search ranks."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import ir_measures
import pytest
from fastapi.testclient import TestClient

QUESTION = "Vilka regioner arbetar med validering?"
TOPICS = [{"id": "q1", "text": "validering"}, {"id": "q2", "text": QUESTION}, {"id": "q3", "text": "laddstolpar"}]


@pytest.mark.parametrize("unit", ["initiative", "passage"])
@pytest.mark.parametrize("mode", ["hybrid", "dense", "lexical"])
def test_a_run_is_read_back_by_ir_measures_in_its_order(
    client: TestClient, tmp_path: Path, mode: str, unit: str
) -> None:
    body = {"topics": TOPICS, "limit": 50, "mode": mode, "unit": unit}
    rankings = client.post("/v1/runs", json=body).json()
    reply = client.post("/v1/runs", json=body, headers={"Accept": "text/plain"})
    assert reply.headers["content-type"] == "text/plain; charset=utf-8"
    path = tmp_path / "run.txt"
    path.write_text(reply.text, encoding="utf-8")
    run: dict[str, list[tuple[str, float]]] = {}
    for found in ir_measures.read_trec_run(str(path)):
        run.setdefault(found.query_id, []).append((found.doc_id, found.score))
    assert [ranking["id"] for ranking in rankings["runs"]] == list(run) == ["q1", "q2", "q3"]
    for ranking in rankings["runs"]:
        assert [hit["id"] for hit in ranking["hits"]] == [doc for doc, _ in run[ranking["id"]]]
        assert [hit["rank"] for hit in ranking["hits"]] == list(range(1, len(ranking["hits"]) + 1))
        scores = [score for _, score in run[ranking["id"]]]
        assert all(higher > lower for higher, lower in pairwise(scores))
    assert {line.count(" ") for line in reply.text.splitlines()} == {5}


def test_a_run_ranks_as_search_does(client: TestClient) -> None:
    [ranking] = client.post("/v1/runs", json={"topics": TOPICS[:1], "limit": 20}).json()["runs"]
    hits = client.get("/v1/search", params={"q": "validering"}).json()["hits"]
    assert [hit["passage_id"] for hit in ranking["hits"]] == [hit["passage"]["id"] for hit in hits]


def test_a_run_may_be_1000_deep(client: TestClient) -> None:
    body = {"topics": TOPICS[:1], "limit": 1000, "unit": "passage", "mode": "dense"}
    [ranking] = client.post("/v1/runs", json=body).json()["runs"]
    assert len({hit["id"] for hit in ranking["hits"]}) == len(ranking["hits"]) == 1000


@pytest.mark.parametrize("unit", ["initiative", "passage"])
@pytest.mark.parametrize("mode", ["hybrid", "dense", "lexical"])
def test_a_deeper_run_begins_with_what_search_finds(client: TestClient, unit: str, mode: str) -> None:
    def run(limit: int) -> list[dict[str, Any]]:
        body = {"topics": TOPICS[:1], "limit": limit, "unit": unit, "mode": mode}
        hits: list[dict[str, Any]] = client.post("/v1/runs", json=body).json()["runs"][0]["hits"]
        return hits

    found = client.get("/v1/search", params={"q": "validering", "unit": unit, "mode": mode, "limit": 100}).json()
    deepest = run(1000)
    assert [hit["passage_id"] for hit in deepest[:100]] == [hit["passage"]["id"] for hit in found["hits"]]
    assert [hit["score"] for hit in deepest[:100]] == [hit["score"] for hit in found["hits"]]
    assert all(run(limit) == deepest[:limit] for limit in (100, 300))
    scores = [hit["score"] for hit in deepest]
    assert scores == sorted(scores, reverse=True)
    assert len({hit["id"] for hit in deepest}) == len(deepest)
