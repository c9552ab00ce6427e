"""Contacts: given where they stand in what is about the question, and not told where they are masked."""

from dataclasses import replace

import pytest

from indexer.index import Filters
from service.answer.answer import AnswerStatus
from service.answer.sentences import HIDDEN_CONTACT, NO_CONTACT
from service.answering import Answerer
from service.masking.index import MaskedIndex
from service.search.searcher import Searcher
from tests.service.memory_index import BUCKET_RANKING
from tests.service.samples import make_index, make_passages
from tests.service.word_reader import WordReader

ADDRESS = "johanna.bond@centralsweden.be"


@pytest.mark.parametrize(
    ("question", "address"),
    [
        ("Vilken e-postadress har Johanna Bond?", ADDRESS),
        ("Vem är kontaktperson för smart specialisering i Norra Mellansverige?", ADDRESS),
        ("kontaktuppgifter smart specialisering", ADDRESS),
        ("Vart mejlar jag synpunkter på programutkastet i Norra Mellansverige?", "thomas.hogman@regiongavleborg.se"),
        ("Vart mejlar jag synpunkter på ERUF-programmet i Norra Mellansverige?", "thomas.hogman@regiongavleborg.se"),
    ],
)
def test_an_address_is_given_with_its_quote(answerer: Answerer, question: str, address: str) -> None:
    answer = answerer.answer(question, Filters())
    assert answer.answer is not None
    assert answer.answer.text == address == answer.citations[0].quote[answer.answer.start : answer.answer.end]


@pytest.mark.parametrize(
    "question",
    [
        "Vilken mejladress har Anna Stålhammar?",
        "Vem kontaktar jag om vätgas i Norra Mellansverige?",
        "Vem är kontaktperson för smart specialisering i Kalmar?",
    ],
)
def test_an_address_of_somebody_else_or_for_something_else_is_none(answerer: Answerer, question: str) -> None:
    answer = answerer.answer(question, Filters())
    assert answer.status is AnswerStatus.NOT_FOUND
    assert NO_CONTACT in answer.text


def test_contact_of_arbetsliv_is_a_topic(answerer: Answerer) -> None:
    answer = answerer.answer("Hur har kontakten mellan skola och arbetsliv stärkts?", Filters())
    assert answer.status is AnswerStatus.ANSWERED


def test_masked_contacts_are_told_as_hidden_and_not_as_missing() -> None:
    text = "Valideringslyftet drivs vidare. Kontaktperson: Anna Öberg, anna.oberg@example.se, 08-123 45 67."
    first = make_passages()[0]
    index = make_index([replace(first, id=f"{first.id}-contact", text=text)])
    question = "Vem är kontaktperson för Valideringslyftet?"
    told = Answerer(Searcher(index, ranking=BUCKET_RANKING), WordReader()).answer(question, Filters())
    masked = Answerer(Searcher(MaskedIndex(index), ranking=BUCKET_RANKING), WordReader()).answer(question, Filters())
    assert told.answer is not None
    assert told.answer.text == "Anna Öberg"
    assert (masked.answered, HIDDEN_CONTACT in masked.text) == (False, True)
    assert "Öberg" not in masked.text
