"""Facts: the words that a reader marks, the sentence they stand in, and how sure that is."""

from dataclasses import replace
from itertools import pairwise

import pytest

from corpus.document import Field
from indexer.index import Filters
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
from tests.service.memory_index import BUCKET_RANKING
from tests.service.samples import make_index, make_passages
from tests.service.word_reader import SURE, WordReader

SEARCHER = Searcher(make_index())
ALL = Filters()
VALIDATION = "Hur många personer fick bevis på sin kompetens genom Valideringslyftet?"
QUESTIONS = (
    VALIDATION,
    "Hur många filmer fick stöd av Filmfonden?",
    "Vad kostade projektet om elnätet?",
    "När fattades beslut om anslaget?",
)


def read(text: str, searcher: Searcher = SEARCHER) -> list[ReadPassage]:
    return read_for_fact(searcher, WordReader(), read_question(text), ALL)


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


def test_goals_are_not_read_for_facts() -> None:
    reader = WordReader()
    read_for_fact(SEARCHER, reader, read_question("Vad heter målet om validering av vuxnas kunskaper?"), ALL)
    asked, passages = reader.asked[0]
    assert asked == "Vad heter målet om validering av vuxnas kunskaper?"
    assert passages
    assert all(passage.field is not Field.GOALS for passage in passages)


def test_only_the_first_hits_are_read() -> None:
    reader = WordReader()
    searcher = Searcher(make_index(), ranking=replace(RANKING, fact_reads=2))
    question = read_question(VALIDATION)
    read_for_fact(searcher, reader, question, ALL)
    first = [c.passage for c in searcher.candidates(question, ALL) if c.passage.is_evidence][:2]
    assert reader.asked[0] == (VALIDATION, first)


class Marks:
    """Says the same of every passage."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def read(self, asked: str, passages: object) -> list[Reading]:
        assert isinstance(passages, list)
        return [self.reading] * len(passages)


class ReadsShort:
    """Is sure of what is no longer than a sentence, and marks the same words in all."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.texts: list[str] = []

    def read(self, asked: str, passages: object) -> list[Reading]:
        assert isinstance(passages, list)
        texts = [passage.text for passage in passages]
        self.texts += texts
        return [self._read(text) for text in texts]

    def _read(self, text: str) -> Reading:
        start = max(text.find(self.words), 0)
        margin = SURE if len(text.split()) < MAX_WORDS else -SURE
        return Reading(answers=margin, about=margin, margin=margin, span=(start, start + len(self.words)))


def test_the_sentence_that_is_marked_is_read_by_itself() -> None:
    sentence = "Kursen i validering gav 45 personer bevis."
    text = " ".join(["Valideringen har många delar.", *["Den nämns också här."] * 15, sentence, "Den fortsätter."])
    passage = replace(make_passages()[0], id="long", text=text)
    reader = ReadsShort("45 personer")
    question = read_question("Hur många personer fick bevis i validering?")
    found = read_for_fact(Searcher(make_index([passage])), reader, question, ALL)
    [long] = [each for each in found if each.candidate.passage == passage]
    assert (long.reading.margin, long.alone, long.answer) == (-SURE, SURE, "45 personer")
    assert [told for told in reader.texts if sentence in told] == [text, sentence]


def test_a_row_of_a_table_is_not_parted_to_be_read() -> None:
    row = replace(make_passages()[0], id="row", text="Validering. Summa 45", columns=("2023",))
    reader = ReadsShort("45")
    read_for_fact(Searcher(make_index([row])), reader, read_question("Hur många personer omfattar valideringen?"), ALL)
    assert {told for told in reader.texts if "Summa" in told} == {row.text}


def test_a_share_is_answered_by_itself_and_not_by_what_it_is_a_share_of() -> None:
    text = "Valideringen visar att av de 314 bolagen är 94 % verksamma i länet efter fem år."
    passage = replace(make_passages()[0], id="share", text=text)
    question = read_question("Hur många procent av bolagen i valideringen är verksamma?")
    found = read_for_fact(Searcher(make_index([passage])), ReadsShort("94 %"), question, ALL)
    assert [each.answer for each in found if each.candidate.passage == passage] == ["94 %"]


def test_those_of_whom_some_are_counted_are_not_given_for_them() -> None:
    text = "Valideringen visar att bland 710 bolag har 151 en kvinna som leder dem."
    passage = replace(make_passages()[0], id="some-of", text=text)
    question = read_question("Hur många av bolagen i valideringen leds av en kvinna?")
    found = read_for_fact(Searcher(make_index([passage])), ReadsShort("151"), question, ALL)
    assert [each.answer for each in found if each.candidate.passage == passage] == ["151"]


def test_of_a_list_all_is_the_answer_where_several_are_asked_for() -> None:
    passage = replace(make_passages()[0], id="list", text="Valideringen drivs av bolagen Ekby, Fors och Gård i länet.")
    question = read_question("Vilka bolag driver valideringen?")
    found = find_facts(Searcher(make_index([passage])), ReadsShort("Fors"), question, ALL)
    assert [each.quote[slice(*each.span)] for each in found if each.passage == passage] == ["Ekby, Fors och Gård"]


