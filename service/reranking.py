"""Second stage of a search: signals, single words compared, origin and field weighed into one score."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.regions import Group, Region, members
from indexer.index import Index, WordMatches
from indexer.passage import Passage
from service.asked.asked import Asked
from service.asked.expected import holds_answer
from service.calibration import Claim, calibrations
from service.candidates import Candidates, Scores
from service.cross_encoder import Reranker, passage_text
from service.query import Mode
from service.ranking import RANKING, Ranking
from service.results import Kind


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
) -> list[Candidate]:
    """Order candidates, best first; equal scores in the order of the index.

    Dense and lexical search are ordered by their own signal alone, for comparison. Probabilities are those of the order
    without a reranker, on which they were fitted.
    """
    if not len(found.rows):
        return []
    passages = index.passages(found.rows.tolist())
    matches = index.word_matches(question.topic, found.rows)
    parts = _parts(question, found, matches, passages, ranking)
    if mode is Mode.HYBRID:
        parts |= _second_look(index, question, found, _weighted(parts, ranking), passages, ranking)
    scores = _weighted(parts, ranking) if mode is Mode.HYBRID else parts["dense" if mode is Mode.DENSE else "lexical"]
    parts |= {"relative": _relative(scores)}
    topic = float(calibrations()[Claim.TOPIC].probability(topic_evidence(found, matches, ranking))[0])
    about = calibrations()[Claim.PASSAGE].probability(parts)
    if reranker is not None and mode is Mode.HYBRID:
        parts |= {"cross": _cross(reranker, question, scores, passages, ranking.cross_depth)}
        scores = _weighted(parts, ranking)
    each = zip(found.rows.tolist(), passages, scores.tolist(), about.tolist(), strict=True)
    candidates = [
        Candidate(row=row, passage=passage, score=score, topic=topic, about=sure, parts=_PartsOf(parts, place))
        for place, (row, passage, score, sure) in enumerate(each)
    ]
    return [candidates[place] for place in np.lexsort((found.rows, -scores)).tolist()]


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


def topic_evidence(found: Candidates, matches: WordMatches, ranking: Ranking = RANKING) -> dict[str, Scores]:
    """Give what tells whether the collection knows a question's topic, by name, arrays of shape (1,).

    `near` is how near the nearest passages come. What that is worth depends on what is asked: `strength` is the length
    of the question's vector and `words` the number of its words. A long vector of few words asks for something rare.
    """
    nearest = np.sort(found.cosines)[-ranking.topic_depth :].mean()
    seen = {"near": nearest, "strength": matches.strength, "words": len(matches.weights)}
    return {name: np.array([value], dtype=np.float32) for name, value in seen.items()}


def _second_look(
    index: Index,
    question: Asked,
    found: Candidates,
    scores: Scores,
    passages: Sequence[Passage],
    ranking: Ranking,
) -> dict[str, Scores]:
    """Give what shows when the first hits are known.

    A fact stands in one sentence: what the other hits are like says nothing of it.
    """
    if question.kind is Kind.FACT:
        return {"holds": _hold_answers(question, scores, passages, ranking.holds_depth)}
    return {"feedback": _feedback(index, found, scores, passages, ranking.feedback_hits)}


def _parts(
    question: Asked, found: Candidates, matches: WordMatches, passages: Sequence[Passage], ranking: Ranking
) -> dict[str, Scores]:
    return {
        "cosine": found.cosines,
        "dense": _spread_out(found.cosines),
        "lexical": _relative(found.words),
        "soft": matches.nearness @ matches.weights,
        "place": _places(question.places, passages, ranking),
        "field": np.array([ranking.fields[passage.field] for passage in passages], dtype=np.float32),
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


def _feedback(index: Index, found: Candidates, scores: Scores, passages: Sequence[Passage], n_hits: int) -> Scores:
    """Give each candidate's likeness to the weighted mean of the first few, one of each initiative (Rocchio)."""
    first: dict[str, int] = {}
    for place in np.lexsort((found.rows, -scores)).tolist():
        first.setdefault(passages[place].unit, place)
        if len(first) == n_hits:
            break
    places = list(first.values())
    vectors = index.vectors(found.rows)
    mean = scores[places] @ vectors[places]
    return _relative(np.clip(vectors @ mean, 0, None).astype(np.float32))


def _cross(reranker: Reranker, question: Asked, scores: Scores, passages: Sequence[Passage], depth: int) -> Scores:
    """Give the reranker's score of the first candidates; they stay ahead of the others, which get 0."""
    first = np.argsort(-scores, kind="stable")[:depth]
    cross = np.zeros(len(passages), dtype=np.float32)
    cross[first] = reranker.scores(question.sought, [passage_text(passages[place]) for place in first.tolist()])
    return cross


def _hold_answers(question: Asked, scores: Scores, passages: Sequence[Passage], depth: int) -> Scores:
    """Give 1 for each of the first candidates that holds the kind of words asked for."""
    holds = np.zeros(len(passages), dtype=np.float32)
    for place in np.argsort(-scores, kind="stable")[:depth].tolist():
        holds[place] = holds_answer(passages[place].text, question.expected, question.text)
    return holds


def _places(places: Sequence[Region | Group], passages: Sequence[Passage], ranking: Ranking) -> Scores:
    if not places:
        return np.zeros(len(passages), dtype=np.float32)
    codes = frozenset(code for place in places for code in members(place))
    owners = frozenset(place.code if isinstance(place, Region) else place.id for place in places)
    return np.array([_place(codes, owners, passage, ranking) for passage in passages], dtype=np.float32)


def _place(codes: frozenset[str], owners: frozenset[str], passage: Passage, ranking: Ranking) -> float:
    """Give 1 for a passage of a region or group asked about, less for kin, least for one that only names it."""
    if passage.region in owners or passage.group in owners:
        return 1.0
    if not codes.isdisjoint(passage.regions):
        # All members of a group asked about by name are the group.
        return 1.0 if passage.group is not None and codes.issuperset(passage.regions) else ranking.group_place
    return 0.0 if codes.isdisjoint(passage.mentioned) else ranking.mentioned_place
