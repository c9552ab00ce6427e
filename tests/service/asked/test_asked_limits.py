"""What a question leaves out or keeps to: places, denials, years, and the filters they become."""

import pytest

from indexer.index import Filters
from service.asked.limits.narrowing import also_planned, is_outside_years, narrow, of_places
from service.asked.limits.negation import take_out_negation
from service.asked.limits.places import leave_out_places
from service.asked.limits.years import take_out_years
from service.asked.reading import read_question
from service.asked.understood import Kind

PLAIN = "Vilka regioner arbetar med validering?"


def excluded(question: str) -> list[str]:
    return [place.name for place in leave_out_places(question)[1]]


@pytest.mark.parametrize(
    "question",
    [
        "Vilka regioner utom Skåne arbetar med validering?",
        "Vilka regioner förutom Skåne arbetar med validering?",
        "Vilka regioner, bortsett från Skåne, arbetar med validering?",
        "Vilka regioner, Skåne undantaget, arbetar med validering?",
        "Vilka regioner, med undantag för Region Skåne, arbetar med validering?",
        "Vilka andra regioner än Skåne arbetar med validering?",
        "Vilka fler regioner än Skåne arbetar med validering?",
        "Förutom Skåne, vilka regioner arbetar med validering?",
        "Vilka regioner arbetar med validering, men inte Skåne?",
        "Vilka regioner arbetar med validering, ej Skåne?",
        "Vilka regioner arbetar med validering -Skåne?",
    ],
)
def test_every_way_of_leaving_a_place_out_is_the_plain_question_without_it(question: str) -> None:
    asked = read_question(question)
    assert [place.name for place in asked.excluded] == ["Skåne"]
    assert asked.excluded_codes == ("12",)
    assert asked.codes == ()
    assert asked.words == ("validering",)
    assert "Skåne" not in asked.sought


def test_question_without_its_exception_is_word_for_word_the_plain_one() -> None:
    for question in (
        "Vilka regioner utom Skåne arbetar med validering?",
        "Vilka andra regioner än Skåne arbetar med validering?",
    ):
        assert read_question(question).sought == PLAIN


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("alla utom Stockholm, VGR och Skåne: vilka har samlingslokaler", ["Stockholm", "Västra Götaland", "Skåne"]),
        ("Which regions except Halland and Skåne work with food?", ["Halland", "Skåne"]),
        ("regions other than Kalmar with food projects", ["Kalmar"]),
        ("turism i skärgården inte Stockholm", ["Stockholm"]),
        ("Vilka regioner utanför Småland har kulturskola?", ["Småland"]),
        ("insatser som inte ligger i Norrland", ["Norrland"]),
        ("vem mer än Jönköping har logistikprojekt", ["Jönköping"]),
        ("number of projects, not counting Dalarna", ["Dalarna"]),
    ],
)
def test_several_places_and_groups_are_left_out(question: str, names: list[str]) -> None:
    assert excluded(question) == names


@pytest.mark.parametrize(
    "question",
    [
        "Har inte Skåne någon livsmedelsstrategi?",
        "Har Skåne fler insatser än Halland?",
        "Gör Värmland något annat än Örebro inom kompetensförsörjning?",
        "Vad gör Skåne-Blekinge tillsammans?",
        "Vad gör inte bara Skåne utan alla?",
        "Vilka regioner i Småland arbetar med trä?",
    ],
)
def test_place_that_is_asked_about_is_not_left_out(question: str) -> None:
    assert excluded(question) == []


def test_part_of_a_group_is_left_out_of_it() -> None:
    asked = read_question("Vilka regioner i Småland utom Kronoberg arbetar med trä?")
    assert asked.codes == ("06", "08")
    assert asked.excluded_codes == ("07",)


@pytest.mark.parametrize(
    "question",
    [
        "Vilka regioner i Småland arbetar med validering?",
        "Vilka regioner i Småland och hela Norrland arbetar med validering?",
        "Vilka regioner arbetar med validering i Halland eller Skåne?",
        "Bland Kalmar, Halland och Region Skåne, vilka regioner arbetar med validering?",
        "Vilka regioner i Småland utom Kronoberg arbetar med validering?",
    ],
)
def test_which_regions_is_searched_for_without_the_places_it_asks_for(question: str) -> None:
    asked = read_question(question)
    assert asked.sought.casefold() == PLAIN.casefold()
    assert asked.places


