"""Second stage of a search: signals, single words compared, origin and field weighed into one score."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np

from corpus.document import Field
from corpus.regions import Group, Region, members
from indexer.columns import Columns
from indexer.index import Index, Rows, WordMatches
from indexer.passage import Passage
from service.asked.asked import Asked
from service.asked.understood import Kind
from service.asked.words.expected import holds_answer
from service.search.calibration import Claim, calibrations
from service.search.candidates import Candidates, Scores
from service.search.cross_encoder import Reranker, passage_text
from service.search.query import Mode
from service.search.ranking import RANKING, Ranking

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
    parts = _parts(index, question, found, matches, ranking)
    # A fact stands in words of its kind; which first hits hold them shows when these are known.
    if mode is Mode.HYBRID and question.kind is Kind.FACT:
        parts |= {"holds": _hold_answers(index, question, found, _weighted(parts, ranking), ranking.holds_depth)}
    scores = _weighted(parts, ranking) if mode is Mode.HYBRID else parts["dense" if mode is Mode.DENSE else "lexical"]
    alike = _likeness_to_lead(index, found)
    parts |= {"relative": _relative(scores), "alike": alike}
    first = np.argsort(-scores, kind="stable")[: ranking.topic_depth + 1]
    seen = topic_evidence(found, matches, parts["soft"][first], alike[first], ranking)
    topic = float(calibrations()[Claim.TOPIC].probability(seen)[0])
    about = calibrations()[Claim.PASSAGE].probability(parts)
    if reranker is not None and mode is Mode.HYBRID:
        parts |= {"cross": _cross(index, reranker, question, found, scores, ranking.cross_depth)}
        scores = _weighted(parts, ranking)
    unordered = Ranked(index, found.rows, scores, topic, about, parts)
    return unordered.taken(np.lexsort((found.rows, -scores)))


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
    """Give the rows of candidates, in their order."""
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


def topic_evidence(
    found: Candidates, matches: WordMatches, soft: Scores, alike: Scores, ranking: Ranking = RANKING
) -> dict[str, Scores]:
    """Give what tells whether the collection knows a question's topic, by name, arrays of shape (1,).

    `near` is how near the nearest passages come. What that is worth depends on what is asked: `strength` is the length
    of the question's vector and `words` the number of its words. A long vector of few words asks for something rare.
    `said` is how near the words of the first hits come to the question's. `agree` is how like the nearest passage those
    after the first are, and speaks against it: a topic next to an unknown one draws hits that are all of that one.

    Args:
        soft, alike: Those parts of the first hits, best first.
    """
    seen = {
        "near": np.sort(found.cosines)[-ranking.topic_depth :].mean(),
        "strength": matches.strength,
        "words": len(matches.weights),
        "said": soft.mean(),
        "agree": alike[1:].mean() if len(alike) > 1 else 0.0,
    }
    return {name: np.array([value], dtype=np.float32) for name, value in seen.items()}


def _parts(
    index: Index, question: Asked, found: Candidates, matches: WordMatches, ranking: Ranking
) -> dict[str, Scores]:
    columns = index.columns
    values = np.array([ranking.fields[Field(name)] for name in columns.fields.names], dtype=np.float32)
    return {
        "cosine": found.cosines,
        "dense": _spread_out(found.cosines),
        "lexical": _relative(found.words),
        "soft": matches.nearness @ matches.weights,
        "place": _places(question.places, columns, found.rows, ranking),
        "field": values[columns.fields.codes[found.rows]],
    }


def _weighted(parts: Mapping[str, Scores], ranking: Ranking) -> Scores:
    weights = ranking.weights
    total: Scores = np.sum(
        [weights[name] * values for name, values in parts.items() if name in weights], axis=0, dtype=np.float32
    )
    return total


def _relative(scores: Scores) -> Scores:
    highest = float(scores.max(initial=0.0))
    relative: Scores = scores / highest if highest > 0 else scores
    return relative


def _spread_out(scores: Scores) -> Scores:
    """Give each score's place between the lowest and the highest: models differ in how near all texts are."""
    lowest, highest = float(scores.min(initial=1.0)), float(scores.max(initial=0.0))
    spread: Scores = (scores - lowest) / (highest - lowest) if highest > lowest else np.ones_like(scores)
    return spread


def _likeness_to_lead(index: Index, found: Candidates) -> Scores:
    """Give the cosine of each passage and the one nearest to the question of all.

    That one is seldom wrong, and tells in official words what may have been asked in others.
    """
    if found.lead is None:
        return np.zeros(len(found.rows), dtype=np.float32)
    vectors = index.vectors(np.append(found.rows, found.lead))
    alike: Scores = np.clip(vectors[:-1] @ vectors[-1], 0, 1)
    return alike


def _first_texts(
    index: Index, found: Candidates, scores: Scores, depth: int, told: Callable[[Passage], str]
) -> tuple[Rows, list[str]]:
    """Give the places of the first candidates, and what is told of the passage of each."""
    first = np.argsort(-scores, kind="stable")[:depth]
    return first, [told(passage) for passage in index.passages(found.rows[first].tolist())]


def _cross(index: Index, reranker: Reranker, question: Asked, found: Candidates, scores: Scores, depth: int) -> Scores:
    """Give the reranker's score of the first candidates; they stay ahead of the others, which get 0."""
    first, texts = _first_texts(index, found, scores, depth, passage_text)
    cross = np.zeros(len(scores), dtype=np.float32)
    cross[first] = reranker.scores(question.sought, texts)
    return cross


def _hold_answers(index: Index, question: Asked, found: Candidates, scores: Scores, depth: int) -> Scores:
    """Give 1 for each of the first candidates that holds the kind of words asked for."""
    first, texts = _first_texts(index, found, scores, depth, lambda passage: passage.text)
    holds = np.zeros(len(scores), dtype=np.float32)
    holds[first] = [holds_answer(text, question.expected, question.text) for text in texts]
    return holds


def _places(places: Sequence[Region | Group], columns: Columns, rows: Rows, ranking: Ranking) -> Scores:
    """Give 1 for a passage of a region or group asked about, less for kin, least for one that only names it."""
    if not places:
        return np.zeros(len(rows), dtype=np.float32)
    codes = {code for place in places for code in members(place)}
    owners = {place.code if isinstance(place, Region) else place.id for place in places}
    is_own = columns.region.is_in(owners, rows) | columns.group.is_in(owners, rows)
    is_kin, is_named = columns.regions.has(codes, rows), columns.mentioned.has(codes, rows)
    # All members of a group asked about by name are the group.
    is_whole = is_kin & (columns.group.codes[rows] >= 0) & ~columns.regions.has_other(codes, rows)
    cases = [is_own | is_whole, is_kin, is_named]
    return np.select(cases, [1.0, ranking.group_place, ranking.mentioned_place], 0.0).astype(np.float32)
