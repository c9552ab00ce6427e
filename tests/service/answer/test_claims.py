"""Yes or no: what is said is told so, what is denied too, and of the rest what is found and what is not."""

from dataclasses import replace

import pytest

from corpus.document import Field
from service.answer.answer import Answer, AnswerStatus
from service.answer.claims.denials import denies, is_planned
from service.answering import Answerer
from service.live import LiveIndex
from service.ranking import RANKING
from service.search.query import NO_FILTERS
from service.search.searcher import Searcher
from tests.service.memory_index import BUCKET_RANKING
from tests.service.samples import make_index, make_passages
from tests.service.word_reader import WordReader

MADE = make_passages()[0]
STRAND = (
    (Field.DESCRIPTION, "Strandlyftet Projektägare: Kustmuseet. Övriga partners: Region Kalmar och Fiskarförbundet."),
    (
        Field.OUTPUTS,
        "Under året fick 17 företag rådgivning om bryggor. Det pågick 2021–23. En mässa hölls i maj.",
    ),
    (Field.EFFECTS, "Kartan över stränderna har inte publicerats ännu. En webbplats ska lanseras 2025."),
)
PASSAGES = [
    replace(MADE, id=f"s-{n}", text=text, field=field, initiative="s", name="Strandlyftet, Kustmuseet", region="08",
            regions=("08",), mentioned=())
    for n, (field, text) in enumerate(STRAND)
]  # fmt: skip


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    return Answerer(Searcher(make_index(PASSAGES), ranking=BUCKET_RANKING), WordReader())


def first(answer: Answer) -> str:
    return answer.citations[0].quote


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("Fick 17 företag rådgivning i Strandlyftet?", "17 företag rådgivning"),
        ("Är Fiskarförbundet med i Strandlyftet?", "Fiskarförbundet"),
        ("Hölls det en mässa i Strandlyftet?", "En mässa hölls"),
        ("Pågick Strandlyftet till 2023?", "2021–23"),
        ("Stämmer det att Strandlyftet gav företag rådgivning om bryggor?", "rådgivning om bryggor"),
        ("Har Blekinge gett personer bevis på kompetens?", "bevis på sin kompetens"),
    ],
)
def test_what_is_said_is_told_so_by_its_sentence(answerer: Answerer, question: str, quote: str) -> None:
    answer = answerer.answer(question, NO_FILTERS)
    assert answer.status is AnswerStatus.ANSWERED
    assert answer.text.startswith("Ja, ")
    assert quote in first(answer)
    # Neither a name nor a number is what was asked for.
    assert answer.answer is None


def test_what_a_document_is_called_says_nothing_of_what_was_done() -> None:
    told = "Medlen har beslutats av nämnden. Projektet samlar tre museer."
    made = replace(
        MADE, id="b", text=told, initiative=None, name="", subject="Beslut om Brygglyftet", field=Field.PROSE
    )
    reader = Answerer(Searcher(make_index([made]), ranking=BUCKET_RANKING), WordReader())
    assert not reader.answer("Är Brygglyftet avslutat?", NO_FILTERS).text.startswith("Ja, ")
    assert reader.answer("Samlar Brygglyftet tre museer?", NO_FILTERS).text.startswith("Ja, ")
    assert not reader.answer("Är Brygglyftet beslutat?", NO_FILTERS).text.startswith("Ja, ")


def test_what_is_denied_is_told_so(answerer: Answerer) -> None:
    answer = answerer.answer("Har Strandlyftet publicerat kartan över stränderna?", NO_FILTERS)
    assert answer.status is AnswerStatus.ANSWERED
    assert answer.text.startswith("Nej, ")
    assert "har inte publicerats" in first(answer)


def test_what_is_denied_without_its_year_is_of_the_reports_own() -> None:
    text = "Ej aktuellt 2023. Kalmar har inte tagit emot några ansökningar till Kustprogrammet."
    told = replace(PASSAGES[0], id="k", text=text, initiative=None, name="", field=Field.PROSE)
    answerer = Answerer(Searcher(make_index([told]), ranking=BUCKET_RANKING), WordReader())
    answer = answerer.answer("Har Kalmar tagit emot ansökningar till Kustprogrammet 2023?", NO_FILTERS)
    assert answer.text.startswith("Nej, ")
    assert "har inte tagit emot" in first(answer)


def test_a_sentence_that_denies_something_speaks_for_no_yes() -> None:
    text = "Att Kalmar ännu inte fått svar om bryggorna och kajerna märktes i ansökningarna."
    told = replace(PASSAGES[0], id="k", text=text, initiative=None, name="", field=Field.PROSE)
    answerer = Answerer(Searcher(make_index([told]), ranking=BUCKET_RANKING), WordReader())
    answer = answerer.answer("Fick Kalmar ansökningar om kajerna?", NO_FILTERS)
    assert answer.status is AnswerStatus.PARTIAL
    assert answer.text.startswith("Det går inte att säga ja eller nej")


@pytest.mark.parametrize(
    ("told", "begins"),
    [
        ("Svårt att se effekter samma år.", "Det går inte att säga ja eller nej"),
        ("Det är för tidigt att redovisa några resultat.", "Det går inte att säga ja eller nej"),
        ("Inga synliga resultat ännu.", "Nej, "),
        ("Gav goda resultat för bolagen.", "Ja, "),
    ],
)
def test_what_came_of_it_is_told_by_its_own_sentence(told: str, begins: str) -> None:
    text = f"Brygglyftet Region Kalmar har gett bolagen råd om bryggor vid kusten under året. {told}"
    made = replace(PASSAGES[0], id="k", text=text, initiative="k", name="Brygglyftet", field=Field.ROW)
    # What others tell of it does not outdo that.
    other = replace(made, id="o", text="Brygglyftet har gett effekter och resultat.", initiative="o", name="Kajlyftet")
    answerer = Answerer(Searcher(make_index([made, other]), ranking=BUCKET_RANKING), WordReader())
    for what in ("effekter", "resultat"):
        answer = answerer.answer(f"Har Brygglyftet gett några {what}?", NO_FILTERS)
        assert answer.text.startswith(begins)
        assert told in first(answer)


