"""Conversations of several turns: each is read with those before it, and changes or takes up what they said."""

import pytest

from service.answer.answer import Answer, AnswerStatus, RegionStatus
from service.answering import Answerer
from service.asked.asked import Expected
from service.asked.reading import read_question
from service.asked.turns.changing import How, asked_change, changed
from service.asked.turns.pointing import asks_of_the_answer, points_at
from service.asked.understood import Kind
from service.conversation.together import Conversation
from service.search.query import NO_FILTERS

FILM = "Vilka regioner stöttar film?"


def talk(answerer: Answerer, *turns: str) -> Answer:
    *earlier, previous, last = turns
    return answerer.answer(last, NO_FILTERS, previous, tuple(earlier))


def with_evidence(answer: Answer) -> list[str]:
    return [found.region.name for found in answer.regions if found.status is RegionStatus.EVIDENCE]


@pytest.mark.parametrize(
    ("question", "how", "told"),
    [
        ("ta bort Kalmar", How.TAKE_OUT, ("Kalmar",)),
        ("utan Småland och Gotland", How.TAKE_OUT, ("Småland", "Gotland")),
        ("lägg till Halland också", How.ADD, ("Halland",)),
        ("jag menade Uppsala", How.INSTEAD, ("Uppsala",)),
        ("Nej, Örebro!", How.INSTEAD, ("Örebro",)),
        ("Sörmland menar jag", How.INSTEAD, ("Sörmland",)),
        ("remove Dalarna", How.TAKE_OUT, ("Dalarna",)),
        ("då menar jag 2022", How.INSTEAD, (2022,)),
        ("strunta i cykling", How.TAKE_OUT, ("cykling",)),
        ("jag tänkte på vindkraft", How.INSTEAD, ("vindkraft",)),
        ("samma fråga fast för biogas", How.INSTEAD, ("biogas",)),
        ("samma sak i Skåne", How.INSTEAD, ("Skåne",)),
    ],
)
def test_a_turn_changes_one_thing(question: str, how: How, told: tuple[object, ...]) -> None:
    change = asked_change(question)
    assert change is not None
    assert change.how is how
    assert (*(place.name for place in change.places), *change.years, *filter(None, [change.topic])) == told


@pytest.mark.parametrize(
    "question",
    [
        "Vilka regioner arbetar utan projektmedel?",
        "Inte bara Skåne",
        "Hur många insatser har Kalmar utan Nybro?",
        "Ta bort hinder för kvinnor som vill starta företag i Norrbotten",
        "Nej, vad säger rapporten om vatten?",
    ],
)
def test_a_question_of_its_own_changes_nothing(question: str) -> None:
    assert asked_change(question) is None


@pytest.mark.parametrize(
    "question",
    ["ta bort Kalmar", "utan Skåne", "jag menade Skåne", "den andra", "jämför dem", "är du säker?", "och Småland?"],
)
def test_alone_they_are_unclear(made_answerer: Answerer, question: str) -> None:
    answer = made_answerer.answer(question, NO_FILTERS)
    assert (answer.status, answer.citations, answer.nearest) == (AnswerStatus.UNCLEAR, (), ())


def test_one_of_two_topics_is_taken_out_and_the_other_stays() -> None:
    before = read_question("Vilka regioner satsar på bredband och cykling?")
    change = asked_change("ta bort cykling")
    assert change is not None
    asked = changed(before, change, "ta bort cykling")
    assert (asked.topics, asked.words, asked.kind) == (("bredband",), ("bredband",), Kind.REGIONS)


def test_a_topic_that_is_no_part_of_the_question_is_left_out_of_what_is_found() -> None:
    before = read_question("Vilka regioner satsar på digitalisering?")
    change = asked_change("utan bredband")
    assert change is not None
    asked = changed(before, change, "utan bredband")
    assert asked.topics == ("digitalisering",)
    assert asked.left_out is not None
    assert asked.left_out.topic == "bredband"


def test_a_place_corrected_stands_where_the_other_stood() -> None:
    before = read_question("Hur många fick praktik i Kalmar 2023?")
    change = asked_change("jag menade Blekinge")
    assert change is not None
    asked = changed(before, change, "jag menade Blekinge")
    assert asked.sought == "Hur många fick praktik i Blekinge?"
    assert [place.name for place in asked.places] == ["Blekinge"]


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        ((FILM, "och Skåne?"), ["Skåne"]),
        ((FILM, "och Skåne?", "vilka är det?"), ["Skåne"]),
        ((FILM, "bara i norr"), ["Gävleborg"]),
        ((FILM, "utan Skåne"), ["Gävleborg"]),
        ((FILM, "utan Gävleborg", "och bara södra Sverige?"), ["Skåne"]),
        ((FILM, "utan Skåne", "ta bort Blekinge också", "hur många är det?"), ["Gävleborg"]),
        ((FILM, "utan Skåne", "lägg till Skåne"), ["Gävleborg", "Skåne"]),
        ((FILM, "och Skåne?", "nej, Gävleborg"), ["Gävleborg"]),
        ((FILM, "Tack!", "utan Gävleborg"), ["Skåne"]),
        (("ok", FILM, "är du säker?"), ["Gävleborg", "Skåne"]),
    ],
)
def test_each_turn_goes_on_from_those_before(
    made_answerer: Answerer, turns: tuple[str, ...], expected: list[str]
) -> None:
    answer = talk(made_answerer, *turns)
    assert (answer.kind, sorted(with_evidence(answer))) == (Kind.REGIONS, expected)


