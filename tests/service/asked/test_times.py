"""When a named initiative begins or ends."""

import pytest

from indexer.index import Filters
from service.answer.answer import AnswerStatus
from service.answering import Answerer
from service.asked.understood import Kind
from service.asked.words.times import Moment, asked_moment, find_moment, moment_in_years, tells_moment_of


@pytest.mark.parametrize(
    ("question", "moment"),
    [
        ("När är projektet klart?", Moment.END),
        ("Hur länge pågår det?", Moment.END),
        ("Hur länge pågick det?", Moment.WHEN),
        ("slutdatum SKYLA", Moment.END),
        ("När startade Boost Dalarna?", Moment.START),
        ("När hölls konferensen?", Moment.WHEN),
    ],
)
def test_what_about_the_time_is_asked_for(question: str, moment: Moment) -> None:
    assert asked_moment(question) is moment


@pytest.mark.parametrize(
    ("sentence", "moment", "told"),
    [
        ("Projektet kommer att pågå till och med 2026.", Moment.END, "2026"),
        ("Projektet pågår tom 2024 och fler resultat kommer.", Moment.END, "2024"),
        ("Analysen färdigställs under kvartal 1 2024.", Moment.END, "kvartal 1 2024"),
        ("Projektet avslutades 23-04-30.", Moment.END, "23-04-30"),
        ("Projektet startade juni 2023 men aktörerna är engagerade.", Moment.START, "juni 2023"),
        ("Projekttid april 2023 till mars 2026.", Moment.END, "mars 2026"),
        ("Projekttid april 2023 till mars 2026.", Moment.START, "april 2023"),
        ("Projektet pågår mellan 2023–2026 i länet.", Moment.WHEN, "2023–2026"),
        ("Projektet pågick mellan november 2022 – maj 2023.", Moment.WHEN, "november 2022 – maj 2023"),
        ("Projektet pågick 2021–23 och såg ett behov.", Moment.WHEN, "2021–23"),
        ("Projektet pågick 2021–23 och såg ett behov.", Moment.END, "2021–23"),
        ("Projektet löper 220401–250331.", Moment.END, "250331"),
        ("Bidrar till programmet för Regionalfonden 2021–2027.", Moment.END, None),
        ("I år sommarjobbade 308 ungdomar, 2022 var de 84.", Moment.END, None),
    ],
)
def test_a_time_is_told_by_the_words_around_it(sentence: str, moment: Moment, told: str | None) -> None:
    place = find_moment(sentence, moment, is_name=False)
    assert (sentence[slice(*place)] if place else None) == told


@pytest.mark.parametrize(
    ("question", "moment"),
    [
        ("Vilka projekt om cykling startade 2023?", Moment.START),
        ("vilka insatser drog igång under 2023", Moment.START),
        ("Vilka projekt som avslutades år 2023 gällde cykling?", Moment.END),
        ("När startade projektet 2023?", None),
        ("Vilka projekt om att starta företag fanns det i Halland?", None),
    ],
)
def test_a_time_that_is_to_lie_in_a_year_limits_what_is_asked_for(question: str, moment: Moment | None) -> None:
    assert moment_in_years(question) is moment


@pytest.mark.parametrize(
    ("sentence", "reported", "is_told"),
    [
        ("Projektet startade i mars 2023.", (2023,), True),
        ("Under 2023 påbörjades en förstudie.", (2023,), True),
        ("Arbetet inleddes under hösten.", (2023,), True),
        ("Arbetet inleddes under hösten.", (2022,), False),
        ("Projektet startade 2020 och följdes upp 2023.", (2023,), False),
        ("Kursen hjälper den som vill starta företag.", (2023,), False),
        ("Projektet avslutades 2023.", (2023,), False),
    ],
)
def test_a_beginning_is_told_with_its_year_or_that_of_the_report(
    sentence: str, reported: tuple[int, ...], is_told: bool
) -> None:
    assert tells_moment_of(sentence, Moment.START, (2023,), reported) is is_told


def test_a_name_tells_it_by_its_years() -> None:
    name = "Trails of Västmanland - expansion 2022– 2024"
    place = find_moment(name, Moment.END, is_name=True)
    assert place is not None
    assert name[slice(*place)] == "2024"


@pytest.mark.parametrize(
    ("question", "previous", "short"),
    [
        ("när är Trails of Västmanland klart", None, "2024"),
        ("Trails of Västmanland slutdatum", None, "2024"),
        ("Hur länge pågår det?", "Vad är CONSTR:Act?", "2026"),
        ("när slutar Smartare innovationsklimat i Östra Mellansverige", None, "2026"),
        ("När avslutades Projektet Innovationssystem Gotland", None, "23-04-30"),
        ("Hur länge pågår Destination Jobb?", None, "2026"),
        ("Hur länge pågick Energismart i Halland?", None, "november 2022 – maj 2023"),
        ("Hur länge pågick Speed Up Halland?", None, "2021–23"),
    ],
)
def test_the_end_or_length_of_a_named_initiative_is_told(
    answerer: Answerer, question: str, previous: str | None, short: str
) -> None:
    answer = answerer.answer(question, Filters(), previous)
    assert (answer.kind, answer.status) == (Kind.FACT, AnswerStatus.ANSWERED)
    assert answer.answer is not None
    assert answer.answer.text == short


def test_where_no_end_is_told_none_is_made_up(answerer: Answerer) -> None:
    assert answerer.answer("När avslutas CybSec Halland?", Filters()).status is AnswerStatus.NOT_FOUND
