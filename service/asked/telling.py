"""What was understood of a question, as callers and officers are told it."""

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.regions import order_codes, region_by_code
from corpus.themes import find_theme
from service.asked.asked import Asked
from service.asked.understood import Kind, Understood

# What is told of a question: its kind, its aspect, and the parts that a chip opens with.
SWEDISH_CHIPS: Mapping[str, str] = {
    Kind.REGIONS: "vilka regioner",
    Kind.FACT: "en uppgift",
    Kind.PASSAGES: "vad rapporterna säger",
    Kind.COMPARE: "en jämförelse",
    Kind.COUNT: "ett antal",
    Kind.OVERVIEW: "en översikt",
    Kind.SIMILAR: "liknande insatser",
    Kind.OUTSIDE: "ingen fråga till rapporterna",
    "results": "resultat",
    "effects": "effekter",
    "goals": "mål",
    "cost": "kostnad",
    "time": "tid",
    "who": "vem",
    "contact": "kontakt",
    "lessons": "lärdomar",
    "definition": "förklaring",
    "method": "arbetssätt",
    "participants": "deltagare",
    "problems": "hinder",
    "next": "nästa steg",
    "about": "ämne",
    "and": "och",
    "or": "eller",
    "region": "region",
    "but": "utom",
    "negated": "de som inte gör det",
    "year": "år",
    "theme": "tema",
    "aspect": "frågar efter",
    "initiative": "insats",
}


def understood(asked: Asked, initiative: str | None) -> Understood:
    """Give what was understood, by names."""
    return Understood(
        kind=asked.kind,
        topics=asked.topics,
        join=asked.join,
        regions=_names(asked.codes),
        excluded_regions=_names(asked.excluded_codes),
        years=asked.years,
        themes=asked.themes,
        aspect=asked.aspect,
        initiative=initiative,
        negated=asked.negated,
        language=asked.language,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPart:
    """One part of what was understood: what it is called, and its values; none where the name says all.

    Attributes:
        is_form: It tells what kind of answer, or what about the topics, is asked for.
    """

    label: str
    values: tuple[str, ...] = ()
    joint: str = ", "
    is_form: bool = False
    is_negation: bool = False


def told_parts(told: Understood, words: Mapping[str, str] = SWEDISH_CHIPS) -> list[ToldPart]:
    """Give the parts of what was understood.

    Args:
        words: Their names in another language, under the same keys.
    """
    join = f" {words[told.join]} " if told.join else ", "
    parts = [
        ToldPart(label=words["about"], values=told.topics, joint=join),
        ToldPart(label=words["region"], values=told.regions),
        ToldPart(label=words["but"], values=told.excluded_regions),
        *([ToldPart(label=words["negated"], is_negation=True)] if told.negated else []),
        ToldPart(label=words["year"], values=tuple(map(str, told.years))),
        *(ToldPart(label=words["theme"], values=(find_theme(theme).label,)) for theme in told.themes),
        ToldPart(label=words["aspect"], values=(words[told.aspect],) if told.aspect else (), is_form=True),
        ToldPart(label=words["initiative"], values=(told.initiative,) if told.initiative else ()),
    ]
    is_plain = told.kind is Kind.PASSAGES
    return [
        ToldPart(label=words[told.kind], is_form=not is_plain),
        *(part for part in parts if part.values or part.is_negation),
    ]


def chips(told: Understood) -> tuple[str, ...]:
    """Give what was understood as short labels, in Swedish."""
    parts = told_parts(told)
    return tuple(f"{part.label}: {part.joint.join(part.values)}" if part.values else part.label for part in parts)


def _names(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(region_by_code(code).name for code in order_codes(codes))
