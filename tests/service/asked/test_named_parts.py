"""Initiatives called by a part of a longer name, or by a name that stands in what they tell; compared, and liked."""

import pytest

from indexer.index import Filters
from service.answering import Answerer
from service.asked.names.named import find_all_named, own_words
from service.asked.understood import Kind


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Jämför projekten Ung Nystart och Ungas Framtid", ["React – EU Ung Nystart", "Ungas Framtid"]),
        ("Finns något som Game Village?", ["High Coast Game Village, Kramfors kommun"]),
        ("Vad har hänt i Region Kalmar?", []),
    ],
)
def test_capitalised_words_of_one_name_alone_call_it(answerer: Answerer, question: str, names: list[str]) -> None:
    found = find_all_named(question, answerer.searcher.index.initiatives())
    assert [initiative.name[: len(name)] for initiative, name in zip(found, names, strict=True)] == names


def test_two_short_names_are_two_sides(answerer: Answerer) -> None:
    answer = answerer.answer("Jämför projekten Ung Nystart och Ungas Framtid", Filters())
    assert answer.kind is Kind.COMPARE
    assert [side.region for side in answer.sides] == ["21", "04"]


def test_places_and_known_words_are_no_names_of_their_own() -> None:
    assert own_words("Vad liknar Vintercyklisten i Kalmar?") == own_words("Finns Vintercyklisten?") != frozenset()
    assert own_words("Vad liknar Regionens arbete i Kalmar?") == frozenset()


def test_what_tells_of_a_name_is_not_among_what_is_like_it(answerer: Answerer) -> None:
    answer = answerer.answer("Har någon annan region gjort något liknande som Vintercyklisten?", Filters())
    assert answer.kind is Kind.SIMILAR
    assert answer.understood.initiative == "Cykling för effektiva transporter och ökad hälsa"
    assert answer.citations
    assert all(citation.passage.region != "21" for citation in answer.citations)


def test_what_many_tell_of_is_no_name(answerer: Answerer) -> None:
    answer = answerer.answer("Finns det något som liknar Teknikcollege i andra regioner?", Filters())
    assert answer.understood.initiative is None


def test_what_is_nearest_to_a_named_one_does_not_lack_its_name(answerer: Answerer) -> None:
    answer = answerer.answer("Finns det något som liknar High Coast Game Village i andra regioner?", Filters())
    assert (answer.answered, answer.missing) == (False, None)
    assert answer.nearest
    assert set(answer.nearest_missing) == {None}


@pytest.mark.parametrize(
    "question",
    [
        "Vilken region nådde flest unga med sommarjobb, Skåne eller Sörmland?",
        "Nådde Skåne fler ungdomar med sommarjobb än Sörmland?",
    ],
)
def test_who_reached_most_is_compared_by_the_numbers_told(answerer: Answerer, question: str) -> None:
    answer = answerer.answer(question, Filters())
    quotes = [answer.citations[side.citations[0] - 1].quote for side in answer.sides]
    assert "308 ungdomar" in quotes[0]
    assert "768 ungdomar" in quotes[1]


def test_a_side_is_quoted_by_a_sentence_and_not_by_its_heading(answerer: Answerer) -> None:
    answer = answerer.answer("Jämför hur Gävleborg och Sörmland får fler att cykla", Filters())
    assert answer.citations[0].passage.name == "Cykling för effektiva transporter och ökad hälsa"
    assert not answer.citations[0].quote.startswith("Cykling för effektiva transporter")


@pytest.mark.parametrize(
    ("question", "region"),
    [
        ("WaterMan", "08"),
        ("waterman", "08"),
        ("Beskriv WaterMan", "08"),
        ("Agtech 2030", "05"),
        ("Beskriv Orange week", "06"),
        ("Vad handlar Buss on demand om?", "14"),
        ("Innovation camp", "06"),
        ("BY2030", "07"),
        ("Ungas Framtid", "04"),
    ],
)
def test_a_name_alone_is_summed_up(answerer: Answerer, question: str, region: str) -> None:
    answer = answerer.answer(question, Filters())
    assert (answer.kind, answer.answered) == (Kind.OVERVIEW, True)
    assert {citation.passage.region for citation in answer.citations} == {region}
    assert all(not citation.quote.endswith(":") for citation in answer.citations)


