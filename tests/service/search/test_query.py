"""Search requests are checked when they are made; filters are read from the words people use."""

import pytest

from service.errors import QueryError, UnknownFilterError
from service.search.query import SearchRequest, read_filters, whole_number
from tests.service.samples import PLAN, make_index


@pytest.mark.parametrize("text", ["", "   ", "🙂🙂", "?!", "x" * 501, "vat\ud800ten", "\udcffvatten"])
def test_text_without_letters_or_too_long_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match="väntade"):
        SearchRequest(text=text)


@pytest.mark.parametrize("text", ["x", "7", "x" * 500, "'; DROP TABLE passages; --", "<script>alert(1)</script>"])
def test_text_of_1_to_500_characters_is_taken_as_it_is(text: str) -> None:
    assert SearchRequest(text=text).text == text


@pytest.mark.parametrize("limit", [0, -1, 1001])
def test_limit_outside_1_to_1000_is_named(limit: int) -> None:
    with pytest.raises(QueryError, match=str(limit)):
        SearchRequest(text="x", limit=limit)


def test_negative_offset_is_refused() -> None:
    with pytest.raises(QueryError, match="-1"):
        SearchRequest(text="x", offset=-1)


def test_region_filter_takes_names_aliases_codes_and_groups() -> None:
    filters = read_filters(make_index(), regions=["Region Skåne", "20", "Norra Mellansverige"])
    assert filters.regions == ("12", "20", "17", "21")


def test_theme_filter_takes_slug_or_label() -> None:
    assert read_filters(make_index(), themes=["Integration", "miljo-klimat"]).themes == ("integration", "miljo-klimat")


@pytest.mark.parametrize(
    ("value", "sides"),
    [
        ("Atlantis", {"regions": ["Atlantis"]}),
        ("väder", {"themes": ["väder"]}),
        ("rapport-1999", {"documents": [PLAN, "rapport-1999"]}),
        ("1999", {"years": [1999]}),
    ],
)
def test_unknown_filter_value_is_named(value: str, sides: dict[str, list[str]]) -> None:
    with pytest.raises(UnknownFilterError, match=value):
        read_filters(make_index(), **sides)  # type: ignore[arg-type]


def test_a_whole_number_is_read_within_its_range() -> None:
    assert [whole_number("n", value, -5, 100) for value in ("-5", "007", "100")] == [-5, 7, 100]


@pytest.mark.parametrize("value", ["", "-6", "101", "--5", "5-", "1.5", "²", "٥", " 5", "9" * 5000])
def test_what_is_no_number_of_the_range_is_named(value: str) -> None:
    with pytest.raises(QueryError, match=r"^n är '.*; väntade ett heltal -5-100$") as refused:
        whole_number("n", value, -5, 100)
    assert len(str(refused.value)) < 150
