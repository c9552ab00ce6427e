"""A story told before a question carries its topic where the question has none, and limits nothing by its place."""

import pytest

from service.asked.turns.stories import part_story
from service.asked.understood import Kind
from service.live import LiveIndex
from service.search.searcher import Searcher


@pytest.fixture(scope="module")
def searcher(live: LiveIndex) -> Searcher:
    return live.backend().searcher


@pytest.mark.parametrize(
    ("text", "story", "asks"),
    [
        (
            "Vi i Bollnäs vill odla musslor i en sjö. Vem har gjort det?",
            "Vi i Bollnäs vill odla musslor i en sjö.",
            "Vem har gjort det?",
        ),
        ("Vi ska bygga en vindtunnel, har någon gjort det?", "Vi ska bygga en vindtunnel", "Har någon gjort det?"),
        ("Min chef vill veta vilka som har vindtunnlar som vi kan besöka", "Min chef", "Vilka som har vindtunnlar"),
        (
            "Jag ska tala om snöskotrar i Norrbotten och undrar om någon region tillverkar dem, för det är brått",
            "Jag ska tala om snöskotrar i Norrbotten",
            "Någon region tillverkar dem",
        ),
    ],
)
def test_a_story_is_parted_from_what_is_asked(text: str, story: str, asks: str) -> None:
    told = part_story(text)
    assert told is not None
    assert (told.story, told.asks.rstrip("?")) == (story, asks.rstrip("?"))


@pytest.mark.parametrize(
    "text",
    [
        "Vilka regioner arbetar med vätgas?",
        "Vad kostade projektet? Vem äger det?",
        "Hej! Vilka regioner har elflyg?",
        "Elflyg. Vilka regioner?",
        "Jämför Dalarna, Gävleborg och Värmland, vad gör de?",
        "Vår region",
    ],
)
def test_what_only_asks_has_no_story(text: str) -> None:
    assert part_story(text) is None


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Vi är två kommuner i Dalarna som vill öppna en ishall. Har någon gjort något sådant?", "öppna en ishall"),
        ("Jag sitter på Region Skåne och vi ska planera rymdbaser. Vilka har kommit igång med det?", "rymdbaser"),
        ("Nämnden i Halland har gett oss i uppdrag att ta fram en fiskeplan. Vilka har en sådan?", "fiskeplan"),
        ("Vi är en liten ort och vi får färre turister. Har någon gjort något åt det?", "färre turister"),
        ("Jag bor vid havet. Vet ni om någon region haft simskolor?", "simskolor"),
        ("Hos oss i Kalmar saknas sjukhus. Vilka regioner arbetar med distansvård?", "distansvård"),
    ],
)
def test_what_is_told_is_the_topic_of_a_question_without_one(searcher: Searcher, text: str, topic: str) -> None:
    asked = searcher.understand(text)
    assert (asked.topics, asked.places, asked.follow_up) == ((topic,), (), False)


def test_whose_story_it_is_limits_only_what_is_asked_of_others(searcher: Searcher) -> None:
    story = "Vi i Värmland har många tomma skolor som vi vill fylla."
    others = searcher.understand(f"{story} Har någon annan region gjort något åt det?")
    assert ([place.name for place in others.excluded], others.places) == (["Värmland"], ())
    own = searcher.understand(f"{story} Vad görs åt det i länet?")
    assert ([place.name for place in own.places], own.excluded) == (["Värmland"], ())
    assert own.topics == ("tomma skolor som vi vill fylla",)
    both = searcher.understand(f"{story} Vad har gjorts åt det, och finns det andra regioner med samma sak?")
    assert (both.places, both.excluded) == ((), ())


def test_so_many_as_took_part_are_told_and_not_counted(searcher: Searcher) -> None:
    asked = searcher.understand("Vi vill ordna läxhjälp på biblioteken. Vet du om det gjorts och hur många som deltog?")
    assert asked.kind is Kind.FACT
    assert "läxhjälp" in asked.sought


def test_what_is_asked_beside_which_regions_is_no_topic(searcher: Searcher) -> None:
    asked = searcher.understand("Vilka regioner har byggt elflyg, och vad blev resultatet?")
    assert (asked.topics, asked.aspect) == (("byggt elflyg",), "results")