@pytest.mark.parametrize(("marked", "is_kept"), [("16 partner", False), ("16 partner i länet", True)])
def test_words_of_the_question_itself_are_no_answer(marked: str, is_kept: bool) -> None:
    passage = replace(make_passages()[0], id="echo", text="Valideringen görs i samarbete med 16 partner i länet.")
    question = read_question("Vilka 16 partner är med i valideringen?")
    found = read_for_fact(Searcher(make_index([passage])), ReadsShort(marked), question, ALL)
    assert (passage in [each.candidate.passage for each in found]) is is_kept


def test_what_holds_nothing_that_could_answer_is_left_out() -> None:
    nothing = Reading(answers=SURE, about=SURE, margin=SURE, span=(0, 0))
    question = read_question(VALIDATION)
    assert read_for_fact(SEARCHER, Marks(nothing), question, ALL) == []
    assert find_facts(SEARCHER, Marks(nothing), question, ALL) == []


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Hur många kvinnor deltog i valideringen?", "937"),
        ("Hur många män deltog i valideringen?", "292"),
        ("Hur mycket betalades ut till valideringen?", "80 000 kr"),
    ],
)
def test_of_several_numbers_marked_the_one_asked_for_is_given(question: str, answer: str) -> None:
    text = "Valideringen hade 937 kvinnor och 292 män. Beviljade medel/Utbetalda medel: 90 000 kr/80 000 kr"
    passage = replace(make_passages()[0], id="two-numbers", text=text)
    words = "90 000 kr/80 000 kr" if answer.endswith("kr") else "937 kvinnor och 292 män"
    span = (text.index(words), text.index(words) + len(words))
    marked = Reading(answers=SURE, about=SURE, margin=SURE, span=span)
    read_one = read_for_fact(Searcher(make_index([passage])), Marks(marked), read_question(question), ALL)
    assert [found.answer for found in read_one if found.candidate.passage.text == text] == [answer]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Hur många kom till valideringens mässa?", "6600 besökande"),
        ("När hölls valideringens mässa?", "oktober 2022"),
        ("Vem höll valideringens mässa?", "årskurs 9"),
    ],
)
def test_of_the_words_marked_the_first_of_the_kind_asked_for_are_given(question: str, answer: str) -> None:
    text = "Valideringens elever i årskurs 9 kom i oktober 2022 till mässan, som hade 6600 besökande."
    passage = replace(make_passages()[0], id="fair", text=text)
    spans = [(text.index(w), text.index(w) + len(w)) for w in ("årskurs 9", "oktober 2022", "6600 besökande")]
    reading = Reading(
        answers=SURE, about=SURE, margin=SURE, span=spans[0], others=tuple((span, -1.0) for span in spans[1:])
    )
    found = read_for_fact(Searcher(make_index([passage])), Marks(reading), read_question(question), ALL)
    [fair] = [each for each in found if each.candidate.passage.text == text]
    assert (fair.answer, fair.margin) == (answer, SURE if answer == "årskurs 9" else -1.0)


def test_a_row_asked_for_by_its_label_is_read_however_far_behind_it_is_found() -> None:
    made = make_passages()[0]
    rows = [
        replace(made, id=f"row-{n}", text=f"{label} 100 000 200 000 300 000", columns=("2023", "2024", "Totalt"),
                initiative=None, name="", subject="Validering i fält (KOLIBRI)", heading=f"Budget: {label}",
                regions=("08",))
        for n, label in enumerate(("Region Kalmar", "Egen personal"))
    ]  # fmt: skip
    searcher = Searcher(make_index(rows), ranking=replace(BUCKET_RANKING, fact_reads=1))
    marked = Reading(answers=-SURE, about=-SURE, margin=-SURE, span=(0, 1))
    question = read_question("Hur mycket betalar Kalmar till validering i KOLIBRI 2024?")
    found = read_for_fact(searcher, Marks(marked), question, ALL)
    assert [(each.answer, each.is_asked_row) for each in found if each.candidate.passage.columns] == [("200 000", True)]


@pytest.mark.parametrize(
    ("question", "is_read"),
    [("Hur många personer deltog i valideringen?", False), ("Hur många personer ska valideringen nå?", True)],
)
def test_a_target_is_no_outcome(question: str, is_read: bool) -> None:
    text = "Målet för valideringen är att nå 400 personer."
    passage = replace(make_passages()[0], id="target", text=text)
    marked = Reading(answers=SURE, about=SURE, margin=SURE, span=(text.index("400"), text.index(".")))
    found = read_for_fact(Searcher(make_index([passage])), Marks(marked), read_question(question), ALL)
    assert any(each.candidate.passage.text == text for each in found) is is_read


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


def test_signs_without_a_letter_or_digit_are_no_answer() -> None:
    text = make_passages()[0].text
    dot = Reading(answers=SURE, about=SURE, margin=SURE, span=(text.index(". "), text.index(". ") + 2))
    read_first = read_for_fact(SEARCHER, Marks(dot), read_question(VALIDATION), ALL)
    assert all(any(letter.isalnum() for letter in passage.answer) for passage in read_first)
    assert make_passages()[0] not in [passage.candidate.passage for passage in read_first]


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
