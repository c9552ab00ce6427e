"""What is asked of a named initiative is told by the field or the sentence that says it, not by its purpose."""

from dataclasses import replace

import pytest

from corpus.document import Field
from indexer.index import Filters
from service.answer.answer import AnswerStatus
from service.answer.evidence.aspect_words import TELLING
from service.answer.named.named_aspects import is_read_first
from service.answering import Answerer
from service.asked.asked import Aspect
from service.asked.reading import read_question
from service.asked.understood import Kind
from service.read.quotes import MAX_WORDS, telling_stretches
from service.search.searcher import Searcher
from tests.service.memory_index import BUCKET_RANKING
from tests.service.plain_readers import BlindReader
from tests.service.samples import make_index, make_passages

MADE = make_passages()[0]
TEXTS = (
    (Field.DESCRIPTION, "Skogsmotorn Syftet är att företagen ska växa. Målsättningen var att nå 10 företag."),
    (Field.OUTPUTS, "Ärende-id 20357607. Anslag 1:1. Under året fick 20 företag råd. Det visade sig svårt."),
    (Field.ROW, "Arbetet sker i samverkan med Region Dalarna och Almi. Livslångt lärande är viktigt."),
    (Field.EFFECTS, "Företagen har vuxit. De har blivit starkare."),
    (Field.EFFECTS, "Förväntade effekter: fler kommer att växa. Arbetssättet tas vidare i Sjömotorn."),
    (Field.GOALS, "Mål i strategin: ett starkt län. Finansiering via Interreg. Ett lärande län utan hinder."),
)  # fmt: skip
MOTOR = [
    replace(MADE, id=f"m-{n}", text=text, field=field, initiative="m", name="Skogsmotorn 2.0, Skogsrådet")
    for n, (field, text) in enumerate(TEXTS)
]


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    return Answerer(Searcher(make_index(MOTOR), ranking=BUCKET_RANKING), BlindReader())


@pytest.mark.parametrize(
    ("question", "quotes"),
    [
        ("Vad blev resultatet av Skogsmotorn?",
         ["Under året fick 20 företag råd.", "Målsättningen var att nå 10 företag."]),
        ("Vilka effekter gav Skogsmotorn?", ["Företagen har vuxit. De har blivit starkare."]),
        ("Vilka lärdomar gav Skogsmotorn?", ["Det visade sig svårt."]),
        ("Vad var målet med Skogsmotorn?", ["Målsättningen var att nå 10 företag."]),
        ("Nådde Skogsmotorn sitt mål?",
         ["Målsättningen var att nå 10 företag.", "Under året fick 20 företag råd."]),
        ("Hur finansieras Skogsmotorn?", ["Finansiering via Interreg."]),
        ("Vad är nästa steg för Skogsmotorn?", ["Arbetssättet tas vidare i Sjömotorn."]),
        ("Vad händer efter projektet Skogsmotorn?", ["Arbetssättet tas vidare i Sjömotorn."]),
    ],
)  # fmt: skip
def test_the_sentence_that_tells_it_is_quoted_and_the_purpose_is_not(
    answerer: Answerer, question: str, quotes: list[str]
) -> None:
    answer = answerer.answer(question, Filters())
    told = [citation.quote for citation in answer.citations]
    assert told[: len(quotes)] == quotes
    assert not any("Syftet" in quote or "20357607" in quote for quote in told)


@pytest.mark.parametrize(
    "question",
    ["Vilka mål och effekter hade Skogsmotorn?", "Vilket mål hade Skogsmotorn, och vilken effekt?"],
)
def test_all_that_one_question_asks_for_is_told(answerer: Answerer, question: str) -> None:
    answer = answerer.answer(question, Filters())
    assert answer.status is AnswerStatus.ANSWERED
    told = [citation.quote for citation in answer.citations]
    assert "Målsättningen var att nå 10 företag." in told
    assert "Företagen har vuxit. De har blivit starkare." in told


def test_of_several_things_asked_for_what_is_not_told_is_said() -> None:
    made = replace(MADE, id="k", text="Tyst kust Målet är lägre buller.", initiative="k", name="Tyst kust")
    coast = Answerer(Searcher(make_index([made]), ranking=BUCKET_RANKING), BlindReader())
    answer = coast.answer("Vilka mål och lärdomar har Tyst kust?", Filters())
    assert answer.status is AnswerStatus.PARTIAL
    assert "Mål: ”Målet är lägre buller.”" in answer.text
    assert "Lärdomar: det framgår inte." in answer.text


