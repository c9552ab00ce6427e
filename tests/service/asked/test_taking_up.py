"""A question that takes up what the one before names is about that alone, and some of its regions are all there are."""

import pytest

from indexer.index import Filters
from service.answer.answer import AnswerStatus, RegionStatus
from service.answering import Answerer
from service.asked.names.named import find_sole_named
from service.asked.reading import read_question
from service.asked.turns.follow_up import go_on
from service.asked.turns.taking_up import asked_first, called, narrows, of_other_year, stands_for, with_name
from service.asked.understood import Kind
from service.conversation.together import Conversation
from tests.service.samples import make_index

NAME = "Ungas Framtid"
INITIATIVES = make_index().initiatives()


@pytest.mark.parametrize(
    ("question", "written"),
    [
        ("Hur många av dem fick jobb?", "Hur många av dem i Ungas Framtid fick jobb?"),
        ("Vem äger det?", "Vem äger Ungas Framtid?"),
        ("Vem äger projektet?", "Vem äger projektet Ungas Framtid?"),
        ("Vad har det kostat?", "Vad har Ungas Framtid kostat?"),
        ("Hur många har de anställt?", "Hur många har Ungas Framtid anställt?"),
        ("Vilka regioner arbetar med det här?", "Vilka regioner arbetar med Ungas Framtid?"),
        ("Och vad ska det leda till?", "vad ska Ungas Framtid leda till?"),
        ("Hur många partners finns det?", "Hur många partners finns det i Ungas Framtid?"),
        ("Och resultatet då?", "resultatet i Ungas Framtid?"),
        ("Hur många var de som fick jobb?", "Hur många var de som fick jobb i Ungas Framtid?"),
        ("Vad blev resultatet?", "Vad blev resultatet i Ungas Framtid?"),
        ("How many of them found work?", "How many of them in Ungas Framtid found work?"),
    ],
)
def test_name_stands_where_a_word_stood_for_it(question: str, written: str) -> None:
    assert with_name(question, NAME) == written


@pytest.mark.parametrize(
    "question",
    [
        "Hur många är det som deltog i Kalmar?",
        "Finns det något liknande i andra regioner?",
        "Hur mår det lokala näringslivet?",
        "Vad kostar projektet om vätgas?",
        "Vem leder projektet Visual Lift?",
        "Vad kostar det att bygga ut elnätet?",
    ],
)
def test_word_that_stands_for_nothing_before_takes_nothing_up(question: str) -> None:
    assert stands_for(question) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Vad är Valideringslyftet?", "Valideringslyftet"),
        ("Vad gav Filmfonden i Skåne?", "Filmfonden"),
        ("Vad skiljer Filmfonden från Valideringslyftet?", None),
        ("Vilka regioner arbetar med film?", None),
    ],
)
def test_name_is_taken_up_where_it_is_the_only_one(text: str, name: str | None) -> None:
    assert find_sole_named(text, INITIATIVES) == name


def test_article_before_a_noun_narrows_nothing() -> None:
    asked = ("Vilka av de mindre kommunerna deltog?", "Bara de regionala projekten om vatten", "Vad gör de?")
    assert not any(map(narrows, asked))
    assert all(map(narrows, ("Vilka av dem har vätgas?", "Vilka av de är störst?", "Endast de som har vätgas")))


def test_what_no_record_names_is_called_by_its_capitals() -> None:
    assert called("deltagare hade mässan Framtidens Arbete i Malmö") == "Framtidens Arbete i Malmö"
    assert called("företag i Skåne fick rådgivning") is None


@pytest.mark.parametrize(
    "question",
    [
        "Vem äger det?",
        "Hur många partners har det?",
        "Hur många deltog?",
        "Vem var med?",
        "Hur många var de som fick jobb?",
    ],
)
def test_pronoun_is_read_as_the_initiative_of_the_question_before(made_answerer: Answerer, question: str) -> None:
    asked = Conversation(made_answerer.searcher).understand(question, "Vad är Valideringslyftet?")
    assert (asked.kind, asked.taken_up) == (Kind.FACT, "Valideringslyftet")
    assert "Valideringslyftet" in asked.topics[0]


@pytest.mark.parametrize(
    "question",
    ["Vilka regioner arbetar med vätgas?", "Hur många filmer stöttade Filmfonden?", "Och Skåne?", "Något liknande?"],
)
def test_question_of_its_own_is_not_read_as_the_one_before(made_answerer: Answerer, question: str) -> None:
    assert Conversation(made_answerer.searcher).understand(question, "Vad är Valideringslyftet?").taken_up is None


