"""Weights of a search chosen on the `tune` half and the practice questions, and what cross-validation says of them."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from eval.systems.ours import Progress
from eval.truth.ground import GroundTruth, ground_truth
from eval.truth.judged import Question, QuestionKind
from indexer.index import Filters, Index
from service.ranking import RANKING, Ranking
from service.search.searcher import Searcher

PARTS = ("dense", "lexical", "soft", "field", "holds")
# What is tried for each weight, `dense` being 1.
GRID: Mapping[str, tuple[float, ...]] = {
    "lexical": (0.0, 0.05, 0.1, 0.2, 0.3, 0.5),
    "soft": (0.0, 0.25, 0.5, 0.75, 1.0, 1.5),
    "field": (0.0, 0.2, 0.4, 0.6, 0.8),
    "holds": (0.0, 0.15, 0.3, 0.5),
}
FOLDS = 5
SEED = 1
ROUNDS = 3
# How far down a ranking is measured.
DEPTH = 10

Floats = npt.NDArray[np.float64]
Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """What a search saw of one question.

    Attributes:
        parts: What speaks for each candidate, shape (n, len(PARTS)).
        fixed: What counts for each as it is: the place asked about, weighed; shape (n,).
        units: What each counts as one hit with; numbers, shape (n,).
        gains: The grade of each candidate's unit or passage, shape (n,).
        ideal: The discounted gain of the best possible first ten.
    """

    kind: QuestionKind
    parts: Floats
    fixed: Floats
    units: npt.NDArray[np.int64]
    gains: Floats
    ideal: float

    def value(self, weights: Floats) -> float:
        """Give the main measure of the kind with these weights: nDCG@10 of topics, RR@10 of facts."""
        order = np.argsort(-(self.parts @ weights + self.fixed), kind="stable")
        _, first = np.unique(self.units[order], return_index=True)
        gains = self.gains[order][np.sort(first)[:DEPTH]]
        if self.kind is QuestionKind.FACT:
            hits = np.flatnonzero(gains > 0)
            return 1 / (int(hits[0]) + 1) if len(hits) else 0.0
        return float((gains / np.log2(np.arange(2, len(gains) + 2))).sum() / self.ideal) if self.ideal else 0.0


def rank_questions(index: Index, questions: Sequence[Question], progress: Progress) -> list[Ranked]:
    """Search for each topical and fact question that has something relevant, and keep what the search saw."""
    searcher, truth = Searcher(index, ranking=RANKING), ground_truth(index, questions)
    kinds = (QuestionKind.TOPICAL, QuestionKind.FACT)
    asked = [question for question in questions if question.kind in kinds]
    found = (_rank(searcher, truth, question) for question in progress(asked, "searching"))
    return [ranked for ranked in found if ranked is not None]


def choose(ranked: Sequence[Ranked], start: Weights) -> dict[str, float]:
    """Give the weights that are best on average over both kinds, found one at a time, a few rounds."""
    chosen = dict(start)
    for _ in range(ROUNDS):
        for name, values in GRID.items():
            gives = {value: mean_value(ranked, {**chosen, name: value}) for value in values}
            chosen[name] = max(gives, key=gives.__getitem__)
    return chosen


def mean_value(ranked: Iterable[Ranked], weights: Weights) -> float:
    """Give the mean of both kinds' mean values."""
    by_kind: dict[QuestionKind, list[float]] = {}
    told = _array(weights)
    for each in ranked:
        by_kind.setdefault(each.kind, []).append(each.value(told))
    return float(np.mean([np.mean(values) for values in by_kind.values()]))


def cross_validate(ranked: Sequence[Ranked], start: Weights) -> tuple[float, float]:
    """Give the mean value with weights chosen on the other folds, and with those at the start."""
    order = list(range(len(ranked)))
    random.Random(SEED).shuffle(order)
    chosen, before = [], []
    for fold in range(FOLDS):
        held = [ranked[place] for place in order[fold::FOLDS]]
        rest = [ranked[place] for number, place in enumerate(order) if number % FOLDS != fold]
        chosen.append(mean_value(held, choose(rest, start)))
        before.append(mean_value(held, start))
    return float(np.mean(chosen)), float(np.mean(before))


def weights_of(ranking: Ranking) -> dict[str, float]:
    """Give a ranking's weights over that of `dense`."""
    return {name: ranking.weights[name] / ranking.dense for name in PARTS}


def _rank(searcher: Searcher, truth: GroundTruth, question: Question) -> Ranked | None:
    read = searcher.understand(question.question)
    is_fact = question.kind is QuestionKind.FACT
    grades = (truth.judgements.passages if is_fact else truth.judgements.units)[question.id]
    candidates = searcher.candidates(read, Filters())
    ids = [c.passage.id if is_fact else truth.same(c.passage.unit) for c in candidates]
    if not candidates or not any(grade > 0 for grade in grades.values()):
        return None
    parts = np.array([[c.parts.get(name, 0.0) for name in PARTS] for c in candidates])
    best = np.sort(np.array(list(grades.values()), dtype=np.float64))[::-1][:DEPTH]
    return Ranked(
        kind=question.kind,
        parts=parts,
        fixed=np.array([searcher.ranking.place * c.parts["place"] for c in candidates]) / searcher.ranking.dense,
        units=np.unique(ids, return_inverse=True)[1].astype(np.int64),
        gains=np.array([max(0, grades.get(id_, 0)) for id_ in ids], dtype=np.float64),
        ideal=float((best / np.log2(np.arange(2, len(best) + 2))).sum()),
    )


def _array(weights: Weights) -> Floats:
    return np.array([weights[name] for name in PARTS], dtype=np.float64)
