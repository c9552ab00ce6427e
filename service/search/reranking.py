"""Second stage of a search: the signals of each passage weighed into one score, and the passages in that order."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import overload

import numpy as np

from indexer.index import Index, Rows, WordMatches
from indexer.passage import Passage
from service.asked.asked import Asked
from service.asked.understood import Kind
from service.ranking import RANKING, Ranking
from service.search.calibration import Claim, calibrations
from service.search.candidates import Candidates, Scores, relative
from service.search.cross_encoder import Reranker
from service.search.query import Mode
from service.search.signals import cross_scores, hold_answers, signals, topic_evidence

Parts = Mapping[str, Scores]
"""What speaks for candidates by name, arrays of shape (n,), each 0 to 1."""
Weigh = Callable[[Rows], Parts]

# Passages read at once where candidates are looked at one after the other.
_BLOCK = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A passage under consideration.

    Attributes:
        score: Sum of its weighted parts; larger is better, comparable within one search only.
        topic: Probability that the collection tells of the question's topic; the same for all of one search.
        about: Probability that the passage is about the question, if the collection tells of it.
        parts: What speaks for it, by name, each 0 to 1.
    """

    row: int
    passage: Passage
    score: float
    topic: float
    about: float
    parts: Mapping[str, float]

    @property
    def probability(self) -> float:
        """Probability that the passage is about the question."""
        return self.topic * self.about


def rank(
    index: Index,
    question: Asked,
    found: Candidates,
    mode: Mode,
    ranking: Ranking = RANKING,
    reranker: Reranker | None = None,
) -> "Ranked":
    """Order candidates, best first; equal scores in the order of the index.

    Dense and lexical search are ordered by their own signal alone, for comparison; words find any number of
    candidates, and what else speaks for one is worked out when it is looked at. Probabilities are those of the order
    without a reranker, on which they were fitted.
    """
    if not len(found.rows):
        return Ranked(index, found.rows, found.lexical, 0.0, partial(_taken, {}), found.rows)
    if mode is not Mode.HYBRID:
        return _by_one_signal(index, question, found, found.dense if mode is Mode.DENSE else found.lexical, ranking)
    matches = index.word_matches(question.topic, found.rows)
    parts = signals(index, question, found, matches, ranking)
    # A fact stands in words of its kind; which first hits hold them shows when these are known.
    if question.kind is Kind.FACT:
        parts |= {"holds": hold_answers(index, question, found, _weighted(parts, ranking), ranking.holds_depth)}
    scores = _weighted(parts, ranking)
    parts |= {"relative": relative(scores)}
    n_nearest = ranking.nearest_of(len(index.columns))
    topic = _topic(found, matches, _taken(parts, _best_first(scores)[: n_nearest + 1]), n_nearest)
    if reranker is not None:
        parts |= {"cross": cross_scores(index, reranker, question, found, scores, ranking.cross_depth)}
        scores = _weighted(parts, ranking)
    order = _best_first(scores)
    return Ranked(index, found.rows[order], scores[order], topic, partial(_taken, parts), order)


def _by_one_signal(index: Index, question: Asked, found: Candidates, scores: Scores, ranking: Ranking) -> "Ranked":
    """Args: scores: Of that signal, over the highest, shape (n,)."""

    def compared(places: Rows) -> tuple[WordMatches, Parts]:
        some = found.taken(places)
        matches = index.word_matches(question.topic, some.rows)
        return matches, signals(index, question, some, matches, ranking) | {"relative": scores[places]}

    order, n_nearest = _best_first(scores), ranking.nearest_of(len(index.columns))
    topic = _topic(found, *compared(order[: n_nearest + 1]), n_nearest)
    return Ranked(index, found.rows[order], scores[order], topic, lambda places: compared(places)[1], order)


def _best_first(scores: Scores) -> Rows:
    """Give the places of candidates, best first, equal scores in the order of the index, as candidates come."""
    return np.argsort(-scores, kind="stable")


def _topic(found: Candidates, matches: WordMatches, first: Parts, n_nearest: int) -> float:
    """Give the probability that the collection tells of a question's topic, by what speaks for the first hits."""
    seen = topic_evidence(found, matches, first["soft"], first["alike"], n_nearest)
    return float(calibrations()[Claim.TOPIC].probability(seen)[0])


def _taken(parts: Parts, places: Rows) -> Parts:
    return {name: values[places] for name, values in parts.items()}


def _weighted(parts: Parts, ranking: Ranking) -> Scores:
    weights = ranking.weights
    total: Scores = np.sum(
        [weights[name] * values for name, values in parts.items() if name in weights], axis=0, dtype=np.float32
    )
    return total


class Ranked(Sequence[Candidate]):
    """Candidates of one search in order, held as arrays: each is made, and its passage read, when it is looked at.

    Attributes:
        rows: Of the index, shape (n,).
    """

    def __init__(self, index: Index, rows: Rows, scores: Scores, topic: float, weigh: Weigh, places: Rows) -> None:
        """Make them.

        Args:
            scores: As `Candidate` tells them, shape (n,).
            weigh: Gives what speaks for those at some of all places.
            places: Where each was before it was put into order, shape (n,).
        """
        self.rows = rows
        self._index, self._scores, self._topic, self._weigh, self._places = index, scores, topic, weigh, places

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, place: int) -> Candidate: ...
    @overload
    def __getitem__(self, place: slice) -> "Ranked": ...
    def __getitem__(self, place: int | slice) -> "Candidate | Ranked":
        if isinstance(place, slice):
            return self.taken(np.arange(len(self))[place])
        at = range(len(self))[place]
        return next(self._made(range(at, at + 1)))

    def __iter__(self) -> Iterator[Candidate]:
        for start in range(0, len(self), _BLOCK):
            yield from self._made(range(start, min(start + _BLOCK, len(self))))

    def taken(self, places: Rows) -> "Ranked":
        """Give the candidates at these places, in their order."""
        taken = (self.rows[places], self._scores[places], self._topic, self._weigh, self._places[places])
        return Ranked(self._index, *taken)

    def _made(self, places: range) -> Iterator[Candidate]:
        part = slice(places.start, places.stop)
        parts = self._weigh(self._places[part])
        about = calibrations()[Claim.PASSAGE].probability(parts)
        rows, scores = self.rows[part].tolist(), self._scores[part].tolist()
        for place, (row, passage, score, sure) in enumerate(
            zip(rows, self._index.passages(rows), scores, about.tolist(), strict=True)
        ):
            yield Candidate(
                row=row,
                passage=passage,
                score=score,
                topic=self._topic,
                about=sure,
                parts=_PartsOf(parts, place),
            )


def rows_of(candidates: Sequence[Candidate]) -> Rows:
    """Give the rows of candidates in their order, shape (n,)."""
    if isinstance(candidates, Ranked):
        return candidates.rows
    return np.array([candidate.row for candidate in candidates], dtype=np.int64)


class _PartsOf(Mapping[str, float]):
    """The parts of one candidate; a dictionary for each of hundreds would keep the garbage collector busy."""

    __slots__ = ("_parts", "_place")

    def __init__(self, parts: Parts, place: int) -> None:
        self._parts, self._place = parts, place

    def __getitem__(self, name: str) -> float:
        return float(self._parts[name][self._place])

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)
