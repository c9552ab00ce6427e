"""Answers as JSON: quotes with their places, region by region or numbered."""

from typing import Self

from pydantic import Field

from service.api.schemas.base import Schema, group_name, region_name
from service.api.schemas.hits import HitOut
from service.results import (
    Answer,
    AnswerStatus,
    Citation,
    Count,
    Coverage,
    Hit,
    Kind,
    RegionAnswer,
    RegionEvidence,
    RegionStatus,
    ShortAnswer,
    Side,
    Understood,
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
    confidence: float = Field(description="Sannolikheten att regionen arbetar med det frågan gäller, 0 till 1")
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


class ShortAnswerOut(Schema):
    """The words that answer, and where they stand in a citation's quote."""

    text: str
    citation: int
    start: int
    end: int

    @classmethod
    def of(cls, answer: ShortAnswer) -> Self:
        return cls(text=answer.text, citation=answer.citation, start=answer.start, end=answer.end)


class UnderstoodOut(Schema):
    """What was understood of the question."""

    kind: Kind
    topics: list[str] = Field(description="Ämnena, med frågans egna ord")
    join: str | None = Field(description="or: något av ämnena räcker; and: vart och ett måste finnas")
    regions: list[str]
    excluded_regions: list[str]
    years: list[int]
    themes: list[str]
    aspect: str | None
    initiative: str | None = Field(description="Insatsen som frågan nämner vid namn")
    negated: bool = Field(description="Frågan gäller dem som inte gör det")
    language: str | None

    @classmethod
    def of(cls, told: Understood) -> Self:
        return cls(
            kind=told.kind,
            topics=list(told.topics),
            join=told.join,
            regions=list(told.regions),
            excluded_regions=list(told.excluded_regions),
            years=list(told.years),
            themes=list(told.themes),
            aspect=told.aspect,
            initiative=told.initiative,
            negated=told.negated,
            language=told.language,
        )


class SideOut(Schema):
    """One side of a comparison."""

    label: str
    region: str | None
    initiative_id: str | None
    citations: list[int] = Field(description="Numren på de citat som talar för sidan; tom där inget är funnet")
    status: RegionStatus

    @classmethod
    def of(cls, side: Side) -> Self:
        return cls(
            label=side.label,
            region=region_name(side.region),
            initiative_id=side.initiative_id,
            citations=list(side.citations),
            status=side.status,
        )


class CountOut(Schema):
    """A number counted from the records."""

    value: int
    of: str = Field(description="Vad som är räknat")
    list: str | None = Field(description="Adressen till listan bakom antalet")

    @classmethod
    def of_count(cls, count: Count) -> Self:
        return cls(value=count.value, of=count.of, list=count.list)


class NearestOut(HitOut):
    """What came close, and what it lacks."""

    missing: str | None = Field(description="Vilka av frågans ord som träffen saknar")

    @classmethod
    def lacking(cls, hit: Hit, missing: str | None) -> Self:
        return cls(**HitOut.of(hit).model_dump(), missing=missing)


class AnswerReply(Schema):
    """The answer to a question, made of quotes and counts only."""

    question: str
    kind: Kind
    answered: bool = Field(description="false när det inte framgår av dokumenten; nearest visar då vad som kom närmast")
    confidence: float = Field(
        description="Sannolikheten att det svaret säger stämmer, 0 till 1: när answered är true, att det främsta"
        " citatet svarar på frågan; när answered är false, att dokumenten inte säger det"
    )
    text: str
    index_version: str
    regions: list[RegionAnswerOut]
    citations: list[CitationOut]
    coverage: CoverageOut
    nearest: list[NearestOut]
    answer: ShortAnswerOut | None = Field(
        description="Det korta svaret på en faktafråga: tecken start till end i citatet med numret citation"
    )
    status: AnswerStatus = Field(description="answered och partial när answered är true, annars varför inte")
    understood: UnderstoodOut
    sides: list[SideOut] = Field(description="Jämförelsens sidor, en per region eller insats; annars tom")
    count: CountOut | None = Field(description="Antalet som frågan gäller, räknat ur posterna")
    missing: str | None = Field(description="Vad det som kom närmast saknar")

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
            nearest=[
                NearestOut.lacking(hit, missing)
                for hit, missing in zip(answer.nearest, answer.nearest_missing, strict=True)
            ],
            answer=ShortAnswerOut.of(answer.answer) if answer.answer else None,
            status=answer.status,
            understood=UnderstoodOut.of(answer.understood),
            sides=[SideOut.of(side) for side in answer.sides],
            count=CountOut.of_count(answer.count) if answer.count else None,
            missing=answer.missing,
        )
