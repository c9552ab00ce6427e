"""Judged questions over the made-up collection of `tests.service.samples`, and systems that know how they will do."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from eval.systems.ours import Topics
from eval.systems.reply import Cited, Reply
from eval.systems.run import Run, make_run
from eval.truth.ground import GroundTruth, ground_truth
from eval.truth.judged import Evidence, Question, QuestionKind, Quote, Split, Variant
from eval.truth.qrels import Stretch
from service.search.query import Unit
from tests.service.samples import REPORT, make_index

VALIDATION = "Valideringslyftet har gett 45 personer bevis på sin kompetens."
GRID = "Regionen samlar nätbolagen om kapacitetsbrist i elnätet."
POWER = "Elbristen kartläggs i samtal med nätägare och kommuner om effekt och ledningar."
FILM = "Fonden har stöttat sju filminspelningar tillsammans med Blekinge."
FILM_TWIN = "Filmfonden drivs med Skåne och har gett stöd till fyra filmer."


def evidence(region: str, quote: str, grade: int = 2) -> Evidence:
    return Evidence(document=REPORT, region=region, quote=quote, grade=grade)


def make_question(id_: str, kind: QuestionKind, text: str, **fields: Any) -> Question:
    empty: dict[str, Any] = {"variants": {}, "regions": {}, "wrong_regions": (), "evidence": (), "answers": ()}
    return Question(id=id_, kind=kind, split=Split.TUNE, question=text, **(empty | fields))


QUESTIONS = (
    make_question(
        "t1",
        QuestionKind.TOPICAL,
        "elnät",
        variants={Variant.DOTLESS: "elnat"},
        evidence=(evidence("Skåne", GRID, 3), evidence("Dalarna", POWER)),
    ),
    make_question(
        "f1",
        QuestionKind.FACT,
        "Hur många personer fick bevis i Valideringslyftet?",
        evidence=(evidence("Blekinge", VALIDATION),),
        answers=("45", "45 personer"),
    ),
    make_question(
        "c1",
        QuestionKind.COMPARABLE,
        "Vilka gör något liknande?",
        evidence=(evidence("Dalarna", POWER),),
        source=Quote(document=REPORT, region="Skåne", quote=GRID),
    ),
    make_question(
        "r1",
        QuestionKind.REGIONS,
        "Vilka regioner arbetar med elnätet?",
        regions={"Skåne": 2, "Dalarna": 2},
        wrong_regions=("Blekinge",),
        evidence=(evidence("Skåne", GRID), evidence("Dalarna", POWER)),
    ),
    make_question("u1", QuestionKind.UNANSWERABLE, "Vad kostade simhallen?"),
)


def make_truth(questions: Sequence[Question] = QUESTIONS) -> GroundTruth:
    return ground_truth(make_index(), questions)


def no_progress(items: Iterable[Any], step: str) -> Iterator[Any]:
    return iter(items)


class Oracle:
    """Knows the judgements: returns all that is relevant, best first, and answers as judged."""

    name = "oracle"

    def __init__(self, truth: GroundTruth) -> None:
        self.stretches: Sequence[Stretch] = truth.stretches
        self._truth = truth

    def search(self, topics: Topics, unit: Unit, progress: object) -> Run:
        judged = self._truth.judgements
        qrels = judged.passages if unit is Unit.PASSAGE else judged.units
        return make_run(self.name, {topic: sorted(qrels[topic].items(), key=lambda pair: -pair[1]) for topic in topics})

    def similar(self, sources: Mapping[str, Stretch], progress: object) -> Run:
        return make_run(self.name, {topic: self._truth.judgements.units[topic].items() for topic in sources})

    def answer(self, topics: Topics, kind: QuestionKind, progress: object) -> dict[str, Reply]:
        asked = {topic: question for question in self._truth.questions for topic in question.topics}
        return {topic: self._reply(asked[topic]) for topic in topics}

    def _reply(self, question: Question) -> Reply:
        pages = sorted(self._truth.judgements.pages[question.id])
        return Reply(
            answered=question.kind is not QuestionKind.UNANSWERABLE,
            confidence=1.0,
            ranked=tuple(question.regions),
            claimed=frozenset(question.regions),
            citations=tuple(Cited(quote=e.quote, document=REPORT, page=pages[0][1]) for e in question.evidence),
        )


class Silent:
    """Returns nothing and answers nothing."""

    name = "silent"

    def __init__(self, truth: GroundTruth) -> None:
        self.stretches: Sequence[Stretch] = truth.stretches

    def search(self, topics: Topics, unit: Unit, progress: object) -> Run:
        return make_run(self.name, dict.fromkeys(topics, ()))

    def similar(self, sources: Mapping[str, Stretch], progress: object) -> Run:
        return make_run(self.name, dict.fromkeys(sources, ()))

    def answer(self, topics: Topics, kind: QuestionKind, progress: object) -> dict[str, Reply]:
        nothing = Reply(answered=False, confidence=0.5, ranked=(), claimed=frozenset(), citations=())
        return dict.fromkeys(topics, nothing)
