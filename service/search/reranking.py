"""Second stage of a search: the signals of each passage weighed into one score, and the passages in that order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np

from indexer.index import Index, Rows
from indexer.passage import Passage
from service.asked.asked import Asked
from service.asked.understood import Kind
from service.ranking import RANKING, Ranking
from service.search.calibration import Claim, calibrations
from service.search.candidates import Candidates, Scores
from service.search.cross_encoder import Reranker
from service.search.query import Mode
from service.search.signals import cross_scores, hold_answers, likeness_to_lead, relative, signals, topic_evidence

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

    Dense and lexical search are ordered by their own signal alone, for comparison. Probabilities are those of the order
    without a reranker, on which they were fitted.
    """
    if not len(found.rows):
        return Ranked(index, found.rows, found.words, 0.0, found.words, {})
    matches = index.word_matches(question.topic, found.rows)
    parts = signals(index, question, found, matches, ranking)
    # A fact stands in words of its kind; which first hits hold them shows when these are known.
    if mode is Mode.HYBRID and question.kind is Kind.FACT:
        parts |= {"holds": hold_answers(index, question, found, _weighted(parts, ranking), ranking.holds_depth)}
    scores = _weighted(parts, ranking) if mode is Mode.HYBRID else parts["dense" if mode is Mode.DENSE else "lexical"]
    alike = likeness_to_lead(index, found)
    parts |= {"relative": relative(scores), "alike": alike}
    n_nearest = ranking.nearest_of(len(index.columns.fields.codes))
    first = np.argsort(-scores, kind="stable")[: n_nearest + 1]
    seen = topic_evidence(found, matches, parts["soft"][first], alike[first], n_nearest)
    topic = float(calibrations()[Claim.TOPIC].probability(seen)[0])
    about = calibrations()[Claim.PASSAGE].probability(parts)
    if reranker is not None and mode is Mode.HYBRID:
        parts |= {"cross": cross_scores(index, reranker, question, found, scores, ranking.cross_depth)}
        scores = _weighted(parts, ranking)
    unordered = Ranked(index, found.rows, scores, topic, about, parts)
    return unordered.taken(np.lexsort((found.rows, -scores)))


def _weighted(parts: Mapping[str, Scores], ranking: Ranking) -> Scores:
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

    def __init__(
        self, index: Index, rows: Rows, scores: Scores, topic: float, about: Scores, parts: Mapping[str, Scores]
    ) -> None:
        """Args: scores, about, parts: As `Candidate` tells them, all of shape (n,)."""
        self.rows = rows
        self._index, self._scores, self._topic, self._about, self._parts = index, scores, topic, about, parts

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
        parts = {name: values[places] for name, values in self._parts.items()}
        return Ranked(self._index, self.rows[places], self._scores[places], self._topic, self._about[places], parts)

    def _made(self, places: range) -> Iterator[Candidate]:
        part = slice(places.start, places.stop)
        rows, scores, about = (values[part].tolist() for values in (self.rows, self._scores, self._about))
        for place, row, passage, score, sure in zip(
            places, rows, self._index.passages(rows), scores, about, strict=True
        ):
            yield Candidate(
                row=row,
                passage=passage,
                score=score,
                topic=self._topic,
                about=sure,
                parts=_PartsOf(self._parts, place),
            )


def rows_of(candidates: Sequence[Candidate]) -> Rows:
    """Give the rows of candidates in their order, shape (n,)."""
    if isinstance(candidates, Ranked):
        return candidates.rows
    return np.array([candidate.row for candidate in candidates], dtype=np.int64)


class _PartsOf(Mapping[str, float]):
    """The parts of one candidate; a dictionary for each of hundreds would keep the garbage collector busy."""

    __slots__ = ("_parts", "_place")

    def __init__(self, parts: Mapping[str, Scores], place: int) -> None:
        self._parts, self._place = parts, place

    def __getitem__(self, name: str) -> float:
        return float(self._parts[name][self._place])

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)