def test_what_came_is_told_by_its_description_where_no_field_does() -> None:
    text = "Tyst och öppen kust Projektet syftar till lägre buller. Det är för tidigt att bedöma effekter."
    made = replace(MADE, id="k", text=text, field=Field.DESCRIPTION, initiative="k", name="Tyst och öppen kust")
    coast = Answerer(Searcher(make_index([made]), ranking=BUCKET_RANKING), BlindReader())
    told = [citation.quote for citation in coast.answer("hur gick det med tyst och öppen kust?", Filters()).citations]
    assert told == ["Det är för tidigt att bedöma effekter."]


def test_results_are_told_of_the_one_initiative_whose_name_has_all_words_of_the_topic() -> None:
    cells = ((Field.DESCRIPTION, "En struktur för fiskevård."), (Field.EFFECTS, "Vattnen har fler öringar."))
    made = [
        replace(MADE, id=f"f-{n}", text=text, field=field, initiative="f", name="Bygga en struktur för fiskevård")
        for n, (field, text) in enumerate(cells)
    ]
    question = "hur gick det med strukturen för fiskevård?"
    one = Answerer(Searcher(make_index(made), ranking=BUCKET_RANKING), BlindReader()).answer(question, Filters())
    assert [citation.quote for citation in one.citations] == ["Vattnen har fler öringar."]
    other = replace(made[0], id="g", initiative="g", name="Ny struktur för fiskevård i länet")
    two = Answerer(Searcher(make_index([*made, other]), ranking=BUCKET_RANKING), BlindReader())
    assert two.answer(question, Filters()).text.startswith("Av 2 insatser eller avsnitt")


def test_goals_of_a_place_are_told_of_the_one_initiative_whose_name_has_all_words_of_the_topic() -> None:
    cells = ((Field.DESCRIPTION, "En plan för fiskevård."), (Field.GOALS, "Minst hundra öringar i varje å."))
    made = [
        replace(MADE, id=f"f-{n}", text=text, field=field, initiative="f", name="Plan för fiskevård i Blekinge",
                region="10", regions=("10",))
        for n, (field, text) in enumerate(cells)
    ]  # fmt: skip
    one = Answerer(Searcher(make_index(made), ranking=BUCKET_RANKING), BlindReader())
    answer = one.answer("Vilka mål har Blekinge för fiskevård?", Filters())
    assert [citation.quote for citation in answer.citations] == ["Minst hundra öringar i varje å."]


def test_what_it_is_for_is_told_by_its_purpose_and_not_by_the_strategys_goals(answerer: Answerer) -> None:
    told = [citation.quote for citation in answerer.answer("Vad är syftet med Skogsmotorn?", Filters()).citations]
    assert told == ["Skogsmotorn Syftet är att företagen ska växa.", "Målsättningen var att nå 10 företag."]


def test_what_another_place_tells_of_its_own_of_that_name_is_no_answer() -> None:
    texts = {"08": "Skogsmotorn ägs av Kustmuseet.", "20": "Deltagande i projektet Skogsmotorn, ägs av Skogsrådet."}
    made = [
        replace(MADE, id=code, text=text, field=Field.ROW, initiative=code, region=code, regions=(code,),
                name="Skogsmotorn" if code == "08" else "Deltagande i projektet Skogsmotorn")
        for code, text in texts.items()
    ]  # fmt: skip
    motors = Answerer(Searcher(make_index(made), ranking=BUCKET_RANKING), BlindReader())
    for place, quotes in (("Kalmar", [texts["08"]]), ("Dalarna", [])):
        answer = motors.answer(f"Vem äger Skogsmotorn i {place}?", Filters())
        assert [citation.quote for citation in answer.citations] == quotes


@pytest.mark.parametrize("question", ["Vilka är med i Skogsmotorn?", "Vilka deltar i Skogsmotorn?"])
def test_who_takes_part_is_told_by_the_sentence_that_names_them(answerer: Answerer, question: str) -> None:
    answer = answerer.answer(question, Filters())
    assert [citation.quote for citation in answer.citations] == [
        "Arbetet sker i samverkan med Region Dalarna och Almi."
    ]


