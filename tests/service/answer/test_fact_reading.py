"""What is read for a fact, and which of the words marked in it are taken for the answer."""

from dataclasses import replace

import pytest

from corpus.document import Field
from service.answer.fact.fact_findings import find_facts, read_for_fact
from service.asked.reading import read_question
from service.ranking import RANKING
from service.read.quotes import MAX_WORDS
from service.read.reader import Reading
from service.search.searcher import Searcher
from tests.service.answer.facts import ALL, SEARCHER, VALIDATION, Marks
from tests.service.memory_index import BUCKET_RANKING
from tests.service.samples import make_index, make_passages
from tests.service.word_reader import SURE, WordReader


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


@pytest.mark.parametrize(
    ("question", "marked", "is_kept"),
    [
        ("Hur ofta hålls kursen?", "varje vecka", True),
        ("Hur ofta hålls kursen?", "Fyra gånger", True),
        ("Hur ofta hålls kursen?", "i skolan", False),
        ("Hur många kurser hålls?", "varje vecka", False),
    ],
)
def test_how_often_is_told_by_a_number_or_by_a_word_for_it(question: str, marked: str, is_kept: bool) -> None:
    passage = replace(
        make_passages()[0], id="often", text="Fyra gånger hölls kursen i skolan, som nu gör det varje vecka."
    )
    found = read_for_fact(Searcher(make_index([passage])), ReadsShort(marked), read_question(question), ALL)
    assert (passage in [each.candidate.passage for each in found]) is is_kept


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


def test_signs_without_a_letter_or_digit_are_no_answer() -> None:
    text = make_passages()[0].text
    dot = Reading(answers=SURE, about=SURE, margin=SURE, span=(text.index(". "), text.index(". ") + 2))
    read_first = read_for_fact(SEARCHER, Marks(dot), read_question(VALIDATION), ALL)
    assert all(any(letter.isalnum() for letter in passage.answer) for passage in read_first)
    assert make_passages()[0] not in [passage.candidate.passage for passage in read_first]