def test_fact_of_a_project_taken_up_is_never_another_projects(made_answerer: Answerer) -> None:
    answer = made_answerer.answer("Hur många filmer stöttade projektet?", Filters(), "Vad är Valideringslyftet?")
    assert {citation.passage.name for citation in answer.citations} <= {"Valideringslyftet"}


def test_topic_beside_a_pronoun_is_asked_for_with_the_topic_before() -> None:
    asked = go_on(read_question("Hur många av dem var kvinnoledda?"), read_question("Hur många företag fick råd?"))
    assert asked.words == ("företag", "råd", "kvinnoledda")


def test_budget_of_the_topic_before_is_asked_for() -> None:
    asked = go_on(read_question("Och vad kostade det?"), read_question("Hur många företag fick råd i Kalmar?"))
    assert (asked.words, [place.name for place in asked.places]) == (("företag", "råd"), ["Kalmar"])


def test_year_before_is_that_before_the_one_asked_of() -> None:
    before = "Hur många unga sommarjobbade i Skåne 2023?"
    assert of_other_year("Och året innan?", before) == "Hur många unga sommarjobbade i Skåne 2022?"
    assert of_other_year("Året därpå då?", before) == "Hur många unga sommarjobbade i Skåne 2024?"
    assert of_other_year("Och Halland?", before) is None


def test_some_of_the_regions_found_are_all_that_is_asked_of(made_answerer: Answerer) -> None:
    before = "Vilka regioner stöttar film?"
    assert narrows("Bara de i Norra Mellansverige")
    answer = made_answerer.answer("Bara de i Norra Mellansverige", Filters(), before)
    assert answer.understood.regions == ("Gävleborg",)
    assert answer.text.startswith("Gävleborg har belägg i dokumenten (2023).")
    of_other = made_answerer.answer("Vilka av dem arbetar också med elnät?", Filters(), before)
    assert of_other.understood.regions == ("Gävleborg", "Skåne")
    assert [r.region.name for r in of_other.regions if r.status is RegionStatus.EVIDENCE] == ["Skåne"]
    assert of_other.status is AnswerStatus.ANSWERED


@pytest.mark.parametrize("question", ["Hur många deltog?", "Vem driver dem?"])
def test_people_of_a_place_are_a_fact_and_nothing_to_count_or_list(question: str) -> None:
    asked = go_on(read_question(question), read_question("Vilka insatser gör Kalmar för cykling?"))
    assert asked.kind is Kind.FACT
    assert "cykling" in asked.words


def test_theme_that_a_place_was_asked_within_is_kept_for_the_next_place() -> None:
    asked = go_on(read_question("Och Gotland då?"), read_question("Vad gör Halland inom miljö och klimat?"))
    assert (asked.kind, asked.themes, asked.topics) == (Kind.OVERVIEW, ("miljo-klimat",), ())
    assert [place.name for place in asked.places] == ["Gotland"]
    assert read_question("Vad gör Halland inom cykling och klimat?").themes == ()


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("Jämför de två första", 2),
        ("jämför de första tre länen", 3),
        ("Compare the first two", 2),
        ("Vad gjordes de två första åren?", None),
        ("Jämför de två första insatserna om vätgas", None),
    ],
)
def test_the_first_of_those_before_are_asked_about(question: str, number: int | None) -> None:
    assert asked_first(question) == number


def test_the_first_regions_before_are_set_side_by_side(made_answerer: Answerer) -> None:
    before = made_answerer.answer("Vilka regioner stöttar film?", Filters())
    answer = made_answerer.answer("Jämför de två första", Filters(), before.question)
    assert answer.kind is Kind.COMPARE
    assert [side.region for side in answer.sides] == [region.region.code for region in before.regions[:2]]


def test_the_first_initiatives_before_are_set_side_by_side(answerer: Answerer) -> None:
    before = answerer.answer("Vad har gjorts om drönare?", Filters())
    answer = answerer.answer("Jämför de två första", Filters(), before.question)
    first = [citation.passage.initiative for citation in before.citations[:2]]
    assert [side.initiative_id for side in answer.sides] == first != []
    assert all(side.citations for side in answer.sides)


def test_the_first_of_nothing_before_are_not_clear(made_answerer: Answerer) -> None:
    assert made_answerer.answer("Jämför de två första", Filters()).status is AnswerStatus.UNCLEAR
