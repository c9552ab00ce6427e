"""Rankings of many queries at once, as evaluation scripts ask for them: JSON, or a TREC run."""

from collections.abc import Iterable, Iterator, Sequence

from pydantic import BaseModel, ConfigDict, Field

from service.api.schemas.base import MODES, UNITS, Schema
from service.search.query import Mode, Unit
from service.search.reranking import Candidate


class Topic(BaseModel):
    """One query of an evaluation run."""

    model_config = ConfigDict(extra="forbid")
    id: str = Field(
        min_length=1, max_length=200, pattern=r"^\S+$", description="Frågans id, utan mellanrum; olika för varje fråga"
    )
    text: str = Field(description="Frågan: 1–500 tecken med minst en bokstav eller siffra")


class RunRequest(BaseModel):
    """Many queries at once, for evaluation scripts."""

    model_config = ConfigDict(extra="forbid")
    topics: list[Topic] = Field(min_length=1, max_length=5000, description="Frågorna")
    # Not `true`, which would be taken for 1.
    limit: int = Field(default=100, ge=1, le=1000, strict=True, description="Högst så många träffar för varje fråga")
    mode: Mode = Field(default=Mode.HYBRID, description=MODES)
    unit: Unit = Field(default=Unit.INITIATIVE, description=UNITS)


class RunHit(Schema):
    """One place in a ranking; `id` is the initiative's or section's, or the passage's, as the unit asks."""

    id: str = Field(description="Insatsens id (i löptext avsnittets), eller passagens när unit är passage")
    rank: int = Field(description="Plats, räknat från 1")
    score: float = Field(description="Större är bättre; i TREC-formatet står 1 / rank i stället")
    passage_id: str = Field(description="Passagen; av en insats den som svarar bäst mot frågan")


class Ranking(Schema):
    """The ranking of one topic, best first."""

    id: str = Field(description="Frågans id")
    hits: list[RunHit] = Field(description="Träffarna, den bästa först; färre än limit där fler inte finns")


class RunReply(Schema):
    """Rankings of all topics, in the order they were asked."""

    mode: Mode = Field(description="Som det begärdes")
    unit: Unit = Field(description="Som det begärdes")
    index_version: str = Field(description="Indexet som svarade")
    runs: list[Ranking] = Field(description="En rangordning per fråga, i den ordning de ställdes")


def json_parts(rankings: Iterable[Ranking], request: RunRequest, index_version: str) -> Iterator[str]:
    """Give a `RunReply` as JSON, ranking by ranking."""
    empty = RunReply(mode=request.mode, unit=request.unit, index_version=index_version, runs=[]).model_dump_json()
    yield empty.removesuffix("]}")
    for place, ranking in enumerate(rankings):
        yield f"{',' if place else ''}{ranking.model_dump_json()}"
    yield "]}"


def trec_parts(rankings: Iterable[Ranking], request: RunRequest) -> Iterator[str]:
    """Give rankings as a TREC run, ranking by ranking: topic, Q0, id, rank, score, tag.

    trec_eval orders by score and not by rank, and ties at will; the score given is therefore 1 / rank, which falls
    strictly.
    """
    tag = f"insatskartan-{request.mode.value}"
    for ranking in rankings:
        lines = (f"{ranking.id} Q0 {hit.id} {hit.rank} {1 / hit.rank:.9f} {tag}\n" for hit in ranking.hits)
        yield "".join(lines)


def ranking_of(topic: str, candidates: Sequence[Candidate], unit: Unit) -> Ranking:
    """Give a topic's ranking; all that is kept of a candidate is its ids and its score."""
    hits = []
    for rank, candidate in enumerate(candidates, start=1):
        passage = candidate.passage
        identity = passage.unit if unit is Unit.INITIATIVE else passage.id
        hits.append(RunHit(id=identity, rank=rank, score=candidate.score, passage_id=passage.id))
    return Ranking(id=topic, hits=hits)
