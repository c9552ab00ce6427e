"""Answers that are made of records, sides and limits, over the small collection and a reader that goes by words."""

import pytest

from corpus.document import Status
from indexer.index import Filters
from service.answer.answer import Answer, AnswerStatus, RegionStatus
from service.answer.draft import Desk
from service.answer.records import find_initiatives, initiatives_at, list_address
from service.answer.regions import draft_regions
from service.answering import Answerer
from service.asked.reading import read_question
from service.asked.understood import Kind
from service.search.searcher import Searcher
from tests.service.memory_index import BUCKET_RANKING
from tests.service.plain_readers import TopicReader
from tests.service.samples import make_index

NO_FILTERS = Filters()


@pytest.fixture(scope="module")
def searcher() -> Searcher:
    return Searcher(make_index(), ranking=BUCKET_RANKING)


@pytest.fixture(scope="module")
def answerer(searcher: Searcher) -> Answerer:
    return Answerer(searcher, TopicReader())


def statuses(answer: Answer) -> dict[str, RegionStatus]:
    return {region.region.name: region.status for region in answer.regions}


def with_evidence(answer: Answer) -> set[str]:
    return {name for name, status in statuses(answer).items() if status is RegionStatus.EVIDENCE}


def test_place_left_out_is_no_evidence_and_the_text_says_so(answerer: Answerer) -> None:
    plain = answerer.answer("Vilka regioner stöttar film?", NO_FILTERS)
    without = answerer.answer("Vilka regioner utom Skåne stöttar film?", NO_FILTERS)
    assert with_evidence(without) == with_evidence(plain) - {"Skåne"}
    assert with_evidence(plain) == {"Skåne", "Gävleborg"}
    assert statuses(without)["Skåne"] is RegionStatus.NO_DOCUMENTS
    assert "Skåne är utelämnat" in without.text
    assert without.understood.excluded_regions == ("Skåne",)
    assert len(without.regions) == 21


def test_question_and_filter_leave_the_same_out(answerer: Answerer) -> None:
    asked = answerer.answer("Vilka regioner utom Skåne stöttar film?", NO_FILTERS)
    filtered = answerer.answer("Vilka regioner stöttar film?", Filters(without=("12",)))
    assert statuses(asked) == statuses(filtered)


def test_places_in_the_question_count_as_all_there_are(answerer: Answerer) -> None:
    answer = answerer.answer("Vilka regioner i Norra Mellansverige stöttar film?", NO_FILTERS)
    assert with_evidence(answer) == {"Gävleborg"}
    assert answer.text.startswith("1 av 3 regioner har belägg")


def test_negated_question_names_those_without_evidence_and_says_what_that_is_worth(answerer: Answerer) -> None:
    answer = answerer.answer("Vilka regioner stöttar inte film?", NO_FILTERS)
    assert (answer.status, answer.answered) == (AnswerStatus.PARTIAL, True)
    assert answer.citations == ()
    assert answer.understood.negated
    named = answer.text.split(": ")[1]
    assert "Dalarna" in named
    assert "Gävleborg" not in named
    assert "visar inte att en region inte gör något" in answer.text
    assert "Gävleborg" not in {each.region.name for each in answer.regions}
    do = [each.region.name for each in answer.other_regions if each.status is RegionStatus.EVIDENCE]
    assert do == ["Skåne", "Gävleborg"]


def test_both_topics_must_be_there_and_either_will_do(searcher: Searcher) -> None:
    desk = Desk(searcher=searcher, reader=TopicReader())
    both = draft_regions(desk, read_question("Vilka regioner arbetar med både elnät och film?"), NO_FILTERS)
    either = draft_regions(desk, read_question("Vilka regioner arbetar med elnät eller film?"), NO_FILTERS)
    found = [{r.region.name for r in d.regions if r.status is RegionStatus.EVIDENCE} for d in (both, either)]
    assert found[0] == {"Skåne"}
    assert found[1] == {"Skåne", "Gävleborg"}


def test_year_that_no_document_is_about_is_answered_with_the_years_there_are(answerer: Answerer) -> None:
    answer = answerer.answer("Vilka regioner stöttade film 2019?", NO_FILTERS)
    assert (answer.status, answer.answered) == (AnswerStatus.NOT_FOUND, False)
    assert "Inget dokument gäller 2019. De år som finns är 2023, 2028–2029." in answer.text


def test_what_is_no_question_to_the_documents_is_answered_with_nothing_quoted(answerer: Answerer) -> None:
    answer = answerer.answer("Hej!", NO_FILTERS)
    assert (answer.kind, answer.status, answer.answered) == (Kind.OUTSIDE, AnswerStatus.OUTSIDE, False)
    assert (answer.citations, answer.nearest) == ((), ())
    assert answer.text.count("?") >= 2


def test_short_question_without_the_one_before_is_unclear(answerer: Answerer) -> None:
    alone = answerer.answer("Och Skåne då?", NO_FILTERS)
    assert (alone.status, alone.nearest) == (AnswerStatus.UNCLEAR, ())
    after = answerer.answer("Och Skåne då?", NO_FILTERS, previous="Vilka regioner stöttar film?")
    assert with_evidence(after) == {"Skåne"}


def test_initiatives_are_counted_from_the_records(answerer: Answerer, searcher: Searcher) -> None:
    answer = answerer.answer("Hur många insatser har Dalarna redovisat?", NO_FILTERS)
    assert (answer.kind, answer.status) == (Kind.COUNT, AnswerStatus.ANSWERED)
    assert answer.count is not None
    assert answer.count.value == 2
    assert answer.count.list == "/v1/initiatives?region=Dalarna&status=reported&distinct=true"
    listed = find_initiatives(searcher, Filters(regions=("20",)), status=Status.REPORTED, distinct=True)
    names = [initiative.name for initiative in initiatives_at(searcher, listed)]
    assert names == [
        "Gröna kraftlinjer",
        "Vuxnas lärande",
    ]


