"""A report called by its title or by what it is, which is all that a question asks to sum up."""

import pytest

from indexer.index import Filters
from service.answering import Answerer
from service.asked.names.named_documents import find_named_document
from service.asked.understood import Kind


@pytest.mark.parametrize(
    ("question", "document", "n"),
    [
        ("sammanfatta nationella sammanställningen", "villkorsrapporter-2023", 528),
        ("Sammanfatta ÖMS underlag till partnerskapsplanen", "oms-nrpp-2028", 50),
        ("Vad står i beslutet om REAL ÖMS?", "real-oms-2023", None),
        ("Vad står i REAL ÖMS-beslutet?", "real-oms-2023", None),
        ("Sammanfatta REAL ÖMS", "real-oms-2023", None),
        ("Vad handlar dokumentet om REAL ÖMS om?", "real-oms-2023", None),
        ("Sammanfatta dialogmötet i Norra Mellansverige", "nms-dialog-2020", None),
        ("Vad handlar bilderna från dialogmötet om?", "nms-dialog-2020", None),
    ],
)
def test_a_named_report_alone_is_summed_up(answerer: Answerer, question: str, document: str, n: int | None) -> None:
    answer = answerer.answer(question, Filters())
    assert (answer.kind, answer.answered) == (Kind.OVERVIEW, True)
    assert {citation.passage.document for citation in answer.citations} == {document}
    assert (answer.count.value if answer.count else None) == n
    assert answerer.searcher.document(document).title in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Vad säger beslutet om jämställdhet?",
        "Sammanfatta läget i Östra Mellansverige",
        "Vad kostar beslutet om REAL ÖMS?",
        "Sammanfatta medfinansiering",
        "Sammanfatta underlaget från Skåne",
    ],
)
def test_what_asks_for_more_than_a_report_is_not_taken_for_one(answerer: Answerer, question: str) -> None:
    searcher = answerer.searcher
    assert find_named_document(searcher.understand(question), searcher.documents(Filters())) is None


def test_a_report_that_is_filtered_out_is_not_summed_up(answerer: Answerer) -> None:
    answer = answerer.answer("Sammanfatta REAL ÖMS", Filters(documents=("villkorsrapporter-2023",)))
    assert {citation.passage.document for citation in answer.citations} <= {"villkorsrapporter-2023"}
