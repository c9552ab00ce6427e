"""Question to answer: by region, as one fact, or as the passages that tell most."""

from collections.abc import Iterable
from dataclasses import dataclass

from indexer.index import Filters
from indexer.passage import Passage
from service import wording
from service.fact_answers import FACT_THRESHOLD, best_of_each_passage, find_facts
from service.query import check_text
from service.question import Question, read_question
from service.quotes import Quoter
from service.region_answers import answer_regions, is_about
from service.results import Answer, Citation, Coverage, Hit, Kind, RegionAnswer, RegionStatus
from service.searcher import Searcher

MAX_CITATIONS = 10
MAX_NEAREST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """What the kinds of answers differ in; without citations the documents do not say."""

    confidence: float
    text: str
    regions: tuple[RegionAnswer, ...]
    citations: tuple[Citation, ...]


class Answerer:
    """Answers questions from what a searcher finds; states nothing that is not quoted from a page."""

    def __init__(self, searcher: Searcher) -> None:
        self.searcher = searcher

    def answer(self, question: str, filters: Filters) -> Answer:
        """Answer a question, or say that the documents do not.

        Raises:
            QueryError: The question is not 1-500 characters with a letter or digit.
        """
        check_text(question)
        read = read_question(self.searcher.index.correct(question).text)
        draft = {Kind.REGIONS: self._regions, Kind.FACT: self._fact, Kind.PASSAGES: self._passages}[read.kind](
            read, filters
        )
        answered = bool(draft.citations)
        coverage = self.coverage(filters)
        return Answer(
            question=question,
            kind=read.kind,
            answered=answered,
            confidence=draft.confidence,
            text=draft.text if answered else wording.not_said(coverage),
            index_version=self.searcher.index.version,
            regions=draft.regions,
            citations=draft.citations,
            coverage=coverage,
            nearest=() if answered else self._nearest(read, filters),
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
        found = answer_regions(self.searcher, question, filters)
        evidence = [answer for answer in found.regions if answer.status is RegionStatus.EVIDENCE]
        quoter = Quoter(self.searcher.index, question)
        quotes = [(answer.evidence[0].quote, answer.evidence[0].passage) for answer in evidence]
        quotes += [(quoter.quote(group.passage.text), group.passage) for group in found.groups]
        groups = sorted({group.passage.group for group in found.groups if group.passage.group is not None})
        best = [answer.confidence for answer in evidence] + [group.probability for group in found.groups]
        return _Draft(
            confidence=max(best, default=1 - max(answer.confidence for answer in found.regions)),
            text=wording.regions(found.regions, groups),
            regions=found.regions,
            citations=_numbered(quotes),
        )

    def _fact(self, question: Question, filters: Filters) -> _Draft:
        findings = best_of_each_passage(find_facts(self.searcher, question, filters))
        best = findings[0].confidence if findings else 0.0
        if best < FACT_THRESHOLD:
            return _Draft(confidence=1 - best, text="", regions=(), citations=())
        shown = [finding for finding in findings[:3] if finding.confidence >= FACT_THRESHOLD]
        document = self.searcher.document(findings[0].passage.document)
        return _Draft(
            confidence=best,
            text=wording.fact(findings[0].quote, findings[0].passage, document),
            regions=(),
            citations=_numbered((finding.quote, finding.passage) for finding in shown),
        )

    def _passages(self, question: Question, filters: Filters) -> _Draft:
        found = [c for c in self.searcher.best_of_each_unit(self.searcher.candidates(question, filters)) if is_about(c)]
        if not found:
            return _Draft(confidence=0.0, text="", regions=(), citations=())
        quoter = Quoter(self.searcher.index, question)
        quotes = [(quoter.quote(candidate.passage.text), candidate.passage) for candidate in found[:MAX_CITATIONS]]
        quote, passage = quotes[0]
        return _Draft(
            confidence=found[0].probability,
            text=wording.passages(len(found), quote, passage, self.searcher.document(passage.document)),
            regions=(),
            citations=_numbered(quotes),
        )

    def _nearest(self, question: Question, filters: Filters) -> tuple[Hit, ...]:
        closest = self.searcher.best_of_each_unit(self.searcher.candidates(question, filters))[:MAX_NEAREST]
        return self.searcher.hits(question, closest)


def _numbered(quotes: Iterable[tuple[str, Passage]]) -> tuple[Citation, ...]:
    return tuple(
        Citation(number=number, quote=quote, passage=passage) for number, (quote, passage) in enumerate(quotes, start=1)
    )
