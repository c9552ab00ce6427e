"""Answers: every region accounted for, every word quoted, and silence where the documents are silent."""

import pytest

from corpus.pages import collapse
from indexer.index import Filters, Rows, Scored
from service.answer.answer import Answer, RegionStatus
from service.answer.wording import NOT_SAID
from service.answering import Answerer
from service.asked.understood import Kind
from service.errors import QueryError
from service.search.searcher import Searcher
from tests.service.memory_index import BUCKET_RANKING
from tests.service.samples import PLAN, make_index
from tests.service.word_reader import WordReader

NO_FILTERS = Filters()


def statuses(answer: Answer) -> dict[str, RegionStatus]:
    return {region.region.name: region.status for region in answer.regions}


@pytest.mark.parametrize(
    "question",
    [
        "Vilka regioner stöttar film?",
        "Vilka regioner stöttar simhallar?",
        "Hur många filmer fick stöd av Filmfonden?",
        "Hur många simhallar byggdes?",
        "Vad görs om elnät?",
    ],
)
def test_a_question_is_searched_once_answered_or_not(question: str, monkeypatch: pytest.MonkeyPatch) -> None:
    index, searched = make_index(), []
    dense = index.dense

    def counted(query: str, words: str, k: int, allowed: Rows | None) -> Scored:
        searched.append(query)
        return dense(query, words, k, allowed)

    monkeypatch.setattr(index, "dense", counted)
    Answerer(Searcher(index, ranking=BUCKET_RANKING), WordReader()).answer(question, NO_FILTERS)
    assert len(searched) == 1


def test_a_question_asked_again_is_remembered_with_its_filters(made_answerer: Answerer) -> None:
    question, narrowed = "Vilka regioner stöttar film?", Filters(regions=("12",))
    first, in_skane = made_answerer.answer(question, NO_FILTERS), made_answerer.answer(question, narrowed)
    assert made_answerer.answer(question, NO_FILTERS) is first
    assert made_answerer.answer(question, narrowed) is in_skane
    assert statuses(first)["Gävleborg"] is RegionStatus.EVIDENCE is not statuses(in_skane)["Gävleborg"]


def test_regions_answer_holds_all_21_evidence_first(made_answerer: Answerer) -> None:
    answer = made_answerer.answer("Vilka regioner stöttar film?", NO_FILTERS)
    assert answer.kind is Kind.REGIONS
    assert len(statuses(answer)) == 21
    assert {name for name, status in statuses(answer).items() if status is RegionStatus.EVIDENCE} == {
        "Skåne", "Gävleborg",
    }  # fmt: skip
    order = [list(RegionStatus).index(region.status) for region in answer.regions]
    assert order == sorted(order)


def test_region_named_in_another_regions_row_is_only_mentioned(made_answerer: Answerer) -> None:
    answer = made_answerer.answer("Vilka regioner stöttar film?", NO_FILTERS)
    blekinge = next(region for region in answer.regions if region.region.name == "Blekinge")
    assert blekinge.status is RegionStatus.MENTIONED
    assert "Blekinge" in blekinge.evidence[0].quote


def test_goal_text_is_no_evidence(made_answerer: Answerer) -> None:
    answer = made_answerer.answer("Vilka regioner arbetar med validering?", NO_FILTERS)
    assert statuses(answer)["Blekinge"] is RegionStatus.EVIDENCE
    assert statuses(answer)["Dalarna"] is RegionStatus.NONE


def test_group_document_is_cited_for_the_group_and_for_no_member(made_answerer: Answerer) -> None:
    answer = made_answerer.answer("Vilka regioner arbetar med validering?", NO_FILTERS)
    assert statuses(answer)["Värmland"] is RegionStatus.NONE
    assert "norra-mellansverige" in {citation.passage.group for citation in answer.citations}
    assert "Norra Mellansverige" in answer.text


def test_region_without_documents_is_told_apart_from_one_without_findings(made_answerer: Answerer) -> None:
    found = statuses(made_answerer.answer("Vilka regioner arbetar med validering?", NO_FILTERS))
    assert (found["Skåne"], found["Kalmar"]) == (RegionStatus.NONE, RegionStatus.NO_DOCUMENTS)


def test_filter_narrows_which_regions_are_looked_into(made_answerer: Answerer) -> None:
    found = statuses(made_answerer.answer("Vilka regioner stöttar film?", Filters(regions=("12",))))
    assert found["Skåne"] is RegionStatus.EVIDENCE
    assert found["Gävleborg"] is RegionStatus.NO_DOCUMENTS


def test_fact_is_quoted_with_its_place(made_answerer: Answerer) -> None:
    answer = made_answerer.answer("Hur många personer fick bevis på sin kompetens genom Valideringslyftet?", NO_FILTERS)
    assert answer.kind is Kind.FACT
    assert answer.answered
    assert "45 personer" in answer.citations[0].quote
    assert answer.citations[0].quote in answer.text
    assert "Blekinge" in answer.text
    assert "s. 4" in answer.text
    assert "2023" in answer.text


