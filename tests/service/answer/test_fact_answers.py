"""Facts: the answer in its quote, what is seen of a passage, how sure the answer is, and where none is given."""

from dataclasses import replace
from itertools import pairwise

import pytest

from service.answer.fact.fact_findings import find_facts, read_for_fact
from service.answer.fact.read_passage import MAX_LOGIT, ReadPassage, features
from service.answering import Answerer
from service.asked.reading import read_question
from service.asked.understood import Kind
from service.asked.words.expected import holds_answer
from service.ranking import RANKING
from service.read.quotes import MAX_WORDS
from service.read.reader import Reading
from service.search.searcher import Searcher
from tests.service.answer.facts import ALL, SEARCHER, VALIDATION, Marks
from tests.service.memory_index import BUCKET_RANKING
from tests.service.samples import make_index, make_passages
from tests.service.word_reader import SURE, WordReader

QUESTIONS = (
    VALIDATION,
    "Hur många filmer fick stöd av Filmfonden?",
    "Vad kostade projektet om elnätet?",
    "När fattades beslut om anslaget?",
)


def read(text: str) -> list[ReadPassage]:
    return read_for_fact(SEARCHER, WordReader(), read_question(text), ALL)


def test_the_words_marked_are_the_answer_and_stand_in_its_quote() -> None:
    best = find_facts(SEARCHER, WordReader(), read_question(VALIDATION), ALL)[0]
    assert best.quote[slice(*best.span)] == "45"
    assert best.quote.startswith("Valideringslyftet har gett 45 personer")


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_answer_stands_in_its_quote_and_every_quote_in_its_passage(question: str) -> None:
    found = find_facts(SEARCHER, WordReader(), read_question(question), ALL)
    readings = {passage.candidate.passage.id: passage.answer for passage in read(question)}
    assert {finding.passage.id for finding in found} == set(readings)
    for finding in found:
        assert finding.quote[slice(*finding.span)] == readings[finding.passage.id]
        assert finding.quote in finding.passage.text
        assert len(finding.quote.split()) <= MAX_WORDS
    assert all(better.confidence >= worse.confidence for better, worse in pairwise(found))


def test_what_holds_nothing_that_could_answer_is_left_out() -> None:
    nothing = Reading(answers=SURE, about=SURE, margin=SURE, span=(0, 0))
    question = read_question(VALIDATION)
    assert read_for_fact(SEARCHER, Marks(nothing), question, ALL) == []
    assert find_facts(SEARCHER, Marks(nothing), question, ALL) == []


def test_logits_are_taken_no_further_than_they_tell() -> None:
    question = read_question("Vem ansvarar för valideringen?")
    extreme = Reading(answers=99.0, about=0.0, margin=-50.0, span=(0, 5))
    seen = features(question, read_for_fact(SEARCHER, Marks(extreme), question, ALL))
    assert set(seen["margin"].tolist()) == {-MAX_LOGIT}


def test_what_is_seen_of_a_passage_is_the_readers_and_the_searchs() -> None:
    question = read_question(VALIDATION)
    found = read(VALIDATION)
    seen = features(question, found)
    place = next(n for n, passage in enumerate(found) if passage.candidate.passage == make_passages()[0])
    told = {name: float(values[place]) for name, values in seen.items()}
    assert told.pop("length") == pytest.approx(len(found[place].answer) / 100)
    assert told.pop("counted") == (0.0 if (near := found[place].counted) is None else pytest.approx(near - 0.5))
    assert told == {"margin": SURE, "relative": 1.0, "holds": 1.0, "place": 0.0, "alone": SURE, "first": 1.0}
    assert seen["holds"].tolist() == [holds_answer(p.answer, question.expected, question.text) for p in found]


def test_how_near_the_number_counts_what_is_asked_is_seen() -> None:
    text = "Valideringen hade 937 kvinnor och 292 män."
    passage = replace(make_passages()[0], id="two-numbers", text=text)
    question = read_question("Hur många kvinnor deltog i valideringen?")
    marked = Reading(answers=SURE, about=SURE, margin=SURE, span=(18, 41))
    found = read_for_fact(Searcher(make_index([passage])), Marks(marked), question, ALL)
    of_text = next(each for each in found if each.candidate.passage.text == text)
    assert of_text.counted == pytest.approx(1.0)
    assert features(question, [of_text])["counted"].tolist() == pytest.approx([0.5])


@pytest.mark.parametrize(("threshold", "answered"), [(0.0, True), (1.1, False)])
def test_below_the_threshold_the_documents_do_not_say(threshold: float, answered: bool) -> None:
    searcher = Searcher(make_index(), ranking=replace(RANKING, fact_threshold=threshold))
    answer = Answerer(searcher, WordReader()).answer(VALIDATION, ALL)
    assert answer.answered is answered
    if answered:
        assert answer.answer is not None
        cited = answer.citations[answer.answer.citation - 1]
        assert cited.quote[answer.answer.start : answer.answer.end] == answer.answer.text == "45"
    else:
        assert answer.answer is None
        best = find_facts(searcher, WordReader(), read_question(VALIDATION), ALL)[0]
        assert answer.confidence == pytest.approx(1 - best.confidence)


def test_other_kinds_of_answers_mark_no_words() -> None:
    answerer = Answerer(Searcher(make_index(), ranking=BUCKET_RANKING), WordReader())
    for question in ("Vilka regioner stöttar film?", "kapacitetsbrist i elnätet", "Vad gör Region Skåne för film?"):
        answer = answerer.answer(question, ALL)
        assert (answer.answered, answer.answer) == (True, None)


@pytest.mark.parametrize(("doubt", "kind"), [(0.0, Kind.FACT), (1.1, Kind.COUNT)])
def test_a_number_that_a_text_tells_comes_before_one_to_be_counted_where_that_is_in_doubt(
    doubt: float, kind: Kind
) -> None:
    searcher = Searcher(make_index(), ranking=replace(BUCKET_RANKING, fact_doubt=doubt))
    answer = Answerer(searcher, WordReader()).answer(
        "Hur många insatser fick bevis på kompetens genom Valideringslyftet?", ALL
    )
    assert answer.kind is kind
    assert (answer.answer.text if answer.answer else None) == ("45" if kind is Kind.FACT else None)


def test_what_an_initiative_tells_counts_as_near_as_the_best_of_it() -> None:
    made = replace(make_passages()[0], initiative="fair", name="Mässan")
    told = {"hit": "Validering för vuxna på mässan gav 45 personer.", "other": "Efteråt fick 12 personer arbete."}
    passages = [replace(made, id=id_, text=text) for id_, text in told.items()]
    searcher = Searcher(make_index(passages))
    found = read_for_fact(
        searcher, Marks(Reading(answers=1, about=1, margin=1, span=(0, 25))), read_question("validering för vuxna"), ALL
    )
    relative = {each.candidate.passage.id: (each.candidate.parts["relative"], each.relative) for each in found}
    assert relative["other"][0] < relative["hit"][0]
    assert relative["other"][1] == relative["hit"][1] == relative["hit"][0]
