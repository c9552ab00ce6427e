"""Several questions in one sentence are each answered, and their answers are one with one numbering."""

from dataclasses import replace

import pytest

from indexer.index import Filters
from service.answer.answer import AnswerStatus
from service.answer.draft import Draft
from service.answer.joined import join_drafts
from service.answering import Answerer
from service.asked.turns.parting import part_questions
from service.asked.understood import Kind
from service.conversation.together import Conversation
from service.ranking import RANKING
from service.search.searcher import Searcher
from tests.service.samples import make_index
from tests.service.word_reader import WordReader

NO_FILTERS = Filters()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Vad kostar projektet och vem är ägare?", ("Vad kostar projektet?", "Vem är ägare?")),
        ("När startade det, och hur länge pågår det?", ("När startade det?", "Hur länge pågår det?")),
        ("Vad är Ungas Framtid? Vem äger det?", ("Vad är Ungas Framtid?", "Vem äger det?")),
        ("Hur många fick råd i Kalmar och hur många på Gotland?",
         ("Hur många fick råd i Kalmar?", "Hur många fick råd på Gotland?")),
        ("Hur många deltog i kurserna i Kalmar och hur många i träffarna på Gotland?",
         ("Hur många deltog i kurserna i Kalmar?", "Hur många deltog i träffarna på Gotland?")),
        ("Vilket mål fanns och hur föll det ut?", ("Vilket mål fanns?", "Hur föll det ut?")),
        ("Vad ville man nå och vad kom man fram till?", ("Vad ville man nå?", "Vad kom man fram till?")),
        ("Hur stor andel var kvinnor och vad var målet?", ("Hur stor andel var kvinnor?", "Vad var målet?")),
        ("Hur många deltog och hur många av dem var unga?", ("Hur många deltog?", "Hur många av dem var unga?")),
        ("How many took part and who leads it?", ("How many took part?", "Who leads it?")),
    ],
)  # fmt: skip
def test_each_question_word_with_its_verb_opens_a_question(text: str, parts: tuple[str, ...]) -> None:
    assert part_questions(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "Vilka regioner arbetar med spårtrafik, järnvägsbanor och hur gods ska fraktas?",
        "Vad säger Skåne om vad som gjordes och hur många som deltog?",
        "Vad gör Gävleborg inom cykling och vätgas?",
        "Hur många kvinnor och män deltog?",
        "Vad visar rapporten om stödet och när de unga är klara?",
        "Laddning och vad den kostar",
        "Vad är det? Vem är det? När är det? Var är det?",
    ],
)
def test_what_is_one_question_stays_one(text: str) -> None:
    assert part_questions(text) == (text,)


@pytest.fixture(scope="module")
def sure() -> Answerer:
    return Answerer(Searcher(make_index(), ranking=replace(RANKING, fact_threshold=0.0)), WordReader())


def test_both_are_answered_with_one_numbering(sure: Answerer) -> None:
    answer = sure.answer("Hur många personer fick bevis och hur många filmer fick stöd?", NO_FILTERS)
    assert (answer.kind, answer.status) == (Kind.FACT, AnswerStatus.ANSWERED)
    assert [citation.number for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
    first = sure.answer("Hur många personer fick bevis?", NO_FILTERS)
    second = sure.answer("Hur många filmer fick stöd?", NO_FILTERS)
    assert answer.answer == first.answer
    assert [c.quote for c in answer.citations] == [c.quote for c in (*first.citations, *second.citations)]
    assert answer.text == f"Hur många personer fick bevis? {first.text} Hur många filmer fick stöd? {second.text}"


def test_what_is_not_found_is_told_and_the_short_answer_is_of_what_is(sure: Answerer) -> None:
    questions = ("Hur många simhallar byggdes?", "Hur många personer fick bevis?")
    desk = Answerer(Searcher(make_index(), ranking=replace(RANKING, fact_threshold=1.1)), WordReader())
    drafts = [
        answerer._draft(Conversation(answerer.searcher).understand(question), NO_FILTERS, goes_on=False)
        for answerer, question in zip((desk, sure), questions, strict=True)
    ]
    joined = join_drafts(questions, drafts)
    assert joined.status is AnswerStatus.PARTIAL
    assert joined.text.startswith("Hur många simhallar byggdes? Det framgår inte av dokumenten.")
    assert joined.answer == drafts[1].answer
    assert join_drafts(questions, drafts[:1] * 2) == drafts[0]


def test_kind_is_that_of_the_question_that_is_answered(sure: Answerer) -> None:
    silent = Draft(kind=Kind.REGIONS, status=AnswerStatus.NOT_FOUND, confidence=1.0, text="")
    said = sure._draft(sure._conversation.understand("Hur många personer fick bevis?"), NO_FILTERS, goes_on=False)
    joined = join_drafts(("Vilka regioner bygger simhallar?", "Hur många personer fick bevis?"), [silent, said])
    assert (joined.kind, joined.regions) == (Kind.FACT, ())


def test_question_of_regions_stays_whole(sure: Answerer) -> None:
    answer = sure.answer("Vilka regioner stöttar film och vad kostar det?", NO_FILTERS)
    assert (answer.kind, len(answer.regions)) == (Kind.REGIONS, 21)
