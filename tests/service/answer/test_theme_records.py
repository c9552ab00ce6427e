"""A theme asked for by its name: what is reported within it counts, though no word of the name stands there."""

import pytest

from service.answer.answer import Answer, RegionStatus
from service.answering import Answerer
from service.asked.names.themes import theme_by_name
from service.asked.reading import read_question
from service.asked.understood import Kind
from service.search.query import NO_FILTERS


def with_evidence(answer: Answer) -> set[str]:
    return {found.region.name for found in answer.regions if found.status is RegionStatus.EVIDENCE}


@pytest.mark.parametrize(
    "question",
    [
        "Vilka regioner arbetar med miljö och klimat?",
        "Vilka regioner har redovisat insatser inom temat miljö och klimat?",
        "Vilka regioner har insatser inom miljö och klimat?",
        "Hur många regioner har insatser inom miljö och klimat?",
    ],
)
def test_what_is_reported_within_a_theme_is_evidence_of_it(made_answerer: Answerer, question: str) -> None:
    answer = made_answerer.answer(question, NO_FILTERS)
    assert (answer.kind, with_evidence(answer)) == (Kind.REGIONS, {"Skåne", "Dalarna"})
    assert "Det som redovisas inom ”Miljö och klimat” räknas som belägg." in answer.text
    shown = {evidence.initiative.name for found in answer.regions for evidence in found.evidence if evidence.initiative}
    assert shown == {"Elnät för omställning", "Gröna kraftlinjer"}


def test_those_without_an_initiative_within_a_theme_are_the_others(made_answerer: Answerer) -> None:
    answer = made_answerer.answer("Vilka regioner har inte redovisat någon insats inom miljö och klimat?", NO_FILTERS)
    lacking = {found.region.name for found in answer.regions if found.status is RegionStatus.NONE}
    assert {"Blekinge", "Gävleborg"} <= lacking
    assert {"Skåne", "Dalarna"}.isdisjoint(lacking)


def test_limits_of_place_hold_for_what_is_reported(made_answerer: Answerer) -> None:
    without = made_answerer.answer("Hur många regioner utom Skåne har insatser inom miljö och klimat?", NO_FILTERS)
    assert with_evidence(without) == {"Dalarna"}
    assert without.text.startswith("1 av 20 regioner")


def test_only_a_goal_within_a_theme_is_no_evidence(made_answerer: Answerer) -> None:
    answer = made_answerer.answer("Vilka regioner har insatser inom kompetensförsörjning?", NO_FILTERS)
    assert with_evidence(answer) == {"Blekinge"}


def test_places_are_compared_within_a_theme_by_what_they_report_and_how_much(made_answerer: Answerer) -> None:
    answer = made_answerer.answer("Gör Skåne eller Dalarna mest inom miljö och klimat?", NO_FILTERS)
    assert answer.kind is Kind.COMPARE
    assert answer.understood.themes == ("miljo-klimat",)
    assert [citation.passage.name for citation in answer.citations] == ["Elnät för omställning", "Gröna kraftlinjer"]
    first = "Jämförelse om ”Miljö och klimat”. Flest redovisade insatser: Skåne och Dalarna (1)."
    assert answer.text.startswith(f"{first} Skåne (1 redovisad insats): ”")


@pytest.mark.parametrize(
    ("topic", "theme"),
    [
        ("integration", "integration"),
        ("Jämställdhetsfrågor", "jamstalldhet"),
        ("miljö och klimat", "miljo-klimat"),
        ("boende, arbete och välfärd", "boende-arbete-valfard"),
        # Narrower than the theme, or only beside it.
        ("jämställdhetsintegrering", None),
        ("klimat", None),
        ("entreprenörskap", None),
        ("digital tillgänglighet", None),
    ],
)
def test_a_topic_is_a_theme_by_its_whole_name_only(topic: str, theme: str | None) -> None:
    assert theme_by_name(topic) == theme


def test_a_themes_name_with_a_comma_is_one_topic() -> None:
    asked = read_question("Vilka regioner arbetar med boende, arbete och välfärd?")
    assert (asked.topics, asked.join) == (("boende, arbete och välfärd",), None)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Hur många regioner har insatser inom integration?", Kind.REGIONS),
        ("Vilka regioner har redovisat insatser inom temat miljö och klimat?", Kind.REGIONS),
        ("Vilken region har flest insatser inom integration?", Kind.COUNT),
        ("Hur många insatser har regionerna inom integration?", Kind.COUNT),
    ],
)
def test_regions_are_counted_as_regions_and_initiatives_as_initiatives(question: str, kind: Kind) -> None:
    assert read_question(question).kind is kind