def test_most_is_counted_by_region_and_ties_are_all_named(answerer: Answerer) -> None:
    answer = answerer.answer("Vilken region har flest insatser?", NO_FILTERS)
    assert answer.count is not None
    assert answer.count.value == 2
    assert "Skåne och Dalarna (2)" in answer.text or "Dalarna och Skåne (2)" in answer.text


def test_address_of_what_is_left_out_lists_the_others() -> None:
    address = list_address(Filters(regions=("12", "20"), without=("12",)), status=Status.REPORTED)
    assert address == "/v1/initiatives?region=Dalarna&status=reported&distinct=true"


def test_comparison_has_a_side_for_each_place_and_says_where_nothing_is(answerer: Answerer) -> None:
    answer = answerer.answer("Jämför Skåne och Dalarna om film", NO_FILTERS)
    assert (answer.kind, answer.status) == (Kind.COMPARE, AnswerStatus.PARTIAL)
    skane, dalarna = answer.sides
    assert (skane.label, skane.region, skane.status) == ("Skåne", "12", RegionStatus.EVIDENCE)
    assert (dalarna.label, dalarna.citations, dalarna.status) == ("Dalarna", (), RegionStatus.NONE)
    assert all(answer.citations[number - 1].passage.region == "12" for number in skane.citations)
    assert "Dalarna: inget funnet." in answer.text


def test_named_initiatives_are_compared_by_what_they_tell_themselves(answerer: Answerer) -> None:
    answer = answerer.answer("Vad är skillnaden mellan Valideringslyftet och Filmfonden?", NO_FILTERS)
    assert [side.label for side in answer.sides] == ["Valideringslyftet (Blekinge)", "Filmfonden (Skåne)"]
    assert [len(side.citations) for side in answer.sides] == [1, 1]
    assert answer.status is AnswerStatus.ANSWERED


def test_what_has_no_two_sides_to_set_beside_each_other_is_answered_by_passages(answerer: Answerer) -> None:
    answer = answerer.answer("Vad är skillnaden mellan filmer?", NO_FILTERS)
    assert (answer.understood.kind, answer.kind, answer.sides) == (Kind.COMPARE, Kind.PASSAGES, ())
    assert answer.citations


def test_a_side_that_is_no_region_has_nothing_and_is_said_to_be_none(answerer: Answerer) -> None:
    answer = answerer.answer("Jämför Skåne och Narnia om filmer", NO_FILTERS)
    assert [(side.label, bool(side.citations)) for side in answer.sides] == [("Skåne", True), ("Narnia", False)]
    assert answer.status is AnswerStatus.PARTIAL
    assert answer.text.endswith("Narnia är ingen av Sveriges 21 regioner.")


def test_what_is_asked_of_others_than_regions_is_told_by_what_names_them_alone(answerer: Answerer) -> None:
    named = answerer.answer("Vad gör Yrkeshögskolan för kompetens?", NO_FILTERS)
    assert {citation.passage.name for citation in named.citations} == {"Valideringslyftet"}
    silent = answerer.answer("Vad gör Region Midtjylland för kompetens?", NO_FILTERS)
    assert silent.status is AnswerStatus.NOT_FOUND
    assert "Region Midtjylland är ingen av Sveriges 21 regioner." in silent.text


def test_overview_of_a_region_names_every_theme_and_the_total(answerer: Answerer) -> None:
    answer = answerer.answer("Sammanfatta Skånes insatser", NO_FILTERS)
    assert answer.kind is Kind.OVERVIEW
    assert answer.count is not None
    assert answer.count.value == 2
    assert answer.text.startswith("2 redovisade insatser från Skåne (2023). ")
    assert "Miljö och klimat (1): Elnät för omställning." in answer.text
    assert {citation.passage.name for citation in answer.citations} == {"Elnät för omställning", "Filmfonden"}


def test_nearest_says_what_it_lacks(answerer: Answerer) -> None:
    answer = answerer.answer("Vad har gjorts om rymdraketer?", NO_FILTERS)
    assert answer.status is AnswerStatus.NOT_FOUND
    assert answer.missing == "Inget av det som kommer närmast nämner rymdraketer."
    assert set(answer.nearest_missing) == {"nämner inte rymdraketer"}


def test_what_is_asked_of_a_named_initiative_is_told_by_that_field(answerer: Answerer) -> None:
    answer = answerer.answer("Vad blev resultatet av Valideringslyftet?", NO_FILTERS)
    assert answer.understood.initiative == "Valideringslyftet"
    assert answer.citations[0].quote.startswith("Valideringslyftet har gett 45 personer bevis")


def test_places_are_compared_by_their_first_initiatives_where_no_topic_is_asked_about(answerer: Answerer) -> None:
    answer = answerer.answer("Vad är skillnaden mellan Skånes och Dalarnas arbete?", NO_FILTERS)
    names = [[answer.citations[number - 1].passage.name for number in side.citations] for side in answer.sides]
    assert names == [["Elnät för omställning", "Filmfonden"], ["Gröna kraftlinjer"]]


def test_part_that_nothing_found_for_the_whole_names_is_sought_by_itself(answerer: Answerer) -> None:
    answer = answerer.answer("Vad gör Skåne inom film och elnät?", NO_FILTERS)
    assert {citation.passage.name for citation in answer.citations} >= {"Filmfonden", "Elnät för omställning"}
