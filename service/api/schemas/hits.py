"""Hits as JSON: a passage that was found, its initiative and its document, and the reply to a search."""

from collections.abc import Sequence
from typing import Self

from pydantic import Field

from corpus.document import Document, Initiative, Role, Status
from corpus.regions import region_by_code
from indexer.passage import Passage
from service.api.schemas.base import Schema, group_name, region_name
from service.results import Facet, Facets, Hit, SearchResult


class HighlightOut(Schema):
    """Characters `start` up to `end` of the passage's text that match the query."""

    start: int
    end: int


class PassageOut(Schema):
    """A passage as it stands on its page."""

    id: str
    text: str
    page: int = Field(description="Sidans nummer i filen, räknat från 1")
    printed_page: int | None = Field(description="Sidnumret som är tryckt på sidan, när det är säkert")
    section: str = Field(description="Rubriken som passagen står under")
    section_id: str
    field: str = Field(description="Vilken del av insatsen passagen är: name, description, outputs, effects, goals ...")
    region: str | None
    county_code: str | None
    group: str | None
    role: Role = Field(description="does: regionens eget; group: en namngiven grupps; none: ingens (t.ex. en mall)")
    mentioned: list[str] = Field(description="Andra regioner som bara nämns i texten")
    highlights: list[HighlightOut]

    @classmethod
    def of(cls, passage: Passage, highlights: Sequence[HighlightOut] = ()) -> Self:
        return cls(
            id=passage.id,
            text=passage.text,
            page=passage.page,
            printed_page=passage.printed_page,
            section=passage.heading,
            section_id=passage.section,
            field=passage.field.value,
            region=region_name(passage.region),
            county_code=passage.region,
            group=group_name(passage.group),
            role=passage.role,
            mentioned=[region_by_code(code).name for code in passage.mentioned],
            highlights=list(highlights),
        )


class InitiativeBrief(Schema):
    """What a hit says of the initiative its passage belongs to."""

    id: str
    name: str
    region: str | None
    group: str | None
    theme: str | None
    status: Status

    @classmethod
    def of(cls, initiative: Initiative) -> Self:
        return cls(
            id=initiative.id,
            name=initiative.name,
            region=region_name(initiative.region),
            group=group_name(initiative.group),
            theme=initiative.theme,
            status=initiative.status,
        )


class DocumentBrief(Schema):
    """What a hit says of the document its passage stands in."""

    id: str
    title: str
    issuer: str
    year: int = Field(description="Redovisningsåret; för flera år det första")
    years: list[int]

    @classmethod
    def of(cls, document: Document) -> Self:
        return cls(
            id=document.id,
            title=document.title,
            issuer=document.issuer,
            year=document.years[0],
            years=list(document.years),
        )


class HitOut(Schema):
    """A passage that was found, with what stands behind it."""

    rank: int
    score: float
    confidence: float = Field(description="Sannolikheten att passagen handlar om frågan, 0 till 1")
    passage: PassageOut
    initiative: InitiativeBrief | None
    document: DocumentBrief
    explain: dict[str, float] | None = None

    @classmethod
    def of(cls, hit: Hit) -> Self:
        marks = [HighlightOut(start=mark.start, end=mark.end) for mark in hit.highlights]
        return cls(
            rank=hit.rank,
            score=hit.score,
            confidence=hit.confidence,
            passage=PassageOut.of(hit.passage, marks),
            initiative=InitiativeBrief.of(hit.initiative) if hit.initiative else None,
            document=DocumentBrief.of(hit.document),
            explain=dict(hit.explain) or None,
        )


class QueryOut(Schema):
    """How the query was understood."""

    text: str
    language: str | None
    regions: list[str]
    suggestion: str | None = Field(description="Menade du: frågan med felstavade ord rättade")


class FacetOut(Schema):
    """A filter's value and how many hits have it."""

    value: str
    label: str
    count: int

    @classmethod
    def of(cls, facet: Facet) -> Self:
        return cls(value=facet.value, label=facet.label, count=facet.count)


class FacetsOut(Schema):
    """Counts over all hits after filters."""

    region: list[FacetOut]
    theme: list[FacetOut]
    document: list[FacetOut]
    year: list[FacetOut]

    @classmethod
    def of(cls, facets: Facets) -> Self:
        return cls(
            region=[FacetOut.of(facet) for facet in facets.region],
            theme=[FacetOut.of(facet) for facet in facets.theme],
            document=[FacetOut.of(facet) for facet in facets.document],
            year=[FacetOut.of(facet) for facet in facets.year],
        )


class SearchReply(Schema):
    """One page of hits, best first."""

    query: QueryOut
    total: int = Field(description="Antal träffar efter filter, oavsett limit och offset")
    limit: int
    offset: int
    took_ms: float
    index_version: str
    hits: list[HitOut]
    facets: FacetsOut

    @classmethod
    def of(cls, result: SearchResult) -> Self:
        echo = result.query
        return cls(
            query=QueryOut(
                text=echo.text, language=echo.language, regions=list(echo.regions), suggestion=echo.suggestion
            ),
            total=result.total,
            limit=result.limit,
            offset=result.offset,
            took_ms=result.took_ms,
            index_version=result.index_version,
            hits=[HitOut.of(hit) for hit in result.hits],
            facets=FacetsOut.of(result.facets),
        )
