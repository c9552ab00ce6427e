"""Counts of records, however the question words that it is records it counts."""

import re
from collections import Counter

import pytest

from corpus.document import Status
from corpus.themes import find_theme
from indexer.index import Filters
from service.answer.answer import AnswerStatus
from service.answer.counting.count_sentences import share
from service.answer.records import find_initiatives, initiatives_at
from service.answer.sentences import so_many
from service.answering import Answerer
from service.asked.understood import Kind


@pytest.mark.parametrize(
    ("question", "filters", "status"),
    [
        ("Hur många insatser har Gotland redovisat?", Filters(regions=("09",)), Status.REPORTED),
        ("Hur många redovisade insatser har Gotland?", Filters(regions=("09",)), Status.REPORTED),
        ("Hur många insatser har Skåne rapporterat totalt?", Filters(regions=("12",)), Status.REPORTED),
        ("Hur många insatser har Skåne och Blekinge tillsammans?", Filters(regions=("12", "10")), Status.REPORTED),
        (
            "Hur många insatser inom integration finns i sammanställningen?",
            Filters(themes=("integration",)),
            Status.REPORTED,
        ),
        ("Totalt antal insatser i underlaget?", Filters(), Status.REPORTED),
        ("Hur många insatser finns det totalt i sammanställningen?", Filters(), Status.REPORTED),
        ("Hur många föreslagna insatser finns i underlaget?", Filters(), Status.PROPOSED),
    ],
)
def test_words_that_count_records_are_no_topic(
    answerer: Answerer, question: str, filters: Filters, status: Status
) -> None:
    answer = answerer.answer(question, Filters())
    assert (answer.kind, answer.status, answer.understood.topics) == (Kind.COUNT, AnswerStatus.ANSWERED, ())
    assert answer.count is not None
    assert answer.count.value == len(find_initiatives(answerer.searcher, filters, status=status, distinct=True))


def test_documents_are_counted_where_none_is_named(answerer: Answerer) -> None:
    answer = answerer.answer("Hur många dokument finns det?", Filters())
    assert answer.count is not None
    assert (answer.status, answer.count.value) == (AnswerStatus.ANSWERED, 5)


def test_what_stands_for_the_question_before_counts_nothing_by_itself(answerer: Answerer) -> None:
    assert answerer.answer("Hur många av dem har insatser?", Filters()).status is AnswerStatus.UNCLEAR


def test_a_topic_is_still_counted_by_what_was_read(answerer: Answerer) -> None:
    answer = answerer.answer("Hur många insatser handlar om vätgas?", Filters())
    assert (answer.kind, answer.status, answer.understood.topics) == (Kind.COUNT, AnswerStatus.PARTIAL, ("vätgas",))


@pytest.mark.parametrize(
    "question",
    ["Antal insatser per tema i Östergötland?", "Räkna insatserna i Östergötland, fördelade på tema"],
)
def test_a_count_is_parted_by_theme(answerer: Answerer, question: str) -> None:
    filters = Filters(regions=("05",))
    searcher = answerer.searcher
    found = initiatives_at(searcher, find_initiatives(searcher, filters, status=Status.REPORTED, distinct=True))
    counts = Counter(find_theme(initiative.theme).label for initiative in found if initiative.theme)
    answer = answerer.answer(question, Filters())
    assert answer.count is not None
    assert answer.count.value == len(found)
    assert all(f"{label} ({n})" in answer.text for label, n in counts.items())


def test_two_themes_that_are_compared_by_number_are_counted_each_by_itself(answerer: Answerer) -> None:
    answer = answerer.answer("Är det fler insatser om miljö än om jämställdhet?", Filters())
    numbers = {
        theme: len(find_initiatives(answerer.searcher, Filters(themes=(theme,)), status=Status.REPORTED, distinct=True))
        for theme in ("miljo-klimat", "jamstalldhet")
    }
    assert answer.count is not None
    assert answer.count.value == numbers["miljo-klimat"]
    assert f"Miljö och klimat ({numbers['miljo-klimat']})" in answer.text
    assert f"Jämställdhet ({numbers['jamstalldhet']})" in answer.text


def test_a_count_is_parted_by_region(answerer: Answerer) -> None:
    answer = answerer.answer("Antal insatser per region inom integration?", Filters())
    assert answer.count is not None
    numbers = [int(n) for n in re.findall(r"\((\d+)\)", answer.text) if len(n) < 4]
    assert len(numbers) == 21
    assert sum(numbers) == answer.count.value


@pytest.mark.parametrize(
    ("question", "value", "told"),
    [
        ("Hur stor andel av insatserna handlar om integration?", 39, "7 procent av 528 redovisade insatser"),
        ("vilken andel av skånes projekt rör jämställdhet", 1, "4 procent av 28 redovisade insatser från Skåne"),
        ("Hur många procent av insatserna kommer från Gotland?", 37, "7 procent av 528 redovisade insatser"),
    ],
)
def test_a_share_of_the_records_is_told_with_its_whole(
    answerer: Answerer, question: str, value: int, told: str
) -> None:
    answer = answerer.answer(question, Filters())
    assert (answer.kind, answer.status) == (Kind.COUNT, AnswerStatus.ANSWERED)
    assert answer.count is not None
    assert answer.count.value == value
    assert told in answer.text


def test_a_share_of_what_was_read_on_a_topic_is_the_least_it_may_be(answerer: Answerer) -> None:
    answer = answerer.answer("Hur stor andel av insatserna handlar om vätgas?", Filters())
    assert (answer.kind, answer.status, answer.understood.topics) == (Kind.COUNT, AnswerStatus.PARTIAL, ("vätgas",))
    assert "Det är minst 2 procent av" in answer.text


def test_less_than_one_per_cent_of_what_may_be_more_is_told_as_no_share() -> None:
    assert share(1, 578, "insatser", at_least=True) == ""
    assert share(1, 578, "insatser") == "Det är mindre än 1 procent av 578 insatser."


def test_a_share_of_participants_is_no_share_of_the_records(answerer: Answerer) -> None:
    answer = answerer.answer("Hur stor andel av projektets deltagare i Nya eXtra stöd var kvinnor?", Filters())
    assert answer.kind is Kind.FACT


def test_what_is_told_of_a_theme_without_initiatives_is_told_by_its_prose(answerer: Answerer) -> None:
    answer = answerer.answer("Vad gör Örebro inom integration?", Filters())
    assert (answer.kind, answer.status) == (Kind.OVERVIEW, AnswerStatus.PARTIAL)
    assert answer.text.startswith("Inga redovisade insatser inom ”Integration” från Örebro finns i samlingen. ")
    assert {citation.passage.initiative for citation in answer.citations} == {None}


@pytest.mark.parametrize(
    ("n", "noun", "said"),
    [
        (1, "redovisade insatser inom ”Integration”", "1 redovisad insats inom ”Integration”"),
        (1, "insatser om vätgas", "1 insats om vätgas"),
        (2, "insatser om vätgas", "2 insatser om vätgas"),
    ],
)
def test_one_of_them_is_told_in_the_singular(n: int, noun: str, said: str) -> None:
    assert so_many(n, noun) == said
