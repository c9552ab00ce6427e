"""Hits as JSON: a passage that was found, its initiative and its document, and the reply to a search."""

from collections.abc import Sequence
from typing import Self

from pydantic import Field

from corpus.document import Document, Initiative, Role, Status
from corpus.regions import region_by_code
from indexer.passage import Passage
from service.api.schemas.base import Schema, group_name, is_none, region_name
from service.search.hits import Facet, Facets, Hit, SearchResult


class HighlightOut(Schema):
    """Characters `start` up to `end` of the passage's text that match the query."""

    start: int = Field(description="Första tecknet i passagens text, räknat från 0")
    end: int = Field(description="Tecknet efter det sista")


class PassageOut(Schema):
    """A passage as it stands on its page."""

    id: str = Field(description="Passagens id, detsamma så länge texten är det")
    text: str = Field(description="Texten som den står på sidan, högst omkring 220 ord")
    page: int = Field(description="Sidans nummer i filen, räknat från 1")
    printed_page: int | None = Field(description="Sidnumret som är tryckt på sidan, när det är säkert")
    section: str = Field(description="Rubriken som passagen står under")
    section_id: str = Field(description="Avsnittets id")
    field: str = Field(description="Vilken del av insatsen passagen är: name, description, outputs, effects, goals ...")
    region: str | None = Field(description="Regionen som texten är, eller null")
    county_code: str | None = Field(description="Dess länskod (SCB), två siffror som text")
    group: str | None = Field(description="Gruppens namn, när en grupp av regioner står bakom; annars null")
    theme: str | None = Field(description="Temats id, också för löptext under ett tema; det som filtret theme ser till")
    role: Role = Field(description="does: regionens eget; group: en namngiven grupps; none: ingens (t.ex. en mall)")
    mentioned: list[str] = Field(description="Andra regioner som bara nämns i texten")
    highlights: list[HighlightOut] = Field(
        description="Tecken i text som svarar mot sökorden; tom när passagen hämtas med id"
    )

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
            theme=passage.theme,
            role=passage.role,
            mentioned=[region_by_code(code).name for code in passage.mentioned],
            highlights=list(highlights),
        )


class InitiativeBrief(Schema):
    """What a hit says of the initiative its passage belongs to."""

    id: str = Field(description="Insatsens id, detsamma så länge region, tema och namn är det")
    name: str = Field(description="Namnet som det står i rapporten")
    region: str | None = Field(description="Regionens namn; null där ingen enskild region står bakom")
    group: str | None = Field(description="Gruppens namn, när en grupp av regioner står bakom; annars null")
    theme: str | None = Field(description="Temats id; null där rapporten inte följer de sju temana")
    status: Status = Field(description="reported: redovisad; proposed: föreslagen")

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

    id: str = Field(description="Dokumentets id")
    title: str = Field(description="Titeln")
    issuer: str = Field(description="Utgivaren")
    year: int = Field(description="Redovisningsåret; för flera år det första")
    years: list[int] = Field(description="Alla år som dokumentet gäller")

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

    rank: int = Field(description="Plats bland alla träffar, räknat från 1, oavsett offset")
    score: float = Field(description="Större är bättre; kan jämföras inom en sökning, inte mellan sökningar")
    confidence: float = Field(description="Sannolikheten att passagen handlar om frågan, 0 till 1")
    passage: PassageOut = Field(description="Passagen; av en insats den som svarar bäst mot frågan")
    initiative: InitiativeBrief | None = Field(description="Insatsen som passagen hör till; null i löptext")
    document: DocumentBrief = Field(description="Dokumentet som passagen står i")
    explain: dict[str, float] | None = Field(
        default=None,
        exclude_if=is_none,
        description="Poängens delar efter namn, var och en 0 till 1; bara när explain är true",
    )

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

    text: str = Field(description="Frågan som den ställdes")
    language: str | None = Field(description="sv, en, eller null när frågan är för kort för att avgöra")
    regions: list[str] = Field(description="Regioner som frågan nämner, en grupps medlemmar en och en")
    suggestion: str | None = Field(description="Menade du: frågan med felstavade ord rättade")


class FacetOut(Schema):
    """A filter's value and how many hits have it."""

    value: str = Field(description="Värdet som filtret tar: regionens namn, temats id, dokumentets id eller året")
    label: str = Field(description="Som det visas")
    count: int = Field(description="Antal träffar med värdet; en träff kan räknas under flera")

    @classmethod
    def of(cls, facet: Facet) -> Self:
        return cls(value=facet.value, label=facet.label, count=facet.count)


class FacetsOut(Schema):
    """Counts over all hits after filters."""

    region: list[FacetOut] = Field(
        description="Regioner; en grupps text räknas under var och en av medlemmarna, och den vars role är none under"
        " ingen: så ser filtret region till den"
    )
    theme: list[FacetOut] = Field(description="Teman")
    document: list[FacetOut] = Field(description="Dokument")
    year: list[FacetOut] = Field(description="Redovisningsår")

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

    query: QueryOut = Field(description="Hur frågan uppfattades")
    total: int = Field(description="Antal träffar efter filter, oavsett limit och offset")
    limit: int = Field(description="Som det begärdes")
    offset: int = Field(description="Som det begärdes")
    took_ms: float = Field(description="Millisekunder från frågan till svaret")
    index_version: str = Field(description="Indexet som svarade; samma sökning i samma index ger samma träffar")
    hits: list[HitOut] = Field(description="Träffarna från offset, den bästa först")
    facets: FacetsOut = Field(
        description="Antal träffar per filtervärde, räknat på alla träffar och inte bara de visade"
    )

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
