"""What of its topic a question leaves out, and what then is shown."""

import re

import pytest

from indexer.index import Filters
from service.answer.answer import AnswerStatus, RegionStatus
from service.answering import Answerer
from service.asked.asked import LeftOut
from service.asked.limits.left_out_topics import leave_out_topic
from service.asked.reading import read_question
from service.search.query import NO_FILTERS


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@pytest.mark.parametrize(
    ("question", "rest", "topic", "is_denied"),
    [
        ("Insatser om energi men inte vindkraft", "Insatser om energi", "vindkraft", True),
        ("Vad görs för unga förutom sommarjobb?", "Vad görs för unga?", "sommarjobb", False),
        ("projekt om digitalisering, exkl. bredband", "projekt om digitalisering", "bredband", False),
        ("Vilka stöttar mat men arbetar inte med jordbruk?", "Vilka stöttar mat?", "jordbruk", True),
        ("vilka jobbar med cykel men som inte arbetar med buss?", "vilka jobbar med cykel?", "buss", True),
        ("Everything on energy except wind power", "Everything on energy", "wind power", False),
        ("Miljö men inte cirkulär ekonomi, vad görs?", "Miljö, vad görs?", "cirkulär ekonomi", True),
        ("Unga som varken arbetar eller studerar", None, None, None),
        ("Projekt för unga som inte studerar", None, None, None),
        ("Vilka regioner arbetar med vätgas utom Uppsala?", None, None, None),
        ("Inte bara bredband men inte minst AI?", None, None, None),
        ("Allt utom vätgas", None, None, None),
    ],
)
def test_a_topic_is_left_out_beside_another(
    question: str, rest: str | None, topic: str | None, is_denied: bool | None
) -> None:
    left_out = LeftOut(topic=topic, is_denied=bool(is_denied)) if topic else None
    assert leave_out_topic(question) == (rest or question, left_out)


def test_what_is_left_out_is_no_topic_and_not_searched_for() -> None:
    asked = read_question("Insatser om energi men inte vindkraft")
    assert (asked.topics, asked.sought) == (("energi",), "Insatser om energi")


def test_initiatives_that_tell_of_it_are_not_found(answerer: Answerer) -> None:
    searcher = answerer.searcher
    plain = searcher.candidates(searcher.understand("digitalisering"), NO_FILTERS)
    narrowed = searcher.candidates(searcher.understand("digitalisering utom bredband"), NO_FILTERS)
    assert any("bredband" in words_of(candidate.passage.text.casefold()) for candidate in plain)
    assert not any("bredband" in words_of(candidate.passage.text.casefold()) for candidate in narrowed)
    # Another passage of an initiative that tells of it is left out with it.
    names = {candidate.passage.name for candidate in narrowed}
    assert "Regionala prioriteringar i det statliga bredbandsstödet" not in names
    assert "Digital innovationshubb (Mighty)" in names


def test_the_answer_tells_what_is_left_out(answerer: Answerer) -> None:
    answer = answerer.answer("Vad görs för ungdomar förutom sommarjobb?", Filters())
    assert answer.status is AnswerStatus.ANSWERED
    assert "Det som gäller sommarjobb är utelämnat, som frågan säger." in answer.text
    assert not any("sommarjobb" in citation.passage.text.casefold() for citation in answer.citations)


def test_regions_that_work_with_what_is_denied_are_not_counted(answerer: Answerer) -> None:
    def with_evidence(question: str) -> set[str]:
        found = answerer.answer(question, Filters()).regions
        return {answer.region.code for answer in found if answer.status is RegionStatus.EVIDENCE}

    cycling = with_evidence("Vilka regioner arbetar med cykling?")
    only_cycling = with_evidence("Vilka regioner arbetar med cykling men inte kollektivtrafik?")
    assert only_cycling
    assert only_cycling < cycling
