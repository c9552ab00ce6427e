"""Short questions that go on from the one before: bare ones, more of the same, another place set beside."""

import pytest

from corpus.themes import THEMES
from indexer.index import Filters
from service.answer.answer import AnswerStatus
from service.answering import Answerer
from service.asked.understood import Kind


@pytest.mark.parametrize(
    "question", ["Hur många?", "och vilka?", "Finns det fler?", "några fler exempel?", "Jämför med Halland"]
)
def test_alone_they_are_unclear(answerer: Answerer, question: str) -> None:
    assert answerer.answer(question, Filters()).status is AnswerStatus.UNCLEAR


@pytest.mark.parametrize(
    ("question", "previous"),
    [
        ("Finns det fler?", "Vad görs om elflyg?"),
        ("några fler exempel?", "Vad görs om elflyg?"),
        ("Vilka fler?", "Vilka regioner arbetar med vätgas?"),
    ],
)
def test_more_is_asked_of_what_was_asked_before(answerer: Answerer, question: str, previous: str) -> None:
    before, more = answerer.answer(previous, Filters()), answerer.answer(question, Filters(), previous)
    # All there is was shown, and that is said.
    assert (more.kind, more.text) == (before.kind, f"Fler är inte funna. {before.text}")


def test_more_is_what_was_not_shown_before(answerer: Answerer) -> None:
    previous = "Vad görs om företagsstöd?"
    before, more = answerer.answer(previous, Filters()), answerer.answer("fler?", Filters(), previous)
    shown = {citation.passage.unit for citation in before.citations}
    assert more.citations
    assert shown.isdisjoint(citation.passage.unit for citation in more.citations)


@pytest.mark.parametrize(
    ("question", "statuses", "said"),
    [
        ("jämför Skånes arbete med validering 2021 med 2023", ["none", "evidence"], "Inget dokument gäller 2021."),
        ("vad skiljer Kalmars insatser inom integration mellan 2019 och 2023?", ["none", "evidence"], "2019"),
    ],
)
def test_two_years_are_two_sides(answerer: Answerer, question: str, statuses: list[str], said: str) -> None:
    answer = answerer.answer(question, Filters())
    assert answer.kind is Kind.COMPARE
    assert [side.status.value for side in answer.sides] == statuses
    assert said in answer.text


def test_numbers_of_initiatives_within_a_theme_are_compared_by_the_records(answerer: Answerer) -> None:
    answer = answerer.answer("Har Blekinge fler insatser inom integration än Halland?", Filters())
    assert answer.kind is Kind.COMPARE
    assert "Flest redovisade insatser: Blekinge (5)." in answer.text


@pytest.mark.parametrize(
    ("question", "previous", "sides"),
    [
        ("jämför den med Skåne", "Vad gör Halland inom integration?", ["Halland", "Skåne"]),
        ("jämfört med Kronoberg?", "Hur många insatser har Kalmar?", ["Kalmar", "Kronoberg"]),
        ("Jämför med Värmland", "Vad gör Dalarna om elförsörjning?", ["Dalarna", "Värmland"]),
    ],
)
def test_another_place_is_set_beside_that_of_the_question_before(
    answerer: Answerer, question: str, previous: str, sides: list[str]
) -> None:
    answer = answerer.answer(question, Filters(), previous)
    assert answer.kind is Kind.COMPARE
    assert [side.label for side in answer.sides] == sides


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("Jämför jämställdhet och integration i Sörmland", ["Jämställdhet", "Integration"]),
        (
            "miljö kontra tillgänglighet i Norrbotten",
            ["Miljö och klimat", THEMES[3].label],
        ),
        ("Jämför cykling och bredband i Gävleborg", ["cykling", "bredband"]),
    ],
)
def test_two_subjects_are_set_side_by_side(answerer: Answerer, question: str, sides: list[str]) -> None:
    answer = answerer.answer(question, Filters())
    assert (answer.kind, answer.status) == (Kind.COMPARE, AnswerStatus.ANSWERED)
    assert [side.label for side in answer.sides] == sides
    assert len({citation.passage.region for citation in answer.citations}) == 1


def test_what_has_no_two_sides_is_answered_by_passages(answerer: Answerer) -> None:
    answer = answerer.answer("Jämför cykling och kollektivtrafik i Skåne", Filters())
    assert (answer.kind, answer.status, answer.sides) == (Kind.PASSAGES, AnswerStatus.ANSWERED, ())


def test_municipalities_are_sides_each_told_by_what_has_its_name_alone(answerer: Answerer) -> None:
    answer = answerer.answer("skillnad mellan International House i Sundsvall o Göteborg", Filters())
    assert answer.kind is Kind.COMPARE
    assert [side.label for side in answer.sides] == ["Sundsvall", "Göteborg"]
    regions = [{answer.citations[number - 1].passage.region for number in side.citations} for side in answer.sides]
    assert regions == [{"22"}, {"14"}]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Vem har flest insatser, Kalmar eller Kronoberg?", "insatser: Kronoberg (25). Därefter Kalmar (14)."),
        ("har Uppsala eller Stockholm fler insatser inom integration?", "Uppsala (5). Därefter Stockholm (1)."),
    ],
)
def test_who_has_most_of_two_is_said_first(answerer: Answerer, question: str, told: str) -> None:
    assert told in answerer.answer(question, Filters()).text


@pytest.mark.parametrize("question", ["hur många är det i Skåne?", "Och hur många har Skåne då?"])
def test_how_many_there_are_elsewhere_is_counted_of_the_same(answerer: Answerer, question: str) -> None:
    answer = answerer.answer(question, Filters(), "Hur många insatser om integration har Sörmland?")
    assert answer.count is not None
    assert (answer.count.value, answer.understood.themes) == (2, ("integration",))
