"""First and second stage of a search: which passages are considered, and what speaks for each of them."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from corpus.document import Field, Role
from indexer.index import Filters, Index, Rows, Scored
from indexer.passage import Passage
from service.fusion import Scores, convex_combination
from service.matching import Matcher
from service.query import Mode
from service.question import Question

DEPTH = 200
RERANKED = 100
DENSE_WEIGHT = 0.5

# What the parts of the second stage add to a fused score between 0 and 1.
WEIGHTS: Mapping[str, float] = {"fused": 1.0, "coverage": 0.3, "name": 0.2, "field": 0.1, "place": 0.5, "role": 0.1}
FIELDS: Mapping[Field, float] = {
    Field.NAME: 1.0,
    Field.DESCRIPTION: 1.0,
    Field.OUTPUTS: 1.0,
    Field.EFFECTS: 0.9,
    Field.ROW: 0.9,
    Field.PROSE: 0.8,
    Field.GOALS: 0.0,
    Field.HEADING: 0.2,
    Field.TEMPLATE: 0.0,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A passage under consideration.

    Attributes:
        score: Sum of its weighted parts; larger is better.
        parts: What speaks for it, each between 0 and 1 before its weight.
        cosine: Of question and passage; 0 where the dense signal did not find it.
    """

    row: int
    passage: Passage
    score: float
    parts: Mapping[str, float]
    cosine: float


def find_candidates(
    index: Index, question: Question, filters: Filters, mode: Mode, depth: int = DEPTH
) -> list[Candidate]:
    """Find the passages that may match, best first; equal scores in the order of the index."""
    allowed = index.allowed(filters)
    dense, lexical = _first_stage(index, question, allowed, mode, depth)
    if mode is Mode.HYBRID and question.codes and not filters.regions:
        narrowed = _intersection(allowed, index.allowed(Filters(regions=question.codes)))
        local_dense, local_lexical = _first_stage(index, question, narrowed, mode, depth)
        dense, lexical = _union(dense, local_dense), _union(lexical, local_lexical)
    rows, scores = _merge(dense, lexical, mode)
    order = np.lexsort((rows, -scores))
    cosines = dict(zip(dense.rows.tolist(), dense.scores.tolist(), strict=True))
    passages = index.passages(rows[order].tolist())
    first = [
        Candidate(row=row, passage=passage, score=score, parts={"fused": score}, cosine=cosines.get(row, 0.0))
        for row, passage, score in zip(rows[order].tolist(), passages, scores[order].tolist(), strict=True)
    ]
    return _second_stage(first, question) if mode is Mode.HYBRID else first


def _first_stage(
    index: Index, question: Question, allowed: Rows | None, mode: Mode, depth: int
) -> tuple[Scored, Scored]:
    nothing = Scored(rows=np.empty(0, dtype=np.int64), scores=np.empty(0, dtype=np.float32))
    dense = nothing if mode is Mode.LEXICAL else index.dense(question.topic, depth, allowed)
    lexical = nothing if mode is Mode.DENSE else index.lexical(question.topic, depth, allowed)
    return dense, lexical


def _merge(dense: Scored, lexical: Scored, mode: Mode) -> tuple[Rows, Scores]:
    weight = {Mode.HYBRID: DENSE_WEIGHT, Mode.DENSE: 1.0, Mode.LEXICAL: 0.0}[mode]
    return convex_combination(dense, lexical, weight)


def _union(first: Scored, second: Scored) -> Scored:
    """Give every row of two results of the same signal once, best first."""
    rows = np.concatenate([first.rows, second.rows])
    scores = np.concatenate([first.scores, second.scores])
    distinct, where = np.unique(rows, return_index=True)
    order = np.lexsort((distinct, -scores[where]))
    return Scored(rows=distinct[order], scores=scores[where][order])


def _intersection(first: Rows | None, second: Rows | None) -> Rows | None:
    if first is None or second is None:
        return second if first is None else first
    return np.intersect1d(first, second)


def _second_stage(first: Sequence[Candidate], question: Question) -> list[Candidate]:
    """Weigh the best of the first stage again by what their text and their origin say; the others stay below them."""
    matcher = Matcher.of(question.words)
    reranked = [_weighed(candidate, _parts(question, matcher, candidate.passage)) for candidate in first[:RERANKED]]
    others = [_weighed(candidate, {}) for candidate in first[RERANKED:]]
    return sorted([*reranked, *others], key=lambda candidate: (-candidate.score, candidate.row))


def _weighed(candidate: Candidate, parts: Mapping[str, float]) -> Candidate:
    everything = {**candidate.parts, **parts}
    score = math.fsum(WEIGHTS[name] * value for name, value in everything.items())
    return replace(candidate, parts=everything, score=score)


def _parts(question: Question, matcher: Matcher, passage: Passage) -> dict[str, float]:
    return {
        "coverage": matcher.coverage(f"{passage.name} {passage.text}"),
        "name": matcher.coverage(passage.name),
        "field": FIELDS[passage.field],
        "place": _place(question.codes, passage),
        "role": float(passage.role is not Role.NONE),
    }


def _place(codes: Sequence[str], passage: Passage) -> float:
    """Give 1 for a passage of a region asked about, less for its group's, least for one that only names it."""
    if passage.region is not None and passage.region in codes:
        return 1.0
    if passage.group is not None and set(codes) & set(passage.regions):
        return 0.6
    return 0.3 if set(codes) & set(passage.mentioned) else 0.0
