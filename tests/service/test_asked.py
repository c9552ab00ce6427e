"""A question becomes one value: limits decided by words, topics, themes, and what a short one takes up."""

import json

import numpy as np
import pytest

from corpus.regions.names import find_place
from eval.tuning.kinds import OWN
from indexer.index import Filters
from indexer.vectors.embedder import Embedder, fingerprint
from indexer.vectors.fused import fused_folders, read_embedder
from indexer.vectors.loading import DEFAULT_MODEL, load_embedder
from service.asked.asked import Asked, Join
from service.asked.classifier import ASPECTS, BUCKETS, KINDS, WEIGHTS, Classifier, Head, classifier
from service.asked.follow_up import go_on
from service.asked.limits import leave_out_places, take_out_negation, take_out_years
from service.asked.narrowing import is_outside_years, narrow, of_places
from service.asked.reading import read_question
from service.asked.understood import Kind

PLAIN = "Vilka regioner arbetar med validering?"


def excluded(question: str) -> list[str]:
    return [place.name for place in leave_out_places(question).excluded]


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
    limits = take_out_years(question)
    assert (limits.years, limits.rest) == (years, rest)


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
        "Vad har regionerna gjort inom integration?",
        "Vilka regioner arbetar med integration?",
    ],
)
def test_what_is_no_theme_or_narrower_or_of_no_place_is_searched_for(question: str) -> None:
    asked = read_question(question)
    assert asked.kind is not Kind.OVERVIEW
    assert asked.topics


def test_limits_become_filters() -> None:
    asked = read_question("Vilka regioner utom Skåne arbetade med validering 2023?")
    assert narrow(Filters(), asked, (2020, 2023)) == Filters(without=("12",), years=(2023,))
    assert not is_outside_years(asked, (2020, 2023))
    assert is_outside_years(asked, (2020,))


def test_fact_is_not_narrowed_to_reports_of_its_year() -> None:
    asked = read_question("Hur många företag fick stöd 2022?")
    assert (asked.kind, asked.years) == (Kind.FACT, (2022,))
    assert narrow(Filters(), asked, (2022, 2023)) == Filters()


def test_places_asked_for_are_within_those_of_the_caller() -> None:
    asked = read_question("Vilka regioner i Småland arbetar med trä?")
    assert of_places(Filters(), asked).regions == ("06", "07", "08")
    assert of_places(Filters(regions=("07", "12")), asked).regions == ("07",)


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


def test_classifier_was_fitted_with_the_model_that_reads() -> None:
    """Else words decide alone: `python -m eval kinds --write` fits it anew."""
    reads, _ = fused_folders(DEFAULT_MODEL)
    assert classifier().model == fingerprint(reads)


@pytest.fixture(scope="module")
def reads() -> Embedder:
    return read_embedder(load_embedder())


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("vätgas", Kind.PASSAGES),
        ("hyperloop", Kind.PASSAGES),
        ("kanoter", Kind.PASSAGES),
        ("sjöräddning", Kind.PASSAGES),
        ("Vad kostar vätgas?", Kind.FACT),
        ("Vad kostar bussen?", Kind.FACT),
        ("Vem sysslar med getter?", Kind.REGIONS),
        ("Är en banan ett bär?", Kind.OUTSIDE),
        ("sockerkaka", Kind.OUTSIDE),
        ("Vilken tandkräm är bäst?", Kind.OUTSIDE),
    ],
)
def test_bare_topics_and_prices_are_told_from_what_is_outside(reads: Embedder, question: str, kind: Kind) -> None:
    assert read_question(question, reads.embed_queries([question])[0]).kind is kind


def test_what_may_be_outside_is_read_as_the_likeliest_of_the_other_kinds() -> None:
    odds = {"outside": 0.6, "regions": 0.3}
    bias = np.log([odds.get(kind, 0.1 / (len(KINDS) - 2)) for kind in KINDS]).astype(np.float32)
    kinds = Head(labels=KINDS, weights=np.zeros((len(KINDS), BUCKETS), dtype=np.float32), bias=bias)
    aspects = Head(
        labels=ASPECTS,
        weights=np.zeros((len(ASPECTS), BUCKETS), dtype=np.float32),
        bias=np.zeros(len(ASPECTS), dtype=np.float32),
    )
    guess = Classifier("", {"kind-words": kinds, "aspect-words": aspects}).classify("Vilka har stränder på månen?")
    assert (guess.kind, guess.inside) == (Kind.OUTSIDE, Kind.REGIONS)
    assert guess.sureness == pytest.approx(0.6, abs=1e-6)


def test_classifier_takes_little_room() -> None:
    assert WEIGHTS.stat().st_size < 300_000


def test_our_own_questions_are_labelled_and_stand_once() -> None:
    rows = [json.loads(line) for path in sorted(OWN.glob("*.jsonl")) for line in path.read_text().splitlines()]
    assert len(rows) >= 300
    assert len({row["question"].casefold() for row in rows}) == len(rows)
    assert {row["kind"] for row in rows} == {kind.value for kind in Kind}
