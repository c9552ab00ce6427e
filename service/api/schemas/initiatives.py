"""Initiatives as JSON: one of them whole, and those that are comparable with it."""

from typing import Self

from pydantic import Field

from corpus.document import Initiative, Place
from corpus.progress import Progress, progress_of
from service.api.schemas.base import Schema
from service.api.schemas.hits import HitOut, InitiativeBrief
from service.compare.comparable import Relation, SimilarHit, SimilarResult


class PlaceOut(Schema):
    """Another place where the same initiative is told."""

    document: str = Field(description="Dokumentets id")
    page: int = Field(description="Första sidan i filen, räknat från 1")
    initiative_id: str = Field(description="Insatsens id där")

    @classmethod
    def of(cls, place: Place) -> Self:
        return cls(document=place.document, page=place.page, initiative_id=place.initiative)


class InitiativeOut(InitiativeBrief):
    """An initiative, whole."""

    document: str = Field(description="Dokumentets id")
    pages: tuple[int, int] = Field(description="Första och sista sidan i filen")
    description: str = Field(description="Beskrivning; tom där rapporten ingen har eller cellens gräns är osäker")
    outputs: str = Field(description="Prestationer, likaså")
    effects: str = Field(description="Effekter, likaså")
    goals: str = Field(description="Mål, likaså")
    text: str = Field(description="Allt som står om insatsen, i rapportens ordning")
    also_in: list[PlaceOut] = Field(description="Andra ställen som berättar om samma insats, det nyaste först")
    progress: Progress | None = Field(description="Hur långt insatsen har kommit, när texten säger det")

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
            progress=progress_of(initiative),
        )


class SimilarHitOut(HitOut):
    """A comparable initiative: how it relates to the source, and what the two share."""

    score: float = Field(
        description="Hur lik den är, större är mer; ordningen är inte bara efter den: samma projekt står först, och en"
        " regions andra och tredje insats något senare"
    )
    confidence: float = Field(description="Sannolikheten att insatsen är jämförbar, 0 till 1; under 0,5 mindre lika")
    relation: Relation = Field(
        description="samma projekt: samma insats, berättad av någon annan; jämförbar: en annan som liknar den"
    )
    why: str = Field(description="Vad de två har gemensamt, i en mening")

    @classmethod
    def of_similar(cls, found: SimilarHit) -> Self:
        return cls(**HitOut.of(found.hit).model_dump(), relation=found.relation, why=found.why)


class SimilarReply(Schema):
    """Initiatives comparable with one."""

    source: InitiativeOut = Field(description="Insatsen som de andra jämförs med")
    total: int = Field(description="Antal jämförbara, oavsett limit")
    index_version: str = Field(description="Indexet som svarade")
    hits: list[SimilarHitOut] = Field(description="De jämförbara, samma projekt först")

    @classmethod
    def of(cls, result: SimilarResult) -> Self:
        return cls(
            source=InitiativeOut.of(result.source),
            total=result.total,
            index_version=result.index_version,
            hits=[SimilarHitOut.of_similar(hit) for hit in result.hits],
        )
