"""What is seen of a sentence that may answer a fact question."""

import re

import pytest

from indexer.index import Filters
from service.answer.fact_findings import features, find_facts, read_sentences
from service.asked.reading import read_question
from service.searcher import Searcher
from tests.service.samples import make_index

INDEX = make_index()
SEARCHER = Searcher(INDEX)
ALL = Filters()


def seen(question: str, start: str) -> dict[str, float]:
    asked = read_question(question)
    read = read_sentences(SEARCHER.candidates(asked, ALL))
    row = next(row for row, sentence in enumerate(read) if sentence.text.startswith(start))
    return {name: float(values[row]) for name, values in features(INDEX, asked, read).items()}


def test_what_is_counted_stands_behind_its_number() -> None:
    assert seen("Hur många personer fick bevis?", "Valideringslyftet har")["fits"] == 1.0
    assert seen("Hur många bevis gavs till personer?", "Valideringslyftet har")["fits"] == 1.0
    assert seen("Hur många kommuner fick bevis?", "Valideringslyftet har")["fits"] == 0.0


def test_what_the_name_leaves_unsaid_must_be_said_by_the_sentence() -> None:
    told = seen("Hur många personer fick bevis i Valideringslyftet?", "Valideringslyftet har")
    untold = seen("Hur många kommuner fanns i Valideringslyftet?", "Valideringslyftet har")
    assert (told["beyond"], untold["beyond"]) == (1.0, 0.0)
    assert untold["sentence"] == pytest.approx(0.5)


def test_what_is_asked_about_stands_around_the_answer() -> None:
    assert seen("Hur många personer fick bevis?", "Valideringslyftet har")["around"] == 1.0
    assert seen("Hur många kommuner fick bevis?", "Valideringslyftet har")["around"] == pytest.approx(0.5)
    assert seen("Hur många personer fick bevis?", "Elbristen kartläggs")["around"] == 0.0


def test_who_is_answered_by_somebody_who_acts() -> None:
    assert seen("Vem höll kursen om validering?", "Valideringslyftet har")["fits"] == 1.0
    assert seen("Vem höll kursen om validering?", "Elbristen kartläggs")["fits"] == 0.0


def test_goals_are_not_read_for_facts() -> None:
    found = find_facts(SEARCHER, read_question("Vad heter målet om validering av vuxnas kunskaper?"), ALL)
    assert found
    assert all(finding.passage.is_evidence for finding in found)


def test_a_short_sentence_is_read_with_its_neighbour() -> None:
    read = read_sentences(SEARCHER.candidates(read_question("Vem höll kursen om validering?"), ALL))
    whole = (
        "Valideringslyftet har gett 45 personer bevis på sin kompetens. Kursen hölls av Yrkeshögskolan Syd i maj 2023."
    )
    assert [sentence.text for sentence in read if "Yrkeshögskolan" in sentence.text] == [whole, whole]


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Hur många samtal hölls med nätägare om elbristen?", r"\d|sju|fyra"),
        ("När kartläggs elbristen i samtal med nätägare?", r"20\d\d|maj"),
        ("Hur mycket kostade samtalen med nätägare om elbristen?", r"miljoner"),
    ],
)
def test_what_asks_for_a_number_is_never_answered_without_one(question: str, wanted: str) -> None:
    """The nearest sentence, `Elbristen kartläggs i samtal med nätägare`, holds neither number, date nor amount."""
    asked = read_question(question)
    assert any(sentence.text.startswith("Elbristen") for sentence in read_sentences(SEARCHER.candidates(asked, ALL)))
    found = find_facts(SEARCHER, asked, ALL)
    assert found
    assert all(re.search(wanted, finding.quote) for finding in found)
