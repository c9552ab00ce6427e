"""Judgements against one index: which of its passages, initiatives and sections are relevant, and how much."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.identity import Tellings
from corpus.regions import members
from corpus.regions.names import find_place
from eval.truth.judged import Evidence, Question, QuestionKind, Quote
from eval.truth.matching import QuoteFinder
from indexer.index import Filters, Index

Qrels = Mapping[str, Mapping[str, int]]
"""By topic id, the grade of each judged id, 0 where it is not relevant; what is not judged is absent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Text that a system gives as one result: a passage of an index, or a window of a page.

    Attributes:
        unit: Id of the initiative or section it counts for; None where it stands in none.
        region: County code of the region it is credited to, else None.
    """

    id: str
    document: str
    page: int
    text: str
    unit: str | None
    region: str | None


def read_stretches(index: Index) -> list[Stretch]:
    """Give all passages of an index, in its order."""
    rows = index.allowed(Filters(documents=tuple(document.id for document in index.documents())))
    passages = index.passages([] if rows is None else rows.tolist())
    return [
        Stretch(id=p.id, document=p.document, page=p.page, text=p.text, unit=p.unit, region=p.region) for p in passages
    ]


class EvidenceFinder:
    """Finds the stretches that hold a quote, in the quote's document."""

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        self._stretches: defaultdict[str, list[Stretch]] = defaultdict(list)
        for stretch in stretches:
            self._stretches[stretch.document].append(stretch)
        self._finders = {
            document: QuoteFinder(stretch.text for stretch in here) for document, here in self._stretches.items()
        }

    def find(self, quote: Quote) -> list[Stretch]:
        """Give the stretches that hold the quote, in reading order; none for a document that is not there."""
        if quote.document not in self._finders:
            return []
        here = self._stretches[quote.document]
        return [here[number] for number in self._finders[quote.document].find(quote.quote)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgements:
    """What is relevant to each question in one index.

    Attributes:
        units: Grades of initiatives and sections, by topic id; variants share their question's grades.
        passages: Grades of passages, likewise.
        pages: By question id, the (document, page) pairs on which evidence stands.
        sources: By id of a comparable question, the initiative it asks about.
        lost: Judged quotes that no passage holds, with their question's id.
    """

    units: Qrels
    passages: Qrels
    pages: Mapping[str, frozenset[tuple[str, int]]]
    sources: Mapping[str, Stretch]
    lost: tuple[tuple[str, Quote], ...]


def judge(questions: Sequence[Question], stretches: Sequence[Stretch], same: Tellings) -> Judgements:
    """Find the judged evidence of questions among stretches; an id's grade is the highest of its evidence."""
    finder = EvidenceFinder(stretches)
    found = {question.id: [(quote, finder.find(quote)) for quote in question.evidence] for question in questions}
    rejected = {question.id: [(quote, finder.find(quote)) for quote in question.not_relevant] for question in questions}
    sources = {q.id: _source(finder, q.source) for q in questions if q.source is not None}
    lost: list[tuple[str, Quote]] = [
        (id_, quote)
        for judged in (found, rejected)
        for id_, places in judged.items()
        for quote, here in places
        if not here
    ]
    lost += [(q.id, q.source) for q in questions if q.source is not None and sources[q.id] is None]
    return Judgements(
        units=_by_topic(questions, {id_: _unit_grades(places, rejected[id_], same) for id_, places in found.items()}),
        passages=_by_topic(questions, {id_: _passage_grades(places) for id_, places in found.items()}),
        pages={id_: frozenset((s.document, s.page) for _, here in p for s in here) for id_, p in found.items()},
        sources={id_: source for id_, source in sources.items() if source is not None},
        lost=tuple(lost),
    )


Found = Sequence[tuple[Evidence, Sequence[Stretch]]]
Quoted = Sequence[tuple[Quote, Sequence[Stretch]]]


def _passage_grades(found: Found) -> dict[str, int]:
    return _highest((stretch.id, evidence.grade) for evidence, here in found for stretch in here)


def _unit_grades(found: Found, rejected: Quoted, same: Tellings) -> dict[str, int]:
    """A unit that is judged both ways, in two passages or under two names, is relevant."""
    grades = [(stretch, evidence.grade) for evidence, here in found for stretch in here]
    grades += [(stretch, 0) for _, here in rejected for stretch in here]
    return _highest((same(stretch.unit), grade) for stretch, grade in grades if stretch.unit is not None)


def _highest(grades: Iterable[tuple[str, int]]) -> dict[str, int]:
    highest: dict[str, int] = {}
    for id_, grade in grades:
        highest[id_] = max(grade, highest.get(id_, 0))
    return highest


def _source(finder: EvidenceFinder, source: Quote) -> Stretch | None:
    """The initiative may be named by few words, which other regions may use too: it is the one of its own region."""
    owners = members(find_place(source.region))
    return next((s for s in finder.find(source) if s.unit is not None and s.region in owners), None)


def _by_topic(questions: Sequence[Question], grades: Mapping[str, dict[str, int]]) -> Qrels:
    return {topic: grades[question.id] for question in questions for topic in question.topics}


def of_kind(questions: Iterable[Question], kind: QuestionKind) -> list[Question]:
    """Give the questions of one kind."""
    return [question for question in questions if question.kind is kind]


def write_qrels(qrels: Qrels, path: Path) -> None:
    """Write a TREC qrels file: topic, 0, id, grade."""
    lines = [f"{topic} 0 {id_} {grade}\n" for topic, grades in qrels.items() for id_, grade in grades.items()]
    path.write_text("".join(lines), encoding="utf-8")


def write_tellings(same: Tellings, stretches: Iterable[Stretch], path: Path) -> None:
    """Write which ids of initiatives count as another: id, tab, the id that the qrels have for it."""
    units = dict.fromkeys(stretch.unit for stretch in stretches if stretch.unit is not None)
    lines = [f"{unit}\t{same(unit)}\n" for unit in units if same(unit) != unit]
    path.write_text("".join(lines), encoding="utf-8")


def write_topics(topics: Mapping[str, str], path: Path) -> None:
    """Write topics in TREC's form: `<top>` with `<num>` and `<title>`; `&` and `<` are escaped."""
    escaped = {topic: text.replace("&", "&amp;").replace("<", "&lt;") for topic, text in topics.items()}
    lines = [f"<top>\n<num> Number: {topic}\n<title> {text}\n</top>\n" for topic, text in escaped.items()]
    path.write_text("".join(lines), encoding="utf-8")