@pytest.mark.parametrize("question", ["Teknikcollege", "Swedish Scaleups", "Öppna data", "laddinfrastruktur"])
def test_what_several_regions_tell_of_is_a_topic_and_no_name(answerer: Answerer, question: str) -> None:
    assert answerer.answer(question, Filters()).kind is Kind.PASSAGES


def test_a_name_alone_is_not_summed_up_outside_the_limits_asked_for(answerer: Answerer) -> None:
    assert answerer.answer("WaterMan", Filters(regions=("12",))).kind is Kind.PASSAGES


def test_words_in_a_row_of_one_long_name_call_it_where_something_like_it_is_asked_for(answerer: Answerer) -> None:
    answer = answerer.answer("Liknande projekt som Buss on demand", Filters())
    assert answer.kind is Kind.SIMILAR
    assert (answer.understood.initiative or "").endswith("konceptet Buss on demand")


def test_a_year_in_a_name_limits_nothing_and_one_beside_it_does(answerer: Answerer) -> None:
    assert answerer.answer("Agtech 2030", Filters()).understood.years == ()
    assert answerer.answer("Agtech 2023", Filters()).understood.years == (2023,)


@pytest.mark.parametrize("question", ["kostnad energismart", "budget WaterMan", "kostnad energismart halland"])
def test_few_words_that_ask_what_a_named_one_costs_get_its_amount_or_nothing(answerer: Answerer, question: str) -> None:
    answer = answerer.answer(question, Filters())
    assert (answer.kind, answer.answered) == (Kind.FACT, False)
    assert answer.understood.initiative


@pytest.mark.parametrize(
    ("question", "owner"),
    [
        ("ägare Molekyl", "IUC Kalmar län"),
        ("ägare High Coast Game Village", "Kramfors kommun"),
        ("Vem driver Multiarena Storuman?", "Storumans idrottsklubb"),
        ("Vem är projektägare för Hälsolots?", "Högsby kommun"),
    ],
)
def test_the_owner_is_quoted_also_from_the_name(answerer: Answerer, question: str, owner: str) -> None:
    answer = answerer.answer(question, Filters())
    assert answer.answered
    assert owner in answer.citations[0].quote


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Vem driver ValiVux?", "Region Gävleborg driver projektet ValiVux"),
        ("Vem leder BiogasBoost?", None),
        ("Vem driver Nationell Dataverkstad?", None),
        ("Vem driver Teknikcollege?", None),
    ],
)
def test_who_runs_is_told_where_a_sentence_says_so_beside_the_name(
    answerer: Answerer, question: str, told: str | None
) -> None:
    answer = answerer.answer(question, Filters())
    assert answer.answered is (told is not None)
    assert told is None or told in answer.citations[0].quote


@pytest.mark.parametrize(
    ("question", "name", "topic"),
    [
        ("Finns något som liknar BiogasBoost?", "BiogasBoost", "biogas"),
        ("Projekt som liknar Next Day-konferensen i Gävleborg", "Next Day", "cirkulär"),
    ],
)
def test_what_is_like_a_name_in_a_text_is_about_what_the_text_says_it_is(
    answerer: Answerer, question: str, name: str, topic: str
) -> None:
    answer = answerer.answer(question, Filters())
    assert answer.text.startswith(f"{name} nämns i ")
    first = answer.citations[0].passage
    assert first.region != "21"
    assert topic in f"{first.name} {first.text}".casefold()


def test_no_fact_is_read_where_a_named_one_tells_no_next_step(answerer: Answerer) -> None:
    answer = answerer.answer("Vad är nästa steg för Energiön Gotland?", Filters())
    assert (answer.answered, answer.understood.initiative) == (False, "Förstudie Energiön Gotland")