@pytest.mark.parametrize(
    "question",
    ["Hur många pingviner bor på Mars?", "Vilka regioner arbetar med vulkaner?", "dinosaurier", "Vem uppfann hjulet?"],
)
def test_what_is_not_in_the_documents_is_not_answered(made_answerer: Answerer, question: str) -> None:
    answer = made_answerer.answer(question, NO_FILTERS)
    assert not answer.answered
    assert answer.text.startswith(NOT_SAID)
    assert answer.citations == ()
    assert 1 <= len(answer.nearest) <= 5


def test_passages_answer_cites_what_was_found(made_answerer: Answerer) -> None:
    answer = made_answerer.answer("Vad har gjorts om filminspelningar?", NO_FILTERS)
    assert answer.kind is Kind.PASSAGES
    assert {citation.passage.region for citation in answer.citations} >= {"12"}
    assert [citation.number for citation in answer.citations] == list(range(1, len(answer.citations) + 1))


@pytest.mark.parametrize(
    "question",
    [
        "Vilka regioner arbetar med validering?",
        "Hur många filmer fick stöd av Filmfonden?",
        "kapacitetsbrist i elnätet",
    ],
)
def test_every_quote_stands_on_its_page_and_is_short(made_answerer: Answerer, question: str) -> None:
    answer = made_answerer.answer(question, NO_FILTERS)
    quotes = [(citation.quote, citation.passage) for citation in answer.citations]
    quotes += [(found.quote, found.passage) for region in answer.regions for found in region.evidence]
    assert quotes
    for quote, passage in quotes:
        page = made_answerer.searcher.index.page(passage.document, passage.page)
        assert page is not None
        assert collapse(quote) in collapse(page.text)
        assert len(quote.split()) <= 60


def test_coverage_counts_what_was_searched(made_answerer: Answerer) -> None:
    whole = made_answerer.answer("film", NO_FILTERS).coverage
    assert (whole.documents, whole.pages, whole.regions_with_documents, whole.years) == (2, 6, 5, (2023, 2028, 2029))
    assert made_answerer.answer("film", Filters(documents=(PLAN,))).coverage.documents == 1
    narrowed = made_answerer.answer("film", Filters(regions=("12",))).coverage
    assert narrowed.regions_with_documents == 1


def test_question_without_letters_is_refused(made_answerer: Answerer) -> None:
    with pytest.raises(QueryError):
        made_answerer.answer("???", NO_FILTERS)


def test_a_place_named_is_answered_with_its_own_evidence_only(made_answerer: Answerer) -> None:
    answer = made_answerer.answer("Vad gör Region Skåne för film?", NO_FILTERS)
    assert answer.kind is Kind.PASSAGES
    assert answer.answered
    # Gävleborg's Filmfonden, which names Skåne, comes after Skåne's own.
    assert [citation.passage.region for citation in answer.citations] == ["12", "21"]
    assert answer.text.startswith("1 insats eller avsnitt från Skåne handlar om frågan.")


def test_a_place_with_nothing_on_the_topic_is_said_to_have_none_and_others_are_nearest(made_answerer: Answerer) -> None:
    answer = made_answerer.answer("Vad gör Dalarna för film?", NO_FILTERS)
    assert not answer.answered
    assert answer.text.startswith(f"{NOT_SAID} Inget funnet för Dalarna. Närmast: ”")
    assert {hit.passage.region for hit in answer.nearest} == {"12", "21"}


def test_a_topic_nobody_tells_of_is_no_finding_of_a_named_place_either(made_answerer: Answerer) -> None:
    answer = made_answerer.answer("Vad gör Dalarna för vulkaner?", NO_FILTERS)
    assert not answer.answered
    assert "Närmast:" not in answer.text


def test_like_a_named_initiative_are_those_of_other_regions(made_answerer: Answerer) -> None:
    answer = made_answerer.answer("Finns något liknande Filmfonden i andra län?", NO_FILTERS)
    assert answer.kind is Kind.SIMILAR
    assert answer.answered
    # Skåne's is the first of the two Filmfonden told; Gävleborg's is the same project.
    assert [citation.passage.region for citation in answer.citations] == ["21"]
    assert answer.text.startswith("1 insats i andra regioner liknar Filmfonden (Skåne). Den berättar om samma projekt.")


def test_a_region_named_says_whose_initiative_is_meant(made_answerer: Answerer) -> None:
    answer = made_answerer.answer("Finns något liknande Filmfonden i Gävleborg i andra län?", NO_FILTERS)
    assert [citation.passage.region for citation in answer.citations] == ["12"]


def test_nothing_like_a_named_initiative_within_the_filters_is_said(made_answerer: Answerer) -> None:
    answer = made_answerer.answer("Finns något liknande Filmfonden i andra län?", Filters(regions=("20",)))
    assert not answer.answered
    assert "Ingen insats i andra regioner är tydligt jämförbar med Filmfonden (Skåne)." in answer.text
    assert {hit.passage.region for hit in answer.nearest} <= {"20", None}


@pytest.mark.parametrize(
    "question",
    ["dinosaurier", "Vem uppfann hjulet?", "Vilka regioner arbetar med vulkaner?", "Vad gör Dalarna för vulkaner?"],
)
def test_confidence_of_silence_is_that_nothing_is_said(made_answerer: Answerer, question: str) -> None:
    answer = made_answerer.answer(question, NO_FILTERS)
    assert not answer.answered
    assert answer.confidence > 0.5
