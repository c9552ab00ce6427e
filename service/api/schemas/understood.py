"""How a question was understood, as JSON."""

from typing import Self

from pydantic import Field

from service.api.schemas.base import Schema
from service.asked.understood import Kind, Understood


class UnderstoodOut(Schema):
    """What was understood of the question."""

    kind: Kind = Field(description="Vad frågan lästes som; svarets kind är en annan där frågan besvaras på annat sätt")
    topics: list[str] = Field(description="Ämnena, med frågans egna ord")
    join: str | None = Field(
        description="or: något av ämnena räcker; and: vart och ett måste finnas; null: ett ämne, eller flera frågor"
    )
    regions: list[str] = Field(description="Regionerna som frågan gäller, en grupps medlemmar en och en")
    excluded_regions: list[str] = Field(description="Regionerna som frågan undantar")
    years: list[int] = Field(description="Åren som frågan gäller")
    themes: list[str] = Field(description="Id för temana som frågan gäller")
    aspect: str | None = Field(
        description="Vilken sida av saken frågan gäller: results, effects, goals, cost, time, who, contact, lessons,"
        " definition, method, participants, problems eller next"
    )
    initiative: str | None = Field(description="Insatsen som frågan nämner vid namn")
    negated: bool = Field(description="Frågan gäller dem som inte gör det")
    language: str | None = Field(description="sv, en, eller null när frågan är för kort för att avgöra")

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
