"""Question to answer: by region, as one fact, or as the passages that tell most."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.document import Document, Initiative
from indexer.index import Filters
from indexer.passage import Passage
from service import wording
from service.asked.named import find_named
from service.asked.reading import Question, read_question
from service.fact_answers import Finding, find_facts
from service.place_answers import find_by_place
from service.query import Scope, check_text, is_within
from service.quotes import Quoter
from service.read.reader import Reader
from service.read.verdicts import judge
from service.region_answers import answer_regions, is_about
from service.results import Answer, Citation, Coverage, Hit, Kind, RegionAnswer, RegionStatus, Relation, ShortAnswer
from service.searcher import Searcher
from service.similar import as_question, find_similar, is_likely

MAX_CITATIONS = 10
MAX_NEAREST = 5
# Places whose words answer as well as the best one's are cited beside it.
MAX_AGREEING = 3
# How many comparable initiatives are looked through for those that pass the filters.
MAX_COMPARED = 20

Quoted = tuple[str, Passage]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """What the kinds of answers differ in; without citations the documents do not say.

    Attributes:
        text: The answer; without citations, what is said beyond that the documents do not say.
        nearest: What came closest; empty where a search for the question tells it.
    """

    kind: Kind
    confidence: float
    text: str
    regions: tuple[RegionAnswer, ...]
    citations: tuple[Citation, ...]
    nearest: tuple[Hit, ...]
    answer: ShortAnswer | None = None


class Answerer:
    """Answers questions from what a searcher finds; states nothing that is not quoted from a page."""

    def __init__(self, searcher: Searcher, reader: Reader) -> None:
        self.searcher = searcher
        self.reader = reader

    def answer(self, question: str, filters: Filters) -> Answer:
        """Answer a question, or say that the documents do not.

        Raises:
            QueryError: The question is not 1-500 characters with a letter or digit.
        """
        check_text(question)
        read = read_question(self.searcher.index.correct(question).text)
        draft = self._draft(read, filters)
        answered = bool(draft.citations)
        coverage = self.coverage(filters)
        return Answer(
            question=question,
            kind=draft.kind,
            answered=answered,
            confidence=draft.confidence,
            text=draft.text if answered else wording.not_said(coverage, draft.text),
            index_version=self.searcher.index.version,
            regions=draft.regions,
            citations=draft.citations,
            coverage=coverage,
            nearest=() if answered else self._nearest(read, filters, draft),
            answer=draft.answer if answered else None,
        )

    def _draft(self, question: Question, filters: Filters) -> _Draft:
        named = find_named(question, self.searcher.index.initiatives()) if question.seeks_similar else None
        if named is not None:
            return self._similar(named, filters)
        if question.kind is Kind.PASSAGES and question.places:
            return self._place(question, filters)
        return {Kind.REGIONS: self._regions, Kind.FACT: self._fact, Kind.PASSAGES: self._passages}[question.kind](
            question, filters
        )

    def coverage(self, filters: Filters) -> Coverage:
        """Give what is searched under these filters."""
        documents = self.searcher.documents(filters)
        return Coverage(
            documents=len(documents),
            pages=sum(self.searcher.index.n_pages(document.id) for document in documents),
            regions_with_documents=len({code for document in documents for code in document.regions}),
            years=tuple(sorted({year for document in documents for year in document.years})),
        )

    def _regions(self, question: Question, filters: Filters) -> _Draft:
        found = answer_regions(self.searcher, self.reader, question, filters)
        evidence = [answer for answer in found.regions if answer.status is RegionStatus.EVIDENCE]
        quoter = Quoter(self.searcher.index, question)
        quotes = [(answer.evidence[0].quote, answer.evidence[0].passage) for answer in evidence]
        quotes += [(quoter.quote(group.passage.text), group.passage) for group in found.groups]
        groups = sorted({group.passage.group for group in found.groups if group.passage.group is not None})
        best = [answer.confidence for answer in evidence] + [group.probability for group in found.groups]
        return _Draft(
            kind=Kind.REGIONS,
            confidence=max(best, default=1 - max(answer.confidence for answer in found.regions)),
            text=wording.regions(found.regions, groups) if quotes else "",
            regions=found.regions,
            citations=_numbered(quotes),
            nearest=(),
        )

    def _fact(self, question: Question, filters: Filters) -> _Draft:
        findings = find_facts(self.searcher, self.reader, question, filters)
        best = findings[0].confidence if findings else 0.0
        threshold = self.searcher.ranking.fact_threshold
        shown = [finding for finding in findings[:MAX_AGREEING] if finding.confidence >= threshold]
        if not shown:
            return _silent(Kind.FACT, best)
        document = self.searcher.document(findings[0].passage.document)
        return _Draft(
            kind=Kind.FACT,
            confidence=best,
            text=wording.quoted(findings[0].quote, findings[0].passage, document),
            regions=(),
            citations=_numbered((finding.quote, finding.passage) for finding in shown),
            nearest=(),
            answer=_short(findings[0]),
        )

    def _passages(self, question: Question, filters: Filters) -> _Draft:
        ranking = self.searcher.ranking
        ranked = self.searcher.best_of_each_unit(self.searcher.candidates(question, filters))
        first = [candidate for candidate in ranked if candidate.passage.is_evidence][: ranking.passage_reads]
        read = judge(self.reader, question, first, ranking)
        found = [candidate for candidate in read if is_about(candidate, ranking)]
        if not found:
            return _silent(Kind.PASSAGES, max((candidate.probability for candidate in read), default=0.0))
        quotes = self._quotes(question, [candidate.passage for candidate in found[:MAX_CITATIONS]])
        text = wording.passages(len(found), wording.quoted(*quotes[0], self._document(quotes[0])))
        return self._told(found[0].probability, text, quotes)

    def _place(self, question: Question, filters: Filters) -> _Draft:
        found = find_by_place(self.searcher, self.reader, question, filters)
        places = [place.name for place in question.places]
        shown = [candidate.passage for candidate in (*found.own, *found.kin, *found.elsewhere)[:MAX_CITATIONS]]
        if not shown:
            return _silent(Kind.PASSAGES, found.confidence)
        quotes = self._quotes(question, shown)
        nearest = wording.quoted(*quotes[0], self._document(quotes[0]))
        if found.own:
            text = wording.passages_of(places, len(found.own), nearest)
            return self._told(found.own[0].probability, text, quotes[: len(found.own) + len(found.kin)])
        hits = self.searcher.hits(question, [*found.kin, *found.elsewhere][:MAX_NEAREST])
        return _silent(Kind.PASSAGES, found.confidence, wording.nothing_of(places, nearest), hits)

    def _similar(self, source: Initiative, filters: Filters) -> _Draft:
        compared = find_similar(self.searcher, source.id, limit=MAX_COMPARED, scope=Scope.OTHER_REGIONS).hits
        within = [found for found in compared if is_within(found.hit.passage, filters)]
        likely = [found for found in within if is_likely(found)]
        sure = max((found.hit.confidence for found in likely or within), default=0.0)
        if not likely:
            hits = tuple(found.hit for found in within[:MAX_NEAREST])
            return _silent(Kind.PASSAGES, sure, wording.nothing_like(source), hits)
        quotes = self._quotes(as_question(source), [found.hit.passage for found in likely[:MAX_CITATIONS]])
        nearest = wording.quoted(*quotes[0], self._document(quotes[0]))
        n_same = sum(found.relation is Relation.SAME_PROJECT for found in likely)
        return self._told(sure, wording.similar(source, n_same, len(likely) - n_same, nearest), quotes)

    def _told(self, confidence: float, text: str, quotes: Sequence[Quoted]) -> _Draft:
        return _Draft(
            kind=Kind.PASSAGES,
            confidence=confidence,
            text=text,
            regions=(),
            citations=_numbered(quotes),
            nearest=(),
        )

    def _quotes(self, question: Question, passages: Iterable[Passage]) -> list[Quoted]:
        quoter = Quoter(self.searcher.index, question)
        return [(quoter.quote(passage.text), passage) for passage in passages]

    def _document(self, quoted: Quoted) -> Document:
        return self.searcher.document(quoted[1].document)

    def _nearest(self, question: Question, filters: Filters, draft: _Draft) -> tuple[Hit, ...]:
        if draft.nearest:
            return draft.nearest
        closest = self.searcher.best_of_each_unit(self.searcher.candidates(question, filters))[:MAX_NEAREST]
        return self.searcher.hits(question, closest)


def _silent(kind: Kind, best: float, more: str = "", nearest: tuple[Hit, ...] = ()) -> _Draft:
    """Give an answer that nothing is said; it is right unless the best that was found is."""
    return _Draft(kind=kind, confidence=1 - best, text=more, regions=(), citations=(), nearest=nearest)


def _short(finding: Finding) -> ShortAnswer:
    start, end = finding.span
    return ShortAnswer(text=finding.quote[start:end], citation=1, start=start, end=end)


def _numbered(quotes: Iterable[Quoted]) -> tuple[Citation, ...]:
    return tuple(
        Citation(number=number, quote=quote, passage=passage) for number, (quote, passage) in enumerate(quotes, start=1)
    )