def test_which_some_are_that_a_question_counts_is_read_and_not_told_by_who_else_takes_part(answerer: Answerer) -> None:
    assert not answerer.answer("Vilka 16 bolag är med i Skogsmotorn?", Filters()).answered


def test_neither_goals_nor_lifelong_learning_tell_what_was_learnt(answerer: Answerer) -> None:
    answer = answerer.answer("Vilka lärdomar gav Skogsmotorn?", Filters())
    assert [citation.quote for citation in answer.citations] == ["Det visade sig svårt."]


def test_why_it_was_done_is_told_by_what_it_is_for(answerer: Answerer) -> None:
    told = answerer.answer("Varför gjordes Skogsmotorn?", Filters()).citations
    assert [citation.quote for citation in told] == ["Skogsmotorn Syftet är att företagen ska växa."]


@pytest.mark.parametrize("question", ["Vilka lärdomar gav Skogsmotorn?", "Vilka hinder mötte Skogsmotorn?"])
def test_nothing_else_is_quoted_where_a_named_one_tells_nothing_of_it(question: str) -> None:
    silent = [replace(passage, text=passage.text.replace("Det visade sig svårt.", "")) for passage in MOTOR]
    answer = Answerer(Searcher(make_index(silent), ranking=BUCKET_RANKING), BlindReader()).answer(question, Filters())
    assert answer.status is AnswerStatus.NOT_FOUND


def test_a_region_that_is_asked_for_does_not_tell_an_aspect(answerer: Answerer) -> None:
    assert len(answerer.answer("Vilka regioner nådde målet med Skogsmotorn?", Filters()).regions) == 21


def test_sentences_that_follow_each_other_are_quoted_together_up_to_the_longest_quote() -> None:
    assert telling_stretches("Ett. Två val. Tre val. Sex.", lambda said: "val" in said) == ["Två val. Tre val."]
    long = " ".join(["ord"] * 35)
    assert [len(stretch.split()) for stretch in telling_stretches(f"{long}. Så {long}.")] == [35, 36]
    assert len(telling_stretches(" ".join(["ord"] * 90))[0].split()) == MAX_WORDS


@pytest.mark.parametrize(
    ("question", "is_first"),
    [
        ("I vilket land har lärdomarna från Skogsmotorn spridits?", True),
        ("Vilken lärdom gav Skogsmotorn?", False),
        ("Vilka lärdomar gav Skogsmotorn?", False),
        ("Varför gjordes Skogsmotorn?", True),
        ("Why was Skogsmotorn started?", True),
        ("Why did Skogsmotorn fail?", False),
        ("Varför drog Skogsmotorn ut på tiden?", False),
    ],
)
def test_one_thing_asked_for_beside_an_aspect_is_read_first(question: str, *, is_first: bool) -> None:
    assert is_read_first(replace(read_question(question), kind=Kind.FACT)) is is_first


def test_what_is_summed_up_is_told_from_behind_the_labels_that_lead_up_to_it() -> None:
    rows = ("Tyst kust (Nyps id 20203135)", "Projektägare: Almi Projektbeskrivning: Syftet är lägre buller i havet.")
    made = [
        replace(MADE, id=f"k-{n}", text=text, field=Field.DESCRIPTION, initiative="k", name="Tyst kust")
        for n, text in enumerate(rows)
    ]
    coast = Answerer(Searcher(make_index(made), ranking=BUCKET_RANKING), BlindReader())
    told = [citation.quote for citation in coast.answer("Sammanfatta Tyst kust", Filters()).citations]
    assert told == ["Syftet är lägre buller i havet."]


@pytest.mark.parametrize(
    ("sentence", "is_told"),
    [
        ("Stödet bidrar till ökat lärande och slutförda studier.", False),
        ("Lärande är en bärande del av projektet.", False),
        ("Lärandet från piloten sprids till andra.", True),
        ("Gruppen har lärt sig att börja i tid.", True),
    ],
)
def test_what_learning_is_for_is_no_lesson(sentence: str, is_told: bool) -> None:
    assert (TELLING[Aspect.LESSONS].search(sentence) is not None) is is_told
