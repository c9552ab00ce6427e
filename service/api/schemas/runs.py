"""Rankings of many queries at once, as evaluation scripts ask for them: JSON, or a TREC run."""

from collections.abc import Mapping, Sequence
from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from service.api.schemas.base import Schema
from service.query import Mode, Unit
from service.results import Hit


class Topic(BaseModel):
    """One query of an evaluation run."""

    model_config = ConfigDict(extra="forbid")
    id: str = Field(min_length=1, max_length=200, pattern=r"^\S+$")
    text: str


class RunRequest(BaseModel):
    """Many queries at once, for evaluation scripts."""

    model_config = ConfigDict(extra="forbid")
    topics: list[Topic] = Field(min_length=1, max_length=5000)
    limit: int = Field(default=100, ge=1, le=1000)
    mode: Mode = Mode.HYBRID
    unit: Unit = Unit.INITIATIVE


class RunHit(Schema):
    """One place in a ranking; `id` is the initiative's or section's, or the passage's, as the unit asks."""

    id: str
    rank: int
    score: float
    passage_id: str


class Ranking(Schema):
    """The ranking of one topic, best first."""

    id: str
    hits: list[RunHit]


class RunReply(Schema):
    """Rankings of all topics, in the order they were asked."""

    mode: Mode
    unit: Unit
    index_version: str
    runs: list[Ranking]

    @classmethod
    def of(cls, rankings: Mapping[str, Sequence[Hit]], request: RunRequest, index_version: str) -> Self:
        return cls(
            mode=request.mode,
            unit=request.unit,
            index_version=index_version,
            runs=[
                Ranking(id=topic, hits=[_run_hit(hit, request.unit) for hit in hits])
                for topic, hits in rankings.items()
            ],
        )

    def as_trec(self) -> str:
        """Give the rankings as a TREC run: topic, Q0, id, rank, score, tag.

        trec_eval orders by score and not by rank, and ties at will; the score given is therefore 1 / rank, which falls
        strictly.
        """
        tag = f"insatskartan-{self.mode.value}"
        lines = [
            f"{ranking.id} Q0 {hit.id} {hit.rank} {1 / hit.rank:.9f} {tag}"
            for ranking in self.runs
            for hit in ranking.hits
        ]
        return "".join(f"{line}\n" for line in lines)


def _run_hit(hit: Hit, unit: Unit) -> RunHit:
    identity = hit.passage.unit if unit is Unit.INITIATIVE else hit.passage.id
    return RunHit(id=identity, rank=hit.rank, score=hit.score, passage_id=hit.passage.id)
