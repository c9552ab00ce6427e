"""Who names something: by the words of their own texts alone, whatever they do about it."""

from dataclasses import replace

import pytest

from corpus.document import Field
from service.answer.answer import Answer, AnswerStatus, RegionStatus
from service.answer.evidence.literal import find_literally
from service.answering import Answerer
from service.asked.words.naming import asked_name
from service.search.query import NO_FILTERS
from service.search.searcher import Searcher
from tests.service.memory_index import BUCKET_RANKING
from tests.service.samples import make_index, make_passages
from tests.service.word_reader import WordReader

MADE = make_passages()[0]
TOLD = (
    ("10", Field.DESCRIPTION, "Fyrnätet drivs tillsammans med Kustrådet och två kommuner."),
    ("17", Field.GOALS, "Målet är att Kustrådets karta ska täcka hela länet."),
    ("20", Field.DESCRIPTION, "Kusten får nya bryggor."),
)
PASSAGES = [
    replace(MADE, id=f"n-{code}", text=text, field=field, initiative=f"n-{code}", name="", region=code, regions=(code,),
            mentioned=())
    for code, field, text in TOLD
]  # fmt: skip


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    return Answerer(Searcher(make_index(PASSAGES), ranking=BUCKET_RANKING), WordReader())


def naming(answer: Answer) -> set[str]:
    return {found.region.code for found in answer.regions if found.status is RegionStatus.EVIDENCE}


@pytest.mark.parametrize(
    ("question", "name", "denied"),
    [
        ("Vilka regioner nämner Kustrådet?", "Kustrådet", False),
        ("I vilka regioners texter nämns ordet resiliens?", "resiliens", False),
        ("Vilka län i Norrland har nämnt Havsforum i sina rapporter?", "Havsforum", False),
        ("Vilka regioner nämner inte Kustrådet?", "Kustrådet", True),
        ("Which regions mention Interreg?", "Interreg", False),
        ("Vilka regioner tar upp Kustrådet?", "Kustrådet", False),
        ("Hur många regioner nämner Kustrådet?", "Kustrådet", False),
        ("Vilka län hänvisar till Agenda 2030?", "Agenda 2030", False),
    ],
)
def test_name_is_read(question: str, name: str, denied: bool) -> None:
    asked = asked_name(question)
    assert asked is not None
    assert (asked.name, asked.is_denied) == (name, denied)


@pytest.mark.parametrize(
    "question",
    [
        "Vilka mål nämns?",
        "Vilka insatser nämner Kalmar?",
        "Vilka regioner arbetar med film?",
        "Vad nämns om isvägar?",
        "Vilka regioner tar upp isvägar?",
    ],
)
def test_who_names_is_not_asked(question: str) -> None:
    assert asked_name(question) is None


def test_those_whose_own_text_has_the_name_are_given(answerer: Answerer) -> None:
    answer = answerer.answer("Vilka regioner nämner Kustrådet?", NO_FILTERS)
    assert naming(answer) == {"10", "17"}
    assert all("Kustrådet" in citation.quote for citation in answer.citations)
    assert answer.text.startswith("2 av 21 regioner nämner ”Kustrådet” i sina texter")


def test_those_without_the_name_are_given_where_that_is_asked(answerer: Answerer) -> None:
    answer = answerer.answer("Vilka regioner nämner inte Kustrådet?", NO_FILTERS)
    codes = {found.region.code for found in answer.regions}
    assert "20" in codes
    assert codes.isdisjoint({"10", "17"})


def test_a_word_is_looked_for_though_it_may_be_outside(answerer: Answerer) -> None:
    assert answerer.answer("Var förekommer ordet demokrati?", NO_FILTERS).status is AnswerStatus.NOT_FOUND


@pytest.mark.parametrize(
    ("names", "codes"),
    [
        ("både bryggor och Kustrådet", set()),
        ("karta eller bryggor", {"17", "20"}),
        ("Kustrådet och kommuner", {"10"}),
        ("bryggor, karta eller slussar", {"17", "20"}),
    ],
)
def test_of_several_names_each_or_any_is_to_be_named(answerer: Answerer, names: str, codes: set[str]) -> None:
    assert naming(answerer.answer(f"Vilka regioner nämner {names}?", NO_FILTERS)) == codes


def test_what_nobody_names_is_not_found(answerer: Answerer) -> None:
    answer = answerer.answer("Vilka regioner nämner Bergsrådet?", NO_FILTERS)
    assert answer.status is AnswerStatus.NOT_FOUND
    assert "”Bergsrådet” nämns inte i regionernas texter." in answer.text


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("Länets cykelplan är antagen.", "cykel", "cykelplan"),
        ("Med stöd av Business Kust bildas ett råd.", "Business Kust", "Business Kust"),
        ("Business Region Kust bildas.", "Business Kust", None),
    ],
)
def test_words_are_found_in_a_row_and_in_compounds(text: str, name: str, found: str | None) -> None:
    span = find_literally(text, name)
    assert (text[slice(*span)] if span else None) == found
