"""Runs: ranked results for many topics, in memory and as TREC run files."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.errors import shown
from eval.errors import RunFileError
from eval.truth.json_lines import lines_of, read_text

COLUMNS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredId:
    """What was found, a passage's or a unit's id, with its score; larger is better."""

    id: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one system found for each topic, best first, each id once, scores strictly decreasing.

    Attributes:
        system: The system's name, without white space.
        rankings: By topic id; a topic without results has an empty ranking.
    """

    system: str
    rankings: Mapping[str, tuple[ScoredId, ...]]

    def ids(self, topic: str) -> list[str]:
        """Give what was found for a topic, best first; nothing for a topic that was not asked."""
        return [found.id for found in self.rankings.get(topic, ())]


def make_run(system: str, found: Mapping[str, Iterable[tuple[str, float]]]) -> Run:
    """Give a run from (id, score) pairs, best first; of an id found twice the first stays."""
    return Run(system=system, rankings={topic: ranking(pairs) for topic, pairs in found.items()})


def ranking(pairs: Iterable[tuple[str, float]]) -> tuple[ScoredId, ...]:
    """Give pairs of id and score, best first, as a ranking whose scores strictly decrease in their order.

    Evaluation programs order by score, as 32-bit numbers, and break ties by id: with equal scores they would measure
    another ranking than the one the system gave.
    """
    first: dict[str, float] = {}
    for found, score in pairs:
        first.setdefault(found, score)
    scores = strictly_decreasing(list(first.values()))
    return tuple(ScoredId(id=found, score=score) for found, score in zip(first, scores, strict=True))


def strictly_decreasing(scores: Sequence[float]) -> list[float]:
    """Give the scores rounded to 32 bits, each lowered to just below the one before it where it is not smaller."""
    lowered: list[float] = []
    for score in scores:
        single = np.float32(score)
        if lowered and single >= lowered[-1]:
            single = np.nextafter(np.float32(lowered[-1]), np.float32(-np.inf))
        lowered.append(float(single))
    return lowered


def write_run(run: Run, path: Path) -> None:
    """Write a TREC run file: topic, Q0, id, rank from 1, score, system."""
    lines = [
        f"{topic} Q0 {found.id} {rank} {np.float32(found.score)} {run.system}\n"
        for topic, results in run.rankings.items()
        for rank, found in enumerate(results, start=1)
    ]
    path.write_text("".join(lines), encoding="utf-8")


def read_run(path: Path) -> Run:
    """Read a TREC run file; each topic's results are ordered by score, as evaluation programs do.

    Raises:
        RunFileError: The file is missing or empty, a line does not have six columns, a score is no finite number, or a
            topic has an id twice, as evaluation programs refuse it.
    """
    found: dict[str, dict[str, float]] = {}
    system = ""
    for number, line in lines_of(read_text(path, "a TREC run file", RunFileError)):
        topic, result, score, system = _columns(f"{path}:{number}", line)
        if result in found.setdefault(topic, {}):
            raise RunFileError(f"{path}:{number}: topic {topic!r} has {result!r} twice; expected each id once")
        found[topic][result] = score
    if not found:
        raise RunFileError(f"{path}: is empty; expected lines of six TREC columns")
    ordered = {topic: sorted(scores.items(), key=lambda pair: pair[1], reverse=True) for topic, scores in found.items()}
    return make_run(system, ordered)


def _columns(place: str, line: str) -> tuple[str, str, float, str]:
    columns = line.split()
    if len(columns) != COLUMNS:
        told = f"{place}: {shown(line)} has {len(columns)} columns"
        raise RunFileError(f"{told}; expected six: topic Q0 id rank score system")
    try:
        score = float(columns[4])
    except ValueError:
        score = math.nan
    if not math.isfinite(score):
        raise RunFileError(f"{place}: score {columns[4]!r}; expected a number")
    return columns[0], columns[2], score, columns[5]