@pytest.mark.parametrize(
    "question",
    [
        "Vilka regioner samarbetar med Skåne om film?",
        "Vilka regioner arbetar med tåg mellan Skåne och Halland?",
        "Vilka regioner satsar på nattåg till Region Stockholm?",
    ],
)
def test_place_that_something_is_done_with_is_no_limit(question: str) -> None:
    asked = read_question(question)
    assert (asked.kind, asked.sought, asked.places) == (Kind.REGIONS, question, ())
    assert {"Skåne", "Stockholm"} & set(asked.words)


def test_place_within_a_name_stays_in_what_is_searched_for() -> None:
    assert "Gotland Forward" in read_question("Vilka regioner arbetar med Gotland Forward?").sought


@pytest.mark.parametrize(
    ("question", "positive"),
    [
        ("Vilka regioner arbetar inte med validering?", PLAIN),
        ("Vilka regioner arbetar ej med validering?", PLAIN),
        ("Vilka regioner saknar insatser för validering?", "Vilka regioner har insatser för validering?"),
        ("Vilka regioner är utan energikontor?", "Vilka regioner är med energikontor?"),
        ("Which regions have no validation?", "Which regions have validation?"),
        ("Which regions don't work with validation?", "Which regions work with validation?"),
    ],
)
def test_negated_question_is_searched_for_as_its_opposite(question: str, positive: str) -> None:
    asked = read_question(question)
    assert (asked.kind, asked.negated, asked.sought) == (Kind.REGIONS, True, positive)


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Vilka regioner arbetar med unga som inte studerar?", "unga"),
        ("Finns det inte någon region som arbetar med validering?", "validering"),
        ("Vilka regioner arbetar inte bara med validering?", "validering"),
    ],
)
def test_denial_that_belongs_to_the_topic_negates_nothing(question: str, topic: str) -> None:
    assert take_out_negation(question, [topic]) is None


@pytest.mark.parametrize(
    ("question", "years", "rest"),
    [
        ("Vad gjordes om cykling 2020?", (2020,), "Vad gjordes om cykling?"),
        ("Vad gjordes i Halland 2023?", (2023,), "Vad gjordes i Halland?"),
        ("cykling under åren 2021–2023", (2021, 2022, 2023), "cykling"),
        ("cykling mellan 2020 och 2022", (2020, 2021, 2022), "cykling"),
        ("Vad säger Agenda 2030 om cykling?", (), "Vad säger Agenda 2030 om cykling?"),
        ("Hur många bostäder behövs till 2030?", (), "Hur många bostäder behövs till 2030?"),
        ("programperioden 2014–2020", (), "programperioden 2014–2020"),
    ],
)
def test_years_are_limits_unless_they_are_part_of_something_else(
    question: str, years: tuple[int, ...], rest: str
) -> None:
    assert take_out_years(question) == (rest, years)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Vilka insatser finns det utan Skåne och Halland?", ["Skåne", "Halland"]),
        ("Vilka har validering, inte i Skåne utan i Halland?", ["Skåne"]),
        ("Inte bara Skåne utan även Halland?", []),
    ],
)
def test_what_a_place_is_without_is_left_out_and_what_corrects_is_asked_for(question: str, names: list[str]) -> None:
    assert excluded(question) == names


def test_limits_become_filters() -> None:
    asked = read_question("Vilka regioner utom Skåne arbetade med validering 2023?")
    assert narrow(Filters(), asked, (2020, 2023)) == Filters(without=("12",), years=(2023,))
    assert not is_outside_years(asked, (2020, 2023))
    assert is_outside_years(asked, (2020,))


def test_what_is_planned_for_a_year_may_be_told_by_any_report() -> None:
    asked = read_question("Vad planeras om cykling 2026?")
    narrowed = narrow(Filters(), asked, (2023, 2026))
    assert (asked.kind, narrowed.years) == (Kind.PASSAGES, (2026,))
    assert also_planned(narrowed, asked, reported=(2023,)) == Filters()
    assert also_planned(narrowed, asked, reported=(2023, 2026)) == narrowed


def test_fact_is_not_narrowed_to_reports_of_its_year() -> None:
    asked = read_question("Hur många företag fick stöd 2022?")
    assert (asked.kind, asked.years) == (Kind.FACT, (2022,))
    assert narrow(Filters(), asked, (2022, 2023)) == Filters()


def test_places_asked_for_are_within_those_of_the_caller() -> None:
    asked = read_question("Vilka regioner i Småland arbetar med trä?")
    assert of_places(Filters(), asked).regions == ("06", "07", "08")
    assert of_places(Filters(regions=("07", "12")), asked).regions == ("07",)
