"""Evidence: passages that tell that something is done about a question's topic, where it is unsure as they are read."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from service.answer.draft import Desk
from service.asked.asked import Asked
from service.calibration import Claim, calibrations
from service.candidates import Scores
from service.ranking import Ranking
from service.read.reader import Reading
from service.reranking import Candidate

MAX_LOGIT = 12.0
_LEAST = 1e-6


def is_about(candidate: Candidate, ranking: Ranking) -> bool:
    """Tell whether a candidate may be shown as evidence of what its question is about."""
    if not candidate.passage.is_evidence:
        return False
    if candidate.read is not None:
        return candidate.read >= ranking.read_threshold
    return candidate.topic >= ranking.topic_threshold and candidate.about >= ranking.about_threshold


def read_evidence(
    desk: Desk, asked: Asked, candidates: Sequence[Candidate], most: int | None = None
) -> list[Candidate]:
    """Have the reader judge the first candidates of each region or group that may be evidence; the others stay.

    Args:
        most: How many of each are read at most; by default as the ranking says.
    """
    ranking = desk.searcher.ranking
    most = ranking.evidence_reads if most is None else most
    chosen = to_be_read(candidates, ranking, most)
    readings = desk.reader.read(asked.sought, [candidate.passage for candidate in chosen])
    probabilities = calibrations()[Claim.EVIDENCE].probability(evidence_features(chosen, readings))
    read = {candidate.row: float(sure) for candidate, sure in zip(chosen, probabilities, strict=True)}
    return [replace(candidate, read=read.get(candidate.row)) for candidate in candidates]


def to_be_read(candidates: Sequence[Candidate], ranking: Ranking, most: int) -> list[Candidate]:
    """Give the first `most` of each region or group that the search is unsure of."""
    seen: Counter[str | None] = Counter()
    chosen = []
    for candidate in candidates:
        owner = candidate.passage.region or candidate.passage.group
        if _is_unsure(candidate, ranking) and seen[owner] < most:
            seen[owner] += 1
            chosen.append(candidate)
    return chosen


def evidence_features(candidates: Sequence[Candidate], readings: Sequence[Reading]) -> dict[str, Scores]:
    """Give what is seen of each passage, by name, arrays of shape (len(candidates),).

    `topic` and `passage` are what search makes of it, `about` what the reader does, all in logits.
    """
    return {
        "topic": _logits([candidate.topic for candidate in candidates]),
        "passage": _logits([candidate.about for candidate in candidates]),
        "about": np.clip(np.array([reading.about for reading in readings], dtype=np.float32), -MAX_LOGIT, MAX_LOGIT),
    }


def _is_unsure(candidate: Candidate, ranking: Ranking) -> bool:
    return candidate.passage.is_evidence and ranking.read_from <= candidate.probability <= ranking.read_to


def _logits(probabilities: Sequence[float]) -> Scores:
    shares = np.clip(np.array(probabilities, dtype=np.float64), _LEAST, 1 - _LEAST)
    return np.clip(np.log(shares / (1 - shares)), -MAX_LOGIT, MAX_LOGIT).astype(np.float32)
