"""A question becomes one value: topics, themes, and what a short one takes up."""

import pytest

from corpus.regions.names import find_place
from service.asked.asked import Asked, Aspect, Join
from service.asked.reading import read_question
from service.asked.turns.follow_up import go_on
from service.asked.understood import Kind
from service.asked.words.telling_words import decided_aspect, has_own_topic

PLAIN = "Vilka regioner arbetar med validering?"


@pytest.mark.parametrize(
    ("question", "topics"),
    [
        ("Vilka regioner har utrett eller byggt en simhall?", ("byggt en simhall",)),
        ("Vilka regioner har tittat på eller arbetar med elvägar?", ("elvägar",)),
        ("Vilka regioner i Norrland utreder eller planerar elvägar?", ("elvägar",)),
        ("Har någon region prövat, utvärderat eller infört klimatkalkyler?", ("infört klimatkalkyler",)),
        ("Finns det någon region som har inrättat eller planerar ett energikontor?", ("energikontor",)),
        ("Vem utbildar och coachar nyanlända?", ("coachar nyanlända",)),
        ("Vilka regioner har börjat med eller satsar på vätgas eller biogas?", ("vätgas", "biogas")),
        ("Which regions have tested or work with electric roads?", ("electric roads",)),
    ],
)
def test_first_of_two_verbs_is_no_topic_of_its_own(question: str, topics: tuple[str, ...]) -> None:
    asked = read_question(question)
    assert (asked.kind, asked.topics) == (Kind.REGIONS, topics)


@pytest.mark.parametrize(
    ("question", "topics"),
    [
        ("Vilka regioner har solceller eller vindkraft?", ("solceller", "vindkraft")),
        ("Vilka regioner har elnät eller laddstationer vid vägarna?", ("elnät", "laddstationer vid vägarna")),
        ("Vilka regioner har digitalt eller fysiskt stöd?", ("digitalt", "fysiskt stöd")),
        ("Vilka regioner stödjer film eller idrott?", ("stödjer film", "idrott")),
        ("Vilka regioner arbetar med eller planerar vätgas?", ("vätgas",)),
        ("Vilka regioner hjälper unga som pluggar eller jobbar deltid?", ("hjälper unga som pluggar", "jobbar deltid")),
    ],
)
def test_what_is_joined_by_or_and_no_verb_is_a_topic(question: str, topics: tuple[str, ...]) -> None:
    assert read_question(question).topics == topics


@pytest.mark.parametrize(
    "question",
    ["Vem håller på med elvägar?", "Vilka regioner har hållit på med elvägar?", "Vilka regioner har elvägar på gång?"],
)
def test_being_busy_with_something_is_no_topic(question: str) -> None:
    assert read_question(question).words == ("elvägar",)


@pytest.mark.parametrize(
    ("question", "topics", "join"),
    [
        ("Vilka regioner arbetar med både vätgas och biogas?", ("vätgas", "biogas"), Join.AND),
        ("Vilka regioner arbetar med vätgas eller biogas?", ("vätgas", "biogas"), Join.OR),
        ("Vilka regioner arbetar med spårtrafik, järnvägsbanor och hur gods ska fraktas?",
         ("spårtrafik", "järnvägsbanor", "hur gods ska fraktas"), Join.OR),
        ("Vilka regioner arbetar med vård- och omsorgscollege?", ("vård- och omsorgscollege",), None),
        ("Vilka regioner arbetar med kultur och hälsa?", ("kultur och hälsa",), None),
        ("Vilka satsar på film eller på spel?", ("film", "på spel"), Join.OR),
        ("Vilka satsar både på film och på spel?", ("på film", "på spel"), Join.AND),
        ("Vilka arbetar med validering? I Skåne?", ("validering",), None),
        # Verbs with one object, examples, and where something is done.
        ("Vilka hjälper invandrare med att starta eller driva företag?",
         ("hjälper invandrare med att starta eller driva företag",), None),
        ("Vilka arbetar med träet, till exempel i husbyggen eller nya material?",
         ("träet, till exempel i husbyggen eller nya material",), None),
        ("Vilka arbetar med butiker, bränsle på landsbygden, så kallad service och post?",
         ("butiker, bränsle på landsbygden, så kallad service och post",), None),
        ("Vilka arbetar med cykling, på leder och stigar?", ("cykling, på leder och stigar",), None),
    ],
)  # fmt: skip
def test_topics_are_parted_where_each_can_be_judged_by_itself(
    question: str, topics: tuple[str, ...], join: Join | None
) -> None:
    asked = read_question(question)
    assert (asked.topics, asked.join) == (topics, join)


def test_theme_named_in_a_count_is_a_theme_and_no_topic() -> None:
    asked = read_question("Vilken region har flest insatser inom jämställdhet?")
    assert (asked.kind, asked.themes, asked.topics) == (Kind.COUNT, ("jamstalldhet",), ())
    assert read_question("Vilka regioner arbetar med jämställdhet?").themes == ()


