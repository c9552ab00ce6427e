"""What a question asks for of a topic, its effects or what began in a year, limits what is told of it."""

from dataclasses import replace

import pytest

from corpus.document import Field
from indexer.index import Filters
from service.answer import sentences
from service.answer.answer import AnswerStatus
from service.answering import Answerer
from service.asked.understood import Kind
from service.search.searcher import Searcher
from tests.service.memory_index import BUCKET_RANKING
from tests.service.plain_readers import BlindReader
from tests.service.samples import make_index, make_passages
from tests.service.word_reader import WordReader

MADE = make_passages()[0]
CELLS = (
    ("a", "Laxtrappan", Field.DESCRIPTION, "Fiskevård i älvarna. Projektet startade 2020."),
    ("a", "Laxtrappan", Field.EFFECTS, "Fler laxar vandrar."),
    ("b", "Öringens väg", Field.OUTPUTS, "Fiskevård i bäckarna. Insatsen påbörjades under hösten. Dammar planeras."),
    ("c", "Ålplanen", Field.DESCRIPTION, "Fiskevård i sjöarna. Arbetet ska leda till bättre effekter."),
)


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    made = [
        replace(MADE, id=f"{key}-{n}", text=text, field=field, initiative=key, name=name)
        for n, (key, name, field, text) in enumerate(CELLS)
    ]
    # All that is found counts as about the topic.
    ranking = replace(BUCKET_RANKING, topic_threshold=0.0, about_threshold=0.0)
    return Answerer(Searcher(make_index(made), ranking=ranking), WordReader())


@pytest.mark.parametrize(
    ("question", "quotes", "says"),
    [
        ("Vilka effekter gav insatserna för fiskevård?", ["Fler laxar vandrar."], "1 om effekter"),
        ("Vilka nästa steg planeras för fiskevård?", ["Dammar planeras."], "1 om nästa steg"),
        ("Vilka projekt om fiskevård startade 2023?", ["Insatsen påbörjades under hösten."], "1 att de började 2023"),
    ],
)
def test_only_what_tells_it_is_shown(answerer: Answerer, question: str, quotes: list[str], says: str) -> None:
    answer = answerer.answer(question, Filters())
    assert [citation.quote for citation in answer.citations] == quotes
    assert says in answer.text


def test_where_nothing_tells_it_that_is_said_and_the_nearest_are_shown(answerer: Answerer) -> None:
    answer = answerer.answer("Vilka lärdomar gav insatserna för fiskevård?", Filters())
    assert answer.status is AnswerStatus.NOT_FOUND
    assert "berättar ingen om lärdomar" in answer.text
    assert answer.nearest


def test_what_is_asked_of_a_topic_without_more_is_told_as_before(answerer: Answerer) -> None:
    answer = answerer.answer("Vad görs om fiskevård för bättre effekter?", Filters())
    names = {citation.passage.name for citation in answer.citations}
    assert {"Laxtrappan", "Öringens väg", "Ålplanen"} <= names


def test_where_nothing_is_asked_but_for_projects_a_list_tells(answerer: Answerer) -> None:
    answer = answerer.answer("visa alla projekt", Filters())
    assert (answer.kind, answer.status) == (Kind.OVERVIEW, AnswerStatus.ANSWERED)
    assert answer.count is not None


def test_what_says_nothing_of_what_or_of_whom_is_asked_what_it_is_about(answerer: Answerer) -> None:
    answer = answerer.answer("exempel", Filters())
    assert answer.status is AnswerStatus.UNCLEAR
    assert answer.text == sentences.NO_TOPIC
    assert not answer.nearest


def test_what_a_named_initiative_costs_is_told_by_its_name() -> None:
    name = "Bryggfonden 2023–2026. (Totalt 12 miljoner kronor)"
    made = replace(MADE, id="d", text=f"{name} Projektet ägs av museet.", initiative="d", name=name)
    priced = Answerer(Searcher(make_index([made]), ranking=BUCKET_RANKING), BlindReader())
    answer = priced.answer("hur mkt kostar bryggfonden", Filters())
    assert answer.answer is not None
    assert answer.answer.text == "12 miljoner kronor"
    assert priced.answer("hur mkt kostar filmfonden", Filters()).answer is None


def test_what_is_asked_of_a_municipality_is_told_by_what_names_it_else_by_its_region() -> None:
    told = (
        ("a", "20", "Fiskevård i älvarna."),
        ("b", "20", "Fiskevård i bäckarna vid Leksand."),
        ("c", "25", "Fiskevård."),
    )
    made = [
        replace(
            MADE,
            id=key,
            text=text,
            field=Field.ROW,
            initiative=key,
            name="Laxtrappan",
            region=region,
            regions=(region,),
        )
        for key, region, text in told
    ]
    ranking = replace(BUCKET_RANKING, topic_threshold=0.0, about_threshold=0.0)
    answerer = Answerer(Searcher(make_index(made), ranking=ranking), WordReader())
    named = answerer.answer("Vad görs för fiskevård i Leksand?", Filters())
    assert [citation.passage.id for citation in named.citations] == ["b"]
    other = answerer.answer("Vad görs för fiskevård i Borlänge?", Filters())
    assert other.status is AnswerStatus.PARTIAL
    assert other.text.startswith("Inget som handlar om frågan nämner Borlänge, som ligger i Dalarna.")
    assert other.citations[0].passage.region == "20"
    assert not any(citation.passage.region == "25" for citation in other.citations)
