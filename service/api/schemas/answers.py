"""Answers as JSON: quotes with their places, region by region or numbered."""

from typing import Self

from pydantic import Field

from service.answer.answer import (
    Answer,
    AnswerStatus,
    Citation,
    Count,
    Coverage,
    RegionAnswer,
    RegionEvidence,
    RegionStatus,
    ShortAnswer,
    Side,
)
from service.api.schemas.base import Schema, group_name, region_name
from service.api.schemas.hits import HitOut
from service.api.schemas.understood import UnderstoodOut
from service.asked.understood import Kind
from service.search.hits import Hit


class EvidenceOut(Schema):
    """A quote that shows what a region does, with where it stands."""

    initiative: str | None = Field(description="Insatsens namn; null i löptext")
    initiative_id: str | None = Field(description="Insatsens id; null i löptext")
    quote: str = Field(description="Ordagrant ur sidans text (mellanslag räknas som ett), högst 60 ord")
    passage_id: str = Field(description="Passagen som citatet står i")
    document: str = Field(description="Dokumentets id")
    page: int = Field(description="Sidans nummer i filen, räknat från 1")
    printed_page: int | None = Field(description="Sidnumret som är tryckt på sidan, när det är säkert")

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

    region: str = Field(description="Regionens namn")
    county_code: str = Field(description="Länskod (SCB), två siffror som text")
    status: RegionStatus = Field(
        description="evidence: belägg; mentioned: bara nämnd i andras text; none: inget funnet; no_documents: inga"
        " dokument i urvalet"
    )
    confidence: float = Field(description="Sannolikheten att regionen arbetar med det frågan gäller, 0 till 1")
    evidence: list[EvidenceOut] = Field(description="Belägg, det främsta först; tom utom vid evidence och mentioned")

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

    number: int = Field(description="Räknat från 1; det som answer och sides hänvisar till")
    initiative: str | None = Field(description="Insatsens namn; null i löptext")
    initiative_id: str | None = Field(description="Insatsens id; null i löptext")
    quote: str = Field(description="Ordagrant ur sidans text (mellanslag räknas som ett), högst 60 ord")
    passage_id: str = Field(description="Passagen som citatet står i")
    document: str = Field(description="Dokumentets id")
    page: int = Field(description="Sidans nummer i filen, räknat från 1")
    printed_page: int | None = Field(description="Sidnumret som är tryckt på sidan, när det är säkert")
    region: str | None = Field(description="Regionens namn; null där ingen enskild region står bakom")
    group: str | None = Field(description="Gruppens namn, när en grupp av regioner står bakom; annars null")

    @classmethod
    def of(cls, citation: Citation) -> Self:
        passage = citation.passage
        return cls(
            number=citation.number,
            initiative=passage.name if passage.initiative else None,
            initiative_id=passage.initiative,
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

    documents: int = Field(description="Antal dokument som söktes, efter filter")
    pages: int = Field(description="Deras sidor")
    regions_with_documents: int = Field(description="Antal regioner som de talar för, av dem som valts; högst 21")
    years: list[int] = Field(description="Åren som de gäller, stigande")

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

    text: str = Field(description="De ord som svarar")
    citation: int = Field(description="Numret på citatet som de står i")
    start: int = Field(description="Första tecknet i citatets quote, räknat från 0")
    end: int = Field(description="Tecknet efter det sista")

    @classmethod
    def of(cls, answer: ShortAnswer) -> Self:
        return cls(text=answer.text, citation=answer.citation, start=answer.start, end=answer.end)


class SideOut(Schema):
    """One side of a comparison."""

    label: str = Field(description="Vad sidan visas som: en region, en grupp eller en insats")
    region: str | None = Field(description="Regionens namn; null för en grupp och för en grupps insats")
    initiative_id: str | None = Field(description="Insatsens id, där insatser jämförs")
    citations: list[int] = Field(description="Numren på de citat som talar för sidan; tom där inget är funnet")
    status: RegionStatus = Field(description="evidence, eller none där inget är funnet")

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

    value: int = Field(description="Antalet")
    of: str = Field(description="Vad som är räknat")
    list: str | None = Field(
        description="Adressen, från API:ets rot, till en lista av just det som är räknat; null när ingenting är det"
    )

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

    question: str = Field(description="Frågan som den ställdes")
    kind: Kind = Field(
        description="Vad svaret är: regions (region för region), fact (en uppgift), passages (vad rapporterna säger),"
        " compare (sidor), count (antal), overview (översikt), similar (liknande insatser),"
        " outside (ingen fråga till dem)"
    )
    answered: bool = Field(description="false när det inte framgår av dokumenten; nearest visar då vad som kom närmast")
    confidence: float = Field(
        description="Sannolikheten att det svaret säger stämmer, 0 till 1: när answered är true, att det främsta"
        " citatet svarar på frågan; när answered är false, att dokumenten inte säger det"
    )
    text: str = Field(description="Svaret i en eller några meningar, av citat och antal, på svenska")
    index_version: str = Field(description="Indexet som svarade; samma fråga till samma index ger samma svar")
    regions: list[RegionAnswerOut] = Field(
        description="Alla 21 när kind är regions, de med belägg först och de säkraste av dem först; annars tom"
    )
    citations: list[CitationOut] = Field(description="Citaten som svaret vilar på; tom när answered är false")
    coverage: CoverageOut = Field(description="Vad som söktes")
    nearest: list[NearestOut] = Field(description="Vad som kom närmast, högst fem; tom när answered är true")
    answer: ShortAnswerOut | None = Field(
        description="Det korta svaret på en faktafråga, med sin plats i ett citat; annars null"
    )
    status: AnswerStatus = Field(
        description="answered: besvarad; partial: till en del; not_found: det framgår inte; outside: ingen fråga till"
        " rapporterna; unclear: går inte att läsa utan frågan före (previous)"
    )
    understood: UnderstoodOut = Field(description="Hur frågan uppfattades")
    sides: list[SideOut] = Field(description="Jämförelsens sidor, en per region eller insats; annars tom")
    count: CountOut | None = Field(
        description="Antalet som frågan gäller, räknat ur posterna; också i översikter. Annars null"
    )
    missing: str | None = Field(
        description="Vad allt det som kom närmast saknar; null när det är besvarat, och där inget ord saknas i allt: då"
        " säger vart och ett i nearest vad just det saknar"
    )

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
