"""Initiatives called by a phrase that is their name and no more, in lower case too, and with their kind joined."""

import pytest

from indexer.index import Filters
from service.answering import Answerer
from service.asked.names.named import find_said, without_kinds
from service.asked.reading import read_question
from service.asked.understood import Kind


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("trygga kompetens", "Trygga kompetens"),
        ("high coast game village", "High Coast Game Village, Kramfors kommun"),
        ("skånska arena elkraft", None),
        ("kulturella kraftfält", "Kulturella kraftfält"),
        ("boost nordic biogas", "Boost Nordic biogas, Bio Fuel Region Ärende-id 20357958"),
        ("företagsstöd", None),
        ("näringslivet", None),
    ],
)
def test_a_name_is_known_however_it_is_written(answerer: Answerer, phrase: str, name: str | None) -> None:
    found = find_said(phrase, answerer.searcher.index.initiatives())
    assert (found and found.name) == name


def test_two_names_in_lower_case_are_two_sides(answerer: Answerer) -> None:
    answer = answerer.answer("jämför trygga kompetens med innovation camp", Filters())
    assert [(side.region, bool(side.initiative_id)) for side in answer.sides] == [("18", True), ("06", True)]


def test_each_side_is_called_by_its_own_word(answerer: Answerer) -> None:
    answer = answerer.answer("Vad skiljer CybSec Halland och Agtech 2030 åt?", Filters())
    assert [side.region for side in answer.sides] == ["13", "05"]


@pytest.mark.parametrize(
    ("question", "region"),
    [
        ("finns det något som liknar kulturella kraftfält", "18"),
        ("vilka har gjort ungefär som Ungas Framtid i Sörmland", "04"),
        ("Något i stil med Agtech-projektet?", "05"),
    ],
)
def test_what_is_like_one_is_of_others(answerer: Answerer, question: str, region: str) -> None:
    answer = answerer.answer(question, Filters())
    assert (answer.kind, bool(answer.understood.initiative)) == (Kind.SIMILAR, True)
    assert all(citation.passage.region != region for citation in answer.citations)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("som Solvarv-projektet och Next Day-konferensen?", "som Solvarv och Next Day?"),
        ("e-hälsan", "e-hälsan"),
        ("Yrkes-SM", "Yrkes-SM"),
    ],
)
def test_what_sort_of_thing_it_is_is_no_part_of_a_name(text: str, bare: str) -> None:
    assert without_kinds(text) == bare


def test_what_sort_of_thing_it_is_is_no_part_of_a_topic() -> None:
    assert read_question("Vilka regioner arbetar med hbtq-frågor?").words == ("hbtq",)
    assert read_question("Vilka regioner har haft ett KPI-projekt?").words == ("KPI",)
