"""Years that the same documents report on are one choice, and a span of years narrows as all of its years do."""

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

from service.errors import QueryError
from service.search.hits import Facet
from service.web.parts.year_spans import merged, years_of
from tests.service.markup import BROWSER, text_of
from tests.service.samples import DOCUMENTS


def facet(value: str, count: int) -> Facet:
    return Facet(value=value, label=value.replace("-", "–"), count=count)


def test_years_of_the_same_documents_are_one_value() -> None:
    """The plan is for 2028 and 2029, the report for 2023; 2030 is nobody's."""
    found = merged([facet("2023", 9), facet("2028", 4), facet("2029", 4), facet("2030", 0)], DOCUMENTS)
    assert found == (facet("2023", 9), facet("2028-2029", 4), facet("2030", 0))
    assert merged([facet("2029", 4)], DOCUMENTS) == (facet("2029", 4),)
    assert merged([], DOCUMENTS) == ()


@pytest.mark.parametrize(
    ("value", "years"),
    [("2023", [2023]), ("2020-2023", [2020, 2023]), ("2023–2029", [2023, 2028, 2029]), ("2028 - 2028", [2028])],
)
def test_a_span_stands_for_the_years_there_are_in_it(value: str, years: list[int]) -> None:
    assert years_of(value, (2020, 2023, 2028, 2029)) == years


@pytest.mark.parametrize(
    "value", ["2029-2028", "2024-2026", "2023-", "-2023", "2023-2024-2025", "i fjol-2023", "9" * 99]
)
def test_a_span_that_is_none_is_refused(value: str) -> None:
    with pytest.raises(QueryError):
        years_of(value, (2020, 2023, 2028))


def test_a_span_is_chosen_among_the_hits_told_and_taken_away(client: TestClient) -> None:
    page = client.get("/", params={"q": "validering"}).text
    years = dict(re.findall(r'name="year" value="([^"]+)".*?class="count">(\d+)<', page))
    assert "2028-2034" in years
    assert not {"2028", "2034"} & set(years)
    api = client.get("/v1/search", params={"q": "validering"}).json()["facets"]["year"]
    assert {each["value"]: str(each["count"]) for each in api}["2031"] == years["2028-2034"]
    chosen = client.get("/", params={"q": "validering", "year": "2028-2034"}).text
    assert "År: 2028–2034" in text_of(chosen)
    for link in re.findall(r'href="(/v1/(?:search|answer)\.csv\?[^"]+)"', chosen)[:2]:
        assert "year=2028&year=2029" in unescape(link)
        assert client.get(unescape(link)).status_code == 200
    one_by_one = client.get("/v1/search", params={"q": "validering", "year": list(range(2028, 2035))}).json()
    assert f"av {one_by_one['total']}" in text_of(chosen)
    assert client.get("/", params={"q": "validering", "year": "2034-2028"}, headers=BROWSER).status_code == 422


def test_a_list_is_narrowed_to_a_span(client: TestClient) -> None:
    page = text_of(client.get("/insatser", params={"year": "2028-2034"}).text)
    assert "av 50 insatser" in page
    assert "År: 2028–2034" in page


def test_a_list_offers_spans_and_keeps_a_year_within_one(client: TestClient) -> None:
    def offered(address: str) -> dict[str, bool]:
        boxes = re.findall(r'name="year" value="([^"]+)"( checked)?>', client.get(address).text)
        return {value: bool(chosen) for value, chosen in boxes}

    spans = offered("/insatser")
    assert "2028-2034" in spans
    assert "2031" not in spans
    assert not any(spans.values())
    assert offered("/insatser?year=2031") == spans | {"2031": True}
