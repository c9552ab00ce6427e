"""An initiative is named when its name, written as one, is all that a question for something like it is about."""

from dataclasses import replace

import pytest

from service.asked.names.named import find_all_named, find_named
from service.asked.reading import read_question
from service.asked.understood import Kind
from service.search.searcher import Searcher
from tests.service.samples import make_index

SAMPLE = make_index().initiatives()[0]
NAMES = {
    "12": "Regional exportsamverkan (RES)",
    "20": "ReDriv – etablering av en plattform",
    "07": "ReDriv",
    "05": "Validering i ÖMS",
}
INITIATIVES = [replace(SAMPLE, id=code, region=code, name=name) for code, name in NAMES.items()]


@pytest.mark.parametrize(
    ("question", "region"),
    [
        ("Finns något liknande ReDriv i andra län?", "20"),
        ("Finns något liknande ReDriv i Kronoberg?", "07"),
        ("Vilka projekt liknar redriv?", "20"),
        ("Finns något liknande Regional exportsamverkan i andra regioner?", None),
        ("Finns något liknande ”exportsamverkan” i andra regioner?", "12"),
        ("Finns något liknande projekt om validering i andra län?", None),
        ("Finns något liknande ReDriv fast för bussar?", None),
        ("Finns något liknande?", None),
    ],
)
def test_only_a_name_that_stands_alone_and_is_written_as_one_is_taken(question: str, region: str | None) -> None:
    named = find_named(read_question(question), INITIATIVES)
    assert (named.region if named else None) == region


@pytest.mark.parametrize(
    ("question", "seeks"),
    [
        ("Finns något liknande ReDriv i andra län?", True),
        ("Finns något liknande ReDriv i någon annan region?", True),
        ("Vad motsvarar ReDriv i Skåne?", True),
        ("Vilka regioner arbetar med laddning?", False),
        ("Vad har gjorts om laddning?", False),
    ],
)
def test_a_question_for_something_like_it_is_recognised(question: str, seeks: bool) -> None:
    assert (read_question(question).kind is Kind.SIMILAR) is seeks


OF_ALMI = [
    replace(SAMPLE, id=code, region=code, name=name)
    for code, name in {"22": "Hållbar i osäkra tider, Almi Företagspartner", "05": "Uppdrag Almi Östergötland"}.items()
]


@pytest.mark.parametrize(
    ("question", "codes", "region"),
    [
        # Which of those that have it in their names is not told.
        ("Nådde Almi målet om kvinnor?", (), None),
        ("Nådde Almi i Östergötland målet om kvinnor?", ("05",), "05"),
        ("Nådde Almis projekt i Västmanland målet om kvinnor?", ("19",), None),
    ],
)
def test_a_word_of_a_name_does_not_make_up_for_another_place(
    question: str, codes: tuple[str, ...], region: str | None
) -> None:
    named = find_all_named(question, OF_ALMI, codes)
    assert [initiative.region for initiative in named] == ([region] if region else [])


def test_of_several_of_one_name_that_of_the_place_asked_about_is_meant() -> None:
    assert [i.region for i in find_all_named("Vad gav ReDriv?", INITIATIVES)] == ["20"]
    assert [i.region for i in find_all_named("Vad gav ReDriv i Kronoberg?", INITIATIVES, ("07",))] == ["07"]


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Hur många studenter deltog från Tranås universitet?", "Resecentrum i Tranås"),
        ("Vem driver BioKraft Öst?", "Vägledning för arbetsmarknaden i Östa Mellansverige"),
        ("laddstolpar i Västervik", "Regional kompetensförsörjningsdag, Västerviks kommun"),
    ],
)
def test_where_something_is_done_does_not_call_it(question: str, name: str) -> None:
    assert find_all_named(question, [replace(SAMPLE, name=name)]) == []


def test_a_version_in_a_name_need_not_be_repeated() -> None:
    motor = replace(SAMPLE, name="Life science motorn 2.0, Umeå Biotech Incubator")
    assert find_all_named("Vilka effekter fick Life science motorn?", [motor]) == [motor]


@pytest.mark.parametrize(
    ("question", "is_named"),
    [
        ("Finns något liknande Effekt4Dalarna?", True),
        ("finns nåt liknande effekt4dalarna?", True),
        ("finns nåt liknande effekt2030?", False),
    ],
)
def test_a_word_with_a_number_inside_is_a_name_however_it_is_written(question: str, is_named: bool) -> None:
    trygg = replace(SAMPLE, name="Projektfinansiering till: Trygg elförsörjning – Effekt4Dalarna, effekt2030")
    assert find_all_named(question, [trygg]) == [trygg] * is_named


def test_what_is_asked_of_an_initiative_in_the_records_is_asked_of_these_documents() -> None:
    question = "Skriv en dikt om Valideringslyftet"
    assert read_question(question).kind is Kind.OUTSIDE
    assert Searcher(make_index()).understand(question).kind is not Kind.OUTSIDE
    assert Searcher(make_index()).understand("Skriv en dikt om våren").kind is Kind.OUTSIDE