def test_what_a_region_did_not_do_is_denied_whatever_the_word_for_it() -> None:
    text = "Region Kalmar har inte deltagit i eller drivit några projekt inom Kustprogrammet."
    told = replace(PASSAGES[0], id="k", text=text, initiative=None, name="", field=Field.PROSE)
    answerer = Answerer(Searcher(make_index([told]), ranking=BUCKET_RANKING), WordReader())
    for question in ("Har Kalmar deltagit i Kustprogrammet?", "Har Kalmar haft pengar från Kustprogrammet?"):
        assert not answerer.answer(question, NO_FILTERS).text.startswith("Ja, ")
    assert answerer.answer("Har Kalmar deltagit i Kustprogrammet?", NO_FILTERS).text.startswith("Nej, ")


def test_what_is_to_be_done_is_not_done(answerer: Answerer) -> None:
    answer = answerer.answer("Lanserades webbplatsen i Strandlyftet?", NO_FILTERS)
    assert answer.status is AnswerStatus.PARTIAL
    assert "ska ske" in answer.text


@pytest.mark.parametrize(
    ("told", "is_so"),
    [("Bolagen förväntas få nya bryggor.", False), ("Bolagen har fått de nya bryggor som planerades.", True)],
)
def test_what_is_only_hoped_for_did_not_come(told: str, is_so: bool) -> None:
    made = replace(PASSAGES[0], id="k", text=f"Brygglyftet {told}", initiative="k", name="Brygglyftet", field=Field.ROW)
    answerer = Answerer(Searcher(make_index([made]), ranking=BUCKET_RANKING), WordReader())
    answer = answerer.answer("Gav Brygglyftet bolagen nya bryggor?", NO_FILTERS)
    assert answer.text.startswith("Ja, " if is_so else "Det står som något som ska ske")


def test_another_number_is_told_as_missing(answerer: Answerer) -> None:
    answer = answerer.answer("Fick 50 företag rådgivning i Strandlyftet?", NO_FILTERS)
    assert answer.status is AnswerStatus.PARTIAL
    assert "”50” nämns inte där" in answer.text
    assert "17 företag" in first(answer)


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("Är Sjöräddningen med i Strandlyftet?", "Sjöräddningen"),
        ("Byggdes det ett fyrtorn i Strandlyftet?", "fyrtorn"),
        ("Genomfördes Strandlyftet i Skåne?", "Skåne"),
    ],
)
def test_what_nothing_says_is_never_denied(answerer: Answerer, question: str, missing: str) -> None:
    answer = answerer.answer(question, NO_FILTERS)
    assert answer.status is AnswerStatus.NOT_FOUND
    assert f"”{missing}”" in answer.text
    assert "Nej" not in answer.text


def test_another_region_s_evidence_is_none(answerer: Answerer) -> None:
    answer = answerer.answer("Har Skåne gett personer bevis på kompetens?", NO_FILTERS)
    assert not answer.text.startswith("Ja, ")
    assert all(citation.passage.region != "10" for citation in answer.citations)


@pytest.mark.parametrize(
    ("sentence", "is_denied"),
    [
        ("Förslaget har inte genomförts ännu.", True),
        ("Inga resultat av förslaget finns.", True),
        ("Nej. Förslaget fick vänta.", True),
        ("Förslaget nådde dem som inte arbetar.", False),
        ("Inte bara förslaget genomfördes.", False),
        ("Förslaget genomfördes, men mässan har inte hållits.", False),
    ],
)
def test_what_denies_a_claim(sentence: str, is_denied: bool) -> None:
    claimed = ("förslaget", "resultat", "genomförts", "arbetar", "genomfördes")
    assert denies(sentence, lambda word: word.casefold() in claimed) is is_denied


def test_what_is_planned() -> None:
    is_done = {"lanseras", "lanserades", "sker"}.__contains__
    assert is_planned("En webbplats ska lanseras.", is_done, 2023)
    assert not is_planned("En webbplats lanserades och en till ska lanseras.", is_done, 2023)
    assert is_planned("Utvärdering sker i maj 2024.", is_done, 2023)
    assert not is_planned("Utvärdering sker i maj 2023.", is_done, 2023)


def test_what_a_place_does_in_other_words_speaks_for_a_yes(live: LiveIndex) -> None:
    answerer = live.backend().answerer
    answer = answerer.answer("Har Dalarna gjort något om elkapacitet?", NO_FILTERS)
    assert answer.status is AnswerStatus.ANSWERED
    assert answer.text.startswith("Det talar för ett ja, med andra ord än frågans.")
    assert answer.citations[0].passage.region == "20"
    assert "elkapacitet" not in first(answer)
    # Of what is less sure it is told what is missing.
    unsure = Answerer(Searcher(answerer.searcher.index, ranking=replace(RANKING, sure_about=1.01)), answerer.reader)
    assert unsure.answer(answer.question, NO_FILTERS).status is AnswerStatus.PARTIAL


def test_what_is_no_more_than_a_name_is_told_once_with_its_heading(live: LiveIndex) -> None:
    answer = live.backend().answerer.answer("Har Jönköping något om integration?", NO_FILTERS)
    name = answer.citations[0].passage.name
    assert first(answer) == name
    assert answer.text.count(name) == 1
    assert answer.text.endswith("under rubriken ”Integration”")
