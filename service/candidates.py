"""First stage of a search: the rows that either signal finds, with their scores; and what is known of a candidate."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from indexer.index import Filters, Index, Rows, Scored
from indexer.passage import Passage
from service.fusion import Scores, convex_combination
from service.query import Mode
from service.question import Question

DEPTH = 200
DENSE_WEIGHT = {Mode.HYBRID: 0.5, Mode.DENSE: 1.0, Mode.LEXICAL: 0.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A passage under consideration.

    Attributes:
        score: Larger is better; comparable within one search only.
        parts: What speaks for it, by name.
    """

    row: int
    passage: Passage
    score: float
    parts: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstStage:
    """What both signals found for one question: rows, best first, and for each its scores, all of shape (n,).

    Attributes:
        fused: Merged score, 0 to 1.
        cosines: Of question and passage; the lowest found where the dense signal did not find the row.
        words: Score of the word index over the best one, 0 where it did not find the row.
    """

    rows: Rows
    fused: Scores
    cosines: Scores
    words: Scores

    def take(self, places: Rows) -> "FirstStage":
        """Give the rows at these places of the ranking, in the order given."""
        return FirstStage(
            rows=self.rows[places], fused=self.fused[places], cosines=self.cosines[places], words=self.words[places]
        )

    def candidates(self, index: Index) -> list[Candidate]:
        """Give every row as a candidate, in order."""
        columns = (self.rows.tolist(), self.fused.tolist(), self.cosines.tolist(), self.words.tolist())
        passages = index.passages(self.rows.tolist())
        return [
            Candidate(row=row, passage=passage, score=fused, parts={"fused": fused, "cosine": cosine, "words": words})
            for passage, row, fused, cosine, words in zip(passages, *columns, strict=True)
        ]


def first_stage(index: Index, question: Question, filters: Filters, mode: Mode, depth: int = DEPTH) -> FirstStage:
    """Find the `depth` best rows of each signal; with a place named, also the best of that place."""
    allowed = index.allowed(filters)
    dense, lexical = _legs(index, question.topic, allowed, mode, depth)
    if mode is Mode.HYBRID and question.codes and not filters.regions:
        narrowed = _intersection(allowed, index.allowed(Filters(regions=question.codes)))
        local_dense, local_lexical = _legs(index, question.topic, narrowed, mode, depth)
        dense, lexical = _union(dense, local_dense), _union(lexical, local_lexical)
    return _fuse(dense, lexical, DENSE_WEIGHT[mode])


def _legs(index: Index, topic: str, allowed: Rows | None, mode: Mode, depth: int) -> tuple[Scored, Scored]:
    nothing = Scored(rows=np.empty(0, dtype=np.int64), scores=np.empty(0, dtype=np.float32))
    dense = nothing if mode is Mode.LEXICAL else index.dense(topic, depth, allowed)
    lexical = nothing if mode is Mode.DENSE else index.lexical(topic, depth, allowed)
    return dense, lexical


def _fuse(dense: Scored, lexical: Scored, weight: float) -> FirstStage:
    rows, fused = convex_combination(dense, lexical, weight)
    cosines = np.full(len(rows), dense.scores.min(initial=1.0) if len(dense.rows) else 0.0, dtype=np.float32)
    cosines[np.searchsorted(rows, dense.rows)] = dense.scores
    words = np.zeros(len(rows), dtype=np.float32)
    words[np.searchsorted(rows, lexical.rows)] = lexical.scores / max(float(lexical.scores.max(initial=0)), 1e-9)
    order = np.lexsort((rows, -fused))
    return FirstStage(rows=rows, fused=fused, cosines=cosines, words=words).take(order)


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
