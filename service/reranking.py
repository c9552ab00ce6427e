"""Second stage of a search: what a candidate's own text and origin say, weighed with how it was found."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.document import Field
from indexer.passage import Passage
from service.candidates import Candidate
from service.matching import Matcher
from service.question import Question

# What the parts add to the score; chosen on the `tune` half of the judged questions.
WEIGHTS: Mapping[str, float] = {"fused": 1.0, "coverage": 0.3, "name": 0.2, "field": 0.1, "place": 0.5}
FIELDS: Mapping[Field, float] = {
    Field.NAME: 1.0,
    Field.DESCRIPTION: 1.0,
    Field.OUTPUTS: 1.0,
    Field.EFFECTS: 0.9,
    Field.ROW: 0.9,
    Field.PROSE: 0.8,
    Field.GOALS: 0.0,
    Field.HEADING: 0.0,
    Field.TEMPLATE: 0.0,
}
# The logistic regression behind `probability`: intercept, then a weight a part.
INTERCEPT = -4.0
SLOPES: Mapping[str, float] = {"coverage": 4.0, "fused": 2.0, "cosine": 4.0, "field": 0.5}


def rerank(candidates: Sequence[Candidate], question: Question) -> list[Candidate]:
    """Score candidates by all their parts, best first; equal scores in the order of the index."""
    matcher = Matcher.of(question.words)
    scored = [_scored(candidate, _parts(question, matcher, candidate.passage)) for candidate in candidates]
    return sorted(scored, key=lambda candidate: (-candidate.score, candidate.row))


def probability(candidate: Candidate) -> float:
    """Give the probability that a candidate is about its question, 0 to 1."""
    evidence = INTERCEPT + sum(slope * candidate.parts.get(name, 0.0) for name, slope in SLOPES.items())
    return 1 / (1 + math.exp(-evidence))


def _scored(candidate: Candidate, parts: Mapping[str, float]) -> Candidate:
    everything = {**candidate.parts, **parts}
    score = math.fsum(weight * everything[name] for name, weight in WEIGHTS.items())
    return replace(candidate, parts=everything, score=score)


def _parts(question: Question, matcher: Matcher, passage: Passage) -> dict[str, float]:
    return {
        "coverage": matcher.coverage(passage.name, passage.text),
        "name": matcher.coverage(passage.name),
        "field": FIELDS[passage.field],
        "place": _place(question.codes, passage),
    }


def _place(codes: Sequence[str], passage: Passage) -> float:
    """Give 1 for a passage of a region asked about, less for its group's, least for one that only names it."""
    if passage.region is not None and passage.region in codes:
        return 1.0
    if passage.group is not None and set(codes) & set(passage.regions):
        return 0.6
    return 0.3 if set(codes) & set(passage.mentioned) else 0.0
