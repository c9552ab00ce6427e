"""The hits of a question as a page lists them: narrowed, sorted, counted and a page at a time."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.document import Status
from corpus.regions import GROUPS
from corpus.regions.speakers import speaker
from service.answer.evidence.region_evidence import is_about
from service.asked.limits.narrowing import narrow
from service.live import Backend
from service.search.hits import Facet, Facets, Hit
from service.search.query import check_text
from service.search.reranking import Candidate, rows_of
from service.web.parts.choices import SIDES, Choices, Sort
from service.web.parts.holdings import regions_in_order
from service.web.parts.paging import Paging
from service.web.parts.sides import Side, group_facets
from service.web.parts.year_spans import merged

HITS_A_PAGE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One page of hits, and all they can be narrowed to.

    Attributes:
        n_about: How many of all hits are about the question, as answers judge it.
        suggestion: The question with a misspelt word put right; None when every word is known.
    """

    hits: tuple[Hit, ...]
    paging: Paging
    n_about: int
    sides: tuple[Side, ...]
    suggestion: str | None


def refuse_unless_known(backend: Backend, choices: Choices) -> None:
    """Check what is asked and chosen, before any time is spent on it.

    Raises:
        QueryError: The question cannot be searched for, or a value chosen is unknown.
    """
    check_text(choices.q)
    choices.filters(backend)
    _ = choices.order, choices.statuses


def find(backend: Backend, choices: Choices, marked: Choices) -> Found:
    """Find the hits of a question.

    Args:
        marked: What the reader has chosen. A region that the question alone names is not marked: the next question
            would keep it.

    Raises:
        QueryError: As `refuse_unless_known`.
    """
    refuse_unless_known(backend, choices)
    order, statuses = choices.order, choices.statuses
    ranked = _ranked(backend, choices)
    kept = _of_statuses(backend, ranked, statuses)
    shown = _sorted(kept, order)[choices.offset : choices.offset + HITS_A_PAGE]
    correction = backend.index.correct(choices.q)
    question = backend.searcher.understand(choices.q)
    return Found(
        hits=backend.searcher.hits(question, shown, first_rank=choices.offset + 1),
        paging=Paging(total=len(kept), limit=HITS_A_PAGE, offset=choices.offset),
        n_about=sum(is_about(candidate, backend.searcher.ranking) for candidate in kept),
        sides=tuple(replace(side, chosen=marked.values(side.name)) for side in _sides(backend, choices, ranked, kept)),
        suggestion=correction.text if correction.is_misspelt else None,
    )


def _ranked(backend: Backend, choices: Choices, *, leaving_open: str = "") -> list[Candidate]:
    """Give all hits best first, as the API counts them, whatever their status; one side may be left open."""
    question = backend.searcher.understand(choices.q)
    filters = narrow(choices.filters(backend, leaving_open=leaving_open), question, backend.searcher.years)
    return backend.searcher.best_of_each_unit(backend.searcher.candidates(question, filters))


def _of_statuses(backend: Backend, ranked: Sequence[Candidate], statuses: frozenset[Status]) -> list[Candidate]:
    return [candidate for candidate in ranked if not statuses or _status(backend, candidate) in statuses]


def _status(backend: Backend, candidate: Candidate) -> Status | None:
    """Give the status of the initiative a candidate belongs to; None in prose."""
    initiative = backend.index.initiative(candidate.passage.initiative) if candidate.passage.initiative else None
    return initiative.status if initiative else None


def _sorted(candidates: Sequence[Candidate], order: Sort) -> list[Candidate]:
    """Give candidates in the order chosen, those alike in it best first."""
    if order is Sort.REGION:
        places = {name: place for place, name in enumerate(_speakers())}
        return sorted(candidates, key=lambda candidate: places.get(speaker(candidate.passage), len(places)))
    if order is Sort.YEAR:
        return sorted(candidates, key=lambda candidate: -max(candidate.passage.years))
    return list(candidates)


def _speakers() -> list[str]:
    return [region.name for region in regions_in_order()] + [group.name for group in GROUPS]


def _sides(
    backend: Backend, choices: Choices, ranked: Sequence[Candidate], kept: Sequence[Candidate]
) -> tuple[Side, ...]:
    """Give the sides; one with a choice is counted as if it were open, so that more of it can be chosen."""
    held = backend.searcher.facets(kept)
    counted = {side: _facets(backend, choices, held, side) for side in ("region", "theme", "document", "year")}
    counted["status"] = _status_facets(backend, ranked)
    groups = {"region": _groups(backend, choices, kept)}
    return tuple(
        Side(name=side, facets=counted[side], chosen=choices.values(side), groups=groups.get(side, ()))
        for side in SIDES
    )


def _facets(backend: Backend, choices: Choices, shown: Facets, side: str) -> tuple[Facet, ...]:
    """Give a side's values, those chosen first and counted among the hits shown."""
    held = _values(backend, shown, side)
    chosen = choices.values(side)
    if not chosen:
        return held
    opened = _values(backend, backend.searcher.facets(_opened(backend, choices, side)), side)
    first = tuple(facet for facet in held if facet.value in chosen)
    return first + tuple(facet for facet in opened if facet.value not in chosen)


def _opened(backend: Backend, choices: Choices, side: str) -> list[Candidate]:
    return _of_statuses(backend, _ranked(backend, choices, leaving_open=side), choices.statuses)


def _groups(backend: Backend, choices: Choices, kept: Sequence[Candidate]) -> tuple[Facet, ...]:
    """Give the groups of regions with hits, counted as if no region were chosen."""
    rows = rows_of(_opened(backend, choices, "region") if choices.region else kept)
    regions = backend.index.columns.regions
    return group_facets(lambda members: int(regions.has(members, rows).sum()), choices.region)


def _values(backend: Backend, facets: Facets, side: str) -> tuple[Facet, ...]:
    held: tuple[Facet, ...] = getattr(facets, side)
    return merged(held, backend.index.documents()) if side == "year" else held


def _status_facets(backend: Backend, ranked: Sequence[Candidate]) -> tuple[Facet, ...]:
    counts = Counter(_status(backend, candidate) for candidate in ranked)
    return tuple(
        Facet(value=status.value, label=status.value, count=counts[status]) for status in Status if counts[status]
    )
