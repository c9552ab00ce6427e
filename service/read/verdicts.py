"""What the model says of candidates: whether a passage is about a question. A cascade, so that it stays quick.

What the first stage is sure of is not read; the rest is, and then the reading decides together with the first stage.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from service.asked.asked import Asked
from service.calibration import Claim, calibrations
from service.candidates import Scores
from service.ranking import Ranking
from service.read.reader import Reader
from service.reranking import Candidate

_EDGE = 1e-4


def judge(reader: Reader, question: Asked, candidates: Sequence[Candidate], ranking: Ranking) -> list[Candidate]:
    """Give candidates, in their order, with the probability that each is about the question after reading."""
    unsure = [candidate for candidate in candidates if ranking.sure_no < candidate.probability < ranking.sure_yes]
    if not unsure:
        return list(candidates)
    read = iter(read_verdicts(reader, question, unsure).tolist())
    places = {candidate.row for candidate in unsure}
    return [replace(c, verdict=next(read)) if c.row in places else c for c in candidates]


def read_verdicts(reader: Reader, question: Asked, candidates: Sequence[Candidate]) -> Scores:
    """Give the probability that each candidate is about the question, shape (len(candidates),)."""
    return calibrations()[Claim.VERDICT].probability(verdict_evidence(reader, question, candidates))


def verdict_evidence(reader: Reader, question: Asked, candidates: Sequence[Candidate]) -> dict[str, Scores]:
    """Give what is seen of each candidate: `prior`, the first stage's log-odds, and `about`, the reader's."""
    readings = reader.read(question.topic, [candidate.passage for candidate in candidates])
    prior = np.clip([candidate.probability for candidate in candidates], _EDGE, 1 - _EDGE)
    return {
        "prior": np.log(prior / (1 - prior)).astype(np.float32),
        "about": np.array([reading.about for reading in readings], dtype=np.float32),
    }
