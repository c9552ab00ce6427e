"""Search: candidates grouped into hits, counted into facets."""

import math
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from corpus.regions import region_by_code
from corpus.themes import find_theme
from indexer.index import Filters, Index
from service.candidates import DEPTH, Candidate, find_candidates
from service.matching import Matcher
from service.query import Mode, SearchRequest, Unit
from service.question import Question, read_question
from service.results import Facet, Facets, Hit, QueryEcho, SearchResult

V = TypeVar("V", str, int)


class Searcher:
    """Searches one index; safe to share between threads."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._documents = {document.id: document for document in index.documents()}

    def search(self, request: SearchRequest) -> SearchResult:
        """Find what matches a request, best first; an offset past the end gives no hits and the true total."""
        started = time.perf_counter()
        question = read_question(request.text)
        depth = max(DEPTH, request.limit)
        found = find_candidates(self.index, question, request.filters, request.mode, depth)
        ranked = best_of_each_unit(found) if request.unit is Unit.INITIATIVE else found
        shown = ranked[request.offset : request.offset + request.limit]
        return SearchResult(
            query=self._echo(question),
            total=len(ranked),
            limit=request.limit,
            offset=request.offset,
            took_ms=(time.perf_counter() - started) * 1000,
            index_version=self.index.version,
            hits=self.hits(question, shown, first_rank=request.offset + 1, explain=request.explain),
            facets=self._facets(ranked),
        )

    def candidates(self, question: Question, filters: Filters, depth: int = DEPTH) -> list[Candidate]:
        """Give the passages considered for a question, best first, with what speaks for each."""
        return find_candidates(self.index, question, filters, Mode.HYBRID, depth)

    def hits(
        self, question: Question, candidates: Sequence[Candidate], *, first_rank: int = 1, explain: bool = False
    ) -> tuple[Hit, ...]:
        """Give candidates as hits, ranked in their order."""
        matcher = Matcher.of(question.words)
        return tuple(
            Hit(
                rank=rank,
                score=candidate.score,
                confidence=confidence(candidate),
                passage=candidate.passage,
                highlights=matcher.highlights(candidate.passage.text),
                initiative=self.index.initiative(candidate.passage.initiative)
                if candidate.passage.initiative
                else None,
                document=self._documents[candidate.passage.document],
                explain=dict(candidate.parts) if explain else {},
            )
            for rank, candidate in enumerate(candidates, start=first_rank)
        )

    def _echo(self, question: Question) -> QueryEcho:
        return QueryEcho(
            text=question.text,
            language=question.language,
            regions=tuple(region_by_code(code).name for code in question.codes),
            suggestion=None,
        )

    def _facets(self, candidates: Sequence[Candidate]) -> Facets:
        passages = [candidate.passage for candidate in candidates]
        titles = {document.id: document.title for document in self._documents.values()}
        regions = [code for passage in passages for code in passage.regions]
        themes = [passage.theme for passage in passages if passage.theme is not None]
        return Facets(
            region=_count(regions, lambda code: region_by_code(code).name, lambda code: region_by_code(code).name),
            theme=_count(themes, str, lambda slug: find_theme(slug).label),
            document=_count([passage.document for passage in passages], str, titles.__getitem__),
            year=_count([year for passage in passages for year in passage.years], str, str),
        )


def best_of_each_unit(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Keep the first passage of every initiative and of every section of prose."""
    best: dict[str, Candidate] = {}
    for candidate in candidates:
        best.setdefault(candidate.passage.unit, candidate)
    return list(best.values())


def confidence(candidate: Candidate) -> float:
    """Give the probability that a candidate is about the question."""
    parts = candidate.parts
    evidence = -4 + 4 * parts.get("coverage", 0.0) + 3 * parts["fused"] + 3 * candidate.cosine
    return 1 / (1 + math.exp(-evidence))


def _count(values: Iterable[V], value: Callable[[V], str], label: Callable[[V], str]) -> tuple[Facet, ...]:
    counts = Counter(values)
    facets = [Facet(value=value(item), label=label(item), count=count) for item, count in counts.items()]
    return tuple(sorted(facets, key=lambda facet: (-facet.count, facet.value)))
