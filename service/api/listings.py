"""The replies that list what the collection holds, what the API is, and what it is asked in bulk."""

from collections.abc import Callable, Mapping, Sequence
from typing import Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from corpus.document import Document
from corpus.pages import Page
from corpus.regions import Region, region_by_code
from corpus.themes import Theme
from service.api.schemas import DocumentBrief, InitiativeOut, Schema, group_name
from service.query import Mode, Unit
from service.results import Hit

Item = TypeVar("Item")
Source = TypeVar("Source")


class DocumentOut(Schema):
    """A document, as the catalogue describes it."""

    id: str
    title: str
    issuer: str
    year: int
    years: list[int]
    kind: str
    language: str
    regions: list[str]
    group: str | None
    file: str
    sha256: str
    pages: int

    @classmethod
    def of(cls, document: Document, n_pages: int) -> Self:
        return cls(
            **DocumentBrief.of(document).model_dump(),
            kind=document.kind,
            language=document.language,
            regions=[region_by_code(code).name for code in document.regions],
            group=group_name(document.group),
            file=document.file,
            sha256=document.sha256,
            pages=n_pages,
        )


class PageOut(Schema):
    """One page: repaired text, what was repaired, and the pages beside it."""

    document: str
    page: int
    printed_page: int | None
    text: str
    received: str = Field(description="Sidan som den togs emot")
    repairs: list[str]
    previous: int | None
    next: int | None

    @classmethod
    def of(cls, page: Page, n_pages: int) -> Self:
        return cls(
            document=page.document,
            page=page.page,
            printed_page=page.printed_page,
            text=page.text,
            received=page.received,
            repairs=list(page.repairs),
            previous=page.page - 1 if page.page > 1 else None,
            next=page.page + 1 if page.page < n_pages else None,
        )


class RegionOut(Schema):
    """A region, and the documents that speak for it or for a group it belongs to."""

    county_code: str
    name: str
    aliases: list[str]
    groups: list[str]
    documents: list[str]
    initiatives: int

    @classmethod
    def of(cls, region: Region, groups: Sequence[str], documents: Sequence[str], initiatives: int) -> Self:
        return cls(
            county_code=region.code,
            name=region.name,
            aliases=list(region.aliases),
            groups=list(groups),
            documents=list(documents),
            initiatives=initiatives,
        )


class ThemeOut(Schema):
    """A theme of the national follow-up."""

    id: str
    label: str
    initiatives: int

    @classmethod
    def of(cls, theme: Theme, initiatives: int) -> Self:
        return cls(id=theme.id, label=theme.label, initiatives=initiatives)


class _List(Schema):
    total: int
    limit: int
    offset: int


class InitiativeList(_List):
    """Initiatives, in the documents' order, or best first when searched."""

    items: list[InitiativeOut]


class DocumentList(_List):
    """Documents, in the catalogue's order."""

    items: list[DocumentOut]


class RegionList(_List):
    """The 21 regions, in the alphabet's order."""

    items: list[RegionOut]


class ThemeList(_List):
    """The seven themes, in the compilation's order."""

    items: list[ThemeOut]


class ApiInfo(Schema):
    """What this API is, as DIGG's profile asks."""

    api_name: str
    api_version: str
    api_released: str
    api_documentation: str
    api_status: str
    index_version: str
    languages: list[str]


class Health(Schema):
    """Whether the process lives, or is ready to answer."""

    status: str
    index_version: str | None = None


class ProblemOut(Schema):
    """An error (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: list[dict[str, str]] = Field(default_factory=list)


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


def page_of(items: Sequence[Source], limit: int, offset: int, make: Callable[[Source], Item]) -> list[Item]:
    """Give the items from offset, at most limit of them, as replies."""
    return [make(item) for item in items[offset : offset + limit]]