@pytest.mark.parametrize(
    ("question", "theme"),
    [
        ("Vad gör Region Halland inom miljö och klimat?", "miljo-klimat"),
        ("Vad har Norrbotten gjort inom integration?", "integration"),
        ("Vad händer i Värmland inom jämställdhet?", "jamstalldhet"),
        ("Vad har Gotland gjort inom boende, arbete och välfärd?", "boende-arbete-valfard"),
        ("Vad har Jämtland Härjedalen gjort på integrationsområdet?", "integration"),
        ("Vilka insatser har Östergötland gjort inom jämställdhet?", "jamstalldhet"),
        ("Hur ser jämställdhetsarbetet i Jönköping ut?", "jamstalldhet"),
        ("Integrationsarbetet i Sörmland i grova drag", "integration"),
        ("Hur jobbar Västmanland med kompetensförsörjning?", "kompetensforsorjning"),
        ("Västerbotten miljö", "miljo-klimat"),
    ],
)
def test_what_a_place_does_within_a_theme_is_summed_up(question: str, theme: str) -> None:
    asked = read_question(question)
    assert (asked.kind, asked.themes, asked.topics) == (Kind.OVERVIEW, (theme,), ())


@pytest.mark.parametrize(
    "question",
    [
        "Vad gör Skåne inom film?",
        "Vad gör Halland inom digital tillgänglighet?",
        "Vad har Norrbotten gjort för innovation i skogen?",
        "Vad sägs om integration i Halland?",
        "Vad är tillgänglighet i Skåne?",
        "När blev jämställdhet viktigt i Skåne?",
        "Vad gör Kronoberg med jämställdhetsstrategin?",
        "Vad har regionerna gjort inom integration?",
        "Vilka regioner arbetar med integration?",
    ],
)
def test_what_is_no_theme_or_narrower_or_of_no_place_is_searched_for(question: str) -> None:
    asked = read_question(question)
    assert asked.kind is not Kind.OVERVIEW
    assert asked.topics


def follow(question: str, before: str) -> Asked:
    return go_on(read_question(question), read_question(before))


@pytest.mark.parametrize("question", ["Och Halland då?", "ok, och Halland?", "Tack! Men i Halland?"])
def test_place_alone_asks_the_same_of_another_place(question: str) -> None:
    asked = follow(question, "Vad gör Skåne om validering?")
    assert asked.follow_up
    assert asked.places == (find_place("Halland"),)
    assert asked.words == ("validering",)
    assert asked.kind is read_question("Vad gör Skåne om validering?").kind


def test_topic_alone_asks_the_same_of_another_topic() -> None:
    asked = follow("Och vätgas då?", PLAIN)
    assert (asked.kind, asked.words) == (Kind.REGIONS, ("vätgas",))


def test_which_regions_asked_of_other_places_is_searched_for_as_before() -> None:
    asked = follow("Och i Norrland då?", PLAIN)
    assert (asked.kind, asked.sought, asked.words) == (Kind.REGIONS, PLAIN, ("validering",))
    assert asked.places == (find_place("Norrland"),)


def test_question_that_stands_alone_is_no_follow_up() -> None:
    assert not read_question(PLAIN).follow_up
    assert not read_question("Hur många företag fick rådgivning?").follow_up
    assert not read_question("Vad finns det i Norra Mellansverige?").follow_up
    assert read_question("Vad finns det i den?").follow_up


@pytest.mark.parametrize(
    ("question", "topics"),
    [
        ("Vilka regioner har antingen ishallar eller simhallar?", ("ishallar", "simhallar")),
        ("Vilka regioner i hela landet arbetar med simhallar?", ("simhallar",)),
        ("Hur ser satsningarna på simhallar ut i Kalmar jämfört med Halland?", ("simhallar",)),
    ],
)
def test_words_that_only_lead_up_are_no_topic(question: str, topics: tuple[str, ...]) -> None:
    assert read_question(question).topics == topics


def test_what_a_place_has_brought_about_is_an_overview() -> None:
    asked = read_question("Vad har Halland åstadkommit?")
    assert (asked.kind, asked.topics) == (Kind.OVERVIEW, ())


def test_what_something_has_given_is_its_result() -> None:
    assert decided_aspect("Vad har feriejobben gett hittills?") is Aspect.RESULTS
    assert decided_aspect("Vilka har gett stöd till feriejobben?") is None


@pytest.mark.parametrize(
    "question",
    ["Ställ Gotlands och Hallands arbete med energi bredvid varandra", "Gör Skåne annorlunda än Halland om energi?"],
)
def test_words_that_set_side_by_side_are_no_topic(question: str) -> None:
    asked = read_question(question)
    assert (asked.kind, asked.words) == (Kind.COMPARE, ("energi",))


def test_people_of_one_kind_are_a_topic() -> None:
    assert has_own_topic(read_question("Var i landet görs det något för hbtq-personer?"))


@pytest.mark.parametrize(
    ("question", "is_contact"),
    [
        ("Vem ska man vända sig till om Bothnia?", True),
        ("Vem vänder jag mig till?", True),
        ("Vart kan vi höra av oss?", True),
        ("Vilka insatser vänder sig till unga?", False),
    ],
)
def test_whom_to_turn_to_is_a_contact(question: str, is_contact: bool) -> None:
    assert (decided_aspect(question) is Aspect.CONTACT) is is_contact


def test_such_a_thing_elsewhere_is_what_was_asked_before() -> None:
    asked = follow("Men i Blekinge då, något sådant där?", "Vilka regioner arbetar med drönare?")
    assert (asked.words, asked.kind) == (("drönare",), Kind.REGIONS)
