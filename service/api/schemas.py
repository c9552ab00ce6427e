"""The replies of the API as JSON: the contract of version 1, field by field."""

from collections.abc import Sequence
from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from corpus.document import Document, Initiative, Place, Role, Status
from corpus.regions import group_by_id, region_by_code
from indexer.passage import Passage
from service.results import (
    Answer,
    Citation,
    Coverage,
    Facet,
    Facets,
    Hit,
    Kind,
    RegionAnswer,
    RegionEvidence,
    RegionStatus,
    Relation,
    SearchResult,
    SimilarHit,
    SimilarResult,
)


def region_name(code: str | None) -> str | None:
    """Give the region's name for a county code, or None."""
    return None if code is None else region_by_code(code).name


def group_name(group: str | None) -> str | None:
    """Give the group's name for its id, or None."""
    return None if group is None else group_by_id(group).name


class Schema(BaseModel):
    """Base of all replies: fields are fixed once made."""

    model_config = ConfigDict(frozen=True)


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


class EvidenceOut(Schema):
    """A quote that shows what a region does, with where it stands."""

    initiative: str | None
    initiative_id: str | None
    quote: str
    passage_id: str
    document: str
    page: int
    printed_page: int | None

    @classmethod
    def of(cls, evidence: RegionEvidence) -> Self:
        return cls(
            initiative=evidence.initiative.name if evidence.initiative else None,
            initiative_id=evidence.initiative.id if evidence.initiative else None,
            quote=evidence.quote,
            passage_id=evidence.passage.id,
            document=evidence.passage.document,
            page=evidence.passage.page,
            printed_page=evidence.passage.printed_page,
        )


class RegionAnswerOut(Schema):
    """What was found of one region."""

    region: str
    county_code: str
    status: RegionStatus
    confidence: float
    evidence: list[EvidenceOut]

    @classmethod
    def of(cls, answer: RegionAnswer) -> Self:
        return cls(
            region=answer.region.name,
            county_code=answer.region.code,
            status=answer.status,
            confidence=answer.confidence,
            evidence=[EvidenceOut.of(evidence) for evidence in answer.evidence],
        )


class CitationOut(Schema):
    """A numbered quote."""

    number: int
    quote: str
    passage_id: str
    document: str
    page: int
    printed_page: int | None
    region: str | None
    group: str | None

    @classmethod
    def of(cls, citation: Citation) -> Self:
        passage = citation.passage
        return cls(
            number=citation.number,
            quote=citation.quote,
            passage_id=passage.id,
            document=passage.document,
            page=passage.page,
            printed_page=passage.printed_page,
            region=region_name(passage.region),
            group=group_name(passage.group),
        )


class CoverageOut(Schema):
    """What was searched."""

    documents: int
    pages: int
    regions_with_documents: int
    years: list[int]

    @classmethod
    def of(cls, coverage: Coverage) -> Self:
        return cls(
            documents=coverage.documents,
            pages=coverage.pages,
            regions_with_documents=coverage.regions_with_documents,
            years=list(coverage.years),
        )


class AnswerReply(Schema):
    """The answer to a question, made of quotes and counts only."""

    question: str
    kind: Kind
    answered: bool
    confidence: float
    text: str
    index_version: str
    regions: list[RegionAnswerOut]
    citations: list[CitationOut]
    coverage: CoverageOut
    nearest: list[HitOut]

    @classmethod
    def of(cls, answer: Answer) -> Self:
        return cls(
            question=answer.question,
            kind=answer.kind,
            answered=answer.answered,
            confidence=answer.confidence,
            text=answer.text,
            index_version=answer.index_version,
            regions=[RegionAnswerOut.of(region) for region in answer.regions],
            citations=[CitationOut.of(citation) for citation in answer.citations],
            coverage=CoverageOut.of(answer.coverage),
            nearest=[HitOut.of(hit) for hit in answer.nearest],
        )


class PlaceOut(Schema):
    """Another place where the same initiative is told."""

    document: str
    page: int
    initiative_id: str

    @classmethod
    def of(cls, place: Place) -> Self:
        return cls(document=place.document, page=place.page, initiative_id=place.initiative)


class InitiativeOut(Schema):
    """An initiative, whole."""

    id: str
    name: str
    region: str | None
    group: str | None
    theme: str | None
    status: Status
    document: str
    pages: tuple[int, int] = Field(description="Första och sista sidan i filen")
    description: str
    outputs: str
    effects: str
    goals: str
    text: str = Field(description="Allt som står om insatsen, i rapportens ordning")
    also_in: list[PlaceOut]

    @classmethod
    def of(cls, initiative: Initiative) -> Self:
        return cls(
            **InitiativeBrief.of(initiative).model_dump(),
            document=initiative.document,
            pages=(initiative.first_page, initiative.last_page),
            description=initiative.description,
            outputs=initiative.outputs,
            effects=initiative.effects,
            goals=initiative.goals,
            text=initiative.text,
            also_in=[PlaceOut.of(place) for place in initiative.also_in],
        )


class SimilarHitOut(HitOut):
    """A comparable initiative: how it relates to the source, and what the two share."""

    relation: Relation
    why: str

    @classmethod
    def of_similar(cls, found: SimilarHit) -> Self:
        return cls(**HitOut.of(found.hit).model_dump(), relation=found.relation, why=found.why)


class SimilarReply(Schema):
    """Initiatives comparable with one."""

    source: InitiativeOut
    total: int
    index_version: str
    hits: list[SimilarHitOut]

    @classmethod
    def of(cls, result: SimilarResult) -> Self:
        return cls(
            source=InitiativeOut.of(result.source),
            total=result.total,
            index_version=result.index_version,
            hits=[SimilarHitOut.of_similar(hit) for hit in result.hits],
        )
