"""Answers as CSV and Excel: a row a region, a side, a quote or what was counted."""

import pytest
from fastapi.testclient import TestClient

from tests.service.tables import read_csv, read_excel

QUESTION = "Vilka regioner arbetar med validering?"


def test_the_answer_as_a_table_names_every_region_and_group(client: TestClient) -> None:
    reply = client.get("/v1/answer", params={"q": QUESTION}).json()
    rows = read_csv(client.get("/v1/answer.csv", params={"q": QUESTION}).content)
    of_groups = [citation for citation in reply["citations"] if citation["group"]]
    assert of_groups, "the question is one that a group's document takes up"
    assert {row["Region"] for row in rows} == {region["region"] for region in reply["regions"]} | {
        citation["group"] for citation in of_groups
    }
    quotes = [found["quote"] for region in reply["regions"] for found in region["evidence"]]
    quotes += [citation["quote"] for citation in of_groups]
    assert sorted(row["Citat"].lstrip("'") for row in rows if row["Citat"]) == sorted(quotes)
    assert {row["Status"] for row in rows} <= {"belägg", "bara omnämnd", "inget funnet", "gemensamt dokument"}


def test_what_is_only_proposed_is_told_so_in_the_table(client: TestClient) -> None:
    rows = read_csv(client.get("/v1/answer.csv", params={"q": QUESTION}).content)
    told = {row["Insatsens id"]: row["Insatsens status"] for row in rows if row["Insatsens id"]}
    own = {id_: client.get(f"/v1/initiatives/{id_}").json()["status"] for id_ in told}
    assert {(own[id_], status) for id_, status in told.items()} == {
        ("reported", "redovisad"),
        ("proposed", "föreslagen"),
    }


def test_every_side_of_a_comparison_stands_in_its_table(client: TestClient) -> None:
    asked = {"q": "Jämför Gotland och Dalarna om vätgas"}
    reply = client.get("/v1/answer", params=asked).json()
    rows = read_csv(client.get("/v1/answer.csv", params=asked).content)
    silent = [side["label"] for side in reply["sides"] if not side["citations"]]
    assert silent
    assert [row["Region"] for row in rows if row["Status"] == "inget funnet"] == silent
    assert [row["Citat"].lstrip("'") for row in rows if row["Citat"]] == [c["quote"] for c in reply["citations"]]


@pytest.mark.parametrize(
    "question",
    [
        QUESTION,
        "Jämför Dalarna och Värmland om jämställdhet",
        "Hur många insatser har Kalmar om besöksnäring?",
        "Finns det något liknande Effekt4Dalarna i andra regioner?",
        "Hur många av Skånes kommuner nådde lärserien om kompetensförsörjning?",
        "Vad har gjorts om laddinfrastruktur?",
    ],
)
def test_each_quote_in_excel_names_its_initiative_and_its_source_and_no_column_is_empty(
    client: TestClient, question: str
) -> None:
    header, *cells = read_excel(client.get("/v1/answer.xlsx", params={"q": question}).content)
    rows = [dict(zip(header, row, strict=True)) for row in cells]
    assert [column for column in header if all(row[column] in (None, "") for row in rows)] == []
    quoted = [row for row in rows if row.get("Citat")]
    assert quoted
    assert {
        column for row in quoted for column in ("Utgivare", "Dokument", "År", "Sida i filen") if not row[column]
    } == set()
    reply = client.get("/v1/answer", params={"q": question}).json()
    named = {each["passage_id"]: (each["initiative"], each["initiative_id"]) for each in reply["citations"]}
    for row in quoted:
        of_initiative = (row.get("Insats"), row.get("Insatsens id"))
        assert of_initiative == named.get(row["Passagens id"], of_initiative)
    assert any(row.get("Insats") for row in quoted)


def test_how_sure_a_fact_is_stands_beside_its_quote(client: TestClient) -> None:
    asked = {"q": "Hur många av Skånes kommuner nådde lärserien om kompetensförsörjning?"}
    reply = client.get("/v1/answer", params=asked).json()
    [best, *_] = read_csv(client.get("/v1/answer.csv", params=asked).content)
    assert (reply["kind"], reply["answered"]) == ("fact", True)
    assert best["Säkerhet"] == str(min(round(reply["confidence"], 2), 0.99))
    assert (best["Region"], best["Länskod"]) == ("Skåne", "12")


def test_of_what_was_not_found_no_table_says_how_sure_it_is(client: TestClient) -> None:
    rows = read_csv(client.get("/v1/answer.csv", params={"q": QUESTION}).content)
    assert {bool(row["Säkerhet"]) for row in rows if row["Status"] == "inget funnet"} <= {False}
    assert all(row["Säkerhet"] for row in rows if row["Status"] == "belägg")


def test_who_asks_which_regions_do_not_has_those_first_in_the_table_and_then_those_that_do(client: TestClient) -> None:
    asked = {"q": "Vilka regioner har inte arbetat med film?"}
    told = [region["region"] for region in client.get("/v1/answer", params=asked).json()["regions"]]
    assert 0 < len(told) < 21
    rows = read_csv(client.get("/v1/answer.csv", params=asked).content)
    regions = list(dict.fromkeys(row["Region"] for row in rows))
    assert (regions[: len(told)], len(regions)) == (told, 21)
    others = [row for row in rows if row["Region"] not in told]
    assert {row["Status"] for row in others} == {"belägg"}
    assert all(row["Citat"] and row["Insatsens status"] for row in others if row["Insats"])


def test_an_answers_table_names_its_reports_and_no_share_short_of_all_is_all(client: TestClient) -> None:
    reply = client.get("/v1/answer", params={"q": QUESTION}).json()
    rows = read_csv(client.get("/v1/answer.csv", params={"q": QUESTION}).content)
    titles = {each["id"]: each["title"] for each in client.get("/v1/documents").json()["items"]}
    quoted = [row for row in rows if row["Citat"]]
    assert quoted
    assert all(row["Dokument"] == titles[row["Dokumentets id"]] for row in quoted)
    assert max(region["confidence"] for region in reply["regions"]) > 0.995
    assert max(float(row["Säkerhet"]) for row in rows if row["Säkerhet"]) == 0.99


def test_a_count_is_taken_home_with_what_was_counted(client: TestClient) -> None:
    asked = {"q": "Hur många insatser har Dalarna om integration?"}
    count = client.get("/v1/answer", params=asked).json()["count"]
    items = client.get(count["list"]).json()["items"]
    rows = read_csv(client.get("/v1/answer.csv", params=asked).content)
    assert [(row["Insatsens id"], row["Region"], row["Status"]) for row in rows] == [
        (each["id"], "Dalarna", "redovisad") for each in items
    ]