@pytest.mark.parametrize("question", ["i Skåne?", "vad gör Skåne?", "mer om Skåne", "Skåne"])
def test_a_place_after_a_topic_is_asked_about_that_topic(made_answerer: Answerer, question: str) -> None:
    answer = talk(made_answerer, FILM, question)
    assert (answer.understood.topics, answer.understood.regions) == (("stöttar film",), ("Skåne",))
    assert made_answerer.needs(question, FILM)


@pytest.mark.parametrize("question", ["Sammanfatta Skåne", "Hur många insatser har Skåne?"])
def test_a_place_that_is_summed_up_or_counted_is_not(made_answerer: Answerer, question: str) -> None:
    assert talk(made_answerer, FILM, question).understood.topics == ()


def test_a_turn_after_one_that_cannot_be_read_is_unclear(made_answerer: Answerer) -> None:
    assert talk(made_answerer, "och Skåne?", "hur mycket kostade det?").status is AnswerStatus.UNCLEAR
    assert talk(made_answerer, "Hej!", "och Skåne?").status is AnswerStatus.UNCLEAR


def test_one_more_side_is_compared(made_answerer: Answerer) -> None:
    answer = talk(made_answerer, "Jämför Skåne och Gävleborg om film", "och Dalarna?")
    assert [side.label for side in answer.sides] == ["Skåne", "Gävleborg", "Dalarna"]


@pytest.mark.parametrize(
    ("question", "place", "asked"),
    [
        ("den andra", 2, ""),
        ("berätta om det tredje projektet", 3, ""),
        ("den sista, vad kostade den?", -1, "vad kostade den?"),
        ("the first one", 1, ""),
    ],
)
def test_one_of_those_shown_is_pointed_at(question: str, place: int, asked: str) -> None:
    pointed = points_at(question)
    assert pointed is not None
    assert (pointed.place, pointed.asked.rstrip("?")) == (place, asked.rstrip("?"))


@pytest.mark.parametrize(
    "question",
    ["Den andra omgången av projektet", "vad gjordes den första veckan?", "Jämför dem som fick jobb"],
)
def test_an_order_of_other_things_points_at_nothing(question: str) -> None:
    assert not asks_of_the_answer(question)


def test_the_region_pointed_at_is_asked_about(made_answerer: Answerer) -> None:
    second = with_evidence(made_answerer.answer(FILM, NO_FILTERS))[1]
    answer = talk(made_answerer, FILM, "den andra")
    assert (answer.understood.regions, answer.understood.topics) == ((second,), ("stöttar film",))
    assert talk(made_answerer, FILM, "den femte").status is AnswerStatus.UNCLEAR


def test_the_initiative_pointed_at_is_told_and_asked_of(made_answerer: Answerer) -> None:
    first = "Vad har gjorts om elnät?"
    names = list(dict.fromkeys(c.passage.name for c in made_answerer.answer(first, NO_FILTERS).citations))
    assert talk(made_answerer, first, "den första").understood.initiative == names[0]
    assert talk(made_answerer, first, "den första", "vad kostade det?").understood.initiative == names[0]


@pytest.mark.parametrize("question", ["Fler sådana?", "finns det fler av samma slag?", "Några andra?"])
def test_more_of_a_named_initiative_are_those_like_it(made_answerer: Answerer, question: str) -> None:
    first = "Vad har gjorts om elnät?"
    name = made_answerer.answer(first, NO_FILTERS).citations[0].passage.name
    answer = talk(made_answerer, f"Berätta om {name}", question)
    assert (answer.kind, answer.understood.initiative) == (Kind.SIMILAR, name)
    assert talk(made_answerer, FILM, question).kind is Kind.REGIONS


def test_those_shown_are_set_side_by_side(made_answerer: Answerer) -> None:
    answer = talk(made_answerer, FILM, "jämför dem")
    assert answer.kind is Kind.COMPARE
    assert sorted(side.label for side in answer.sides) == ["Gävleborg", "Skåne"]


def test_a_group_in_a_name_is_no_place_beside_a_region() -> None:
    assert [place.name for place in read_question("Vad betalar Örebro till REAL ÖMS?").places] == ["Örebro"]
    assert [place.name for place in read_question("Jämför Skåne och ÖMS om vätgas").places] == [
        "Skåne",
        "Östra Mellansverige",
    ]
    assert read_question("Vad betalar Örebro till REAL ÖMS 2025?").kind is Kind.FACT


def test_the_same_asked_of_another_place_expects_the_same_and_is_read_in_whole(made_answerer: Answerer) -> None:
    conversation = Conversation(made_answerer.searcher)
    asked = conversation.understand("Och Uppsala?", "Hur mycket kostar validering i Skåne 2025?")
    assert asked.expected is Expected.MONEY
    assert asked.whole == "Hur mycket kostar validering i Uppsala? 2025"
    assert conversation.understand("Hur många kvinnor?").whole == "Hur många kvinnor?"


@pytest.mark.parametrize("question", ["Hur många kvinnor?", "hur många företag då?", "och hur många blev det?"])
def test_what_is_counted_alone_is_counted_of_the_topic_before(made_answerer: Answerer, question: str) -> None:
    asked = Conversation(made_answerer.searcher).understand(
        question, "Hur många deltog i kurserna om validering i Dalarna?"
    )
    assert asked.follow_up
    assert "validering" in asked.sought


def test_what_is_counted_of_the_collection_stands_alone() -> None:
    assert not read_question("Hur många insatser?").follow_up
    assert not read_question("Hur många regioner?").follow_up
