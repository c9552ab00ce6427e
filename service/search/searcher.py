"""Search over one index: questions are read, candidates ranked, and the best of them grouped into hits."""

import math
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache, partial

import numpy as np

from corpus.document import Document, Field
from corpus.identity import Tellings
from corpus.regions import region_by_code
from indexer.index import Filters, Index, Rows, some_initiatives
from indexer.words.spelling import Correction
from service.asked.asked import Asked
from service.asked.limits.narrowing import narrow
from service.asked.understood import Kind
from service.budget import check_budget
from service.ranking import RANKING, Ranking
from service.search.candidates import Candidates, find_candidates
from service.search.cross_encoder import Reranker
from service.search.facets import count_facets
from service.search.highlighting import highlights
from service.search.hits import Facets, Hit, QueryEcho, SearchResult
from service.search.query import MAX_LIMIT, NO_FILTERS, Mode, SearchRequest, Unit
from service.search.reranking import Candidate, Ranked, rank, rows_of
from service.search.retold import Retold
from service.search.shared_parts import MOST_COUNTED, Holders, count_holders
from service.search.understanding import understand

# What one question is answered from is asked for by its answer, its hits and what came nearest.
MAX_REMEMBERED_SEARCHES = 16


class Searcher:
    """Searches one index; safe to share between threads."""

    def __init__(self, index: Index, reranker: Reranker | None = None, ranking: Ranking = RANKING) -> None:
        """Make one.

        Args:
            reranker: Reorders the first hits of hybrid search, where there is one.
            ranking: Everything tuned.
        """
        self.index = index
        self.reranker = reranker
        self.ranking = ranking
        self._documents = {document.id: document for document in index.documents()}
        retold = index.retold()
        self._tellings = Tellings(retold, self._documents.values())
        self.retold = Retold.of(index, retold, self._tellings)
        self._understand = lru_cache(maxsize=1024)(partial(understand, index, ranking=ranking, tells_of=self._tells_of))
        self._search = lru_cache(maxsize=MAX_REMEMBERED_SEARCHES)(self._candidates)
        self._find = lru_cache(maxsize=MAX_REMEMBERED_SEARCHES)(self._found)

    @cached_property
    def holders(self) -> Holders:
        """How many initiatives hold each word; counted when first asked for, about a second."""
        return count_holders(some_initiatives(self.index, MOST_COUNTED))

    def search(self, request: SearchRequest) -> SearchResult:
        """Find what matches a request, best first; an offset past the end gives no hits and the true total."""
        started = time.perf_counter()
        correction = self.index.correct(request.text)
        question = self.understand(request.text)
        filters = narrow(request.filters, question, self.years)
        found = self.candidates(question, filters, request.mode, _depth(request.mode))
        ranked = self._by_unit(found, request.unit)
        shown = ranked[request.offset : request.offset + request.limit]
        return SearchResult(
            query=_echo(request.text, question, correction),
            total=len(ranked),
            limit=request.limit,
            offset=request.offset,
            took_ms=(time.perf_counter() - started) * 1000,
            index_version=self.index.version,
            hits=self.hits(question, shown, first_rank=request.offset + 1, explain=request.explain),
            facets=self.facets(ranked),
        )

    def ranking_of(self, request: SearchRequest) -> Sequence[Candidate]:
        """Give the candidates that `search` would show as hits, and nothing else; not remembered.

        A run deeper than what a search looks at begins with all of that, so that it measures the search there is; what
        is found only further down follows, none with a higher score.
        """
        question = self.understand(request.text)
        filters = narrow(request.filters, question, self.years)
        depth = max(self.ranking.depth, _depth(request.mode))
        first = self._by_unit(self._candidates(question, filters, request.mode, depth), request.unit)
        if request.limit <= len(first) or depth >= MAX_LIMIT:
            return first[: request.limit]
        further = self._by_unit(self._candidates(question, filters, request.mode, MAX_LIMIT), request.unit)
        is_new = ~np.isin(self._keys(further.rows, request.unit), self._keys(first.rows, request.unit))
        rest = further.taken(np.flatnonzero(is_new))[: request.limit - len(first)]
        last = first[-1].score if first else math.inf
        return [*first, *(replace(candidate, score=min(candidate.score, last)) for candidate in rest)]

    def _keys(self, rows: Rows, unit: Unit) -> Rows:
        """Give a number for each row, the same for those that would be one hit."""
        return self._counts_as[self.index.columns.units.codes[rows]] if unit is Unit.INITIATIVE else rows

    def _by_unit(self, found: Ranked, unit: Unit) -> Ranked:
        return found.taken(self._first_of_each_unit(found.rows)) if unit is Unit.INITIATIVE else found

    def understand(self, text: str) -> Asked:
        """Read a query or question, misspelt words put right, with what its vector tells of it."""
        return self._understand(self.index.correct(text).text)

    def _tells_of(self, asked: Asked) -> bool:
        """Tell whether a passage has all words of a question that seems to be none for these documents."""
        first = self.candidates(asked, NO_FILTERS)[: self.ranking.topic_depth]
        is_said = any(each.parts["soft"] >= self.ranking.inside_said for each in first)
        return is_said and any(each.probability >= self.ranking.inside_about for each in first)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The reporting years there are, ascending."""
        return tuple(sorted({year for document in self._documents.values() for year in document.years}))

    @cached_property
    def reported_years(self) -> tuple[int, ...]:
        """The years that a document is about alone, ascending; others are only planned for."""
        return tuple(sorted({document.years[0] for document in self._documents.values() if len(document.years) == 1}))

    def candidates(self, question: Asked, filters: Filters, mode: Mode = Mode.HYBRID, least_depth: int = 0) -> Ranked:
        """Give the passages considered for a question, best first, with what speaks for each.

        Args:
            least_depth: Rows that each signal finds where that is more than the ranking's own depth.
        """
        return self._search(question, filters, mode, max(self.ranking.depth, least_depth))

    def _candidates(self, question: Asked, filters: Filters, mode: Mode, depth: int) -> Ranked:
        check_budget()
        # What is found is the same for all kinds: one that may be either of two is searched once.
        found = self._find(replace(question, kind=Kind.PASSAGES), filters, mode, depth)
        return self._leave_out(rank(self.index, question, found, mode, self.ranking, self.reranker), question)

    def _found(self, question: Asked, filters: Filters, mode: Mode, depth: int) -> Candidates:
        return find_candidates(self.index, question, filters, mode, depth)

    def _leave_out(self, found: Ranked, question: Asked) -> Ranked:
        """Leave out the initiatives of which a passage tells of the topic that a question leaves out; of prose, it."""
        if question.left_out is None or not len(found):
            return found
        matches = self.index.word_matches(question.left_out.topic, found.rows)
        tells = matches.nearness @ matches.weights >= self.ranking.left_out
        columns = self.index.columns
        is_prose = columns.fields.is_in({Field.PROSE.value}, found.rows)
        units = self._keys(found.rows, Unit.INITIATIVE)
        is_out = tells | (~is_prose & np.isin(units, units[tells & ~is_prose]))
        return found.taken(np.flatnonzero(~is_out))

    def within(self, found: Ranked, filters: Filters) -> Ranked:
        """Keep the candidates that pass filters they were not searched with, as they stood among all."""
        allowed = self.index.allowed(filters)
        return found if allowed is None else found.taken(np.flatnonzero(np.isin(found.rows, allowed)))

    def documents(self, filters: Filters) -> list[Document]:
        """Give the documents that a search with these filters looks into."""
        return [
            document
            for document in self._documents.values()
            if (not filters.documents or document.id in filters.documents)
            and (not filters.years or set(document.years) & set(filters.years))
            and (not filters.regions or set(document.regions) & set(filters.regions))
        ]

    def document(self, document_id: str) -> Document:
        """Give the document with this id, which a passage of the index names."""
        return self._documents[document_id]

    def best_of_each_unit(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        """Keep the first passage of every initiative and of every section of prose.

        An initiative that its region tells in two reports is one.
        """
        best: dict[str, Candidate] = {}
        for candidate in candidates:
            best.setdefault(self.first_telling(candidate.passage.unit), candidate)
        return list(best.values())

    def _first_of_each_unit(self, rows: Rows) -> Rows:
        """Give the places in `rows` of what `best_of_each_unit` keeps."""
        _, first = np.unique(self._keys(rows, Unit.INITIATIVE), return_index=True)
        return np.sort(first)

    @cached_property
    def _counts_as(self) -> Rows:
        """What each unit of the columns counts as, a number that those told twice share."""
        numbers: dict[str, int] = {}
        units = self.index.columns.units.names
        return np.array([numbers.setdefault(self.first_telling(unit), len(numbers)) for unit in units], dtype=np.int64)

    def first_telling(self, unit: str) -> str:
        """Give the newest telling's id of an initiative that is told more than once; else the id given."""
        return self._tellings(unit)

    def hits(
        self, question: Asked, candidates: Sequence[Candidate], *, first_rank: int = 1, explain: bool = False
    ) -> tuple[Hit, ...]:
        """Give candidates as hits, ranked in their order."""
        return tuple(
            Hit(
                rank=rank,
                score=candidate.score,
                confidence=candidate.probability,
                passage=candidate.passage,
                highlights=highlights(question.words, candidate.passage.text),
                initiative=self.index.initiative(candidate.passage.initiative)
                if candidate.passage.initiative
                else None,
                document=self._documents[candidate.passage.document],
                explain=dict(candidate.parts) if explain else {},
            )
            for rank, candidate in enumerate(candidates, start=first_rank)
        )

    def facets(self, candidates: Sequence[Candidate]) -> Facets:
        """Count the values that candidates can be narrowed to."""
        return count_facets(self.index.columns, rows_of(candidates), lambda document: self._documents[document].title)


def _depth(mode: Mode) -> int:
    """Give how many rows are looked at where that is more than the ranking's own depth, whatever the limit.

    What is looked at decides the order: a run of a thousand is to begin with the ten that a search of ten gives. Words
    find a set that ends by itself, so all of it counts as found.
    """
    return sys.maxsize if mode is Mode.LEXICAL else 0


def _echo(text: str, question: Asked, correction: Correction) -> QueryEcho:
    return QueryEcho(
        text=text,
        language=question.language,
        regions=tuple(region_by_code(code).name for code in question.codes),
        suggestion=correction.text if correction.is_misspelt else None,
    )
