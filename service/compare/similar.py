"""Comparable initiatives: who else does something like this."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

import numpy as np

from corpus.document import Initiative
from corpus.errors import shown
from corpus.swedish import listed
from service.answer.records import initiatives_at, places_of
from service.asked.asked import Asked
from service.asked.reading import read_question
from service.asked.understood import Kind
from service.asked.words.pieces import WORD
from service.asked.words.plain_words import PLAIN
from service.compare.comparable import Relation, SimilarHit, SimilarResult
from service.compare.same_project import is_same_project
from service.errors import NotFoundError, QueryError
from service.search.calibration import Claim, calibrations
from service.search.query import MAX_LIMIT, NO_FILTERS, Scope
from service.search.reranking import Candidate
from service.search.searcher import Searcher
from service.search.shared_parts import shared_parts, without_places

# Enough words to say what an initiative is about; more of a long row only blurs it.
MAX_WORDS = 120
MAX_SHARED = 4
# What is less likely comparable than not is shown apart, as less alike.
LIKELY = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    initiative: Initiative
    candidate: Candidate
    score: float
    relation: Relation


def find_similar(searcher: Searcher, initiative_id: str, *, limit: int = 10, scope: Scope) -> SimilarResult:
    """Find initiatives comparable with one, the same project told elsewhere first, then spread over regions.

    Raises:
        NotFoundError: No initiative has this id.
        QueryError: The limit is not 1-1000.
    """
    if not 1 <= limit <= MAX_LIMIT:
        raise QueryError(f"limit är {limit}; väntade 1-{MAX_LIMIT}", "limit")
    source = searcher.index.initiative(initiative_id)
    if source is None:
        raise NotFoundError(f"ingen insats har id {shown(initiative_id)}")
    question = as_question(source)
    ranked = _spread(_comparable(searcher, source, question, scope), searcher.ranking.repeated_region)
    hits = searcher.hits(question, [found.candidate for found in ranked[:limit]])
    scores = np.array([found.score for found in ranked[:limit]], dtype=np.float32)
    confidences = calibrations()[Claim.COMPARABLE].probability({"score": scores}).tolist()
    return SimilarResult(
        source=source,
        total=len(ranked),
        index_version=searcher.index.version,
        hits=tuple(
            SimilarHit(
                hit=replace(hit, confidence=confidence),
                relation=found.relation,
                why=_why(searcher, source, found.initiative),
            )
            for hit, found, confidence in zip(hits, ranked, confidences, strict=False)
        ),
    )


def is_likely(found: SimilarHit) -> bool:
    """Tell whether an initiative is the same project, or more likely comparable than not."""
    return found.relation is Relation.SAME_PROJECT or found.hit.confidence >= LIKELY


def _comparable(searcher: Searcher, source: Initiative, question: Asked, scope: Scope) -> list[_Found]:
    """Give the initiatives in scope that are like the source, best first."""
    by_content = _best_passages(searcher, question)
    by_name = _best_passages(searcher, _named(source))
    comparable = []
    for initiative, cosine in _likeness(searcher, source, by_content.keys() | by_name.keys()):
        if not _is_in_scope(source, initiative, scope):
            continue
        candidate = by_content.get(initiative.id) or by_name[initiative.id]
        parts = {
            "vectors": cosine,
            "content": _relative(by_content.get(initiative.id)),
            "name": _relative(by_name.get(initiative.id)),
        }
        score = sum(weight * parts[name] for name, weight in searcher.ranking.similar.items())
        is_same = is_same_project(source, initiative, is_alike=cosine >= searcher.ranking.same_project)
        comparable.append(
            _Found(
                initiative=initiative,
                candidate=replace(candidate, score=score, parts=parts),
                score=score,
                relation=Relation.SAME_PROJECT if is_same else Relation.COMPARABLE,
            )
        )
    comparable.sort(key=lambda found: (-found.score, found.candidate.row))
    best: dict[str, _Found] = {}
    for found in comparable:
        best.setdefault(searcher.first_telling(found.initiative.id), found)
    return list(best.values())


def as_question(source: Initiative) -> Asked:
    """Ask for the initiative's name and content; goals and places say nothing of what is done."""
    content = " ".join((source.name, source.description, source.outputs, source.effects))
    text = without_places(content if len(content.split()) > len(source.name.split()) else source.text)
    words = [word for word in WORD.findall(text) if word.casefold() not in PLAIN]
    return replace(_named(source), words=tuple(dict.fromkeys(words))[:MAX_WORDS])


def _named(source: Initiative) -> Asked:
    """Read an initiative's name as words to search for, whatever it would ask for as a question."""
    return replace(read_question(source.name), sought=source.name, kind=Kind.PASSAGES, places=(), excluded=())


def _best_passages(searcher: Searcher, question: Asked) -> dict[str, Candidate]:
    """Give the best passage of every initiative that a search finds, by the initiative's id."""
    best: dict[str, Candidate] = {}
    for candidate in searcher.candidates(question, NO_FILTERS, least_depth=searcher.ranking.similar_depth):
        if candidate.passage.initiative is not None and candidate.passage.is_evidence:
            best.setdefault(candidate.passage.initiative, candidate)
    return best


def _likeness(searcher: Searcher, source: Initiative, found: Set[str]) -> list[tuple[Initiative, float]]:
    """Give those of the initiatives found that are not the source, with the cosine of what is compared of both."""
    index = searcher.index
    places = places_of(index, [source.id, *sorted(found - {source.id})])
    vectors = index.initiative_vectors(places)
    cosines = (vectors[1:] @ vectors[0]).tolist()
    return list(zip(initiatives_at(searcher, places[1:]), cosines, strict=True))


def _relative(candidate: Candidate | None) -> float:
    return candidate.parts["relative"] if candidate is not None else 0.0


def _is_in_scope(source: Initiative, other: Initiative, scope: Scope) -> bool:
    return scope is Scope.ALL or (other.region, other.group) != (source.region, source.group)


def _spread(found: Sequence[_Found], repeated: float) -> list[_Found]:
    """Order the same project first, then the best, each region's further initiatives a little later."""
    seen: dict[str | None, int] = {}
    weighed = []
    for item in found:
        owner = item.initiative.region or item.initiative.group
        score = item.score * repeated ** seen.get(owner, 0)
        seen[owner] = seen.get(owner, 0) + 1
        weighed.append((item.relation is Relation.COMPARABLE, -score, item.candidate.row, item))
    return [item for *_, item in sorted(weighed, key=lambda entry: entry[:3])]


def _why(searcher: Searcher, source: Initiative, other: Initiative) -> str:
    """Name what both have and few others."""
    shared = shared_parts(source, other, searcher.holders, MAX_SHARED, searcher.ranking)
    return f"Båda tar upp {listed(shared)}." if shared else "Texterna liknar varandra som helhet, inte i enskilda ord."
